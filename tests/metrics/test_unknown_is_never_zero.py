"""Every value_status that a metric can have, and that none but observed turns into a number in a written figure."""

import csv
import io
import json

import polars as pl
import pytest

from cli.figure_writing import as_csv, as_json, write
from domain.value_status import ValueStatus
from metrics.catalogue import CATALOGUE
from metrics.figures import Figure, figure
from metrics.known import Known
from metrics.request import Request
from tests.metrics.drawn import known
from tests.metrics.test_forecast import AS_OF, MANY, SAID, STEADY

OBSERVED, NOT_REPORTED, NOT_APPLICABLE, TOO_FEW, RANGE = (
    ValueStatus.OBSERVED, ValueStatus.NOT_REPORTED, ValueStatus.NOT_APPLICABLE, ValueStatus.TOO_FEW, ValueStatus.RANGE,
)  # fmt: skip
CAN_BE = {
    "step_completion": {OBSERVED, NOT_REPORTED, NOT_APPLICABLE},
    "progress_over_time": {OBSERVED, NOT_REPORTED, NOT_APPLICABLE},
    "completed_steps": {OBSERVED, NOT_REPORTED, NOT_APPLICABLE},
    "all_steps_done": {OBSERVED, NOT_REPORTED},
    "own_plan_adherence": {OBSERVED, NOT_REPORTED},
    "plan_slip_days": {OBSERVED, NOT_REPORTED},
    "waiting_on": {OBSERVED, NOT_REPORTED},
    "reopened_steps": {OBSERVED, NOT_REPORTED},
    "time_to_event": {OBSERVED},  # a row is an event, so there is no row where nothing is known
    "forecast": {OBSERVED, NOT_REPORTED, NOT_APPLICABLE, TOO_FEW, RANGE},
    "response": {OBSERVED},  # silence is what it measures
    "freshness": {OBSERVED, NOT_REPORTED},
    "consistency": {OBSERVED, NOT_REPORTED},
}
HEAD = "code | on | step | standing | start | target | end\n"
WORLDS = {
    "half of the country silent": known(
        HEAD
        + """
        GM0001 | 2025-12-31 | 1 | started        | 2025-09-01 | 2026-02-01 |
        GM0001 | 2026-03-31 | 1 | finished       | 2025-09-01 | 2026-03-01 | 2026-02-01
        GM0001 | 2026-03-31 | 2 | not_applicable |            |            |
        GM0002 | 2026-03-31 | 1 | not_applicable |            |            |
        GM0002 | 2026-03-31 | 2 | not_applicable |            |            |
        """
    ),
    "nobody said anything": known(),
    "a step for nobody": known(
        HEAD + "\n".join(f"GM000{n} | 2026-03-31 | {s} | not_applicable | | |" for n in range(1, 5) for s in (1, 2))
    ),
    "one that has begun": known(HEAD + "GM0001 | 2026-03-31 | 1 | started | 2026-01-01 | |"),
    "a busy country": SAID,
    "an end beyond experience": known("code | on | step | standing | start | end\n" + "\n".join(STEADY), places=MANY),
}


def answers(key: str, said: Known) -> list[Figure]:
    """The metric as its definition asks, and by each of its groups."""
    groups = [group for group in CATALOGUE[key].groups if group not in CATALOGUE[key].always_by]
    return [figure(key, said, Request(AS_OF, by=by)) for by in [(), *[(group,) for group in groups]]]


@pytest.mark.parametrize("key", CAN_BE)
def test_every_status_of_a_metric_occurs_and_none_but_observed_is_a_number_in_any_file(key, tmp_path):
    seen = set[str]()
    for said in WORLDS.values():
        for answer in answers(key, said):
            seen |= set(answer.rows["value_status"].to_list())
            assert_unknown_stays_unknown(answer, tmp_path / "figure.parquet")
    assert seen == {status.value for status in CAN_BE[key]}


def assert_unknown_stays_unknown(answer: Figure, place) -> None:
    write(answer, "parquet", place)
    from_json = json.loads(as_json(answer))["rows"]
    from_csv = list(csv.DictReader(io.StringIO(as_csv(answer.rows))))
    from_parquet = pl.read_parquet(place).to_dicts()
    assert len(from_json) == len(from_csv) == len(from_parquet) == answer.rows.height
    for in_json, in_csv, in_parquet in zip(from_json, from_csv, from_parquet, strict=True):
        is_observed = in_json["value_status"] == OBSERVED
        assert (in_json["value"] is not None) == is_observed
        assert (in_parquet["value"] is not None) == is_observed
        assert (in_csv["value"] != "") == is_observed
        assert in_csv["value_status"] == in_parquet["value_status"] == in_json["value_status"]


@pytest.mark.parametrize("key", CATALOGUE)
def test_what_is_null_in_a_figure_is_null_in_every_file(key, tmp_path):
    for said in (WORLDS["nobody said anything"], WORLDS["half of the country silent"]):
        for answer in answers(key, said):
            rows = answer.rows
            write(answer, "parquet", tmp_path / "figure.parquet")
            assert pl.read_parquet(tmp_path / "figure.parquet").equals(rows)
            written = list(csv.DictReader(io.StringIO(as_csv(rows))))
            for row, in_csv, in_json in zip(
                rows.iter_rows(named=True), written, json.loads(as_json(answer))["rows"], strict=True
            ):
                assert [in_csv[name] == "" for name in rows.columns] == [row[name] is None for name in rows.columns]
                assert [in_json[name] is None for name in rows.columns] == [row[name] is None for name in rows.columns]
