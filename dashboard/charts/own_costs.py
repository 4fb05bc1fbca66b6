"""Costs per step of one municipality: what it spent as a dot, its norm as a ring or a line, its budget as a tick."""

from typing import Any

from dashboard.municipality_costs import OwnCosts, budget_words, norm_words, spent_words
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import euro
from language.texts import say

STEPS_OF_A_TICK = (5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
MOST_TICKS = 5


def own_costs(found: OwnCosts, programme: Programme, own_name: str, alt: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part; the axis begins at nothing."""
    amounts = [
        value
        for name in ("realised_cost_eur", "budgeted_eur", "norm_high_eur")
        for value in found.rows[name].drop_nulls().to_list()
    ]
    top = max([*amounts, 1.0]) * 1.04
    every = next((step for step in STEPS_OF_A_TICK if top / step <= MOST_TICKS), STEPS_OF_A_TICK[-1])
    ticks = range(0, int(top) + 1, every)
    word = {name: _word(f"{name}_column", language) for name in ("spent", "norm", "budget")}
    return {
        "alt": alt,
        "key": [["dot_own", f"{own_name}: {word['spent'].lower()}"], ["ring", _word("key_norm", language)],
                ["tick", _word("key_budget", language)]],
        "axis": {"from": 0, "to": top, "ticks": [[tick, euro(tick, language)] for tick in ticks]},
        "right": [word["spent"], word["norm"], word["budget"]],
        "row": 34,
        "rows": [_row(row, programme, language) for row in found.rows.iter_rows(named=True)],
    }  # fmt: skip


def _row(row: dict[str, Any], programme: Programme, language: Language) -> dict[str, Any]:
    step = programme.step(row["step"])
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "marks": _marks(row),
        "is_own": row["realised_cost_eur"] is not None,
        "right": [spent_words(row, language), norm_words(row, language), budget_words(row, language)],
    }


def _marks(row: dict[str, Any]) -> list[dict[str, Any]]:
    low, high, spent, budget = (
        row[name] for name in ("norm_low_eur", "norm_high_eur", "realised_cost_eur", "budgeted_eur")
    )
    marks: list[dict[str, Any]] = []
    if low is not None and low != high:
        marks.append({"kind": "thick", "from": low, "to": high, "tone": "soft"})
    elif low is not None:
        marks.append({"kind": "ring", "at": low})
    if budget is not None:
        marks.append({"kind": "tick", "at": budget})
    if spent is not None:
        marks.append({"kind": "dot", "at": spent, "tone": "own"})
    return marks


def _word(key: str, language: Language) -> str:
    return say(f"screen_municipality.costs.{key}", language)
