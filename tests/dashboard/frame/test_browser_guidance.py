"""A first visit: the explanation leads to an answer in one click, and the search box finds what is meant."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.frame.guidance import ROLES
from domain.bilingual import Language
from language.texts import say
from tests.dashboard.browser import CHROMIUM, wait_until_drawn
from tests.dashboard.conftest import Visit
from tests.dashboard.test_every_screen_for_every_role import FIGURES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]
QUESTIONS = [
    pytest.param(role, key, page, figure, id=f"{role}-{key}", marks=[pytest.mark.long] if place else [])
    for role, asked in ROLES.items()
    for place, (key, page, figure) in enumerate(asked)  # the first of each role each time
]


def _front(visit: Visit, address: str, language: Language = "nl") -> None:
    visit.page.goto(f"{address}/?taal={language}")
    wait_until_drawn(visit.page)


@pytest.mark.parametrize(("role", "key", "page", "figure"), QUESTIONS)
def test_each_question_of_each_role_leads_to_the_figure_that_answers_it(
    visit: Visit, address: str, role: str, key: str, page: str, figure: str | None
):
    _front(visit, address)
    visit.page.get_by_role("button", name=say(f"screen_guidance.question.{role}.{key}", "nl"), exact=True).click()
    visit.comes_to(say(f"screen.page.{page}", "nl"))
    wait_until_drawn(visit.page)
    if figure:
        expect(visit.page.locator(f".st-key-figure_{figure} h2")).to_be_in_viewport(timeout=20_000)
    assert visit.errors == []


def test_each_question_of_each_role_names_a_figure_that_stands_on_its_page():
    named = [(page, figure) for asked in ROLES.values() for _, page, figure in asked if figure]
    assert [one for one in named if one[1] not in FIGURES[one[0]]] == []


def test_the_explanation_stays_away_once_it_was_put_away_and_comes_back_when_asked_for(visit: Visit, address: str):
    _front(visit, address)
    explanation = visit.page.get_by_role("region", name=say("screen_guidance.words.title", "nl"))
    expect(explanation).to_be_visible()
    visit.page.get_by_role("button", name=say("screen_guidance.words.away", "nl")).click()
    expect(explanation).to_have_count(0)
    visit.page.reload()
    wait_until_drawn(visit.page)
    expect(explanation).to_have_count(0)
    visit.page.get_by_role("button", name=say("screen_guidance.words.show", "nl"), exact=True).click()
    expect(explanation).to_be_visible(timeout=20_000)


FOUND = [
    ("den haag", "Den Haag", "'s-Gravenhage", "gemeente=GM0518"),
    ("s hertog", "'s-Hertogenbosch", "'s-Hertogenbosch", "gemeente=GM0796"),
    ("sudwest", "Súdwest-Fryslân", "Súdwest-Fryslân", "gemeente=GM1900"),
    ("brielle", "Brielle", "Mijn gemeente", "gemeente=GM0501"),
    ("aanpassen ict", "Stap 6: Aanpassen ICT", "Stappen", "stap=6"),
    ("opgeleide medew", "Opgeleide medewerkers", "Verantwoording", "cijfer=training_coverage"),
    ("gegevensk", "Gegevenskwaliteit", "Gegevenskwaliteit", ""),
    ("stil", "wie stil of verouderd is", "Gegevenskwaliteit", "figuur=silence"),
    ("wachten op", "wie op wie wacht", "Stappen", "figuur=waits"),
    ("leverancier", "Wacht op: Leverancier", "Stappen", "wacht=leverancier"),
    ("wethouder", "één gemeente", "Mijn gemeente", ""),
    ("correctie", "wat wij eerder meldden", "Gegevenskwaliteit", "figuur=moments"),
    ("definitie", "hoe elk cijfer is gemaakt", "Verantwoording", ""),
    ("norm", "naar inwoners", "Kosten", "figuur=cost_norm"),
    ("per inwoner", "geen bedrag per inwoner", "Kosten", "figuur=cost_norm"),
    ("kosten per inwoner", "geen bedrag per inwoner", "Kosten", "figuur=cost_norm"),
]
OF_EACH_KIND = {"sudwest", "opgeleide medew", "stil", "leverancier"}


def test_the_search_box_finds_a_municipality_also_by_another_name_a_step_a_figure_and_a_page(
    visit: Visit, address: str
):
    _front(visit, address)
    box = visit.page.get_by_role("combobox", name="Zoeken")
    for typed, shown, _, _ in FOUND:
        box.fill(typed)
        expect(visit.page.get_by_role("option").first).to_contain_text(shown)


@pytest.mark.parametrize(
    ("typed", "shown", "heading", "in_address"),
    [pytest.param(*one, marks=[] if one[0] in OF_EACH_KIND else pytest.mark.long) for one in FOUND],
)
def test_the_search_box_leads_to_what_it_found(
    visit: Visit, address: str, typed: str, shown: str, heading: str, in_address: str
):
    _front(visit, address)
    box = visit.page.get_by_role("combobox", name="Zoeken")
    box.fill(typed)
    expect(visit.page.get_by_role("option").first).to_contain_text(shown)
    box.press("Enter")
    visit.comes_to(heading)
    assert in_address in visit.page.url
    if in_address.startswith("figuur="):
        expect(visit.page.locator(f".st-key-figure_{in_address.removeprefix('figuur=')}")).to_be_focused(timeout=20_000)


def test_the_search_box_leads_from_one_municipality_to_another_and_the_address_says_so(visit: Visit, address: str):
    visit.page.goto(f"{address}/mijn-gemeente?gemeente=GM0301&taal=nl")
    visit.comes_to("Zutphen")
    box = visit.page.get_by_role("combobox", name="Zoeken")
    box.fill("eemsdelta")
    box.press("Enter")
    visit.comes_to("Eemsdelta")
    visit.page.wait_for_url("**gemeente=GM1979**")


def test_a_dissolved_municipality_leads_to_its_successor_and_the_address_says_so(visit: Visit, address: str):
    visit.page.goto(f"{address}/mijn-gemeente?gemeente=GM0003&taal=nl")  # Appingedam
    visit.page.get_by_role("button", name="Naar Eemsdelta").click(timeout=20_000)
    visit.comes_to("Eemsdelta")
    visit.page.wait_for_url("**gemeente=GM1979**")


def test_a_name_that_several_municipalities_have_shows_all_of_them(visit: Visit, address: str):
    _front(visit, address)
    visit.page.get_by_role("combobox", name="Zoeken").fill("bergen")
    texts = visit.page.get_by_role("option").all_inner_texts()
    assert {"Bergen (L.)", "Bergen (NH.)"} <= {text.split("\n")[0] for text in texts}


def test_what_is_not_found_is_said_and_escape_empties_the_box(visit: Visit, address: str):
    _front(visit, address, "en")
    box = visit.page.get_by_role("combobox", name="Search")
    box.fill("qqqq")
    expect(visit.page.locator("p.none", has_text="Nothing found")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")


def test_a_name_with_a_typing_error_is_proposed_and_never_taken_of_itself(visit: Visit, address: str):
    _front(visit, address)
    box = visit.page.get_by_role("combobox", name="Zoeken")
    box.fill("Zutpen")
    expect(visit.page.get_by_role("option").first).to_contain_text("Zutphen")
    expect(visit.page.locator("#found [aria-selected=true]")).to_have_count(0)
    box.press("Enter")
    visit.page.wait_for_timeout(500)
    assert "gemeente=" not in visit.page.url
    box.press("ArrowDown")
    box.press("Enter")
    visit.comes_to("Zutphen")


def test_a_word_that_fits_a_step_by_several_names_is_one_answer_beside_what_was_spent_on_it(visit: Visit, address: str):
    _front(visit, address)
    visit.page.get_by_role("combobox", name="Zoeken").fill("projectleider")
    found = visit.page.get_by_role("option").all_inner_texts()
    assert len([one for one in found if "Stap 2" in one]) == 1
    assert any("wat gemeenten eraan uitgaven" in one for one in found)
