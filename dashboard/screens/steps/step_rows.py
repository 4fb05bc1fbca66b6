"""What a row says of each figure that Stappen shows of one step."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Completion:
    """What is known of who finished the step, as `step_completion`; shares."""

    numerator: int
    denominator: int
    estimate: float | None
    lower_bound: float | None
    upper_bound: float | None
    upper_bound_stale: float | None
    unknown_count: int


@dataclass(frozen=True)
class Expected:
    """What is expected at one coming month end, as `forecast`: municipalities; an interval as `value_status` says."""

    month_end: date
    value_status: str
    value: float | None
    interval_low: float | None
    interval_high: float | None
    numerator: int
    denominator: int
    unknown_count: int


@dataclass(frozen=True)
class OwnPlans:
    """How many own target dates were met, of how many whose outcome is known; as `own_plan_adherence`."""

    numerator: int
    denominator: int
    unknown_count: int

    @property
    def not_met_count(self) -> int:
        """Those of which it is known that they were not met."""
        return self.denominator - self.numerator

    @property
    def told_count(self) -> int:
        """All own target dates that were given."""
        return self.denominator + self.unknown_count


@dataclass(frozen=True)
class Waits:
    """How many municipalities wait on one party at this step, and how often over all steps (None: that is withheld)."""

    party: str
    count: int
    everywhere: int | None


@dataclass(frozen=True)
class Slip:
    """How many days own target dates moved over the municipalities, as `plan_slip_days`; `denominator`: how many.

    None where that is withheld from who looks.
    """

    median: float | None
    q1: float | None
    q3: float | None
    denominator: int | None
