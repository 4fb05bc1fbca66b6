"""The remedy of a refused row: what it most likely meant, and whether that is sure; the same for screen and command."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from domain.clocks import dutch_day
from domain.names import Names
from domain.statements import KEY, Table
from pipelines.intake import Context
from pipelines.quarantine import understood_again
from pipelines.remedies.proposals import Asked, RemedyKind, proposed
from store.intake import Intake

Key = tuple[str, tuple[object, ...]]  # a table, and the key of a statement in it
_NAMES: Final[dict[str, Names]] = {}  # by version of the register: making one takes longer than using it


class Unsure(StrEnum):
    """Why a remedy is not sure, although one could be proposed."""

    STILL_REFUSED = "still_refused"  # with it the row breaks a rule all the same
    OVERWRITES = "overwrites"  # it would replace what the municipality said of the same thing on the same day
    TWICE = "twice"  # two refused rows would say something of the same thing on the same day


@dataclass(frozen=True)
class Remedy:
    """What a refused row most likely meant: the cells to change, by Dutch column ("" empties one).

    `unsure`: why a person has to look; None where it is sure. `key`: of what it would say, None while still refused.
    """

    kind: RemedyKind
    changes: Mapping[str, str]
    unsure: Unsure | None = None
    key: Key | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it can be done without asking anybody."""
        return self.unsure is None


def remedies(rows: Iterable[Mapping[str, Any]], context: Context) -> dict[str, Remedy]:
    """The remedies of refused rows (of `Reader.quarantine`), by their ids; a row without one is not in it.

    Of rows that would say something of the same thing none is sure: hand in all that are open together.
    """
    found = {str(row["quarantine_id"]): remedy for row in rows if (remedy := _remedy(row, context)) is not None}
    keys = [remedy.key for remedy in found.values() if remedy.key is not None]
    twice = {key for key in keys if keys.count(key) > 1}
    return {
        name: Remedy(remedy.kind, remedy.changes, Unsure.TWICE, remedy.key) if remedy.key in twice else remedy
        for name, remedy in found.items()
    }


def _remedy(row: Mapping[str, Any], context: Context) -> Remedy | None:
    """A remedy for every problem of a row together; with one problem that nobody can know there is none."""
    problems: list[dict[str, Any]] = json.loads(row["problems"])
    asked = Asked(json.loads(row["cells"]), context.words, names_of(context), _day_of(row, context.today))
    proposals = [proposed(problem, asked) for problem in problems]
    known = [proposal for proposal in proposals if proposal is not None]
    if not known or len(known) < len(proposals):
        return None
    changes = {proposal.column: proposal.value for proposal in known}
    intake = understood_again(row, changes, context)
    if intake.outcome != "accepted":
        return Remedy(known[0].kind, changes, Unsure.STILL_REFUSED)
    is_new = not any(counted["corrections"] for counted in intake.receipt["tables"].values())
    return Remedy(known[0].kind, changes, None if is_new else Unsure.OVERWRITES, _key(intake))


def _day_of(row: Mapping[str, Any], today: date) -> date:
    """The day on which a row came in: what was in the future then is no day that it can have meant."""
    return min(dutch_day(row["recorded_at"]), today)


def _key(intake: Intake) -> Key | None:
    for table in Table:
        statements = intake.statements.get(table)
        if statements is not None and statements.height:
            return table.value, statements.select(KEY[table]).row(0)
    return None


def names_of(context: Context) -> Names:
    """The names of the register that this is checked against."""
    version = context.register.version
    if version not in _NAMES:
        _NAMES.clear()
        _NAMES[version] = Names(context.register)
    return _NAMES[version]
