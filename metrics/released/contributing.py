"""What each municipality contributes to a family of figures, at every month end and age that can be asked.

Figures of one family are made of the same statements, so they are shown or withheld together: what one of them holds
could otherwise be computed from another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from access.askable import AGES
from access.suppression.decisions import GROUPINGS
from domain.clocks import dutch_day, month_ends
from domain.statements import Table
from metrics.costs.expected_cost import finished_costs
from metrics.defining.estimate import stratum
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.durations.duration import followed
from metrics.progress.observations import steps
from metrics.progress.plans import plans
from metrics.standing.known import Known
from metrics.training.training import training
from metrics.trust.observations import ages, responses, warnings
from metrics.trust.reporters import reports_with_minutes, statements_ever

STRATUM: Final = "stratum"  # in which an estimate counts: with sums per stratum it gives nothing away
AUDITED: Final = (STRATUM, *GROUPINGS)
_FACTS: Final = ("province", "size_class", "access_variant")
_SAID_OF_STEP: Final = ("step", "standing", "start_date", "own_target_date", "end_date", "waiting_on")
_SAID_OF_STAFF: Final = (
    "target_group", "staff_in_scope_count", "trained_staff_count", "delivered_hours", "departed_trained_count",
    "is_at_least",
)  # fmt: skip
_SAID_OF_COST: Final = (
    "step", "realised_cost_eur", "budgeted_eur", "norm_low_eur", "norm_term_eur", "norm_term_low_eur",
    "budget_term_eur", "budget_term_budgeted_eur", "is_sample", "is_at_least",
)  # fmt: skip

Parts = Mapping[str, pl.Expr]


@dataclass(frozen=True, eq=False)
class Family:
    """Figures that are made of the same statements.

    `observe`: one row per municipality, with its facts, `contribution` and a boolean column per part. Parts that sum
    the same thing over other municipalities share the last word of their name, and are decided together.
    """

    key: str
    observe: Callable[[Question], pl.DataFrame]
    needs_history: bool = False


def contributions(known: Known, family: Family, first: date, *, with_ages: bool) -> pl.DataFrame:
    """One row per month end from `first` on, age and municipality of that day; as `access.suppression` takes them.

    Without `edition` and `is_hidden`. Adds stratum, in which estimates are made.
    """
    frames: list[pl.DataFrame] = []
    for end in month_ends(first, dutch_day(known.known_on)):
        for age in AGES if with_ages else (None,):
            question = Question(known, Request(end, max_age_days=age), ())
            frames.append(
                family.observe(question).with_columns(
                    pl.lit(age, pl.Int64).alias("max_age_days"), as_of=pl.lit(end), stratum=stratum()
                )
            )
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def part_names(frame: pl.DataFrame) -> list[str]:
    """The parts of a frame of contributions."""
    return [name for name, kind in frame.schema.items() if kind == pl.Boolean() and name != "is_hidden"]


def _each(frame: pl.DataFrame, said: Sequence[str], is_said: pl.Expr, parts: Parts) -> pl.DataFrame:
    """One row per municipality: what it said in all of its rows as one number, and to which parts it contributes."""
    return frame.group_by("municipality", *_FACTS).agg(
        contribution=pl.struct(said).hash().filter(is_said).sum(),
        **{name: contributes.any() for name, contributes in parts.items()},
    )


def _steps(question: Question) -> pl.DataFrame:
    is_said = ~pl.col("is_unknown")
    parts = {f"said {step}": is_said & (pl.col("step") == step) for step in question.known.programme.step_numbers}
    return _each(steps(question), _SAID_OF_STEP, is_said, parts)


def _lengths(question: Question) -> pl.DataFrame:
    """Whoever was followed at all, municipalities that have merged since too, as what they were when last seen.

    The day up to which they are followed is no part of it: that moves without anybody saying anything.
    """
    said = ("step", "clock", "entry_days", "exit_days", "is_event", "left_out")
    of_parts = {f"followed {step}": pl.col("step") == step for step in question.known.programme.step_numbers}
    rows = followed(question).sort("municipality", "last_day", maintain_order=True)
    rows = rows.with_columns(pl.col(fact).last().over("municipality") for fact in _FACTS)
    return _each(rows, said, pl.col("step").is_not_null(), of_parts)


def _plans(question: Question) -> pl.DataFrame:
    is_said = pl.col("is_stated")
    said = ("step", "is_met", "is_not_met", "is_outcome_unknown", "slip_days", "was_finished", "is_reopened")
    parts = {f"said {step}": is_said & (pl.col("step") == step) for step in question.known.programme.step_numbers}
    return _each(plans(question), said, is_said, parts)


def _amounts(question: Question) -> pl.DataFrame:
    programme = question.known.programme
    of_staff, of_cost = dict[str, pl.Expr](), dict[str, pl.Expr]()
    for group in programme.target_groups:
        is_group = pl.col("target_group") == group.key
        for part, column in (
            ("staff", "staff_in_scope_count"), ("hours", "delivered_hours"), ("departed", "departed_trained_count"),
        ):  # fmt: skip
            of_staff[f"{part} {group.key}"] = is_group & pl.col(column).is_not_null()
        of_staff[f"whole {group.key}"] = pl.col("staff_in_scope_count").is_not_null().all()
    for step in programme.step_numbers:
        is_step = pl.col("step") == step
        for part, column in (("spent", "realised_cost_eur"), ("norm", "norm_term_eur"), ("budget", "budget_term_eur")):
            of_cost[f"{part} {step}"] = is_step & pl.col(column).is_not_null()
        of_cost[f"finished {step}"] = is_step & pl.col("is_sample")
    staff = _each(training(question), _SAID_OF_STAFF, pl.col("is_stated"), of_staff)
    spent = _each(finished_costs(question), _SAID_OF_COST, pl.col("is_stated"), of_cost)
    both = staff.join(spent.drop(_FACTS), on="municipality", suffix="_of_cost")
    said = pl.struct("contribution", "contribution_of_cost").hash()
    return both.with_columns(contribution=said).drop("contribution_of_cost")


def _minutes(question: Question) -> pl.DataFrame:
    is_said = ~pl.col("is_silent")
    return _each(reports_with_minutes(question), ("minutes",), is_said, {"minutes all": is_said})


def _responses(question: Question) -> pl.DataFrame:
    """Whoever is silent contributes that: of everybody it is known whether they reported."""
    per_month = Question(question.everything, question.request, ("month",))
    ever = responses(question).select("municipality", *_FACTS, "has_statement", month=pl.lit("ever"))
    months = responses(per_month).select("municipality", *_FACTS, "has_statement", "month")
    everybody = pl.col("has_statement").is_not_null()
    return _each(pl.concat([ever, months]), ("month",), pl.col("has_statement"), {"response all": everybody})


def _reporters(question: Question) -> pl.DataFrame:
    everybody = pl.col("is_silent").is_not_null()
    return _each(ages(question), ("is_silent",), everybody, {"reporting all": everybody})


def _freshness(question: Question) -> pl.DataFrame:
    is_said = ~pl.col("is_silent")
    return _each(ages(question), ("newest_reporting_date",), is_said, {"age all": is_said})


def _warnings(question: Question) -> pl.DataFrame:
    is_said = pl.col("has_statement")
    return _each(warnings(question), ("rule", "has_warning"), is_said, {"warned all": is_said})


def _revisions(question: Question) -> pl.DataFrame:
    is_said = pl.col("is_said")
    return _each(statements_ever(question), ("is_revised",), is_said, {"revised all": is_said})


STEPS = Family("steps", _steps)
PLANS = Family("plans", _plans)
LENGTHS = Family("lengths", _lengths)
AMOUNTS = Family("amounts", _amounts)
MINUTES = Family("minutes", _minutes)
RESPONSES = Family("responses", _responses)
REPORTERS = Family("reporters", _reporters)
FRESHNESS = Family("freshness", _freshness)
WARNINGS = Family("warnings", _warnings)
REVISIONS = Family("revisions", _revisions, needs_history=True)


def first_month(known: Known, as_of: date) -> date:
    """From when month ends can be asked: of the first report, or of what is asked where that is earlier."""
    first = known.first_reporting_date(*Table)
    return as_of if first is None else min(first, as_of)
