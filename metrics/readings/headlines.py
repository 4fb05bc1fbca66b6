"""The finding above a figure: one sentence that the figure shows, made from its own numbers.

Where too few have reported for one number it says that, with the bounds where there are any.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from domain.programme import Programme
from domain.programme_facts import Text
from domain.statements import Standing
from language.formats import listing
from metrics.defining.enough import bears_one_number, fewest
from metrics.defining.figure import Figure
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.defining.sentences import Clause, Finding, counted
from metrics.progress.observations import completion
from metrics.standing.known import Known


def too_few(said_count: int, asked_count: int) -> Finding | None:
    """That so few of those asked about have said something that no one number can be given; None where it can.

    It says from how many on it can be.
    """
    if bears_one_number(said_count, asked_count):
        return None
    least = fewest(asked_count)
    key = "too_few" if least < asked_count else "too_few_unless_all"
    return Finding("too_few", (counted(key, said_count, asked_count=asked_count, fewest_count=least),))


def middle_bounds(known: Known, request: Request) -> tuple[float, float] | None:
    """Between which numbers of steps finished the middle municipality lies, whatever the silent have done.

    Every step not reported counts as not finished for the lower end, as finished for the upper. None of nobody.
    """
    observed = completion(Question(known, request, ()))
    low, high = pl.col("finished_count"), pl.col("finished_count") + pl.col("unreported_count")
    ends = observed.select(low=low.median(), high=high.median()).row(0)
    return None if observed.is_empty() else ends


def most_in_progress(counts: pl.DataFrame, programme: Programme) -> Finding | None:
    """The step that most municipalities have started, from `standing_counts` per step; None of nobody.

    Where that is so of several steps, all of them. Of how many nothing is known of it: they could make it another.
    Where too few have said something, even of the step that most spoke of, it says that alone; where nobody is at
    work, whether all that was reported on is finished.
    """
    asked = int(counts.filter(pl.col("step_number") == pl.col("step_number").min())["municipality_count"].sum())
    is_said = pl.col("standing") != Standing.NOT_REPORTED
    said = counts.filter(is_said).group_by("step_number").agg(pl.col("municipality_count").sum())
    started = counts.filter(pl.col("standing") == Standing.STARTED, pl.col("municipality_count") > 0)
    most_said = max(said["municipality_count"].to_list(), default=0)
    few = too_few(most_said, asked)
    if few is not None:
        return few
    if not most_said:
        return None
    if started.is_empty():
        waiting = counts.filter(pl.col("standing") == Standing.NOT_STARTED, pl.col("municipality_count") > 0)
        return Finding("in_progress", (Clause("nobody_busy.finished" if waiting.is_empty() else "nobody_busy.some"),))
    most = max(started["municipality_count"].to_list())
    steps = started.filter(pl.col("municipality_count") == most)["step_number"].sort().to_list()
    if len(steps) > 1:
        unknown = Clause("not_every_step") if said["municipality_count"].min() != asked else None
        return _of_reports(counted("in_progress_tie", most, steps_name=_listed(steps)), unknown)
    is_this_step = (pl.col("step_number") == steps[0]) & (pl.col("standing") == Standing.FINISHED)
    finished = int(counts.filter(is_this_step)["municipality_count"].sum())
    name = programme.step(steps[0]).short_name
    silent = asked - int(said.filter(pl.col("step_number") == steps[0])["municipality_count"].sum())
    unknown = counted("step_unknown", silent) if silent else None
    return _of_reports(counted("in_progress", most, finished_count=finished, step_name=name), unknown)


def _of_reports(told: Clause, unknown: Clause | None) -> Finding:
    return Finding("in_progress", (told,) if unknown is None else (told, unknown))


def _listed(steps: Sequence[int]) -> Text:
    numbers = [str(number) for number in steps]
    return Text(nl=listing(numbers, "nl"), en=listing(numbers, "en"))


def growth(progress: Figure, step_number: int, months: int = 3) -> Finding | None:
    """How much a step grew over the last months, from `progress_over_time`; None without enough months or a change.

    In counts of those that reported where the intervals of the two estimates meet, or there is no estimate.
    The estimate is compared where there is one on both sides, since the reporters differ from month to month. Under a
    chosen age nothing is compared: a municipality that drops out for its age would read as a change.
    """
    if progress.max_age_days is not None:
        return None
    rows = progress.rows.filter(pl.col("step") == step_number).sort("month")
    if rows.height <= months:
        return None
    first, last = rows.row(-1 - months, named=True), rows.row(-1, named=True)
    if first["unknown_count"] is None or last["unknown_count"] is None:  # withheld from who looks
        return None
    if not all(_bears(progress, row["unknown_count"]) for row in (first, last)):
        return None
    is_estimate = first["estimate"] is not None and last["estimate"] is not None
    column = "estimate" if is_estimate else "value"
    if first[column] is None or last[column] is None or first[column] == last[column]:
        return None
    change = last[column] - first[column]
    if not is_estimate or not _apart(first, last):
        return Finding("growth", (_in_counts(first, last, step_number, months),))
    key = f"growth.estimate_{'up' if change > 0 else 'down'}"
    values = {"step_number": step_number, "months_count": months, "change_points": change}
    return Finding("growth", (Clause(key, values),))


def _apart(first: Mapping[str, Any], last: Mapping[str, Any]) -> bool:
    """Whether the 95% intervals of two estimates do not meet, so that what was not reported cannot make the change."""
    low, high = sorted((first, last), key=lambda row: row["estimate"])
    return low["interval_high"] < high["interval_low"]


def _in_counts(first: Mapping[str, Any], last: Mapping[str, Any], step_number: int, months: int) -> Clause:
    counts = {
        "finished_count": last["numerator"], "said_count": last["denominator"],
        "before_count": first["numerator"], "said_before_count": first["denominator"],
    }  # fmt: skip
    return Clause("growth.counts", {"step_number": step_number, "months_count": months, **counts})


def level(progress: Figure, step_number: int) -> Finding | None:
    """Where a step stands in the last month of `progress_over_time`; None unknown.

    In counts of those that reported where others are silent and there is no estimate.
    The bounds where too few said, or where all or none of those that spoke have finished while others are silent.
    """
    rows = progress.rows.filter(pl.col("step") == step_number).sort("month")
    if rows.is_empty():
        return None
    last = rows.row(-1, named=True)
    share = last["value"] if last["estimate"] is None else last["estimate"]
    if share is None:
        return None
    is_edge = share in (0, 1) and last["unknown_count"] > 0
    if _bears(progress, last["unknown_count"]) and last["estimate"] is None and last["unknown_count"]:
        said = {"finished_count": last["numerator"], "said_count": last["denominator"]}  # a share of those alone
        unknown = counted("step_unknown", last["unknown_count"])
        return Finding("level", (Clause("level_counts", {"step_number": step_number, **said}), unknown))
    if _bears(progress, last["unknown_count"]) and not is_edge:
        key = "level" if last["estimate"] is None or not last["unknown_count"] else "level_estimate"
        return Finding("level", (Clause(key, {"step_number": step_number, "finished_share": share}),))
    ends = {"low_share": last["lower_bound"], "high_share": last["upper_bound"]}
    few = counted(
        "level_few", progress.municipality_count - last["unknown_count"], asked_count=progress.municipality_count
    )
    return Finding("level", (Clause("level_bounds", {"step_number": step_number, **ends}), few))


def _bears(progress: Figure, unknown_count: int) -> bool:
    """Whether one number may speak for a row of a figure of which so many are not known."""
    return bears_one_number(progress.municipality_count - unknown_count, progress.municipality_count)


def age(freshness: Figure) -> Finding | None:
    """How old the reports are, from `freshness` without groups; None where nobody reported."""
    rows = freshness.rows.filter(pl.col("denominator") > 0)
    if rows.is_empty():
        return None
    days, oldest = int(rows.item(0, "median") + 0.5), int(rows.item(0, "oldest_days"))
    limit = freshness.max_age_days
    left_out = () if limit is None else (counted("age.left_out", limit),)
    if days == oldest:
        key = "age.only" if rows.item(0, "denominator") == 1 else "age.equal"
        return Finding("age", (counted(key, oldest), *left_out))
    return Finding("age", (counted("age", days, oldest_count=oldest), *left_out))
