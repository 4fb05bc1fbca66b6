"""One step on one clock, by group: a curve for each group beside that of all together, and whether they differ."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from metrics.defining.question import Question
from metrics.defining.request import Request, Value
from metrics.durations.curve_readings import Landmark
from metrics.durations.duration import durations, followed
from metrics.durations.log_rank import LogRank, log_rank
from metrics.durations.survival import SMALL_RISK_SET, Curve, Durations
from metrics.readings.duration_summary import DurationSummary, MedianOutcome, summary_of
from metrics.standing.known import Known

SIZE_BANDS: Final = {"small": (1, 2, 3), "middle": (4,), "large": (5, 6, 7, 8)}
"""Size classes taken together, so that three lines can be told apart: under 20,000, 20,000–50,000, 50,000 and more."""


@dataclass(frozen=True, eq=False)
class GroupCurve:
    """The curve of one group, the spells it was made from, and how far it can be shown.

    `name`: the value of the group, a key of SIZE_BANDS for sizes, None for all together. `is_of_few`: so few have
    reported on the step that no number of how long it takes may be read off.
    """

    name: Value
    summary: DurationSummary
    spells: Durations
    is_of_few: bool = False

    @property
    def curve(self) -> Curve:
        """The Kaplan–Meier curve."""
        return self.summary.curve

    @property
    def shown_until_days(self) -> int | None:
        """The last day on which at least five were still followed; None where there never were so many."""
        return self.summary.shown_until_days

    @property
    def shown_median_days(self) -> float | None:
        """The median where the curve that is shown reaches it, and enough have reported."""
        return None if self.is_of_few else self.summary.shown_median_days

    @property
    def is_half_not_reached(self) -> bool:
        """Whether there is no median since fewer than half have finished; else too few are followed to say one."""
        is_followed = not self.is_of_few and self.summary.spell_count >= SMALL_RISK_SET
        return is_followed and self.summary.median_outcome is MedianOutcome.NOT_REACHED

    def shown_landmark(self, days: int) -> Landmark | None:
        """What had finished by a landmark, with its interval, where it is known of enough; None where it is not."""
        found = next((landmark for landmark in self.summary.landmarks if landmark.days == days), None)
        is_shown = not self.is_of_few and self.known_count_at(days) >= SMALL_RISK_SET
        return found if is_shown else None

    def shown_share_at(self, days: int) -> float | None:
        """The share (0 to 1) that had finished by a landmark, where it is known of enough; None where it is not."""
        found = self.shown_landmark(days)
        return None if found is None else found.finished_share

    @property
    def shown_mean_days(self) -> float | None:
        """The mean of the first two years where enough were followed, and enough have reported."""
        mean = self.summary.restricted_mean
        is_shown = not self.is_of_few and self.summary.spell_count >= SMALL_RISK_SET
        return mean.days if mean is not None and is_shown else None

    def known_count_at(self, days: int) -> int:
        """Of how many it is known whether they had finished by that day: finished by then, or seen unfinished on it."""
        seen = self.spells.seen()
        is_known = (seen.is_event & (seen.exit_days <= days)) | (seen.exit_days >= days)
        return int(is_known.sum())

    def at_risk(self, days: list[int]) -> list[int]:
        """How many were seen unfinished just before each of these days."""
        return [int(count) for count in self.spells.seen().at_risk(np.array(days, dtype=np.int64))]


@dataclass(frozen=True, eq=False)
class StepDurations:
    """The curves of one step on one clock. `groups` in the order of SIZE_BANDS, otherwise sorted by name.

    Who did not report its access variant is in `whole` and in no group. `test` compares the groups. `rows`: what the
    curves were made from, one row per municipality and stretch: municipality, group (its name; null: in none),
    entry_days, exit_days, is_event, left_out (null: it counts).
    """

    step: int
    clock: str
    between: str
    rows: pl.DataFrame
    whole: GroupCurve
    groups: tuple[GroupCurve, ...]
    test: LogRank

    def of_few(self) -> "StepDurations":
        """The same where so few have reported on the step that no number of how long it takes may be read off."""
        groups = tuple(replace(group, is_of_few=True) for group in self.groups)
        return replace(self, whole=replace(self.whole, is_of_few=True), groups=groups)


def step_durations(known: Known, request: Request, *, step: int, clock: str, between: str) -> StepDurations:
    """The curves of `step` on `clock` by size_class (in SIZE_BANDS), access_variant or province."""
    question = Question(known, replace(request, step=step), ())
    observed = followed(question).filter(pl.col("clock") == clock).with_columns(_band())
    column = "size_band" if between == "size_class" else between
    found = dict(observed.drop_nulls(column).partition_by(column, as_dict=True).items())
    names = list(SIZE_BANDS) if between == "size_class" else sorted(str(name) for (name,) in found)
    groups = [_curve(name, found.get((name,), observed.clear())) for name in names]
    return StepDurations(
        step=step,
        clock=clock,
        between=between,
        rows=observed.select(
            "municipality", "entry_days", "exit_days", "is_event", "left_out", pl.col(column).alias("group")
        ),
        whole=_curve(None, observed),
        groups=tuple(groups),
        test=log_rank([one.spells for one in groups]),
    )


def _band() -> pl.Expr:
    band_of = {size: name for name, sizes in SIZE_BANDS.items() for size in sizes}
    return pl.col("size_class").replace_strict(band_of, default=None, return_dtype=pl.String).alias("size_band")


def _curve(name: Value, spells: pl.DataFrame) -> GroupCurve:
    return GroupCurve(name, summary_of({"group": name}, spells), durations(spells))
