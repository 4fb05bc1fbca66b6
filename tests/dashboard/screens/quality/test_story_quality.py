"""Stories that the page on data quality answers: from the front page, in three clicks at most."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.clocks import end_of_day
from language.formats import day, share
from tests import oracle, oracle_of_figures
from tests.dashboard import journal_world
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
Country = tuple[Path, list[str]]
STALE_AFTER_DAYS = 180


class Clicks:
    """Counts what a visitor does on the way from the front page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.count = page, 0
        page.goto(f"{address}/")
        wait_until_drawn(page)

    def do(self, act: Callable[[], object], then: str | None = None) -> None:
        """One click, or one choice in a field."""
        self.count += 1
        act()
        if then:
            self.page.wait_for_url(then)
        wait_until_drawn(self.page)

    def to_quality(self) -> None:
        link = self.page.get_by_role("link", name="Gegevenskwaliteit")
        self.do(link.click, "**/gegevenskwaliteit**")


def _as_of(page: Page) -> date:
    return date.fromisoformat(page.locator("select#stand").input_value())


def _cells(rows: Locator) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def _list(page: Page, caption: str) -> Locator:
    return page.locator("table", has=page.locator("caption", has_text=caption)).first


def test_an_adviser_finds_who_is_silent_or_stale_and_whom_to_call(visit: Visit, address: str, country: Country):
    clicks = Clicks(visit.page, address)
    clicks.to_quality()
    as_of, world = _as_of(visit.page), journal_world.world(country[0])
    newest: dict[str, date] = {}
    for one in world.milestones:
        if one["reporting_date"] <= as_of:
            code = one["municipality_code"]
            newest[code] = max(newest.get(code, date.min), one["reporting_date"])
    everyone = [one["code"] for one in oracle.register_on(world, as_of)]
    silent = [code for code in everyone if code not in newest]
    stale = [code for code in newest if (as_of - newest[code]).days > STALE_AFTER_DAYS]
    told = f"{len(silent)} gemeenten hadden op {day(as_of, 'nl')} nog geen opgave over de stappen gedaan"
    expect(visit.page.get_by_role("heading", name=told)).to_contain_text(
        f"van {len(stale)} is de laatste ouder dan {STALE_AFTER_DAYS} dagen"
    )
    calls = _list(visit.page, "Gemeenten zonder opgave of met een oudere")
    clicks.do(calls.locator("xpath=..").get_by_role("button", name="Toon alle").click)
    listed = Counter(cells[0] for cells in _cells(calls.locator("tbody tr")))
    names = journal_world.names()
    assert listed == Counter(names[code] for code in (*silent, *stale))
    states = {cells[0]: cells[4] for cells in _cells(calls.locator("tbody tr"))}
    assert {states[names[code]] for code in stale} <= {"Ouder dan 180 dagen"}
    assert {states[names[code]] for code in silent} == {"Nog geen opgave"}
    assert clicks.count <= 3


def test_an_adviser_sees_what_came_in_last_and_what_was_refused_and_why(visit: Visit, address: str, country: Country):
    clicks = Clicks(visit.page, address)
    clicks.to_quality()
    lines = sorted(journal_world.files(country[0]), key=lambda one: -one["sequence"])
    rows = _cells(_list(visit.page, "Binnengekomen bestanden").locator("tbody tr"))
    assert rows
    for cells, line in zip(rows, lines, strict=False):
        assert cells[1] == line["file_name"]
        assert cells[5] == str(line["quarantined_count"])
    refused = sum(line["quarantined_count"] for line in lines)
    expect(visit.page.get_by_role("heading", name=f"{refused} rijen zijn niet aangenomen en wachten")).to_be_visible()
    why = _cells(_list(visit.page, "Rijen die niet zijn aangenomen").locator("tbody tr"))
    assert all("Schrijf een bestaande datum" in cells[4] for cells in why)
    codes = {name: code for code, name in journal_world.names().items()}
    assert all(cells[1].startswith(f"opgave-{codes[cells[0]]}") for cells in why)
    assert clicks.count <= 3


def test_a_ministry_sees_what_was_told_on_a_day_and_what_has_changed_since_and_why(
    visit: Visit, address: str, country: Country
):
    clicks = Clicks(visit.page, address)
    clicks.to_quality()
    for then in (date(2026, 3, 1), date(2026, 10, 31)):
        done = clicks.count
        clicks.do(lambda: visit.page.locator("input#eerder").fill(then.isoformat()), f"**eerder={then}**")  # noqa: B023
        last_month_end = (then + timedelta(days=1)).replace(day=1) - timedelta(days=1)
        told_as_of = min(last_month_end, _as_of(visit.page))
        table = _list(visit.page, "Cijfers van toen en van nu")
        clicks.do(table.get_by_role("button", name="Stap 1 klaar").click, "**stap=1**")
        world = journal_world.world(country[0])
        recorded = [one["recorded_at"] for one in world.milestones]
        before, after = (
            oracle_of_figures.step_completion(world, told_as_of, known_on)[1]["value"]
            for known_on in (end_of_day(then), max(recorded))
        )
        cells = next(cells for cells in _cells(table.locator("tbody tr")) if cells[0].startswith("Stap 1 "))
        assert cells[1:5:2] == [share(before, "nl", 1), share(after, "nl", 1)]  # n stands beside each
        written = day(then, "nl")
        title = visit.page.get_by_role("heading", name=f"Wat we op {written} meldden")
        if before == after:
            expect(title).to_contain_text("is sindsdien gelijk gebleven")
            expect(title).to_contain_text(share(after, "nl", 1))
        else:
            bridge = visit.page.get_by_role("img", name="Brug van toen naar nu")
            expect(bridge).to_have_attribute("aria-label", _contains(share(before, "nl", 1), share(after, "nl", 1)))
            points = f"{abs(100 * (after - before)):.1f}".replace(".", ",")
            expect(title).to_contain_text(f"{points} procentpunt {'lager' if after > before else 'hoger'}")
        assert clicks.count - done + 1 <= 3  # with the click from the front page


def _contains(*texts: str):
    import re

    return re.compile(".*".join(re.escape(text) for text in texts))


def test_the_strip_over_an_earlier_moment_leads_back_to_now_and_to_the_two_moments(visit: Visit, address: str):
    visit.page.goto(f"{address}/stappen?bekend=2026-05-31")
    wait_until_drawn(visit.page)
    expect(
        visit.page.get_by_role("status").filter(
            has_text="U ziet de stand van 31 mei 2026, zoals op 31 mei 2026 bekend was."
        )
    ).to_be_visible()
    visit.page.get_by_role("button", name="Zet toen en nu naast elkaar").click()
    visit.page.wait_for_url("**/gegevenskwaliteit**eerder=2026-05-31**")
    wait_until_drawn(visit.page)
    assert visit.page.get_by_text("U ziet de stand van").count() == 0
    assert visit.page.locator("input#eerder").input_value() == "2026-05-31"
    compared = visit.page.locator(".st-key-figure_moments")
    expect(compared).to_be_in_viewport()
    expect(compared).to_contain_text("de stand van 31 mei 2026")
    visit.page.locator("select#bekend").select_option("2026-05-31")
    visit.page.get_by_role("button", name="Toon wat nu bekend is").click()
    expect(visit.page.get_by_role("button", name="Toon wat nu bekend is")).to_have_count(0)
