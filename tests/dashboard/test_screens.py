"""What a visitor sees, without a browser: texts, empty states, what the drawn parts are given."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.view import cached
from domain.municipalities import Register
from domain.programme import Programme
from language.texts import say
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn
from tests.dashboard.example import SCRIPT_NOTE

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def _headings(app: AppTest) -> list[str]:
    return [heading.value.replace("\\", "") for heading in (*app.title, *app.header)]


def _part(app: AppTest, name: str) -> dict:
    return next(part for part in drawn(app) if name in part)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("screen", PAGES)
def test_every_page_opens_without_an_error_in_both_languages(opened: Open, country: Country, screen, language):
    app = opened(country[0], screen, taal=language, gemeente=country[1][1])
    assert not app.exception
    assert len(app.title) == 1
    if screen != "municipality":
        assert app.title[0].value == say(f"screen.page.{screen}", language)


def test_whoever_opens_a_page_at_the_same_time_as_a_quicker_visitor_sees_it_too(
    opened: Open, country: Country, monkeypatch: pytest.MonkeyPatch
):
    a_blink_later = example.NOW + timedelta(seconds=1)  # the quicker one, whose run began last, named this version
    monkeypatch.setattr(cached, "first_seen", lambda *asked: a_blink_later)
    assert not opened(country[0], "national").exception


@pytest.mark.parametrize("screen", ["national", "quality"])
def test_an_empty_store_says_that_there_is_no_report_yet(opened: Open, tmp_path: Path, screen):
    app = opened(tmp_path / "empty", screen)
    assert not app.exception
    assert _headings(app)[1] == say("screen.state.empty_store_title", "nl")


@pytest.mark.parametrize("screen", ["national", "quality"])
def test_a_choice_without_municipalities_says_so_and_can_be_cleared(opened: Open, country: Country, screen):
    app = opened(country[0], screen, provincie="Zeeland", grootte="8", taal="nl")
    assert not app.exception
    assert _headings(app)[1] == say("screen.state.nothing_selected_title", "nl")
    app.button[0].click().run()
    assert not app.exception
    assert say("screen.state.nothing_selected_title", "nl") not in _headings(app)


def test_invented_figures_are_said_to_be_invented_on_every_page(opened: Open, country: Country):
    for screen in PAGES:
        banner = _part(opened(country[0], screen), "strong")
        assert f"{banner['strong']} {banner['text']}" == (
            "Voorbeeld. De cijfers zijn verzonnen. Ze zeggen niets over echte gemeenten."
        )


def test_the_map_has_one_hexagon_for_each_municipality_and_those_outside_the_choice_are_marked(
    opened: Open, country: Country
):
    atlas = _part(opened(country[0], "national", provincie="Utrecht"), "states")
    columns = atlas["municipalities"]
    assert len([q for q in columns["q"] if q is not None]) == 342
    marks = zip(columns["provinces"], atlas["inside"][0], strict=True)
    assert {atlas["province_names"][province] for province, mark in marks if mark == "1"} == {"Utrecht"}


def test_a_chosen_municipality_that_was_dissolved_long_ago_does_not_stop_the_national_page(
    opened: Open, country: Country
):
    app = opened(country[0], "national", gemeente="GM0788")  # Haaren, until 2021
    assert not app.exception
    assert _part(app, "states")["own"] is None


def test_every_bar_of_the_steps_counts_all_municipalities(opened: Open, country: Country):
    bars = _part(opened(country[0], "national"), "panel")
    assert [sum(count for _, count in row["segments"]) for row in bars["rows"]] == [342] * 11


def test_without_a_municipality_the_page_asks_to_choose_one(opened: Open, country: Country):
    app = opened(country[0], "municipality")
    assert not app.exception
    assert _headings(app) == [say("screen.page.municipality", "nl"), say("screen_municipality.choose.title", "nl")]


def test_a_municipality_has_a_row_on_its_timeline_for_each_step(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN)
    assert not app.exception
    assert [row["number"] for row in _part(app, "ticks")["rows"]] == [str(number) for number in range(1, 12)]


def test_a_silent_municipality_is_said_to_be_silent_and_has_words_instead_of_zeros(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=_never_reported(country))
    assert not app.exception
    assert "deed nog geen opgave" in app.info[0].value
    figures = _part(app, "figures")["figures"]
    assert all(figure["is_word"] for figure in figures)
    assert "0" not in [figure["value"] for figure in figures]


def test_a_dissolved_municipality_is_explained_and_leads_to_its_successor(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente="GM0501")  # Brielle became part of Voorne aan Zee in 2023
    assert not app.exception
    assert "Brielle" in _headings(app)[1]
    assert any("Voorne aan Zee" in text.value for text in app.markdown)


def test_what_a_municipality_wrote_itself_is_never_markup(opened: Open, country: Country):
    app = opened(country[0], "municipality", gemeente=example.OWN)
    assert not any("<script" in text.value for text in app.markdown)
    cells = [cell for part in drawn(app) if part.get("table") for row in part["table"]["rows"] for cell in row]
    assert SCRIPT_NOTE in cells  # as text, for a part that sets it as text
    assert not any(text.proto.allow_html for text in app.markdown)


def test_refused_rows_say_where_they_are_and_what_to_do(opened: Open, country: Country):
    caption = say("screen_quality.refused.caption", "nl")
    lists = [part for part in drawn(opened(country[0], "quality")) if part.get("caption") == caption]
    first = lists[0]["rows"][0]["cells"]
    names = {row["municipality_code"]: row["name"] for row in Register.load().on(example.TODAY).iter_rows(named=True)}
    code = lists[0]["rows"][0]["open"]
    assert first[0] == names[code]
    assert first[1].startswith(f"opgave-{code}")
    assert (first[2], first[4].startswith("einddatum")) == ("einddatum", False)  # the column has a place of its own
    assert "Schrijf een bestaande datum" in first[4]


def test_files_that_were_rejected_whole_are_named_with_what_to_do(opened: Open, tmp_path: Path):
    known = {"register": Register.load(), "programme": Programme.load(), "recorded_at": example.NOW}
    with Store(tmp_path / "home").writer(holder="test") as writer:
        take_in(b"", "leeg.csv", writer=writer, **known)
    caption = say("screen_quality.rejected.caption", "nl")
    lists = [part for part in drawn(opened(tmp_path / "home", "quality")) if part.get("caption") == caption]
    whose, file, _, message, since = lists[0]["rows"][0]["cells"]
    assert (whose, file, since) == ("onbekend", "leeg.csv", "onbekend")  # whether one reported since needs a name
    assert message.startswith("Het bestand is leeg.")


def test_something_unknown_in_the_address_is_named_and_put_aside(opened: Open, country: Country):
    app = opened(country[0], "national", provincie="Atlantis", stand="31-02-2026")
    assert not app.exception
    assert "provincie" in app.info[0].value
    assert "stand" in app.info[0].value


@pytest.mark.parametrize(
    ("day", "told"), [("2027-05-01", "ligt in de toekomst"), ("1900-01-01", "ligt vóór 1 jan 2018")]
)
def test_a_date_in_the_address_that_cannot_be_shown_is_told_with_the_reason(opened: Open, country: Country, day, told):
    text = opened(country[0], "national", stand=day).info[0].value.replace("\\", "")
    assert told in text
    assert "niet kennen" not in text


def _never_reported(country: Country) -> str:
    return next(code for code in country[1] if code not in example.reported(country[0]))


@pytest.mark.parametrize(
    ("screen", "keys"),
    [
        ("national", {"changes"}),
        ("steps", {"durations", "record", "busy", "all_busy"}),
        ("training", {"training_funnel", "training_kinds"}),
        ("costs", {"cost_table", "cost_never", "cost_spread"}),
    ],
)
def test_how_made_speaks_first_of_the_figure_itself_where_the_catalogue_speaks_of_another(
    opened: Open, country: Country, screen: str, keys: set[str]
):
    given = drawn(opened(country[0], screen))
    feet = {part["figure"]: part["how"] for part in given if part.get("how") and "figure" in part}
    first = {key: how[0] for key, how in feet.items()}
    this = say("screen.how.this", "nl")
    assert {key for key, (head, _) in first.items() if head == this} == keys
    assert all(first[key][1] == say(f"screen.how_this.{key}", "nl") for key in keys)
