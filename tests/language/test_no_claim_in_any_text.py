"""No text that ships claims that anybody is late or that there is a national date: texts, programme, data, docs."""

import re
import tomllib
from pathlib import Path

import pytest

from domain.bilingual import LANGUAGES
from domain.places import PROJECT_DIRECTORY
from language.texts import TEXTS_DIRECTORY
from tests.claims import ALLOWED, OF_AN_OWN_TARGET, claiming, claims_in, texts_in

DATA_FILES = sorted([*TEXTS_DIRECTORY.glob("*.toml"), *(PROJECT_DIRECTORY / "data").rglob("*.toml")])
PAGES = sorted([*PROJECT_DIRECTORY.glob("*.md"), *(PROJECT_DIRECTORY / "docs").rglob("*.md")])
OWN_TARGET = re.compile(r"streefdat|\btarget date|\btargets?\b(?! group)|\b(eigen|own) plan", re.IGNORECASE)
OWN_TARGET_KEYS = re.compile(r"\.(plans|own_plan_adherence|plan_slip_days|target_passed|own_target(_date)?|slip)\b")
MOVED = {"nl": re.compile(r"versch(uiv|oof|ov)"), "en": re.compile(r"\b(shift|moved)")}
YEAR_TO_COME = re.compile(r"\b20(2[6-9]|[3-9]\d)\b")
MADE_UP_DAY = re.compile(
    r"31 (oktober|october) 2026", re.IGNORECASE
)  # the day that the made-up countries are looked at


def _texts(path: Path) -> list[tuple[str, str]]:
    return list(texts_in(tomllib.loads(path.read_text(encoding="utf-8")), path.stem))


def _paragraphs(path: Path) -> list[tuple[str, str]]:
    parts = path.read_text(encoding="utf-8").split("\n\n")
    return [(f"{path.name}, paragraph {place}", text) for place, text in enumerate(parts, start=1)]


def _all_of_texts() -> list[tuple[str, str]]:
    return [text for path in TEXTS_DIRECTORY.glob("*.toml") for text in _texts(path)]


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_text_and_no_data_file_calls_anyone_late_or_names_a_national_date(path: Path) -> None:
    assert claiming(_texts(path)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_of_the_documentation_calls_anyone_late_or_names_a_national_date(path: Path) -> None:
    assert claiming(_paragraphs(path)) == []


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_text_holds_a_year_that_could_be_read_as_a_target(path: Path) -> None:
    assert [text for _, text in _texts(path) if YEAR_TO_COME.search(MADE_UP_DAY.sub("", text))] == []


def test_of_its_own_target_date_no_municipality_is_told_that_it_failed() -> None:
    told = [
        (where, text) for where, text in _all_of_texts() if OWN_TARGET_KEYS.search(where) or OWN_TARGET.search(text)
    ]
    assert len(told) > 50
    assert claiming(told, OF_AN_OWN_TARGET) == []


def test_an_own_target_date_that_became_another_is_said_to_have_moved() -> None:
    said = [(where, text) for where, text in _all_of_texts() if ".slip." in where or ".slip_spread" in where]
    for language in LANGUAGES:
        told = [text.lower() for where, text in said if where.endswith(f".{language}") and "{middle}" not in text]
        assert told
        assert all(MOVED[language].search(text) for text in told)


def test_every_exception_is_still_needed_and_is_a_claim_but_for_its_reason() -> None:
    everything = [text for path in DATA_FILES for _, text in _texts(path)]
    everything += [path.read_text(encoding="utf-8") for path in PAGES]
    everything += [
        path.read_text(encoding="utf-8") for path in (PROJECT_DIRECTORY / "pipelines" / "simulator").rglob("*.py")
    ]
    said = " ".join(" ".join(everything).lower().split())
    assert [phrase for phrase in ALLOWED if phrase not in said] == []
    assert all(ALLOWED.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "Gemeente X is te laat.", "De achterstand groeit.", "De stap loopt achter op schema.",
        "Utrecht loopt erg achter.",
        "Niet op tijd klaar", "Vertraagd", "Dit had al klaar moeten zijn.", "12 municipalities are overdue.",
        "They are behind schedule.", "Late", "Finished on time", "The step is delayed by 3 months.", "Not on track",
        "This should have been finished.", "Gemeente X presteert slecht.", "Deze stap staat op rood.",
        "Ede is trager dan verwacht.", "Stap 3 blijft onder de verwachting.", "Later than we expected",
        "Above its expectation",
    ],
)  # fmt: skip
def test_the_list_catches_who_is_called_late_or_judged(sentence: str) -> None:
    assert claims_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "De deadline is 1 juli.", "De landelijke einddatum is 2027.", "Uiterlijk {day} doet elke gemeente opgave.",
        "De wet treedt op 1 januari 2027 in werking.", "Alle gemeenten moeten in 2027 klaar zijn.",
        "Vóór 1 januari 2027 is alles ingevoerd.", "Klaar voor eind 2027", "Stap 3 moet {day} afgerond zijn.",
        "The national target date is {day}.", "Every municipality must be ready.", "Finished by 2028",
        "By the end of 2028 all steps are done.", "The act enters into force on {day}.", "Due by {day}",
        "The law applies from 1 January 2027.",
    ],
)  # fmt: skip
def test_the_list_catches_a_date_as_a_national_target(sentence: str) -> None:
    assert claims_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Er is geen landelijke einddatum.", "Slechts 3 gemeenten.", "No national end date.", "Een latere opgave",
        "A later report", "Klaar op {day}", "Met laatste opgave", "The latest report", "National target group",
        "Volgens hun laatste opgave die niet na die datum lag", "Finished before its start",
        "By the end of {month} {low} to {high} municipalities are expected to have finished",
    ],
)  # fmt: skip
def test_what_is_no_claim_may_be_said(sentence: str) -> None:
    assert claims_in(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["De streefdatum is niet gehaald.", "Streefdatum gemist", "Target missed", "The plan slipped 3 months."]
)
def test_the_list_catches_who_failed_an_own_plan(sentence: str) -> None:
    assert claims_in(sentence, OF_AN_OWN_TARGET)
