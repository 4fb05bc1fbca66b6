"""Then and now speaks of its own table, says n for each figure, and writes a number of municipalities whole."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.quality.then_and_now import told
from domain.clocks import end_of_day
from language.texts import TEXTS_DIRECTORY, read_texts, say
from tests import oracle_of_figures
from tests.dashboard import example, journal_world
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
THEN, TOLD_AS_OF = date(2026, 10, 31), date(2026, 9, 30)


def _foot(app: AppTest, name: str) -> dict[str, Any]:
    return next(part for part in drawn(app) if part.get("figure") == name)


def test_the_title_then_and_now_counts_every_figure_of_its_table(opened: Open, country: Country):
    """Those of too few municipalities to compare are named too, so that both numbers add up to the rows."""
    seen = set[bool]()
    for filters in ({}, {"provincie": "Utrecht"}):
        parts = drawn(opened(country[0], "quality", eerder=THEN.isoformat(), **filters))
        title = next(part["finding"] for part in parts if part.get("figure") == "moments")
        table = next(part for part in parts if part.get("caption") == say("screen_quality.moments.caption", "nl"))
        compared = re.search(r"(\d+) cijfers die we", title)
        rest = re.search(r"(\d+) andere? cijfers?", title)
        counted = (int(compared[1]) if compared else 0) + (int(rest[1]) if rest else 0)
        seen.add(rest is not None)
        assert counted == len(table["rows"]) or title.startswith("Op 31 okt 2026 of nu gaat geen cijfer"), title
    assert False in seen


def test_how_made_speaks_of_then_and_now_and_of_no_other_figure(opened: Open, country: Country):
    how = _foot(opened(country[0], "quality", eerder=THEN.isoformat()), "moments")["how"]
    assert [term for term, _ in how[1:]] == [say("screen.how.which", "nl")]
    assert how[0][1] == say("screen.how_this.moments", "nl")
    assert "zoals wij het toen konden weten" in how[0][1]


def test_every_figure_then_and_now_says_of_how_many_municipalities(opened: Open, country: Country):
    app = opened(country[0], "quality", eerder=THEN.isoformat())
    table = next(part for part in drawn(app) if part.get("caption") == say("screen_quality.moments.caption", "nl"))
    heads = [column["label"] for column in table["columns"]]
    assert (heads[2], heads[4]) == ("n toen", "n nu")
    rows = {row["open"]: row["cells"] for row in table["rows"]}
    world = journal_world.world(country[0])
    for place, day in ((2, end_of_day(THEN)), (4, example.NOW)):
        found = oracle_of_figures.step_completion(world, TOLD_AS_OF, day)
        for step in world.step_numbers:
            assert rows[f"step_completion-{step}"][place] == str(found[step]["denominator"])
    assert re.match(r"n = \d+ gemeenten toen, \d+ nu", _foot(app, "effect")["note"])


@pytest.mark.parametrize(
    ("number", "written"), [(32.0, "32"), (0.0, "0"), (0.55431, "0,5543"), (-3.0, "−3"), (1_234_567.0, "1.234.567")]
)
def test_a_number_of_municipalities_is_never_written_with_decimals(number: float, written: str):
    assert told.exact("completed_steps", number, "nl") == written


def test_no_text_for_readers_holds_a_command_line():
    """What is said to whoever runs the monitor, when its store cannot be read, names a command; nothing else does."""
    for_who_runs_it = {"cli", "cli_office", "cli_server", "office", "store", "boundaries", "door"}
    texts = {
        key: text
        for path in TEXTS_DIRECTORY.glob("*.toml")
        if path.stem not in for_who_runs_it
        for key, text in read_texts(path).items()
        if not key.startswith("screen.failing.")
    }
    assert len(texts) > 500
    told = [key for key, text in texts.items() if re.search(r"\bwams [a-z]|--[a-z]", str(text))]
    assert not told


def test_then_and_now_are_not_set_side_by_side_where_too_few_stood_behind_one_of_them(opened: Open, country: Country):
    app = opened(country[0], "quality", eerder=THEN.isoformat(), provincie="Zeeland")
    counts = [int(count) for count in re.findall(r"\d+", _foot(app, "effect")["note"])[:2]]
    assert min(counts) < 20
    assert "te weinig om naast elkaar te zetten" in _foot(app, "effect")["finding"]
    assert "procentpunt" not in _foot(app, "effect")["finding"]
    assert "weten we er inmiddels" not in _foot(app, "moments")["finding"]
