"""What one row of each figure on costs says. Euro; None where nobody stated it, or where it cannot be said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Over some municipalities, as `by_step` of `spending`: how many stated an amount, its sum, and the quartiles.

    The quartiles are of those who have finished the step; `spread_status` says why there are none.
    """

    stated_count: int
    realised_eur: float | None
    finished_count: int
    q1: float | None
    median: float | None
    q3: float | None
    spread_status: str


@dataclass(frozen=True)
class SizeSpread(Spread):
    """The spread over the municipalities from a number of inhabitants on and below another, with the norm of one.

    `municipality_count`: how many there are, whether they said anything or not.
    """

    from_inhabitants: int
    below_inhabitants: int | None
    norm_eur: float | None
    municipality_count: int

    @property
    def is_everybody(self) -> bool:
        """Whether the group holds municipalities of every size."""
        return self.from_inhabitants == 0 and self.below_inhabitants is None


@dataclass(frozen=True)
class SizeNorm(SizeSpread):
    """The spread of a size group beside its norm, as `by_size_group` of `spending`.

    Sums are over who stated an amount and has a norm.
    """

    norm_count: int
    realised_with_norm: float | None
    norm_sum: float | None
    value: float | None  # their ratio
    budget_count: int
    budget_value: float | None  # the ratio to the own budget, over who stated both


@dataclass(frozen=True)
class Realisation:
    """One step against its norm, as `cost_realisation`: sums, and shares of the norm (bounds where that is a range)."""

    step: int
    numerator: float | None
    value: float | None
    value_status: str
    lower_bound: float | None
    upper_bound: float | None
    norm_low: float | None
    norm_high: float | None
    norm_count: int
    stated_count: int
    budget_value: float | None
    budget_count: int


@dataclass(frozen=True)
class ExpectedCost:
    """What steps are expected to cost when all have finished, as `cost_expected_total`; `denominator`: who has."""

    value: float | None
    value_status: str
    interval_low: float | None
    interval_high: float | None
    denominator: int
    stale_count: int


@dataclass(frozen=True)
class Modelled:
    """One step in one variant of the cost model, from lowest to highest."""

    low_eur: float | None
    high_eur: float | None
