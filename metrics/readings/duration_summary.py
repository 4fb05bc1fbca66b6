"""What the curves of `time_to_event` come down to: medians, means, landmarks, and what was left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from metrics.defining.question import Question, check
from metrics.defining.request import Group, Request, UnknownGroupError, Value
from metrics.durations.curve_readings import Landmark, Median, RestrictedMean, landmarks, median, restricted_mean
from metrics.durations.definitions import TIME_TO_EVENT
from metrics.durations.duration import durations, followed, groups_of
from metrics.durations.spells import LeftOut
from metrics.durations.survival import SMALL_RISK_SET, Curve, is_spent_early, kaplan_meier, thin_start_until
from metrics.standing.known import Known


class MedianOutcome(StrEnum):
    """Whether half have finished; not reached is an answer, not a gap."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"  # fewer than half have finished on the last day that anybody was seen
    TOO_FEW = "too_few"  # nobody was followed, or all of a small early risk set finished before others entered


@dataclass(frozen=True, eq=False)
class DurationSummary:
    """One curve and what is read off it. `group` holds the values of its groups: step, clock and those asked by.

    `without_start_count` spells are left out because no start is known, `not_seen_count` because they ended or were
    last seen before the clock began. `thin_start_until_days`: until then fewer than five were at risk while others
    entered later (None: no such start). Where that start used up the whole curve nothing is read off it: median_outcome
    is too_few, and the mean and the landmarks are None.
    """

    group: Mapping[str, Value]
    curve: Curve
    median: Median
    median_outcome: MedianOutcome
    restricted_mean: RestrictedMean | None
    landmarks: tuple[Landmark, ...]
    without_start_count: int
    not_seen_count: int
    thin_start_until_days: int | None

    @property
    def spell_count(self) -> int:
        """How many spells were followed."""
        return self.curve.spell_count

    @property
    def event_count(self) -> int:
        """How many of them ended finished; the others are censored."""
        return self.curve.event_count

    @property
    def shown_until_days(self) -> int | None:
        """The last day on which at least five were still followed; None where there never were so many."""
        is_large = self.curve.at_risk >= SMALL_RISK_SET
        return int(self.curve.time_days[is_large][-1]) if is_large.any() else None

    @property
    def shown_median_days(self) -> float | None:
        """The median where the curve that is shown reaches it."""
        days, until = self.median.days, self.shown_until_days
        return days if days is not None and until is not None and days <= until else None


def duration_summaries(known: Known, request: Request) -> tuple[DurationSummary, ...]:
    """A summary per group of `time_to_event`, sorted by step, clock and the groups asked by; also without any event.

    Raises UnknownGroupError, UnknownFilterError or UnknownValueError, as the figure does.
    """
    observed, by = _observed(known, request, request.by)
    return tuple(summary_of(dict(zip(by, key, strict=True)), spells) for key, spells in groups_of(observed, by))


def _observed(known: Known, request: Request, asked: tuple[str, ...]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    for group in asked:
        if group not in TIME_TO_EVENT.groups:
            raise UnknownGroupError(TIME_TO_EVENT.key, group, [str(one) for one in TIME_TO_EVENT.groups])
    check(known, request, TIME_TO_EVENT.key, TIME_TO_EVENT.groups)
    by = tuple(dict.fromkeys([*(str(group) for group in TIME_TO_EVENT.always_by), *(str(group) for group in asked)]))
    question = Question(known, request, by)
    observed = followed(question).sort(by, maintain_order=True, nulls_last=True)
    clocks = question.values_of(Group.CLOCK)
    return observed if clocks is None else observed.filter(pl.col("clock").is_in(clocks)), by


def summary_of(group: Mapping[str, Value], spells: pl.DataFrame) -> DurationSummary:
    """What the curve of these spells comes down to."""
    curve = kaplan_meier(durations(spells))
    is_spent = is_spent_early(curve)
    found = Median(None, None, None) if is_spent else median(curve)
    left_out = spells["left_out"]
    return DurationSummary(
        group=group,
        curve=curve,
        median=found,
        median_outcome=_outcome(curve, found),
        restricted_mean=None if is_spent else restricted_mean(curve),
        landmarks=() if is_spent else landmarks(curve),
        without_start_count=int((left_out == LeftOut.NO_START).sum()),
        not_seen_count=int((left_out == LeftOut.NOT_SEEN).sum()),
        thin_start_until_days=thin_start_until(curve),
    )


def _outcome(curve: Curve, found: Median) -> MedianOutcome:
    if not curve.spell_count or is_spent_early(curve):
        return MedianOutcome.TOO_FEW
    return MedianOutcome.NOT_REACHED if found.days is None else MedianOutcome.REACHED
