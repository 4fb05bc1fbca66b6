"""What the municipalities agreed that others see of them, table by table; a programme that says nothing agreed nothing.

Only where a municipality stands with its steps can be agreed to be seen by name. What it has in staff, hours, money
and minutes others see in groups alone: that is a rule of access, and no programme can widen it.
"""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from domain.programme_facts import Part, Source
from domain.statements import Table


class Sight(StrEnum):
    """What others see of a municipality in one table."""

    GROUPS = "groups"  # only within a group, never by name
    IF_YES = "if_yes"  # by name, of each municipality that said yes to it
    BY_NAME = "by_name"  # by name, of all that take part


class TableTerms(Part):
    """What each of three audiences sees of one table. Left out: groups alone."""

    municipalities: Sight = Sight.GROUPS
    ministry: Sight = Sight.GROUPS
    everybody: Sight = Sight.GROUPS


class AgreementTerms(Part):
    """The agreement as the programme has it, before any municipality said yes or no."""

    milestone: TableTerms = TableTerms()
    training: TableTerms = TableTerms()
    cost: TableTerms = TableTerms()
    profile: TableTerms = TableTerms()
    source: Source | None = None

    def of(self, table: Table) -> TableTerms:
        """The terms of one table."""
        return {
            Table.MILESTONE: self.milestone,
            Table.TRAINING: self.training,
            Table.COST: self.cost,
            Table.PROFILE: self.profile,
        }[table]

    @model_validator(mode="after")
    def _only_steps_are_seen_by_name(self) -> Self:
        for table in (Table.TRAINING, Table.COST, Table.PROFILE):
            if self.of(table) != TableTerms():
                raise ValueError(
                    f"{table.value}: others see this table in groups only; leave it out. "
                    "Only milestone can be agreed to be seen by name"
                )
        return self

    @model_validator(mode="after")
    def _the_public_sees_no_more_than_the_ministry(self) -> Self:
        order = list(Sight)
        if order.index(self.milestone.everybody) > order.index(self.milestone.ministry):
            raise ValueError("milestone: everybody would see more than the ministry; the ministry is one of everybody")
        return self
