"""What all of it will have cost: the estimate and its variance against R, its interval, and when there is none."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from api.figure_forms import as_json
from metrics.costs.expected_cost import DRAWS, FEWEST_FINISHED, expected_total, student_975
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from tests.metrics.drawn import KNOWN_ON, known, register

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
AS_OF = date(2026, 3, 31)
TEN = "code | province | size_class\n" + "\n".join(
    f"GM{number:04d} | {'Drenthe' if number % 2 else 'Utrecht'} | {4 if number < 6 else 5}" for number in range(1, 11)
)


def read(name: str) -> list[dict[str, float]]:
    with (REFERENCE / name).open(newline="") as file:
        return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]


def said(finished: dict[int, float], *, step: int = 2, not_applicable: tuple[int, ...] = (), more: str = "") -> Known:
    stood = [f"GM{number:04d} | 2026-03-31 | {step} | finished" for number in finished]
    stood += [f"GM{number:04d} | 2026-03-31 | {step} | not_applicable" for number in not_applicable]
    spent = [f"GM{number:04d} | 2026-03-31 | {step} | {eur}" for number, eur in finished.items()]
    return known(
        "\n".join(["code | on | step | standing", *stood]),
        costs="\n".join(["code | on | step | spent", *spent, more]),
        places=register(TEN),
    )


def row(of: Known, step: int | None = 2, **choices: object) -> dict:
    return figure("cost_expected_total", of, Request(AS_OF, step=step, **choices)).rows.row(0, named=True)


def test_the_total_and_its_variance_are_those_of_r():
    expected = read("expected_cost.csv")[0]
    sample = read("expected_cost_sample.csv")
    rows = [
        {"municipality": f"{place}", "stratum": int(one["stratum"]), "is_sample": True, "size": one["norm"],
         "realised_cost_eur": one["spent"]}
        for place, one in enumerate(sample)
    ]  # fmt: skip
    for stratum in read("expected_cost_strata.csv"):
        finished = [one for one in sample if one["stratum"] == stratum["stratum"]]
        rows += [
            {"municipality": f"silent {place}", "stratum": int(stratum["stratum"]), "is_sample": False,
             "size": stratum["norm"] / stratum["count"], "realised_cost_eur": None}
            for place in range(int(stratum["count"]) - len(finished))
        ]  # fmt: skip
    # one draw per municipality that moves it alone: the mean square of the draws is then exactly their variance
    one_by_one = np.eye(len(sample), DRAWS) * np.sqrt(DRAWS)
    found = expected_total(pl.DataFrame(rows), {f"{place}": drawn for place, drawn in enumerate(one_by_one)})
    assert found is not None
    assert found.eur == pytest.approx(expected["total"], rel=1e-12)
    assert np.sqrt(np.mean(found.deviations**2)) == pytest.approx(expected["standard_error"], rel=1e-10)


def test_a_stale_municipality_counts_once_however_many_steps_it_finished():
    of = said(dict.fromkeys(range(1, 7), 50000.0))
    two = replace(of, statements={
        table: pl.concat([rows, rows.with_columns(step_number=pl.lit(4, rows.schema["step_number"]))])
        if "step_number" in rows.columns else rows
        for table, rows in of.statements.items()
    })  # fmt: skip
    found = figure("cost_expected_total", two, Request(AS_OF + timedelta(days=200))).rows.row(0, named=True)
    assert (found["denominator"], found["stale_count"]) == (6, 6)


def test_what_the_finished_spent_against_their_norm_is_carried_to_all():
    found = row(said({1: 3000, 2: 4500, 6: 3000, 7: 6000, 8: 3000}))  # norm 3000 each; strata 1-5 and 6-10
    assert found["value"] == pytest.approx(5 * 3000 * (7500 / 6000) + 5 * 3000 * (12_000 / 9000), rel=1e-12)
    assert (found["value_status"], found["denominator"], found["numerator"]) == ("observed", 5, 19_500)
    assert 19_500 <= found["interval_low"] < found["value"] < found["interval_high"]


def test_without_a_norm_it_is_euro_per_inhabitant():
    found = row(said({1: 100, 2: 200, 3: 300, 6: 100, 7: 100}, step=1), step=1)
    assert found["value"] == pytest.approx(5 * 200 + 5 * 100, rel=1e-12)


def test_a_thin_stratum_is_put_with_its_neighbour():
    found = row(said({1: 100, 2: 200, 3: 300, 4: 400, 6: 600}, step=1), step=1)
    assert found["value"] == pytest.approx(10 * 320, rel=1e-12)


def test_those_to_which_the_step_does_not_apply_are_left_out():
    found = row(said({1: 100, 2: 100, 3: 100, 6: 100, 7: 100}, step=1, not_applicable=(4, 5, 8)), step=1)
    assert found["value"] == pytest.approx(7 * 100, rel=1e-12)
    nobody = row(said({}, step=1, not_applicable=tuple(range(1, 11))), step=1)
    assert (nobody["value"], nobody["value_status"]) == (None, "not_applicable")


def test_when_all_have_finished_there_is_nothing_left_to_guess():
    found = row(said({number: 1000.0 * number for number in range(1, 11)}))
    assert found["value"] == found["interval_low"] == found["interval_high"] == pytest.approx(55_000)


def test_fewer_than_five_finished_are_too_few_and_what_was_spent_is_at_least():
    found = row(said({1: 100, 2: 100, 3: 100, 6: 100}, more="GM0009 | 2026-03-31 | 2 | 50"))
    assert len("1236") < FEWEST_FINISHED
    assert (found["value"], found["value_status"], found["lower_bound"]) == (None, "too_few", 450)
    told = json.loads(as_json(figure("cost_expected_total", said({1: 100}), Request(AS_OF, step=2))))["rows"][0]
    assert (told["value"], told["interval_low"], told["value_status"]) == (None, None, "too_few")


def test_a_choice_by_what_only_reporters_tell_cannot_be_estimated():
    of = said(dict.fromkeys(range(1, 11), 100.0))
    assert row(of, where={"access_variant": None})["value_status"] == "not_estimated"
    assert row(of, municipality="GM0001")["value"] is None


def test_all_steps_together_have_a_total_only_when_each_has_one():
    one = said(dict.fromkeys(range(1, 8), 100.0))
    assert row(one, step=None)["value_status"] == "too_few"
    both = said(
        dict.fromkeys(range(1, 8), 100.0),
        more="\n".join(f"GM{number:04d} | 2026-03-31 | 1 | 10" for number in range(1, 8)),
    )
    milestones = "code | on | step | standing\n" + "\n".join(
        f"GM{number:04d} | 2026-03-31 | {step} | finished" for number in range(1, 8) for step in (1, 2)
    )
    both = replace(both, statements={**both.statements, **{
        table: frame for table, frame in known(milestones).statements.items() if table == "milestone"
    }})  # fmt: skip
    assert row(both, step=None)["value"] == pytest.approx(1000 + 100, rel=1e-12)


def test_the_interval_belongs_to_its_dates_and_to_nothing_else():
    finished = {number: 1000.0 * number**1.5 for number in range(1, 10)}
    once, again = row(said(finished)), row(said(dict(reversed(finished.items()))))
    assert once == again
    with_others = figure("cost_expected_total", said(finished), Request(AS_OF, by=("step",))).rows
    assert with_others.filter(pl.col("step") == 2).row(0, named=True) == once
    later = row(replace(said(finished), known_on=KNOWN_ON + timedelta(days=1)))
    assert later["value"] == once["value"]
    assert (later["interval_low"], later["interval_high"]) != (once["interval_low"], once["interval_high"])


@pytest.mark.parametrize(("degrees", "quantile"), [(4, 2.77644510519779), (30, 2.04227245630124)])  # R: qt
def test_the_widening_for_few_is_that_of_student(degrees, quantile):
    assert student_975(degrees) == pytest.approx(quantile, abs=1e-3)


def test_the_interval_does_not_go_below_what_was_spent_by_now():
    found = row(said({1: 10, 2: 9000, 6: 10, 7: 9000, 8: 10}, more="GM0009 | 2026-03-31 | 2 | 17000"))
    assert found["lower_bound"] == 35_030 < found["value"]
    assert found["interval_low"] == 35_030
