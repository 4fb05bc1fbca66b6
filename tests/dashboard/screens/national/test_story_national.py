"""The front page answers a ministry without a click: how far the country is, and how sure that is."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from domain.statements import Table
from tests.dashboard import said
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.example import ROUNDS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
FRONT = f"/?stand={said.AS_OF}&stap=5&taal=nl"
Country = tuple[Path, list[str]]


def _standings(home: Path, step: int) -> list[str | None]:
    """What each municipality of the register said last of a step; None for the silent."""
    statements = said.last_said(home, Table.MILESTONE)
    return [statements.get((code, step), {}).get("standing") for code in said.facts()]


def _headlines(page: Page) -> list[str]:
    return page.locator("dl.figures dd:first-of-type").all_inner_texts()


def test_a_ministry_sees_how_far_the_country_is_and_what_silence_could_hide(
    visit: Visit, address: str, country: Country
):
    visit.page.goto(f"{address}{FRONT}")
    wait_until_drawn(visit.page)
    home, everyone = country[0], len(said.facts())
    stated = _standings(home, 5)
    finished, silent = stated.count("finished"), stated.count(None)
    expect(visit.page.locator(".st-key-figure_map h2")).to_have_text(
        f"Stap 5 is bij {finished} gemeenten klaar; van {silent} weten we het niet"
    )
    figure = visit.page.locator(".st-key-figure_steps")
    figure.get_by_role("button", name="Tabel", exact=True).click()
    expect(figure.locator("tbody tr")).to_have_count(11, timeout=20_000)
    for step, row in enumerate(figure.locator("tbody tr").all(), start=1):
        cells, told = row.locator("td").all_inner_texts(), _standings(home, step)
        done, unknown = told.count("finished"), told.count(None)
        applicable = everyone - told.count("not_applicable")
        assert [int(cells[place]) for place in (0, 2, 3, 6)] == [step, done, told.count("started"), unknown]
        bounds = [float(number) for number in re.findall(r"[\d.]+", cells[8].replace(",", "."))]
        lowest, highest = 100 * done / applicable, 100 * (done + unknown) / applicable
        assert bounds == pytest.approx([lowest, highest], abs=0.1)
        assert bounds[0] <= lowest, "a lower bound is rounded down"
        assert bounds[1] >= highest, "an upper bound is rounded up"


def test_a_ministry_sees_how_many_report_and_how_many_have_finished_everything(
    visit: Visit, address: str, country: Country
):
    visit.page.goto(f"{address}{FRONT}")
    wait_until_drawn(visit.page)
    home = country[0]
    statements = said.last_said(home, Table.MILESTONE)
    reporters = said.reporters(home)
    ready = {"finished", "not_applicable"}
    done = [code for code in reporters if all(statements[code, step]["standing"] in ready for step in range(1, 12))]
    shown = _headlines(visit.page)
    assert shown[0].split()[0] == str(len(reporters))
    assert shown[3].split()[0] == str(len(done))


def test_an_adviser_sees_what_changed_since_the_last_quarter(visit: Visit, address: str, country: Country):
    visit.page.goto(f"{address}{FRONT}")
    wait_until_drawn(visit.page)
    before, now = said.last_said(country[0], Table.MILESTONE, ROUNDS[2]), said.last_said(country[0], Table.MILESTONE)
    newly = {
        step: sum(
            row["standing"] == "finished" and (before.get(key) or {}).get("standing") != "finished"
            for key, row in now.items()
            if key[1] == step
        )
        for step in range(1, 12)
    }
    figure = visit.page.locator(".st-key-figure_changes")
    told = figure.locator(".root").first.inner_text()
    step, count = next(
        (step, count)
        for step, count in newly.items()
        if count and f"{count} gemeenten meldden stap {step} klaar" in told
    )
    figure.get_by_role("button", name="Regels", exact=True).click()
    rows = figure.locator("tbody tr")
    expect(rows.first).to_be_visible(timeout=20_000)
    cells = [row.locator("td").all_inner_texts() for row in rows.all()]
    finished = [one for one in cells if one[0] == "stand" and one[1] == str(step) and one[4] == "Klaar"]
    assert len(finished) == count
    now_finished = {code for (code, at), row in now.items() if at == step and row["standing"] == "finished"}
    assert {one[6] for one in finished} <= now_finished


def test_all_figures_of_then_and_now_are_of_the_moment_that_the_sentences_compare_with(visit: Visit, address: str):
    visit.page.goto(f"{address}{FRONT}&bekend=2026-11-20")
    wait_until_drawn(visit.page)
    visit.page.get_by_role(
        "button", name="Wat op 20 aug 2026 bekend was, naast wat op 20 nov 2026 bekend was", exact=True
    ).click()
    visit.page.wait_for_url("**/gegevenskwaliteit**")
    wait_until_drawn(visit.page)
    expect(visit.page.locator(".st-key-figure_moments h2")).to_be_in_viewport(timeout=20_000)
    assert "eerder=2026-08-20" in visit.page.url
    assert visit.errors == []
