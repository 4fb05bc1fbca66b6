"""All steps finished, quarter by quarter, and the one rule by which tile, map, matrix and this figure count."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.national.all_done import AtDate, all_done_finding
from language.texts import say
from tests import oracle_of_figures
from tests.dashboard import example, journal_world
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)


def test_all_steps_finished_is_told_for_every_quarter_since_the_first_report(opened: Open, country: Country):
    world = journal_world.world(country[0])
    app = opened(country[0], "national")
    assert not app.exception
    foot = next(part for part in drawn(app) if part.get("figure") == "all_done")
    quarters = [date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31),
                date(2026, 6, 30), date(2026, 9, 30), AS_OF]  # fmt: skip
    expected = [oracle_of_figures.all_steps_done(world, day, example.NOW) for day in quarters]
    assert [(row[2], row[3]) for row in foot["table"]["rows"]] == [
        (str(found["lower_bound"]), str(found["upper_bound"])) for found in expected
    ]
    assert expected[-1]["lower_bound"] > 0


def test_what_nobody_said_is_not_said_to_be_none():
    silent = AtDate(AS_OF, None, 0, 342, 342, 342)
    assert (
        all_done_finding([silent], "nl") == "Van geen gemeente weten wij of zij op 31 okt 2026 alle stappen klaar had"
    )
    some = AtDate(AS_OF, 0, 0, 300, 310, 342)
    assert all_done_finding([some], "nl") == "Van geen gemeente weten wij dat zij op 31 okt 2026 alle stappen klaar had"
    one = AtDate(AS_OF, 1, 1, 300, 310, 342)
    assert all_done_finding([some, one], "nl") == (
        "Volgens haar laatste opgave had 1 gemeente alle stappen klaar op 31 okt 2026; "
        "op 31 okt 2026 wisten wij dat van geen enkele"
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rule_of_all_steps_finished_stands_at_tile_map_matrix_and_quarters(
    opened: Open, country: Country, language: str
):
    rule = say("screen.rule.all_steps", language)
    national = opened(country[0], "national", taal=language)
    parts = drawn(national)
    tile = next(part["figures"] for part in parts if "figures" in part)[3]
    assert {"nl": "niet van toepassing", "en": "not applicable"}[language] in tile["note"]
    atlas = next(part for part in parts if "moments" in part)
    assert rule in atlas["words"]["subtitle_all"]
    gray = [text.value.replace("\\", "") for app in (national, opened(country[0], "compare", taal=language))
            for text in app.markdown]  # fmt: skip
    assert sum(rule in text for text in gray) == 2  # under the quarters and over the matrix


def test_a_municipality_with_a_step_that_does_not_apply_can_have_finished_all_in_tile_and_matrix(
    opened: Open, country: Country
):
    tile = next(part["figures"] for part in drawn(opened(country[0], "national")) if "figures" in part)[3]
    table = next(part for part in drawn(opened(country[0], "compare")) if part.get("figure") == "matrix")["table"]
    heads = [column["label"] for column in table["columns"]]
    done = [row for row in table["rows"] if row[heads.index("Alle stappen klaar")] == "ja"]
    place = heads.index("Stappen die gelden of zonder opgave")
    assert tile["value"] == str(len(done))
    assert {row[place] for row in done} == {"10", "11"}  # some call step 11 not applicable
    assert all(row[place] == row[heads.index("Stappen klaar")] for row in done)
