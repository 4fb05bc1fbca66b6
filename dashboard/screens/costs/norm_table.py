"""The table beside what was spent against the norm: per step everybody and each size group, in shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    count_column,
    money_column,
    of_enough,
    or_word,
    share_column,
    step_columns,
    text_column,
)
from dashboard.screens.costs.words import group_name
from dashboard.subjects import norms
from domain.bilingual import Language
from domain.programme import Step
from domain.value_status import ValueStatus
from language.texts import say


@dataclass(frozen=True)
class _AgainstNorm:
    """One row of the table; lowest and highest are one where the norm is one amount. `status`: why there is no norm.

    `asked_count`: how many municipalities it is about.
    """

    step: Step
    group: str
    status: str
    spent: float | None
    norms: tuple[float | None, float | None]
    shares: tuple[float | None, float | None]
    count: int
    budget: float | None
    budget_count: int
    asked_count: int


def against_norm_table(picture: Costs, language: Language, caption: str) -> TableData:
    """Per step all municipalities and, where it has a norm, each size group: against the norm and the own budget."""
    rows: list[_AgainstNorm] = []
    everybody = say("screen_costs.word.group_all", language)
    for step in picture.programme.steps:
        said = picture.realisation_by_step[step.number]
        status = said.value_status
        is_alone = status not in (ValueStatus.OBSERVED, ValueStatus.RANGE)
        shares = (said.lower_bound, said.upper_bound) if said.value is None else (said.value, said.value)
        rows.append(_AgainstNorm(
            step=step, group=everybody, status=status if is_alone else "", spent=said.numerator,
            norms=(said.norm_low, said.norm_high), shares=shares,
            count=said.stated_count if is_alone else said.norm_count,
            budget=said.budget_value, budget_count=said.budget_count, asked_count=picture.municipality_count,
        ))  # fmt: skip
        for group in picture.groups.get(step.number, ()) if picture.sees_sizes else ():
            name = group_name(group.from_inhabitants, group.below_inhabitants, language)
            rows.append(_AgainstNorm(
                step=step, group=name, status=ValueStatus.NOT_REPORTED, spent=group.realised_with_norm,
                norms=(group.norm_sum, group.norm_sum), shares=(group.value, group.value), count=group.norm_count,
                budget=group.budget_value, budget_count=group.budget_count, asked_count=group.municipality_count,
            ))  # fmt: skip
    is_held = [row.step.number in picture.held for row in rows]
    named, printed = 3, 4  # the step, its name, whom it is about, and what the source prints: nobody's reports
    columns = _norm_columns(rows, language)
    return TableData(
        caption,
        [
            column if place < named or place == printed else shielded(column, is_held, language)
            for place, column in enumerate(columns)
        ],
    )


def _norm_columns(rows: Sequence[_AgainstNorm], language: Language) -> list[Column]:
    def norm(end: int) -> list[float | str]:
        return [or_word(row.norms[end], row.status, language) for row in rows]

    def shares(end: int) -> list[float | str]:
        said = [of_enough(row.shares[end], row.count, row.asked_count, language) for row in rows]
        return [or_word(value, row.status, language) for value, row in zip(said, rows, strict=True)]

    spent = [or_word(row.spent, ValueStatus.NOT_REPORTED, language) for row in rows]
    budgets = [of_enough(row.budget, row.budget_count, row.asked_count, language) for row in rows]
    budget = [or_word(value, ValueStatus.NOT_REPORTED, language) for value in budgets]
    return [
        *step_columns([row.step for row in rows], language),
        text_column("screen_costs.column.group", [row.group for row in rows], language),
        money_column("screen_costs.column.spent_mean", spent, language),
        text_column("screen_costs.column.printed", [norms.printed(row.step, language) for row in rows], language),
        money_column("screen_costs.column.norm_low", norm(0), language),
        money_column("screen_costs.column.norm_high", norm(1), language),
        share_column("screen_costs.column.norm_share_low", shares(0), language),
        share_column("screen_costs.column.norm_share_high", shares(1), language),
        count_column("screen_costs.column.count", [row.count for row in rows], language),
        share_column("screen_costs.column.budget_share", budget, language),
        count_column("screen_costs.column.budget_count", [row.budget_count for row in rows], language),
    ]
