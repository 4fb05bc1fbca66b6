"""What can be asked, what cannot, and what every answer carries."""

import random
from datetime import date

import polars as pl
import pytest

from domain.statements import Table
from metrics.catalogue import CATALOGUE
from metrics.defining.request import (
    Request,
    UnknownFilterError,
    UnknownGroupError,
    UnknownMetricError,
    UnknownValueError,
)
from metrics.figures import VALUE_COLUMNS, figure
from metrics.standing.known import Known
from tests.metrics.drawn import known

AS_OF = date(2026, 4, 30)
SAID = known(
    """
    code   | on         | step | standing | target     | end        | waiting_on
    GM0001 | 2026-01-31 | 1    | finished | 2026-02-01 | 2026-01-02 |
    GM0001 | 2026-02-28 | 2    | started  | 2026-06-01 |            | provincie
    GM0002 | 2025-06-30 | 1    | started  | 2026-02-01 |            | inzamelaar
    GM0003 | 2026-03-31 | 1    | started  | 2026-09-01 |            |
    """,
    profiles="code | on | variant\nGM0001 | 2026-01-31 | haal",
)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_metric_answers_by_each_of_its_groups_with_the_columns_of_the_command_line(key):
    for by in [(), *((str(group),) for group in CATALOGUE[key].groups)]:
        answer = figure(key, SAID, Request(AS_OF, by=by))
        groups = answer.rows.columns[: len({*by, *CATALOGUE[key].always_by})]
        values = answer.rows.columns[len(groups) :]
        assert set(groups) == {*by, *CATALOGUE[key].always_by}
        assert values == [name for name in VALUE_COLUMNS if name in values]
        assert {"numerator", "denominator", "value", "value_status"} <= set(values)
        apart = [*groups, *CATALOGUE[key].within]
        assert answer.rows.select(apart).is_unique().all() if apart else answer.rows.height == 1


@pytest.mark.parametrize("key", CATALOGUE)
def test_only_an_observed_value_has_a_number(key):
    for by in [(), *((str(group),) for group in CATALOGUE[key].groups)]:
        answer = figure(key, SAID, Request(AS_OF, by=by)).rows
        assert (answer["value"].is_not_null() == (answer["value_status"] == "observed")).all()
        assert answer["value"].dtype == pl.Float64


@pytest.mark.parametrize("key", CATALOGUE)
def test_an_empty_selection_has_no_rows(key):
    nobody = {"province": "Utrecht", "size_class": 4}
    answer = figure(key, SAID, Request(AS_OF, where=nobody))
    assert (answer.municipality_count, answer.reporter_count, answer.rows.height) == (0, 0, 0)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_order_in_which_statements_are_stored_changes_nothing(key):
    shuffled = Known(
        {table: frame.sample(fraction=1.0, shuffle=True, seed=7) for table, frame in SAID.statements.items()},
        SAID.files, SAID.register, SAID.programme, SAID.known_on,
    )  # fmt: skip
    groups = [str(group) for group in CATALOGUE[key].groups if group not in ("month", "quarter")]
    by = tuple(random.Random(key).sample(groups, min(2, len(groups))))
    assert figure(key, shuffled, Request(AS_OF, by=by)).rows.equals(figure(key, SAID, Request(AS_OF, by=by)).rows)


def test_a_figure_names_its_counts_dates_and_versions():
    answer = figure("step_completion", SAID, Request(AS_OF))
    assert (answer.municipality_count, answer.reporter_count, answer.stale_count) == (4, 3, 1)
    assert (answer.unit, answer.kind) == ("share", "observation")
    assert (answer.as_of, answer.known_on) == (AS_OF, SAID.known_on)
    assert answer.register_version == SAID.register.version
    assert answer.programme_version == SAID.programme.version


def test_counts_are_those_after_where():
    answer = figure("freshness", SAID, Request(AS_OF, where={"province": "Drenthe"}))
    assert (answer.municipality_count, answer.reporter_count, answer.stale_count) == (2, 2, 1)


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"size_class": "4"}, 2), ({"size_class": 4}, 2), ({"size_class": (5, 6)}, 2), ({"province": "Utrecht"}, 2),
        ({"access_variant": "haal"}, 1), ({"access_variant": None}, 3), ({"access_variant": "not_reported"}, 3),
        ({"municipality": "GM0003"}, 1),
    ],
)  # fmt: skip
def test_where_chooses_municipalities(where, count):
    assert figure("response", SAID, Request(AS_OF, where=where)).municipality_count == count


