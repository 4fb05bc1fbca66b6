"""A ministry official asks: how far has the training of staff come, and how sure is that?"""

from datetime import date
from math import ceil, floor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from domain.programme import Programme
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.screens.training.test_training import last_said

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
AS_OF = date(2026, 10, 31)


def test_from_the_front_page_one_click_says_how_far_and_how_sure(
    visit: Visit, address: str, country: tuple[Path, list[str]]
):
    visit.page.goto(f"{address}/")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("link", name="Opleiding").click()  # 1
    visit.page.wait_for_url("**/opleiding**")
    wait_until_drawn(visit.page)
    group, said = Programme.load().target_groups[0], last_said(country[0], "basis").values()
    trained, scope = (sum(one[name] for one in said) for name in ("trained_staff_count", "staff_in_scope_count"))
    low = trained / max(group.national_scope_count, scope)
    high = (trained + max(0, group.national_scope_count - scope)) / max(group.national_scope_count, scope)
    finding = visit.page.locator("h2").first
    expect(finding).to_contain_text(
        f"ten minste {floor(100 * low)} en ten hoogste {ceil(100 * high)} opgeleid, in het scenario"
    )
    expect(visit.page.get_by_role("img", name=finding.inner_text())).to_be_visible()


def test_which_municipalities_stated_it_is_one_click_further_and_adds_up(
    visit: Visit, address: str, country: tuple[Path, list[str]]
):
    visit.page.goto(f"{address}/opleiding?stand={AS_OF}&taal=nl")
    wait_until_drawn(visit.page)
    visit.page.get_by_role("button", name="Regels").first.click()
    rows = visit.page.get_by_role("region", name="Opgaven per gemeente").locator("tbody tr")
    expect(rows.first).to_be_visible(timeout=20_000)
    stated = [
        cells for cells in (row.locator("td").all_inner_texts() for row in rows.all()) if cells[2] != "geen opgave"
    ]
    said = last_said(country[0], "basis")
    assert {row[1] for row in stated} == set(said)
    assert sum(int(row[3].replace(".", "")) for row in stated) == sum(
        one["trained_staff_count"] for one in said.values()
    )


def test_a_municipality_sees_itself_by_name_among_all_others_and_the_group_stays_in_the_address(
    visit: Visit, address: str
):
    visit.page.goto(f"{address}/opleiding?stand={AS_OF}&gemeente={example.OWN}&taal=nl")
    wait_until_drawn(visit.page)
    expect(visit.page.locator(".js-plotly-plot").first.get_by_text("Zutphen")).to_be_visible()
    visit.page.get_by_role("button", name="Wie vooral met meervoudige").click()
    visit.page.wait_for_url("**doelgroep=intensief**")
    wait_until_drawn(visit.page)
    expect(visit.page.get_by_text("Intensief: aandeel opgeleid per gemeente")).to_be_visible()
    assert parse_qs(urlsplit(visit.page.url).query)["gemeente"] == [example.OWN]


def test_each_chart_says_its_finding_to_those_who_cannot_see_it(visit: Visit, address: str):
    visit.page.goto(f"{address}/opleiding?stand={AS_OF}&taal=nl")
    wait_until_drawn(visit.page)
    findings = visit.page.locator("h2").all_inner_texts()
    charts = [*visit.page.get_by_role("img").all(), *visit.page.get_by_role("figure").all()]
    names = [one.get_attribute("aria-label") for one in charts]
    assert set(findings) <= {name for name in names if name}
