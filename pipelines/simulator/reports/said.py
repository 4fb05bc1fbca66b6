"""What a municipality says on a reporting date: one row per statement, in the words of the domain."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from domain.statements import Standing, Table
from pipelines.simulator.country.country import Circumstances
from pipelines.simulator.country.reality import StepPath
from pipelines.simulator.reports.notes import a_note

Value = str | int | float | date | None


@dataclass(slots=True)
class Spoil:
    """How one row is spoiled: the one rule that it breaks, the Dutch column, and what stands in its cells instead."""

    rule: str
    column: str | None
    cells: dict[str, object] = field(default_factory=dict[str, object])
    extra_cells: tuple[str, ...] = ()  # beyond the last column
    cell_count: int | None = None  # the row stops after this many cells


@dataclass(slots=True)
class SaidRow:
    """One row as the sender means it. `values` are the value columns of STATEMENT_COLUMNS."""

    table: Table
    code: str
    day: date
    subject: int | str | None
    values: dict[str, Value]
    is_untouched: bool = False  # a prefilled row in which nothing but the key stands
    is_mistaken: bool = False  # says something that its sender corrects later
    spoil: Spoil | None = None

    @property
    def key(self) -> tuple[Table, str, date, int | str | None]:
        """The statement key, with its table."""
        return (self.table, self.code, self.day, self.subject)


def rows_said(here: Circumstances, day: date, rng: np.random.Generator) -> dict[Table, list[SaidRow]]:
    """The rows of one report per table, without the tables that this municipality leaves out."""
    ordinal = day.toordinal()
    rows = {Table.MILESTONE: _milestones(here, day, ordinal, rng)}
    if here.habits.gives_training:
        rows[Table.TRAINING] = _training(here, day, ordinal)
    if here.habits.gives_costs:
        rows[Table.COST] = _costs(here, day, ordinal, rng)
    if rng.random() < here.habits.profile_share:
        rows[Table.PROFILE] = _profile(here, day, rng)
    return {table: said for table, said in rows.items() if said}


def _milestones(here: Circumstances, day: date, ordinal: int, rng: np.random.Generator) -> list[SaidRow]:
    rows: list[SaidRow] = []
    for number, step in here.path.steps.items():
        standing = step.standing_on(ordinal)
        untouched = standing is Standing.NOT_STARTED and here.habits.skips_what_is_not_started
        if (untouched and not here.habits.leaves_prefilled_rows) or rng.random() < here.habits.forgets_share:
            continue
        values = _milestone_values(here, step, standing, ordinal, rng)
        if untouched:
            values = dict.fromkeys(values)
        rows.append(SaidRow(Table.MILESTONE, here.life.code, day, number, values, is_untouched=untouched))
    return rows


def _milestone_values(
    here: Circumstances, step: StepPath, standing: Standing, ordinal: int, rng: np.random.Generator
) -> dict[str, Value]:
    has_begun = standing in (Standing.STARTED, Standing.FINISHED)
    gives_start = has_begun and rng.random() >= here.habits.omits_start_share
    gives_target = here.habits.gives_targets and standing is not Standing.NOT_APPLICABLE
    end = step.end_on(ordinal) if standing is Standing.FINISHED else None
    return {
        "standing": standing.value,
        "start_date": _date(step.start) if gives_start else None,
        "own_target_date": _date(step.target_on(ordinal)) if gives_target else None,
        "end_date": _date(end),
        "waiting_on": step.waiting_on(ordinal) if standing is Standing.STARTED else None,
        "note": a_note(rng) if rng.random() < here.habits.note_share else None,
    }


def _training(here: Circumstances, day: date, ordinal: int) -> list[SaidRow]:
    rows: list[SaidRow] = []
    for group in here.groups:
        staff, trained, hours, departed = group.on(ordinal)
        values: dict[str, Value] = {
            "staff_in_scope_count": staff,
            "trained_staff_count": trained,
            "delivered_hours": hours if here.habits.gives_hours else None,
            "departed_trained_count": departed if here.habits.gives_departed else None,
        }
        rows.append(SaidRow(Table.TRAINING, here.life.code, day, group.key, values))
    return rows


def _costs(here: Circumstances, day: date, ordinal: int, rng: np.random.Generator) -> list[SaidRow]:
    rows: list[SaidRow] = []
    for number, cost in here.costs.items():
        spent = cost.on(ordinal)
        if spent is None:
            continue
        unit = here.habits.money_unit
        values: dict[str, Value] = {
            "budgeted_eur": cost.budget_eur,
            "realised_cost_eur": round(round(spent / unit) * unit, 2),
            "note": a_note(rng) if rng.random() < here.habits.note_share / 2 else None,
        }
        rows.append(SaidRow(Table.COST, here.life.code, day, number, values))
    return rows


def _profile(here: Circumstances, day: date, rng: np.random.Generator) -> list[SaidRow]:
    variant = here.path.variant if here.habits.gives_variant else None
    minutes = float(max(4, round(here.habits.usual_minutes * np.exp(rng.normal(0, 0.3)))))
    values: dict[str, Value] = {
        "access_variant": variant,
        "completion_minutes": minutes if variant is None or rng.random() < 0.85 else None,
    }
    return [SaidRow(Table.PROFILE, here.life.code, day, None, values)]


def _date(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