def test_an_access_variant_that_was_not_reported_is_a_group_of_its_own_and_comes_last():
    found = figure("response", SAID, Request(AS_OF, by=("access_variant",))).rows
    assert found["access_variant"].to_list() == ["haal", None]
    assert found["denominator"].to_list() == [1, 3]


def test_a_municipality_or_a_step_can_be_asked_by_itself():
    found = figure("step_completion", SAID, Request(AS_OF, municipality="GM0001", step=2))
    assert found.municipality_count == 1
    assert found.rows.select("step", "numerator", "denominator").rows() == [(2, 0, 1)]


def test_a_group_that_the_metric_cannot_be_asked_by_is_refused_with_those_it_can():
    with pytest.raises(
        UnknownGroupError, match=r"freshness cannot be asked by 'party'.*municipality, province"
    ) as refused:
        figure("freshness", SAID, Request(AS_OF, by=("party",)))
    assert refused.value.allowed == ("municipality", "province", "size_class", "access_variant")
    with pytest.raises(UnknownGroupError, match="'step'"):
        figure("freshness", SAID, Request(AS_OF, step=1))


def test_a_choice_that_the_metric_does_not_know_is_refused_with_those_it_does():
    with pytest.raises(UnknownFilterError, match=r"freshness cannot be narrowed by 'party'.*province, size_class"):
        figure("freshness", SAID, Request(AS_OF, where={"party": "provincie"}))


def test_municipalities_cannot_be_chosen_by_the_age_of_what_they_said():
    with pytest.raises(UnknownFilterError, match="cannot be narrowed by 'freshness'"):
        figure("freshness", SAID, Request(AS_OF, where={"freshness": "current"}))


def test_where_also_chooses_rows_of_the_groups_that_the_metric_has():
    def found(key: str, **where: object) -> list[tuple[object, ...]]:
        rows = figure(key, SAID, Request(AS_OF, where=where)).rows
        return rows.select(*where, "numerator").rows()

    assert found("step_completion", step="2") == [(2, 0)]
    assert found("waiting_on", party="provincie") == [("provincie", 1)]
    assert found("waiting_on", party="provincie", step=1) == [("provincie", 1, 0)]
    assert found("response", month=("2026-01", "2026-03")) == [("2026-01", 1), ("2026-03", 1)]
    assert found("consistency", rule="step_reopened") == [("step_reopened", 0)]
    assert figure("step_completion", SAID, Request(AS_OF, where={"step": 1})).rows["estimate"].is_not_null().all()


@pytest.mark.parametrize(
    "request_",
    [
        Request(AS_OF, where={"province": "Atlantis"}), Request(AS_OF, where={"size_class": 9}),
        Request(AS_OF, where={"access_variant": "z"}),
        Request(AS_OF, step=12), Request(AS_OF, where={"step": 12}), Request(AS_OF, municipality="GM9999"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_exist_is_refused_rather_than_answered_with_nothing(request_):
    with pytest.raises(UnknownValueError, match="there is"):
        figure("step_completion", SAID, request_)


def test_an_unknown_metric_is_refused_with_the_keys_there_are():
    with pytest.raises(UnknownMetricError, match="there is no metric 'speed'; there is: step_completion"):
        figure("speed", SAID, Request(AS_OF))


def test_equal_requests_have_one_place_in_a_cache():
    first = Request(AS_OF, by=("step",), where={"province": "Utrecht", "size_class": 4})
    second = Request(AS_OF, by=("step",), where={"size_class": 4, "province": "Utrecht"})
    assert first == second
    assert hash(first) == hash(second)


def test_figures_do_not_look_beyond_what_was_known():
    assert set(SAID.statements) == set(Table)
    nothing = known("")
    assert figure("response", nothing, Request(AS_OF)).rows["numerator"].to_list() == [0]
