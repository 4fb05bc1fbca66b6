"""What is known of every municipality and step on a day, as numbers: what the model learns from, and draws on from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing
from metrics.defining.question import Question
from metrics.defining.request import Clock, Request
from metrics.durations.duration import followed
from metrics.durations.spells import UNFINISHED, own_starts, waits
from metrics.forecast.normal import Floats
from metrics.forecast.paces import Places, Times
from metrics.forecast.reopening import Reopened, reopened
from metrics.standing.known import Known
from metrics.standing.state import everyone_at, standings

MIDDLING: Final = 50_000  # inhabitants of a municipality of size 0
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, eq=False)
class Course:
    """Arrays of n rows: every municipality of the register on the day, and every step, sorted. Days since 1970.

    `times`: what is learned from. `codes`: the municipalities, in the order of `times.sizes`; the first
    `municipality_count` are those of the day. NaN where a day is not known. `never_reported`: of municipalities that
    said nothing of any step. `own_start` is per municipality of the day, with `quiet_until`: last seen without a start.
    """

    as_of: int
    times: Times
    municipality_count: int
    who: Places
    step: Places
    standing: npt.NDArray[np.str_]
    start: Floats
    end: Floats
    seen_on: Floats
    is_open_again: npt.NDArray[np.bool_]
    opened_on: Floats
    own_start: Floats
    quiet_until: Floats
    never_reported: npt.NDArray[np.bool_]
    events: npt.NDArray[np.int64]
    reopened: Reopened
    rows: pl.DataFrame


def course(known: Known, as_of: date) -> Course:
    """Of all municipalities and steps, as they are known on this day."""
    opened = reopened(known, as_of)
    stood = standings(known, as_of).join(
        opened.steps.select("municipality_code", "step_number", "opened_on", "is_open"),
        on=["municipality_code", "step_number"],
        how="left",
        maintain_order="left",
    )
    learned = _learned(known, as_of, opened.steps)
    sizes_now = _sizes(known, [as_of])
    today = stood["municipality_code"].unique(maintain_order=True).to_list()
    others = sorted(set(learned["municipality"].to_list()) - set(today))
    codes = [*today, *others]
    place = {code: number for number, code in enumerate(codes)}
    steps = list(known.programme.step_numbers)
    step_place = {number: at for at, number in enumerate(steps)}
    sizes = {**_sizes(known, learned["last_day"].unique().to_list()), **sizes_now}
    who = _placed(learned["municipality"], place)
    kind = _placed(learned["step"], step_place) + len(steps) * learned["is_wait"].to_numpy().astype(np.int64)
    exit_days, is_event = learned["exit_days"].to_numpy().astype(np.float64), learned["is_event"].to_numpy()
    times = Times(
        who=who,
        kind=kind,
        log_days=np.log(exit_days + np.where(is_event, 0.5, 1.0)),
        is_event=is_event,
        begun_on=_days(learned["begun_on"]),
        sizes=np.array([sizes.get(code, 0.0) for code in codes]),
        step_count=len(steps),
    )
    cut = known.register.on(as_of).select("municipality_code", last_day=pl.lit(as_of))
    own = (
        everyone_at(known, [as_of], STALE_AFTER_DAYS)
        .join(own_starts(known, cut), on="municipality_code", how="left", maintain_order="left")
        .join(_begun(stood), on="municipality_code", how="left", maintain_order="left")
        .sort("municipality_code")
    )
    return Course(
        as_of=day_number(as_of),
        times=times,
        municipality_count=len(today),
        who=_placed(stood["municipality_code"], place),
        step=_placed(stood["step_number"], step_place),
        standing=stood["standing"].to_numpy(),
        start=_days(stood["start_date"]),
        end=_days(stood["end_date"]),
        seen_on=_days(stood["reporting_date"]),
        is_open_again=(stood["is_open"].fill_null(value=False) & stood["standing"].is_in(UNFINISHED)).to_numpy(),
        opened_on=_days(stood["opened_on"]),
        own_start=_days(own["own_start_date"]),
        quiet_until=_days(own.select(pl.when(~pl.col("has_begun")).then("newest_reporting_date")).to_series()),
        never_reported=own["newest_reporting_date"].is_null().to_numpy(),
        events=np.bincount(kind[is_event], minlength=2 * len(steps)),
        reopened=opened,
        rows=stood,
    )


def _begun(stood: pl.DataFrame) -> pl.DataFrame:
    """Whether each municipality has begun with any step, whatever dates it gave."""
    begun = pl.col("standing").is_in([Standing.STARTED, Standing.FINISHED])
    return stood.group_by("municipality_code").agg(has_begun=begun.any())


def _learned(known: Known, as_of: date, opened: pl.DataFrame) -> pl.DataFrame:
    """Durations and waits that can be used: municipality, step, last_day, begun_on, is_wait, exit_days, is_event.

    A step that was opened again took until its first end. One followed only from a merger on teaches nothing: how
    long it took is known only of those that had not ended by then.
    """
    asked = Question(known, Request(as_of), ())
    columns = ["municipality", "step", "last_day", "begun_on", "entry_days", "exit_days", "is_event", "left_out"]
    durations = (
        followed(asked)
        .filter(pl.col("clock") == Clock.STEP_START)
        .select(columns)
        .with_columns(is_wait=pl.lit(value=False))
    )
    first_ends = opened.select(municipality="municipality_code", step="step_number", first_end="end_date")
    starts = standings(known, as_of).select(municipality="municipality_code", step="step_number", start="start_date")
    on = ["municipality", "step"]
    durations = (
        durations.join(first_ends, on=on, how="left", maintain_order="left")
        .join(starts, on=on, how="left", maintain_order="left")
        .with_columns(first=(pl.col("first_end") - pl.col("start")).dt.total_days())
        .with_columns(
            exit_days=pl.when(pl.col("first") >= 0).then("first").otherwise("exit_days"),
            is_event=pl.when(pl.col("first") >= 0).then(pl.lit(value=True)).otherwise("is_event"),
        )
        .select([*columns, "is_wait"])
    )
    before = followed(asked, waits).select(columns).with_columns(is_wait=pl.lit(value=True))
    return pl.concat([durations, before]).filter(pl.col("left_out").is_null(), pl.col("entry_days") == 0)


def _sizes(known: Known, days: list[date]) -> dict[str, float]:
    """Log10 of inhabitants over 50,000, by code; on the last of these days that it was there."""
    found: dict[str, float] = {}
    for day in sorted(days):
        for code, count in known.register.on(day).select("municipality_code", "inhabitant_count").iter_rows():
            found[code] = float(np.log10((count or MIDDLING) / MIDDLING))
    return found


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - EPOCH).days


def _placed(of: pl.Series, places: Mapping[Any, int]) -> Places:  # codes, or numbers of steps
    return np.array([places[one] for one in of.to_list()], dtype=np.int64)


def _days(of: pl.Series) -> Floats:
    return of.cast(pl.Int32).cast(pl.Float64).fill_null(float("nan")).to_numpy()
