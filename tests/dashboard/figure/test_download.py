"""A download opens right in a Dutch spreadsheet, says everything in words, and cannot run anything in it."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, timezone
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.columns import as_one
from dashboard.figure.download import BYTE_ORDER_MARK, Column, TableData
from dashboard.figure.words import plain, rule_word, size_word, yes_word
from domain.bilingual import LANGUAGES, Language
from domain.places import PROJECT_DIRECTORY
from language.formats import day, share
from language.texts import say
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn
from tests.dashboard.figure.leaving import rows_of_csv

Rows = list[dict[str, str]]
RULES = [
    rule
    for name in ("rule", "file_rule")
    for rule in tomllib.loads((PROJECT_DIRECTORY / "language" / "texts" / f"{name}.toml").read_text())
]


def _csv(*values: object, word: Callable[..., str] = str) -> str:
    return TableData("", [Column("Kolom", values, word)]).csv()


def test_on_the_screen_a_share_and_its_ends_are_one_column_and_in_a_file_three():
    ends = [Column(label, values, partial(share, language="nl", digits=1), True)
            for label, values in (("van", [0.361, 0.5]), ("tot", [0.424, 0.5]))]  # fmt: skip
    few = Column("Schatting", ["te weinig", "te weinig"])
    middle = Column("Schatting", [0.393, 0.5], partial(share, language="nl", digits=1), True)
    shown = [as_one("Schatting", *ends, value=middle), as_one("Grenzen", *ends), as_one("Niets", few, few, value=few)]
    table = TableData("", [middle, *ends], shown=shown)
    assert table.words() == [["39,3% (36,1–42,4%)", "36,1–42,4%", "te weinig"], ["50,0%", "50,0%", "te weinig"]]
    assert table.csv().splitlines()[0] == f"{BYTE_ORDER_MARK}Schatting;van;tot"


def test_a_download_has_a_byte_order_mark_semicolons_and_decimal_commas():
    table = TableData(
        "", [Column("Stap", [1, 2]), Column("Aandeel", [0.5, 0.25]), Column("Datum", [date(2026, 9, 30)] * 2)]
    )
    assert table.csv() == BYTE_ORDER_MARK + "Stap;Aandeel;Datum\r\n1;0,5;2026-09-30\r\n2;0,25;2026-09-30\r\n"


def test_what_is_not_known_is_a_word_in_columns_of_numbers_dates_and_yes_or_no():
    shares = Column("Aandeel", [0.5, None], partial(share, language="nl", unknown="onbekend"), is_number=True)
    dates = Column("Datum", [None, date(2026, 9, 30)], partial(day, language="nl", unknown="nooit"))
    answers = Column("Verouderd", [True, None], partial(yes_word, language="nl"))
    assert TableData("", [shares, dates, answers]).csv().splitlines()[1:] == [
        "0,5;nooit;ja",
        "onbekend;2026-09-30;onbekend",
    ]


def test_a_moment_is_written_in_dutch_time_as_a_spreadsheet_reads_it():
    assert _csv(datetime(2026, 9, 30, 22, 30, tzinfo=timezone.utc)).endswith("\r\n2026-10-01 00:30:00\r\n")


@pytest.mark.parametrize("text", ["=1+1", "+31 6", "-5 graden", "@som", "\tinspringen", "-1+cmd"])
def test_a_text_that_begins_as_a_formula_is_put_behind_an_apostrophe(text: str):
    assert f"\r\n'{text}\r\n" in _csv(text)


def test_the_name_of_a_column_cannot_be_a_formula_either():
    assert TableData("", [Column("=1+1", [1])]).csv() == BYTE_ORDER_MARK + "'=1+1\r\n1\r\n"


def test_a_negative_number_stays_a_number():
    assert _csv(-3, -0.5, "-12,5").endswith("\r\n-3\r\n-0,5\r\n-12,5\r\n")


def test_separators_quotes_and_line_breaks_in_a_text_are_quoted():
    assert _csv('a;b "c"\nd').endswith('\r\n"a;b ""c""\nd"\r\n')


def test_a_text_from_data_is_not_read_as_markdown():
    assert plain("*a* [b](c) :red[d] <e>") == r"\*a\* \[b\]\(c\) \:red\[d\] \<e\>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_name_of_its_own_in_words(language: Language):
    names = {rule_word(rule, language) for rule in RULES}
    assert len(names) == len(RULES)
    assert say("screen_rule.rule.other", language) not in names


def _downloads(app: AppTest) -> dict[str, Rows]:
    """Each download of a page under its first name (wams-NAME-date.csv), read as a spreadsheet reads it."""
    files = {part["figure"]: part["files"]["csv"] for part in drawn(app) if part.get("files", {}).get("csv")}
    return {name: _read(text) for name, text in files.items()}


def _read(text: str) -> Rows:
    assert text.startswith(BYTE_ORDER_MARK)
    return rows_of_csv(text)


def _codes() -> set[str]:
    """The words of the code, which no reader of a download should meet."""
    return {
        "finished", "started", "not_started", "not_reported", "not_applicable", "current", "stale", "silent",
        "True", "False", "None", "", "null", "nan",
    }  # fmt: skip


IN_ENGLISH = ("municipality",)  # the others in the long run
OF_THE_MUNICIPALITY = ("municipality", "compare")
DOWNLOADS = [
    pytest.param(
        *(screen, language),
        id=f"{screen}-{language}",
        marks=[] if language == "nl" or screen in IN_ENGLISH else [pytest.mark.long],
    )
    for language in LANGUAGES
    for screen in PAGES
]


@pytest.mark.parametrize(("screen", "language"), DOWNLOADS)
def test_no_download_holds_an_empty_cell_or_a_word_of_the_code(
    opened, country: tuple[Path, list[str]], screen, language
):
    for municipality in (example.OWN, _silent(country))[: 2 if screen in OF_THE_MUNICIPALITY else 1]:
        files = _downloads(opened(country[0], screen, taal=language, gemeente=municipality))
        assert files
        for name, rows in files.items():
            assert not {cell for row in rows for cell in row.values()} & _codes(), name


def test_sizes_are_written_in_inhabitants_and_freshness_in_words(opened, country: tuple[Path, list[str]]):
    files = _downloads(opened(country[0], "quality"))
    assert {row["Inwoners"] for row in files["response"]} <= {size_word(size, "nl") for size in range(1, 9)}
    silent = next(row for row in files["silence"] if row["Opgave"] == "Nog geen opgave")
    assert (silent["Peildatum"], silent["Leeftijd"]) == ("nog niet", "geen opgave")


def test_a_refused_row_names_its_rule_in_words_and_by_its_key(opened, country: tuple[Path, list[str]]):
    row = _downloads(opened(country[0], "quality", taal="en"))["refused"][0]
    assert (row["Rule"], row["Key of the rule"]) == ("Date does not exist", "bad_date")


def test_a_note_that_is_a_formula_is_text_in_the_file(opened, country: tuple[Path, list[str]]):
    rows = _downloads(opened(country[0], "municipality", gemeente=example.OWN))["history"]
    assert {row["Toelichting"] for row in rows} == {example.SCRIPT_NOTE, "'" + example.FORMULA_NOTE, "geen"}
    assert {row["Wacht op"] for row in rows} <= {"geen", "leverancier"}


def _silent(country: tuple[Path, list[str]]) -> str:
    return next(code for code in country[1] if code not in example.reported(country[0]))
