"""Costs per step of one municipality: what it spent as a dot, its norm as a ring or a line, its budget as a tick."""

from dataclasses import dataclass

from dashboard.components.rows import Mark, Row, RowsData
from dashboard.municipality_costs import OwnCosts, budget_words, norm_words, spent_words
from dashboard.typed_rows import row_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import euro
from language.texts import say

STEPS_OF_A_TICK = (5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
MOST_TICKS = 5


def own_costs(found: OwnCosts, programme: Programme, own_name: str, alt: str, language: Language) -> RowsData:
    """A row per step; the axis begins at nothing."""
    amounts = [
        value
        for name in ("realised_cost_eur", "budgeted_eur", "norm_high_eur")
        for value in found.rows[name].drop_nulls().to_list()
    ]
    top = max([*amounts, 1.0]) * 1.04
    every = next((step for step in STEPS_OF_A_TICK if top / step <= MOST_TICKS), STEPS_OF_A_TICK[-1])
    ticks = range(0, int(top) + 1, every)
    word = {name: say(f"screen_municipality.costs.{name}_column", language) for name in ("spent", "norm", "budget")}
    return {
        "alt": alt,
        "key": [("dot_own", f"{own_name}: {word['spent'].lower()}"), ("ring", say("screen_municipality.costs.key_norm", language)),
                ("tick", say("screen_municipality.costs.key_budget", language))],
        "axis": {"from": 0, "to": top, "ticks": [(tick, euro(tick, language)) for tick in ticks]},
        "right": [word["spent"], word["norm"], word["budget"]],
        "row": 34,
        "rows": [_row(row, programme, language) for row in found.rows.iter_rows(named=True)],
    }  # fmt: skip


@dataclass(frozen=True)
class _Amounts:
    """What was spent, assumed and budgeted on one step; euro."""

    step: int
    norm_low_eur: float | None
    norm_high_eur: float | None
    realised_cost_eur: float | None
    budgeted_eur: float | None


def _row(row: dict[str, object], programme: Programme, language: Language) -> Row:
    """`row`: by column, as `municipality_costs` writes it in words."""
    amounts = row_of(row, _Amounts)
    step = programme.step(amounts.step)
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "marks": _marks(amounts),
        "is_own": amounts.realised_cost_eur is not None,
        "right": [spent_words(row, language), norm_words(row, language), budget_words(row, language)],
    }


def _marks(amounts: _Amounts) -> list[Mark]:
    low, high = amounts.norm_low_eur, amounts.norm_high_eur
    spent, budget = amounts.realised_cost_eur, amounts.budgeted_eur
    marks: list[Mark] = []
    if low is not None and high is not None and low != high:
        marks.append({"kind": "thick", "from": low, "to": high, "tone": "soft"})
    elif low is not None:
        marks.append({"kind": "ring", "at": low})
    if budget is not None:
        marks.append({"kind": "tick", "at": budget})
    if spent is not None:
        marks.append({"kind": "dot", "at": spent, "tone": "own"})
    return marks
