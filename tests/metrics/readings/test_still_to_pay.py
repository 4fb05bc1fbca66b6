"""What may still come: our norm less what was spent, and unknown where either is not known."""

from dataclasses import replace
from datetime import date

import pytest

from domain.programme import Programme
from metrics.costs.costs import costs
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.readings.still_to_pay import StillToPay, still_to_pay
from metrics.standing.known import Known
from metrics.standing.state import standings
from tests.metrics.drawn import known, register

AS_OF = date(2026, 3, 31)
PLACES = register("code | province | size_class | inhabitants\nGM0001 | Drenthe | 4 | 30000")
NORM = {2: 49_000.0, 4: 20_000.0}  # of a municipality under 50,000 inhabitants


def _still(milestones: str, costs_said: str = "") -> StillToPay:
    of: Known = replace(
        known("code | on | step | standing\n" + milestones, costs="code | on | step | spent | budget\n" + costs_said,
              places=PLACES),
        programme=Programme.load(),
    )  # fmt: skip
    rows = costs(Question(of, Request(AS_OF, municipality="GM0001"), ()))
    return still_to_pay(rows, standings(of, AS_OF))


def _said(step: int, standing: str) -> str:
    return f"GM0001 | 2026-03-31 | {step} | {standing}"


def _spent(step: int, eur: float) -> str:
    return f"GM0001 | 2026-03-31 | {step} | {eur} |"


def test_what_may_still_come_is_the_norm_less_what_was_spent_on_the_steps_that_are_not_finished():
    found = _still("\n".join([_said(2, "started"), _said(4, "finished")]), "\n".join([_spent(2, 30_000), _spent(4, 1)]))
    assert (found.low_eur, found.high_eur, found.known_steps) == (NORM[2] - 30_000, NORM[2] - 30_000, (2,))
    assert 4 not in found.unknown_steps


def test_of_a_step_without_a_report_a_norm_or_an_amount_what_may_still_come_is_unknown_and_not_nothing():
    found = _still("\n".join([_said(2, "started"), _said(6, "started")]), _spent(6, 500))
    assert found.known_steps == ()
    assert found.unknown_steps == Programme.load().step_numbers  # 2: no amount; 6: no norm; the others: no report


@pytest.mark.parametrize("step", [2, 4])
def test_of_a_step_that_is_not_begun_the_whole_norm_is_left(step: int):
    found = _still(_said(step, "not_started"))
    assert (found.low_eur, found.high_eur, found.known_steps) == (NORM[step], NORM[step], (step,))


def test_who_spent_more_than_the_norm_has_nothing_left_and_not_less_than_nothing():
    found = _still(_said(4, "started"), _spent(4, 90_000))
    assert (found.low_eur, found.high_eur, found.known_steps) == (0, 0, (4,))


def test_a_step_that_does_not_apply_costs_nothing_more_and_is_not_unknown():
    found = _still(_said(2, "not_applicable"))
    assert 2 not in found.known_steps + found.unknown_steps
