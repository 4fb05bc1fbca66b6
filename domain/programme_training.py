"""The training assumptions of a programme: who is trained, for how long, at which hourly rate."""

from typing import Self

from pydantic import Field, model_validator

from domain.programme_facts import Part, Source, Text


class TargetGroup(Part):
    """A group of staff that is trained, with the hours and hourly rates (euro) that the impact analysis assumes."""

    key: str = Field(min_length=1)
    name: Text
    explanation: Text
    scope_share: float = Field(gt=0, le=1)  # share of all staff, 0-1
    national_scope_count: int = Field(gt=0)  # an assumption: the share of the assumed staff
    hours_min: float = Field(gt=0)
    hours_max: float = Field(gt=0)
    rate_min_eur: float = Field(gt=0)
    rate_max_in_footnote_eur: float = Field(gt=0)
    rate_max_eur: float = Field(gt=0)  # the rate with which the printed maximum can be made again
    source: Source

    @property
    def norm_min_eur(self) -> float:
        """Lowest norm in euro per employee in scope."""
        return self.hours_min * self.rate_min_eur

    @property
    def norm_max_eur(self) -> float:
        """Highest norm in euro per employee in scope."""
        return self.hours_max * self.rate_max_eur


class Training(Part):
    """The training step and the assumptions under its cost."""

    step_number: int = Field(ge=1)
    staff_count: int = Field(gt=0)  # an estimate of all staff concerned
    staff_source: Source
    rates_source: Source
    remark: Text | None = None
    target_groups: tuple[TargetGroup, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _scope_follows_from_staff(self) -> Self:
        for group in self.target_groups:
            expected = round(group.scope_share * self.staff_count)
            if group.national_scope_count != expected:
                raise ValueError(
                    f"target group {group.key}: {group.scope_share:.0%} of {self.staff_count} staff is {expected}, "
                    f"not {group.national_scope_count}"
                )
            if group.hours_min > group.hours_max or group.rate_min_eur > group.rate_max_eur:
                raise ValueError(f"target group {group.key}: a lowest value is above its highest")
        return self

    @property
    def recomputed_min_eur(self) -> float:
        """The lowest national amount, from the assumptions, in euro."""
        return sum(group.norm_min_eur * group.national_scope_count for group in self.target_groups)

    @property
    def recomputed_max_eur(self) -> float:
        """The highest national amount with the rates that make the printed one again, in euro."""
        return sum(group.norm_max_eur * group.national_scope_count for group in self.target_groups)
