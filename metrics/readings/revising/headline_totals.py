"""The headline figures as sums over municipalities, so that a change in one of them is a change in the sums.

Each figure is a quotient of two sums of what single municipalities contribute, or one sum; a `Known` with every look
at a municipality as one of its own gives the contributions of all looks at once.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import fsum

import polars as pl

from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.progress.observations import completion, steps
from metrics.standing.known import Known
from metrics.standing.state import cost_state
from metrics.training.definitions import TRAINING_COVERAGE


@dataclass(frozen=True, order=True)
class Headline:
    """One headline figure: a key, and the step or target group it is about."""

    key: str
    step: int | None = None
    target_group: str | None = None


@dataclass(frozen=True)
class Terms:
    """Which sums a headline is made from. Without a denominator it is the numerator, known where `known` is above 0.

    `counted`: how many municipalities stand behind it.
    """

    numerator: str
    denominator: str | None
    known: str
    counted: str


def headlines(known: Known) -> dict[Headline, Terms]:
    """Every headline figure, in the order in which they are shown."""
    found = {
        Headline("all_steps_done"): Terms("is_done", None, "is_known_done", "is_known_done"),
        Headline("mean_completed_steps"): Terms("finished", "is_reporter", "is_reporter", "is_reporter"),
    }
    for step in known.programme.step_numbers:
        found[Headline("step_completion", step=step)] = Terms(f"f{step}", f"a{step}", f"a{step}", f"a{step}")
    for group in known.programme.training.target_groups:
        scope = f"scope_{group.key}"
        terms = Terms(f"trained_{group.key}", scope, scope, f"stated_{group.key}")
        found[Headline("training_coverage", target_group=group.key)] = terms
    found[Headline("realised_cost")] = Terms("cost", None, "cost_count", "is_spender")
    return found


def contributions(known: Known, as_of: date) -> pl.DataFrame:
    """What each municipality of the register on `as_of` adds: municipality_code and a column per sum (Float64)."""
    question = Question(known, Request(as_of), ())
    done = completion(question).select(
        "municipality",
        is_done=pl.col("is_done"),
        is_known_done=pl.col("is_done") | ~pl.col("could_be_done"),
        finished=pl.when("is_reporter").then("finished_count"),
        is_reporter="is_reporter",
    )
    per_step = [
        pl.col(flag).filter(pl.col("step") == step).sum().alias(f"{letter}{step}")
        for step in known.programme.step_numbers
        for letter, flag in (("f", "is_finished"), ("a", "is_applicable"))
    ]
    frames = [
        steps(question).group_by("municipality").agg(per_step),
        _trained(question),
        cost_state(known, as_of)
        .group_by(municipality="municipality_code", maintain_order=True)
        .agg(
            cost=pl.col("realised_cost_eur").sum(),
            cost_count=pl.len(),
            is_spender=pl.col("realised_cost_eur").is_not_null().any(),
        ),
    ]
    for frame in frames:
        done = done.join(frame, on="municipality", how="left")
    sums = pl.all().exclude("municipality").cast(pl.Float64).fill_null(0.0)  # adds nothing: a sum, no value
    return done.with_columns(sums).rename({"municipality": "municipality_code"}).sort("municipality_code")


def _trained(question: Question) -> pl.DataFrame:
    """Both terms of `training_coverage` per target group, of each municipality, and whether it stated them."""
    scope = TRAINING_COVERAGE.denominator
    terms = {"trained": TRAINING_COVERAGE.numerator, "scope": scope, "stated": scope.is_not_null()}
    sums = [
        term.filter(pl.col("target_group") == group.key).sum().alias(f"{name}_{group.key}")
        for group in question.known.programme.training.target_groups
        for name, term in terms.items()
    ]
    return TRAINING_COVERAGE.observations(question).group_by("municipality").agg(sums)


def value(terms: Terms, totals: dict[str, float]) -> Fraction | None:
    """The figure these sums make, exactly, so that differences add up; None where nobody said anything that counts."""
    if totals[terms.known] <= 0:
        return None
    numerator = Fraction(totals[terms.numerator])
    return numerator if terms.denominator is None else numerator / Fraction(totals[terms.denominator])


def total(amounts: list[float]) -> float:
    """A sum that does not depend on the order of its terms."""
    return fsum(amounts)
