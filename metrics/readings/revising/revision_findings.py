"""Revisions in words: how much was new, corrected and withdrawn, and which step that moved most."""

import polars as pl

from metrics.defining.sentences import Clause, Finding, counted
from metrics.readings.revising.replaying import Change
from metrics.readings.revising.revisions import Revisions

LATER = (Change.CORRECTION, Change.WITHDRAWAL)
SMALLEST_SHIFT = 0.0005  # less is 0.0 percentage points as it is written


def revised(found: Revisions) -> tuple[Finding, ...]:
    """What was recorded in between, and what corrections and withdrawals did to the step they moved most."""
    counts = {change: _counted(found.lines, change) for change in Change}
    if not any(counts.values()):
        return (Finding("revised", (Clause("revised.nothing"),)),)
    clauses = (
        counted("revised.new", counts[Change.NEW_REPORT]),
        Clause(
            "revised.later",
            {"corrected_count": counts[Change.CORRECTION], "withdrawn_count": counts[Change.WITHDRAWAL]},
        ),
    )
    told = Finding("revised", clauses)
    if not any(counts[change] for change in LATER):
        return (told,)
    return (told, Finding("revised_step", (_most_moved(found.differences),)))


def _counted(lines: pl.DataFrame, change: Change) -> int:
    return int(lines.filter(pl.col("change") == change)["statement_count"].sum())


def _most_moved(differences: pl.DataFrame) -> Clause:
    """The step whose share of finished municipalities corrections and withdrawals together moved most."""
    together = pl.sum_horizontal(pl.col(str(change)) for change in LATER)
    steps = (
        differences.filter(pl.col("figure") == "step_completion", pl.col("difference").is_not_null())
        .drop_nulls(str(Change.CORRECTION))
        .with_columns(shift=together)
        .sort(pl.col("shift").abs(), "step", descending=[True, False])
    )
    if steps.is_empty() or abs(steps.item(0, "shift")) < SMALLEST_SHIFT:
        return Clause("revised.no_step")
    shift = steps.item(0, "shift")
    values = {"step_number": steps.item(0, "step"), "shift_points": shift}
    return Clause(f"revised.step_{'up' if shift > 0 else 'down'}", values)
