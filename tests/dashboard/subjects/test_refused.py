"""Whose a refused row or file is, on Gegevenskwaliteit and on the page of the municipality itself."""

from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.subjects.refused import short
from dashboard.subjects.whose import Telling, Whose, of_file, of_row
from domain.bilingual import LANGUAGES, Language
from domain.municipalities import Register
from domain.programme import Programme
from language.texts import say
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
HEAD = "gemeentecode,peildatum,stap,status,startdatum,einddatum\n"
GOOD = "{code},2026-10-31,1,gestart,2026-01-05,\n"
BAD = "{code},2026-10-31,{step},afgerond,2026-01-05,\n"  # finished without an end date
FILES = (
    ("regio.csv", HEAD + GOOD.format(code="GM0301") + BAD.format(code="GM0301", step=2)
     + BAD.format(code="GM0344", step=3) + BAD.format(code="GM9757", step=4) + BAD.format(code="", step=5)),
    ("opgave-gm0301.csv", HEAD + GOOD.format(code="GM0301").replace(",1,", ",7,") + BAD.format(code="GM9758", step=6)),
    ("zutphen.csv", HEAD + GOOD.format(code="GM0301").replace(",1,", ",8,") + BAD.format(code="", step=9)),
    ("oude-code.csv", HEAD + GOOD.format(code="738") + GOOD.format(code="GM0053")),
    ("leeg-GM0301.csv", ""),
    ("leeg.csv", ""),
    ("verbeterd.csv", HEAD + "GM0301,2026-10-31,2,afgerond,2026-01-05,2026-03-01\n"),
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which rows and files were refused that say more and less about whose they are."""
    place = tmp_path_factory.mktemp("refused")
    known = {"register": Register.load(), "programme": Programme.load()}
    with Store(place).writer(holder="test") as writer:
        for minute, (name, content) in enumerate(FILES):
            moment = datetime(2026, 11, 20, 9, minute, tzinfo=timezone.utc)
            take_in(content.encode(), name, writer=writer, recorded_at=moment, **known)
    return place


def _figure(app: AppTest, key: str) -> dict:
    return next(part for part in drawn(app) if part.get("figure") == key)


def _column(shown: dict, label: str) -> list[str]:
    return [row[[column["label"] for column in shown["columns"]].index(label)] for row in shown["rows"]]


def test_every_refused_row_says_whose_it_is_as_far_as_it_or_its_file_tells(opened: Open, home: Path):
    app = opened(home, "quality")
    assert not app.exception
    figure = _figure(app, "refused")
    for shown in (figure["table"], figure["under"]):
        found = dict(zip(_column(shown, "Bestand en rij"), _column(shown, "Gemeente"), strict=True))
        assert found["regio.csv, rij 4"] == "Utrecht"
        assert found["regio.csv, rij 5"] == "onbekend; in de rij staat GM9757"
        assert found["regio.csv, rij 6"] == "onbekend"  # the rest of the file is of two municipalities
        assert found["opgave-gm0301.csv, rij 3"] == "Zutphen, volgens de bestandsnaam"
        assert found["zutphen.csv, rij 3"] == "Zutphen, volgens de rest van het bestand"
        assert "regio.csv, rij 3" not in found  # put right since
    listed = next(part for part in drawn(app) if part.get("caption") == say("screen_quality.refused.caption", "nl"))
    assert [row["cells"][0] for row in listed["rows"]] == _column(figure["table"], "Gemeente")
    assert {row["open"] for row in listed["rows"]} == {"GM0301", "GM0344", "GM0738", "GM0053", None}


def test_a_rejected_file_says_whose_it_is_where_its_name_holds_a_code_and_else_that_it_is_unknown(
    opened: Open, home: Path
):
    shown = _figure(opened(home, "quality"), "rejected")["table"]
    assert dict(zip(_column(shown, "Bestand"), _column(shown, "Gemeente"), strict=True)) == {
        "leeg.csv": "onbekend", "leeg-GM0301.csv": "Zutphen, volgens de bestandsnaam",
    }  # fmt: skip
    assert set(_column(shown, "Code")) == {"onbekend", "GM0301"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_sees_what_of_it_was_refused_what_waits_first_and_what_was_put_right(
    opened: Open, home: Path, language: Language
):
    app = opened(home, "municipality", gemeente="GM0301", taal=language)
    assert not app.exception
    shown = _figure(app, "own_refused")["table"]
    states = _column(shown, say("screen_quality.refused.state", language))
    put_right = say(
        "screen_quality.refused.cleared", language, day="20 nov 2026" if language == "nl" else "20 Nov 2026"
    )
    waits = say("screen_quality.refused.open", language)
    assert set(states) == {waits, put_right, say("screen_quality.refused.whole", language)}
    assert states == sorted(states, key=[waits, say("screen_quality.refused.whole", language), put_right].index)
    places = _column(shown, say("screen_quality.refused.file", language))
    assert not any("GM0344" in place for place in places)
    assert any(place.startswith("regio.csv") for place in places)
    assert "leeg.csv" not in places
    assert all(_column(shown, say("screen_quality.refused.message", language)))
    headings = [heading.value.replace("\\", "") for heading in app.header]
    assert any(say("screen_municipality.refused.files.one", language) in heading for heading in headings)


def test_of_a_municipality_without_refusals_it_is_said_that_nothing_was_refused(opened: Open, home: Path):
    app = opened(home, "municipality", gemeente="GM0363")
    assert _figure(app, "own_refused")["table"] is None
    assert "Geen rij of bestand op naam van Amsterdam is geweigerd" in [
        heading.value.replace("\\", "") for heading in app.header
    ]


def test_a_row_under_a_dissolved_code_names_that_municipality_and_stands_on_the_page_of_its_successor(
    opened: Open, home: Path
):
    shown = _figure(opened(home, "quality"), "refused")["table"]
    found = dict(zip(_column(shown, "Bestand en rij"), _column(shown, "Gemeente"), strict=True))
    assert (found["oude-code.csv, rij 2"], found["oude-code.csv, rij 3"]) == ("Aalburg", "Winsum")
    app = opened(home, "municipality", gemeente="GM1959")
    assert _column(_figure(app, "own_refused")["table"], "Bestand en rij") == ["oude-code.csv, rij 2"]
    assert "Op naam van Altena wacht 1 rij die niet is aangenomen" in [
        head.value.replace("\\", "") for head in app.header
    ]
    for split in ("GM1966", "GM1969"):  # Winsum was divided: nobody knows whose the row is
        assert _figure(opened(home, "municipality", gemeente=split), "own_refused")["table"] is None


def test_with_a_choice_a_row_of_a_dissolved_municipality_is_shown_with_any_that_took_it_over(opened: Open, home: Path):
    for province, shown in (("Groningen", {"Winsum"}), ("Noord-Brabant", {"Aalburg"})):
        table = _figure(opened(home, "quality", provincie=province), "refused")["table"]
        assert set(_column(table, "Gemeente")) == shown


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("00054_gm0363_stappen.csv", "GM0363"), ("opgave GM0363-2026.xlsx", "GM0363"), ("regio-limburg-1.csv", None),
        ("gm0363_gm0344.csv", None), ("gm9999.csv", None), ("gm03631.csv", None), ("algm0363.csv", None),
    ],
)  # fmt: skip
def test_a_file_name_tells_a_municipality_only_by_one_code_that_exists(name: str, code: str | None):
    assert of_file(name, Register.load()).code == code


def test_what_a_row_writes_itself_goes_before_the_name_of_its_file():
    row = Telling("GM0344", date(2026, 10, 31), file_name="gm0363.csv", ledger_sequence=1, cells="{}", problems="[]")
    assert of_row(row, {1: ["GM0363"]}, Register.load()) == Whose("GM0344", "Utrecht")


def test_a_long_text_is_shortened_in_a_list_and_nothing_else_is():
    assert short("x" * 80) == "x" * 80
    assert short("x" * 600) == "x" * 79 + "…"
