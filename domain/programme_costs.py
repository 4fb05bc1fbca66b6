"""The cost table of a programme, with its four kinds of value, and the norm per municipality that we reconstruct."""

from itertools import pairwise
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from domain.programme_facts import Claim, Part, Source, Text
from domain.value_status import ValueStatus

ValueKind = Literal[
    ValueStatus.OBSERVED,  # an amount is printed
    ValueStatus.LIMITED,  # "Beperkt"
    ValueStatus.PRO_MEMORIA,  # "PM"
    ValueStatus.NOT_ESTIMATED,  # an empty cell, or no row at all
]


class Amount(Part):
    """One cell of the cost table: an amount in euro, or the kind of value that stands there instead."""

    kind: ValueKind
    eur: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _only_an_observed_value_has_a_number(self) -> Self:
        if (self.kind is ValueStatus.OBSERVED) != (self.eur is not None):
            raise ValueError(f"a cell of kind {self.kind.value} {'needs' if self.eur is None else 'has no'} eur")
        return self


_NOT_ESTIMATED: Final = Amount(kind=ValueStatus.NOT_ESTIMATED)


class CostReference(Part):
    """The row of one step in the cost table: per municipality and for the whole country, lowest and highest."""

    per_municipality_min: Amount = _NOT_ESTIMATED
    per_municipality_max: Amount = _NOT_ESTIMATED
    national_min: Amount = _NOT_ESTIMATED
    national_max: Amount = _NOT_ESTIMATED
    note: Text | None = None
    source: Source | None = None  # None: the table has no row for this step

    @model_validator(mode="after")
    def _minimum_is_not_above_maximum(self) -> Self:
        for low, high in ((self.per_municipality_min_eur, self.per_municipality_max_eur),
                          (self.national_min_eur, self.national_max_eur)):  # fmt: skip
            if low is not None and high is not None and low > high:
                raise ValueError(f"the lowest amount {low:.0f} is above the highest {high:.0f}")
        return self

    @property
    def has_row(self) -> bool:
        """Whether the cost table has a row for this step."""
        return self.source is not None

    @property
    def per_municipality_min_eur(self) -> float | None:
        """Euro for a small municipality, or None when the cell holds no amount."""
        return self.per_municipality_min.eur

    @property
    def per_municipality_max_eur(self) -> float | None:
        """Euro for a large municipality, or None when the cell holds no amount."""
        return self.per_municipality_max.eur

    @property
    def national_min_eur(self) -> float | None:
        """Lowest amount for the whole country in euro, or None."""
        return self.national_min.eur

    @property
    def national_max_eur(self) -> float | None:
        """Highest amount for the whole country in euro, or None."""
        return self.national_max.eur

    @property
    def national_min_kind(self) -> ValueStatus:
        """Kind of the lowest national value."""
        return self.national_min.kind

    @property
    def national_max_kind(self) -> ValueStatus:
        """Kind of the highest national value."""
        return self.national_max.kind

    @property
    def municipal_upper_eur(self) -> float | None:
        """The most that the table expects one municipality to spend, in euro; None where it names no amount."""
        return self.per_municipality_max_eur

    @property
    def is_only_at_most(self) -> bool:
        """Whether the table only names a highest amount, so that no percentage of it means anything."""
        return self.national_min_eur is None and self.national_max_eur is not None


NO_ROW: Final = CostReference()


class CostNormBand(Part):
    """The norm for municipalities from this many inhabitants on, up to the next band."""

    from_inhabitants: int = Field(ge=0)
    eur: float = Field(gt=0)


class CostNorm(Part):
    """A norm per municipality by its inhabitants: our reconstruction of a national amount, labelled so."""

    explanation: Text
    bands: tuple[CostNormBand, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _bands_climb_from_nobody(self) -> Self:
        starts = [band.from_inhabitants for band in self.bands]
        if starts[0] != 0 or any(later <= earlier for earlier, later in pairwise(starts)):
            raise ValueError(f"the bands must start at 0 inhabitants and climb; they start at {starts}")
        return self

    def eur_for(self, inhabitant_count: int) -> float:
        """The norm in euro for a municipality with this many inhabitants."""
        return [band.eur for band in self.bands if band.from_inhabitants <= inhabitant_count][-1]


class LeftOut(Claim):
    """Something that costs money, that the source names, and that no row of the cost table holds."""

    short_name: Text


class CostTotal(Part):
    """The printed total of the cost table in euro, and what the source says is not in it, beside steps of no amount."""

    min_eur: float = Field(gt=0)
    max_eur: float = Field(gt=0)
    source: Source
    outside: tuple[LeftOut, ...] = ()
