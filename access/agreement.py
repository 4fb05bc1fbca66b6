"""The agreement: what others may see of a municipality by name, per table, and what it said yes to itself.

A value that is handed in: the terms come from the programme, who said yes from `office`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from domain.principal import Role
from domain.programme import Programme
from domain.programme_agreement import AgreementTerms, Sight
from domain.statements import Table


@dataclass(frozen=True)
class Agreement:
    """The terms per table, and per municipality what it said yes to.

    `yes_to_ministry`, `yes_to_everybody`: the codes of those that show their standing by name; a yes to everybody is a
    yes to the ministry too. `taking_part`: None where every municipality takes part. `readers_see_figures`: whether
    whoever is not signed in sees any figure at all. The defaults allow nothing.
    """

    terms: AgreementTerms = field(default_factory=AgreementTerms)
    yes_to_ministry: frozenset[str] = frozenset()
    yes_to_everybody: frozenset[str] = frozenset()
    taking_part: frozenset[str] | None = None
    readers_see_figures: bool = False

    @classmethod
    def of(
        cls,
        programme: Programme,
        *,
        yes_to_ministry: Collection[str] = (),
        yes_to_everybody: Collection[str] = (),
        taking_part: Collection[str] | None = None,
        readers_see_figures: bool = False,
    ) -> "Agreement":
        """The agreement of this programme, with what the municipalities said."""
        return cls(
            terms=programme.agreement,
            yes_to_ministry=frozenset(yes_to_ministry),
            yes_to_everybody=frozenset(yes_to_everybody),
            taking_part=None if taking_part is None else frozenset(taking_part),
            readers_see_figures=readers_see_figures,
        )

    def shows(self, table: Table, code: str, to: Role) -> bool:
        """Whether somebody with this role may see this municipality by name in this table, by the agreement alone."""
        terms = self.terms.of(table)
        sight, said_yes = {
            Role.READER: (terms.everybody, code in self.yes_to_everybody),
            Role.MUNICIPALITY: (terms.municipalities, False),
            Role.MINISTRY: (terms.ministry, code in self.yes_to_ministry or code in self.yes_to_everybody),
        }.get(to, (Sight.GROUPS, False))
        takes_part = self.taking_part is None or code in self.taking_part
        return takes_part and (sight is Sight.BY_NAME or (sight is Sight.IF_YES and said_yes))

    def audiences_of(self, table: Table, code: str) -> tuple[Role, ...]:
        """Who sees this municipality by name in this table: what it is told on its own page. VNG sees everything."""
        asked = (Role.MUNICIPALITY, Role.MINISTRY, Role.READER)
        return (*(role for role in asked if self.shows(table, code, role)), Role.VNG)
