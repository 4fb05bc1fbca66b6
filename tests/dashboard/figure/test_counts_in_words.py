"""A sentence is right at none and at one, not only at many."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.figure.words import counted
from dashboard.screens.quality import silence
from domain.bilingual import LANGUAGES
from domain.places import PROJECT_DIRECTORY
from metrics.defining import sentences
from metrics.standing.state import Freshness
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn

THINGS = "gemeenten|stappen|dagen|rijen|bestanden|maanden|municipalities|steps|days|rows|files|months|peers"
ONE_OF_MANY = re.compile(rf"(?<![\w.,–-])1 ({THINGS}|vergelijkbare gemeenten)\b")  # "1 gemeenten"
# "van 0 is"; in a note "n = 0 gemeenten" is how a size is written
NONE_AS_FIGURE = re.compile(
    r"\b(van|of|deze|these|bij|in) 0 \w|(?<![\w.,–=-])(?<!= )0 (gemeenten|municipalities)", re.IGNORECASE
)
OWN_PROVINCE = "Gelderland"


def _call(silent: int, stale: int, language: str = "nl") -> str:
    kinds = [Freshness.SILENT.value] * silent + [Freshness.STALE.value] * stale
    rows = pl.DataFrame({"freshness": kinds}, schema={"freshness": pl.String})
    everyone = pl.DataFrame({"freshness": [*kinds, Freshness.CURRENT.value]})
    return silence.to_call_finding(rows, everyone, 180, language, as_of=date(2026, 9, 30))


@pytest.mark.parametrize(
    ("silent", "stale", "told"),
    [
        (0, 0, "Elke gemeente heeft een opgave van hooguit 180 dagen oud"),
        (342, 0, "342 gemeenten hadden op 30 sep 2026 nog geen opgave over de stappen gedaan"),
        (1, 0, "1 gemeente had op 30 sep 2026 nog geen opgave over de stappen gedaan"),
        (0, 1, "Van 1 gemeente is de laatste opgave ouder dan 180 dagen"),
        (0, 16, "Van 16 gemeenten is de laatste opgave ouder dan 180 dagen"),
        (
            1,
            1,
            "1 gemeente had op 30 sep 2026 nog geen opgave over de stappen gedaan "
            "en van 1 is de laatste ouder dan 180 dagen",
        ),
        (
            50,
            16,
            "50 gemeenten hadden op 30 sep 2026 nog geen opgave over de stappen gedaan "
            "en van 16 is de laatste ouder dan 180 dagen",
        ),
    ],
)
def test_the_silent_and_the_stale_are_told_together_only_where_there_are_both(silent: int, stale: int, told: str):
    assert _call(silent, stale) == told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("finished", [0, 1])
def test_one_peer_that_finished_a_step_is_one_and_none_is_none(language, finished: int):
    key = "screen_municipality.peer_steps.finding"
    expected = {
        ("nl", 0): "geen van de 20 vergelijkbare gemeenten zegt",
        ("nl", 1): "is 1 van de 20 vergelijkbare gemeenten",
        ("en", 0): "none of the 20 peers says",
        ("en", 1): "1 of the 20 peers has",
    }
    told = counted(key, finished, language, name="A", runs="loopt", step="ICT", finished=finished, count=20)
    assert expected[language, finished] in told


def test_a_step_that_nobody_finished_is_told_without_a_zero():
    clause = sentences.counted("step_state", 0, step_number=11)
    assert clause.said("nl") == "Geen gemeente met een opgave heeft stap 11 klaar"


@pytest.mark.parametrize("file", sorted((PROJECT_DIRECTORY / "language" / "texts").glob("screen*.toml")), ids=str)
def test_every_text_about_a_number_has_a_form_for_one(file: Path):
    lacking = [key for key, table in _tables(tomllib.loads(file.read_text())) if "many" in table and "one" not in table]
    assert lacking == []


def _tables(texts: dict[str, Any], key: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = [(key, texts)]
    for name, inner in texts.items():
        found += _tables(inner, f"{key}.{name}") if isinstance(inner, dict) else []
    return found


@pytest.fixture(scope="module")
def one_reporter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which one municipality reported."""
    home = tmp_path_factory.mktemp("one_reporter")
    example.build(home, every=10_000)
    return home


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("screen", PAGES)
@pytest.mark.parametrize(
    "choice",
    [
        {"provincie": OWN_PROVINCE, "stand": "2026-09-30"},
        {"provincie": OWN_PROVINCE, "grootte": "4", "leeftijd": "180", "stand": "2026-09-30"},
        pytest.param({"provincie": "Zeeland", "stap": "alle"}, marks=pytest.mark.long),
        {"grootte": "8", "provincie": "Zeeland"},
        pytest.param({"stand": "2024-12-31", "stap": "11"}, marks=pytest.mark.long),
        {"stand": "2026-11-22", "stap": "1", "bekend": "2026-11-01"},
    ],
    ids=["province", "one", "silent", "empty", "before", "late"],
)
def test_no_page_says_one_of_many_or_none_as_a_figure(opened, one_reporter: Path, screen, language, choice):
    app = opened(one_reporter, screen, taal=language, gemeente=example.OWN, **choice)
    assert not app.exception
    texts = [text.value.replace("\\", "") for text in (*app.title, *app.header, *app.markdown, *app.info)]
    texts += [
        text
        for part in drawn(app)
        for text in _texts({**part, "table": None, "under": None, "files": None, "how": None})
    ]
    assert [text for text in texts if ONE_OF_MANY.search(text) or NONE_AS_FIGURE.search(text)] == []


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in _texts(one)]
