"""Every value_status that a metric can have, in one table, and none but observed is a number in any written figure."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

import polars as pl
import pytest

from api.figure_forms import as_csv, as_json
from cli.figure_writing import write
from domain.programme import Programme
from domain.value_status import ValueStatus
from metrics.catalogue import CATALOGUE
from metrics.defining.figure import Figure
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import known, register
from tests.metrics.forecast.test_expectation import AS_OF, SAID
from tests.metrics.readings.test_benchmark import EIGHT, spent
from tests.metrics.trust.test_reporters import MINUTES, revised

HEAD = "code | on | step | standing | start | target | end\n"
STAFF = "code | on | group | staff | trained | hours | departed_trained_count\n"
SPENT = "code | on | step | spent | budget\n"
WAMS = Programme.load()
SIX = register("code | province | size_class\n" + "\n".join(f"GM000{n} | Drenthe | 4" for n in range(1, 7)))


def of_wams(**said: str) -> Known:
    return replace(known(**said), programme=WAMS)


def with_one_norm_for_hours() -> Known:
    """A programme that assumes one number of hours per employee instead of a range."""
    groups = tuple(group.model_copy(update={"hours_max": group.hours_min}) for group in WAMS.training.target_groups)
    training = WAMS.training.model_copy(update={"target_groups": groups})
    said = known(training=STAFF + "GM0001 | 2026-03-31 | basis | 100 | 50 | 300 | 10")
    return replace(said, programme=WAMS.model_copy(update={"training": training}))


def finished_with_costs() -> Known:
    return known(
        HEAD + "\n".join(f"GM000{n} | 2026-03-31 | 1 | finished | 2025-09-01 | | 2026-02-01" for n in range(1, 6)),
        costs=SPENT + "\n".join(f"GM000{n} | 2026-03-31 | 1 | {1000 * n} |" for n in range(1, 6)),
        places=SIX,
    )


SITUATIONS: dict[str, Callable[[], Known]] = {
    "half of the country silent": lambda: known(
        HEAD
        + """
        GM0001 | 2025-12-31 | 1 | started        | 2025-09-01 | 2026-02-01 |
        GM0001 | 2026-03-31 | 1 | finished       | 2025-09-01 | 2026-03-01 | 2026-02-01
        GM0001 | 2026-03-31 | 2 | not_applicable |            |            |
        GM0002 | 2026-03-31 | 1 | not_applicable |            |            |
        GM0002 | 2026-03-31 | 2 | not_applicable |            |            |
        """
    ),
    "nobody said anything": known,
    "a step for nobody": lambda: known(
        HEAD + "\n".join(f"GM000{n} | 2026-03-31 | {s} | not_applicable | | |" for n in range(1, 5) for s in (1, 2))
    ),
    "one that has begun": lambda: known(HEAD + "GM0001 | 2026-03-31 | 1 | started | 2026-01-01 | |"),
    "a busy country": lambda: SAID,
    "staff trained": lambda: of_wams(training=STAFF + "GM0001 | 2026-03-31 | basis | 100 | 50 | 300 | 10"),
    "staff of nobody": lambda: of_wams(
        training=STAFF + "\n".join(f"GM000{n} | 2026-03-31 | basis | 0 | 0 | 0 | 0" for n in range(1, 5))
    ),
    "one norm for hours": with_one_norm_for_hours,
    "the law of which nobody spoke": of_wams,
    "money of every kind": lambda: of_wams(
        training=STAFF + "GM0001 | 2026-03-31 | basis | 100 | 50 | |\nGM0001 | 2026-03-31 | intensief | 10 | 1 | |",
        costs=SPENT + "\n".join(f"GM0001 | 2026-03-31 | {step} | 5000 | 6000" for step in WAMS.step_numbers),
    ),
    "training paid for nobody": lambda: of_wams(
        training=STAFF + "GM0001 | 2026-03-31 | basis | 0 | 0 | |\nGM0001 | 2026-03-31 | intensief | 0 | 0 | |",
        costs=SPENT + "GM0001 | 2026-03-31 | 8 | 5000 |",
    ),
    "five finished and paid": finished_with_costs,
    "one paid": lambda: known(costs=SPENT + "GM0001 | 2026-03-31 | 1 | 500 |"),
    "peers": spent,
    "one among peers to whom no step applies": lambda: known(
        HEAD
        + "\n".join(
            f"GM000{n} | 2026-03-31 | {s} | {'not_applicable' if n == 1 else 'started'} | | |"
            for n in range(1, 9)
            for s in (1, 2)
        ),
        places=EIGHT,
    ),
    "no peers": lambda: known(places=EIGHT),
    "minutes": lambda: MINUTES,
    "said again": revised,
}


@cache
def situation(name: str) -> Known:
    return SITUATIONS[name]()


KNOWN, UNSAID, NONE, FEW, WIDE, UNMADE, LIMITED, PM = (
    ValueStatus.OBSERVED, ValueStatus.NOT_REPORTED, ValueStatus.NOT_APPLICABLE, ValueStatus.TOO_FEW, ValueStatus.RANGE,
    ValueStatus.NOT_ESTIMATED, ValueStatus.LIMITED, ValueStatus.PRO_MEMORIA,
)  # fmt: skip
HALF, NOBODY, NO_ONE = "half of the country silent", "nobody said anything", "a step for nobody"
STAFFED, NO_STAFF, UNSPOKEN = "staff trained", "staff of nobody", "the law of which nobody spoke"
MONEY = "money of every kind"
TABLE: list[tuple[str, ValueStatus, str, dict[str, Any]]] = [
    ("step_completion", KNOWN, HALF, {"step": 1}),
    ("step_completion", UNSAID, NOBODY, {"step": 1}),
    ("step_completion", NONE, NO_ONE, {"step": 1}),
    ("progress_over_time", KNOWN, HALF, {}),
    ("progress_over_time", UNSAID, HALF, {"where": {"province": "Utrecht"}}),
    ("progress_over_time", NONE, NO_ONE, {}),
    ("completed_steps", KNOWN, HALF, {"municipality": "GM0001"}),
    ("completed_steps", UNSAID, HALF, {"municipality": "GM0004"}),
    ("completed_steps", NONE, HALF, {"municipality": "GM0002"}),
    ("all_steps_done", KNOWN, HALF, {}),
    ("all_steps_done", UNSAID, NOBODY, {}),
    ("own_plan_adherence", KNOWN, HALF, {}),
    ("own_plan_adherence", UNSAID, NOBODY, {}),
    ("plan_slip_days", KNOWN, HALF, {}),
    ("plan_slip_days", UNSAID, NOBODY, {}),
    ("waiting_on", KNOWN, HALF, {}),
    ("waiting_on", UNSAID, NOBODY, {}),
    ("reopened_steps", KNOWN, HALF, {}),
    ("reopened_steps", UNSAID, NOBODY, {}),
    # a row is an event, so there is no row where nothing is known
    ("time_to_event", KNOWN, "five finished and paid", {"step": 1}),
    ("time_to_event", FEW, HALF, {"step": 1}),
    ("nowcast", KNOWN, "a busy country", {"step": 1}),
    ("nowcast", UNSAID, NOBODY, {"step": 1}),
    ("nowcast", NONE, NO_ONE, {"step": 1}),
    ("nowcast", FEW, "one that has begun", {"step": 1}),
    ("forecast", KNOWN, "a busy country", {"step": 1}),
    ("forecast", UNSAID, NOBODY, {"step": 1}),
    ("forecast", NONE, NO_ONE, {"step": 1}),
    ("forecast", FEW, "one that has begun", {"step": 1}),
    ("training_coverage", KNOWN, STAFFED, {}),
    ("training_coverage", UNSAID, UNSPOKEN, {}),
    ("training_coverage", NONE, NO_STAFF, {}),
    ("training_hours", KNOWN, "one norm for hours", {}),
    ("training_hours", UNSAID, UNSPOKEN, {}),
    ("training_hours", NONE, NO_STAFF, {}),
    ("training_hours", WIDE, STAFFED, {}),
    ("training_leak", KNOWN, STAFFED, {}),
    ("training_leak", UNSAID, UNSPOKEN, {}),
    ("training_leak", NONE, NO_STAFF, {}),
    ("coverage_if_none_had_left", KNOWN, STAFFED, {}),
    ("coverage_if_none_had_left", UNSAID, UNSPOKEN, {}),
    ("coverage_if_none_had_left", NONE, NO_STAFF, {}),
    ("training_funnel", KNOWN, STAFFED, {}),
    ("training_funnel", UNSAID, UNSPOKEN, {}),
    ("training_funnel", NONE, NO_STAFF, {}),
    ("cost_norm", KNOWN, MONEY, {"step": 2}),
    ("cost_norm", UNSAID, UNSPOKEN, {"step": 8}),
    ("cost_norm", WIDE, MONEY, {"step": 8}),
    ("cost_norm", LIMITED, MONEY, {"step": 1}),
    ("cost_norm", PM, MONEY, {"step": 6}),
    ("cost_norm", UNMADE, MONEY, {"step": 11}),
    ("cost_realisation", KNOWN, MONEY, {"step": 2}),
    ("cost_realisation", UNSAID, UNSPOKEN, {"step": 2}),
    ("cost_realisation", NONE, "training paid for nobody", {"step": 8}),
    ("cost_realisation", WIDE, MONEY, {"step": 8}),
    ("cost_realisation", LIMITED, MONEY, {"step": 1}),
    ("cost_realisation", PM, MONEY, {"step": 6}),
    ("cost_realisation", UNMADE, MONEY, {"step": 11}),
    ("cost_expected_total", KNOWN, "five finished and paid", {"step": 1}),
    ("cost_expected_total", UNSAID, NOBODY, {"step": 1}),
    ("cost_expected_total", NONE, NO_ONE, {"step": 1}),
    ("cost_expected_total", FEW, "one paid", {"step": 1}),
    ("cost_expected_total", UNMADE, "five finished and paid", {"step": 1, "municipality": "GM0001"}),
    ("benchmark", KNOWN, "peers", {"municipality": "GM0001"}),
    ("benchmark", UNSAID, "peers", {"municipality": "GM0008"}),
    ("benchmark", NONE, "one among peers to whom no step applies", {"municipality": "GM0001"}),
    ("benchmark", FEW, "no peers", {"municipality": "GM0001"}),
    ("reuse_finder", KNOWN, "peers", {"municipality": "GM0002", "step": 1}),  # a row is a peer that has finished
    ("response", KNOWN, NOBODY, {}),  # silence is what it measures
    ("freshness", KNOWN, HALF, {}),
    ("freshness", UNSAID, NOBODY, {}),
    ("consistency", KNOWN, HALF, {}),
    ("consistency", UNSAID, NOBODY, {}),
    ("reporting_burden", KNOWN, "minutes", {}),
    ("reporting_burden", UNSAID, "minutes", {"municipality": "GM0003"}),
    ("representativeness", KNOWN, NOBODY, {"by": ("province",)}),  # who reports is known of everybody
    ("revisions", KNOWN, "said again", {}),
    ("revisions", UNSAID, "said again", {"municipality": "GM0003"}),
]


def test_the_table_holds_every_status_that_a_definition_says_it_can_have_and_no_other():
    said = [(key, status) for key, status, _, _ in TABLE]
    assert len(said) == len(set(said))
    assert set(said) == {(key, status) for key, one in CATALOGUE.items() for status in one.can_be}


@pytest.mark.parametrize(
    ("key", "status", "name", "asked"), TABLE, ids=[f"{key}-{status}" for key, status, _, _ in TABLE]
)
def test_a_metric_has_each_status_and_none_but_observed_is_a_number_in_any_file(key, status, name, asked, tmp_path):
    answer = figure(key, situation(name), Request(AS_OF, **asked))
    assert status in answer.rows["value_status"].to_list()
    assert_unknown_stays_unknown(answer, tmp_path / "figure.parquet")


@pytest.mark.parametrize("key", CATALOGUE)
def test_no_metric_has_a_status_that_its_definition_does_not_name(key, tmp_path):
    for name in SITUATIONS:
        for answer in islice(answers(key, situation(name)), None if name in (NOBODY, HALF, MONEY) else 1):
            assert set(answer.rows["value_status"].to_list()) <= {str(status) for status in CATALOGUE[key].can_be}
            assert_unknown_stays_unknown(answer, tmp_path / "figure.parquet")


def answers(key: str, said: Known) -> Iterator[Figure]:
    """The metric as its definition asks, and by each of its groups; of one municipality where it is about one."""
    groups = [group for group in CATALOGUE[key].groups if group not in CATALOGUE[key].always_by]
    one = {"municipality": "GM0001"} if key in ("benchmark", "reuse_finder") else {}
    step = {"step": 1} if key == "reuse_finder" else {}
    for by in [(), *[(group,) for group in groups]]:
        yield figure(key, said, Request(AS_OF, by=by, **one, **step))


def assert_unknown_stays_unknown(answer: Figure, place) -> None:
    write(answer, "parquet", place)
    from_json = json.loads(as_json(answer))["rows"]
    from_csv = list(csv.DictReader(io.StringIO(as_csv(answer.rows))))
    from_parquet = pl.read_parquet(place).to_dicts()
    assert len(from_json) == len(from_csv) == len(from_parquet) == answer.rows.height
    for in_json, in_csv, in_parquet in zip(from_json, from_csv, from_parquet, strict=True):
        is_observed = in_json["value_status"] == ValueStatus.OBSERVED
        assert (in_json["value"] is not None) == is_observed
        assert (in_parquet["value"] is not None) == is_observed
        assert (in_csv["value"] != "") == is_observed
        assert in_csv["value_status"] == in_parquet["value_status"] == in_json["value_status"]


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_is_null_in_a_figure_is_null_in_every_file(key, tmp_path):
    for name in (NOBODY, HALF, MONEY):
        for answer in answers(key, situation(name)):
            rows = answer.rows
            write(answer, "parquet", tmp_path / "figure.parquet")
            assert pl.read_parquet(tmp_path / "figure.parquet").equals(rows)
            written = list(csv.DictReader(io.StringIO(as_csv(rows))))
            for row, in_csv, in_json in zip(
                rows.iter_rows(named=True), written, json.loads(as_json(answer))["rows"], strict=True
            ):
                assert [in_csv[name] == "" for name in rows.columns] == [row[name] is None for name in rows.columns]
                assert [in_json[name] is None for name in rows.columns] == [row[name] is None for name in rows.columns]
