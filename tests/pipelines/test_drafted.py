"""How a field of a draft can be called: what would not become part of the report has no place."""

import pytest

from pipelines.drafted import is_place


@pytest.mark.parametrize(
    "place",
    [
        ("milestone", "6", "status"), ("profile", "", "invultijd_min"), ("confirmation", "", "nothing_changed"),
        ("complete", "training", "all_we_know"), ("answer", "cost:6", "cost_far_above_band"),
        ("answer", "profile:", "odd_date"), ("approval", "", "asked"),
    ],
)  # fmt: skip
def test_what_becomes_part_of_the_report_or_is_written_beside_it_has_a_place(place: tuple[str, str, str]) -> None:
    assert is_place(*place)


@pytest.mark.parametrize(
    "place",
    [
        ("cost", "1", "peildatum"), ("milestone", "6", "kleur"), ("steps", "6", "status"),
        ("complete", "costs", "all_we_know"), ("complete", "cost", "cost"), ("answer", "6", "start_missing"),
        ("answer", "cost:6", "bad_number"), ("answer", "cost:6", "no_such_rule"), ("confirmation", "6", "anders"),
        ("approval", "6", "asked"),
    ],
)  # fmt: skip
def test_what_would_be_taken_away_unsaid_has_none(place: tuple[str, str, str]) -> None:
    assert not is_place(*place)
