"""What changed since an earlier date, in findings: who finished, who spoke first, whose report aged, who waits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from domain.statements import Standing
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.defining.sentences import Clause, Finding, counted, party_name
from metrics.figures import figure
from metrics.readings.reopened import reopened
from metrics.standing.known import Known
from metrics.standing.state import Freshness

ON = ["municipality_code", "step_number"]
KINDS = ("standing", "reopened", "waiting", "report")
SMALLEST_WIDTH_CHANGE = 0.0005  # less is 0.0 percentage points as it is written


@dataclass(frozen=True, eq=False)
class Moment:
    """One side of a comparison: what was known, and the request for that date."""

    known: Known
    request: Request

    @property
    def question(self) -> Question:
        """The request put to what was known."""
        return Question(self.known, self.request, ())


def changes(known: Known, request: Request, *, since: date, known_then: Known | None = None) -> tuple[Finding, ...]:
    """What changed between `since` and the request's date, the most telling first; empty when nothing did.

    `known_then` is what was known at the earlier moment (left out: what is known now about that date). Only
    municipalities in the choice on both dates are compared, so a merger in between is no change.
    """
    now, then = _moments(known, known_then, request, since)
    moved = _moved(now, then)
    opened = _opened_again(now, then, moved)
    step_number = _most_finished(moved)
    found = [
        _finished(moved, opened, step_number),
        _opened_elsewhere(opened, step_number),
        _new_reporters(now, then, step_number),
        _turned_stale(now, then),
        _waiting(now, then),
    ]
    return tuple(finding for finding in found if finding is not None)


def changed_rows(known: Known, request: Request, *, since: date, known_then: Known | None = None) -> pl.DataFrame:
    """What `changes` counts, with the municipalities: one row per thing that is other than it was.

    Columns kind (standing, reopened, waiting, report), municipality_code, step_number (null of a report), was and now
    (a standing; the parties that a started step waits on, null for none; the freshness of the report), reporting_date.
    A step that was opened again is there too where it is finished anew.
    """
    after, before = _moments(known, known_then, request, since)
    moved, columns = _moved(after, before), ["kind", *ON, "was", "now", "reporting_date"]
    on = "municipality_code"
    freshness = before.question.population.select(on, was="freshness")
    reports = after.question.population.select(on, now="freshness", reporting_date="newest_reporting_date")
    if request.max_age_days is not None:
        reports = reports.filter(pl.col("now") != Freshness.SILENT)
    found = [
        moved.with_columns(kind=pl.lit("standing"), now="standing"),
        moved.with_columns(kind=pl.lit("waiting"), was="waited", now="waits"),
        reports.join(freshness, on=on).with_columns(kind=pl.lit("report"), step_number=pl.lit(None, pl.Int64)),
    ]
    rows = pl.concat([one.select(columns) for one in found]).filter(pl.col("was").ne_missing(pl.col("now")))
    opened = _opened_again(after, before, moved).with_columns(
        kind=pl.lit("reopened"), was=pl.lit(Standing.FINISHED.value), now="standing"
    )
    return pl.concat([rows, opened.select(columns)]).sort(
        pl.col("kind").replace_strict({kind: place for place, kind in enumerate(KINDS)}),
        "step_number",
        "now",
        "municipality_code",
        nulls_last=True,
    )


def _moments(known: Known, known_then: Known | None, request: Request, since: date) -> tuple[Moment, Moment]:
    """Now and then. A chosen age chooses what counts now; what stood then is asked of all that was said.

    So nobody reports "for the first time" or finishes anew because an older statement was left out.
    """
    then = replace(request, by=(), as_of=since, max_age_days=None)
    return Moment(known, replace(request, by=())), Moment(known_then or known, then)


def _moved(now: Moment, then: Moment) -> pl.DataFrame:
    """One row per municipality and step that is there on both dates; standing and was, waits and waited.

    Adds the reporting_date of the later date. Only a started step waits.
    """
    waits = pl.when(pl.col("standing") == Standing.STARTED).then("waiting_on")
    before = then.question.standings_at([then.request.as_of]).select(*ON, was="standing", waited=waits)
    after = now.question.standings_at([now.request.as_of]).select(*ON, "standing", "reporting_date", waits=waits)
    if now.request.max_age_days is not None:  # left out for its age, which is no change
        after = after.filter(pl.col("standing") != Standing.NOT_REPORTED)
    return after.join(before, on=ON)


def _most_finished(moved: pl.DataFrame) -> int | None:
    """The step that most municipalities finished; the first of them where several tie."""
    newly = moved.filter(pl.col("standing") == Standing.FINISHED, pl.col("was") != Standing.FINISHED)
    counts = newly.group_by("step_number").len().sort("len", "step_number", descending=[True, False])
    return counts.item(0, "step_number") if counts.height else None


def _finished(moved: pl.DataFrame, opened: pl.DataFrame, step_number: int | None) -> Finding | None:
    if step_number is None:
        return None
    step = moved.filter(pl.col("step_number") == step_number)
    newly = step.filter(pl.col("standing") == Standing.FINISHED, pl.col("was") != Standing.FINISHED).height
    clauses = [counted("finished", newly, step_number=step_number)]
    if opened_count := opened.filter(step_number=step_number).height:
        clauses.append(counted("reopened_it", opened_count))
    return Finding("finished", tuple(clauses))


def _opened_elsewhere(opened: pl.DataFrame, step_number: int | None) -> Finding | None:
    """Steps opened again other than the one already told."""
    count = opened.filter(pl.col("step_number").ne_missing(step_number)).height
    key = "reopened" if step_number is None else "reopened_other"
    return Finding("reopened", (counted(key, count),)) if count else None


def _opened_again(now: Moment, then: Moment, moved: pl.DataFrame) -> pl.DataFrame:
    """What `reopened_steps` counts now and did not count then: one row per municipality and step there on both dates.

    So the number here is what that figure grew by, and one rule holds wherever steps opened again are told.
    """
    after, before = (reopened(moment.known, moment.request) for moment in (now, then))
    return after.join(before, on=ON, how="anti").join(moved, on=ON, how="semi")


def _new_reporters(now: Moment, then: Moment, step_number: int | None) -> Finding | None:
    was_silent = _with_freshness(then, Freshness.SILENT)
    spoke = now.question.population.filter(pl.col("freshness") != Freshness.SILENT)
    count = spoke.filter(pl.col("municipality_code").is_in(was_silent)).height
    if not count:
        return None
    narrowed = _bounds(now, then, step_number)
    clauses = (counted("first_report", count), *((narrowed,) if narrowed is not None else ()))
    return Finding("first_report", clauses)


def _bounds(now: Moment, then: Moment, step_number: int | None) -> Clause | None:
    """How much the distance between the bounds of the step changed."""
    if step_number is None or now.request.max_age_days is not None:  # an age makes bounds wide, and no change does
        return None
    widths = [_width(moment, step_number) for moment in (now, then)]
    if widths[0] is None or widths[1] is None or abs(widths[0] - widths[1]) < SMALLEST_WIDTH_CHANGE:
        return None
    word = "narrower" if widths[0] < widths[1] else "wider"
    values = {"step_number": step_number, "width_points": widths[0] - widths[1]}
    return Clause(f"bounds.{word}", values, starts_sentence=True)


def _width(moment: Moment, step_number: int) -> float | None:
    rows = figure("step_completion", moment.known, replace(moment.request, step=step_number)).rows
    return (rows["upper_bound"] - rows["lower_bound"]).to_list()[0] if rows.height else None


def _turned_stale(now: Moment, then: Moment) -> Finding | None:
    was_stale = _with_freshness(then, Freshness.STALE)
    there = then.question.population["municipality_code"].to_list()
    is_stale = now.question.population.filter(pl.col("freshness") == Freshness.STALE)["municipality_code"].to_list()
    count = len(set(is_stale) & set(there) - set(was_stale))
    return Finding("turned_stale", (counted("turned_stale", count),)) if count else None


def _with_freshness(moment: Moment, freshness: Freshness) -> list[str]:
    people = moment.question.population
    return people.filter(pl.col("freshness") == freshness)["municipality_code"].to_list()


def _waiting(now: Moment, then: Moment) -> Finding | None:
    """The step and party that most municipalities waited on, and how many did then; of how many it is not known.

    No more than two numbers of those that reported: what was not reported could make the difference.
    """
    on = ["step", "party"]
    asked = [
        figure("waiting_on", moment.known, replace(moment.request, by=("step", "party"))) for moment in (now, then)
    ]
    counts = [of.rows.select(*on, "numerator", "unknown_count") for of in asked]
    both = counts[0].join(counts[1], on=on, how="left", suffix="_then", maintain_order="left")
    most = both.filter(pl.col("numerator") > 0).sort("numerator", descending=True, maintain_order=True)
    if most.is_empty():
        return None
    row = most.row(0, named=True)
    parties = {party.key: party.name for party in now.known.programme.waiting_parties}
    name = party_name(row["party"], parties[row["party"]])
    number = [counted("waiting", row["numerator"], step_number=row["step"], party_name=name)]
    if row["unknown_count"]:
        number.append(counted("step_unknown", row["unknown_count"]))
    if now.request.max_age_days is not None:
        return Finding("waiting", tuple(number))
    return Finding("waiting", (*number, *_waited(row, asked[1].municipality_count)))


def _waited(row: Mapping[str, Any], asked_then: int) -> list[Clause]:
    """How many waited then, and of how many that was not known."""
    before, unknown = row["numerator_then"] or 0, row["unknown_count_then"]
    if unknown is None or unknown == asked_then:
        return [Clause("waited.nobody_said", starts_sentence=True)]
    told = Clause("waited.same") if before == row["numerator"] else counted("waited", before)
    return [replace(told, starts_sentence=True), *([counted("waited_unknown", unknown)] if unknown else [])]
