"""Drafts: what is being filled in of a report, field by field. Nothing of it counts in any figure.

Two colleagues may type at once. An edit says on which version of its field it rests; one that rests on an older one
overwrites nothing and is answered with what stands there now. What comes twice is done once.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.principal import Principal, Role
from office.database import Database
from office.errors import NotPossibleError
from office.reach import see_draft
from office.tables import DraftFieldRow, DraftRow, PersonRow

LONGEST_TEXT: Final = 2_000  # characters; the longest note that is taken in has 500
MOST_FIELDS: Final = 400  # the whole form has some 130, and as many warnings could be answered
_LONGEST_NAME: Final = 40
_LONGEST_STRETCH: Final = 120  # seconds of use in one message: the form speaks every few seconds


class Place(NamedTuple):
    """A field of a draft: a table or another part, the row in it ("" where there is one row), and the field."""

    part: str
    row_key: str
    field: str


@dataclass(frozen=True)
class Typed:
    """What stands in a field. `by_function`: what who typed it is called at work; nobody's name is kept here."""

    text: str
    version: int
    by_person: int | None
    by_role: Role
    by_function: str | None
    at: datetime


@dataclass(frozen=True)
class Edit:
    """A text for a field. `rests_on`: the version of it that was seen, 0 for a field in which nobody typed yet."""

    place: Place
    text: str
    rests_on: int


@dataclass(frozen=True)
class Draft:
    """What a municipality is filling in about one reporting date; version 0 where nobody began.

    `key` is of the handing in that comes of it. `used_seconds`: how long the form was in use, as it measured itself.
    """

    municipality_code: str
    reporting_date: date
    version: int = 0
    key: str = ""
    used_seconds: int = 0
    fields: Mapping[Place, Typed] = field(default_factory=dict[Place, Typed])


@dataclass(frozen=True)
class Saved:
    """The draft after some edits, and those that were not done, for somebody else had typed there meanwhile."""

    draft: Draft
    stale: Sequence[Edit]


class Drafts:
    """One per municipality and reporting date. Said in the audit log when handed in, not per keystroke."""

    def __init__(self, database: Database) -> None:
        """In the database of the office."""
        self._database = database

    def read(self, principal: Principal, municipality_code: str, reporting_date: date) -> Draft:
        """What stands in it. Raises NotYoursError."""
        see_draft(principal, municipality_code)
        with self._database.reading(many=True) as session:
            row = _row(session, municipality_code, reporting_date)
            return Draft(municipality_code, reporting_date) if row is None else _draft(session, row)

    def begun(self, principal: Principal, municipality_code: str) -> list[date]:
        """The reporting dates about which something stands in a draft, earliest first. Raises NotYoursError."""
        see_draft(principal, municipality_code)
        asked = select(DraftRow.reporting_date).join(DraftFieldRow, DraftFieldRow.draft == DraftRow.number)
        with self._database.reading() as session:
            found = session.scalars(asked.where(DraftRow.municipality_code == municipality_code).distinct())
            return sorted(found)

    def save(
        self,
        principal: Principal,
        municipality_code: str,
        reporting_date: date,
        edits: Sequence[Edit],
        *,
        now: datetime,
        used_seconds: int = 0,
    ) -> Saved:
        """Does every edit that rests on what stands there; one that says what stands there already is done too.

        `used_seconds`: how long the form was in use since it last said so. Raises NotYoursError and NotPossibleError.
        """
        see_draft(principal, municipality_code)
        _see_fits(edits)
        with self._database.writing() as session:
            row = _row(session, municipality_code, reporting_date) or _begun(session, municipality_code, reporting_date)
            row.used_seconds += max(0, min(used_seconds, _LONGEST_STRETCH))
            function = None if principal.person is None else _function(session, principal.person)
            stale = [edit for edit in edits if not _done(session, row, edit, principal, function, now)]
            session.flush()
            _see_not_too_many(session, row)
            return Saved(_draft(session, row), stale)

    def handed_in(self, principal: Principal, draft: Draft) -> None:
        """Takes away what became a report, as it was read then; once. Raises NotYoursError.

        What a colleague typed since stays in the draft, for the next report.
        """
        see_draft(principal, draft.municipality_code)
        with self._database.writing() as session:
            row = _row(session, draft.municipality_code, draft.reporting_date)
            if row is not None and row.key == draft.key:
                became = (DraftFieldRow.draft == row.number, DraftFieldRow.version <= draft.version)
                session.execute(delete(DraftFieldRow).where(*became))
                row.key, row.used_seconds = _new_key(), 0
                row.version += 1


def hand_of(principal: Principal) -> str:
    """Whose hand types: keeps apart in one browser what two people did not send yet. It says nothing to another."""
    return f"{principal.role} {principal.person or ''}".strip()


def _row(session: Session, municipality_code: str, reporting_date: date) -> DraftRow | None:
    asked = select(DraftRow).where(
        DraftRow.municipality_code == municipality_code, DraftRow.reporting_date == reporting_date
    )
    is_writing = session.get_bind().get_execution_options().get("wams_writes", False)
    return session.scalars(asked.with_for_update() if is_writing else asked).one_or_none()


def _begun(session: Session, municipality_code: str, reporting_date: date) -> DraftRow:
    row = DraftRow(
        municipality_code=municipality_code, reporting_date=reporting_date, version=0, key=_new_key(), used_seconds=0
    )
    session.add(row)
    session.flush()
    return row


def _new_key() -> str:
    return secrets.token_hex(16)


def _function(session: Session, person: int) -> str | None:
    return session.scalar(select(PersonRow.function_name).where(PersonRow.number == person))


def _done(
    session: Session, row: DraftRow, edit: Edit, principal: Principal, function: str | None, now: datetime
) -> bool:
    found = session.get(DraftFieldRow, (row.number, *edit.place))
    if found is not None and found.text == edit.text:
        return True  # the answer to this very edit got lost on its way, or a colleague typed the same
    if (0 if found is None else found.version) != edit.rests_on:
        return False
    row.version += 1
    if found is None:
        part, row_key, name = edit.place
        found = DraftFieldRow(draft=row.number, part=part, row_key=row_key, field=name)
        session.add(found)
    found.text, found.version, found.typed_at = edit.text, row.version, now
    found.by_person, found.by_role, found.by_function = principal.person, str(principal.role), function
    return True


def _see_fits(edits: Iterable[Edit]) -> None:
    for edit in edits:
        if len(edit.text) > LONGEST_TEXT or "\0" in edit.text or any(len(word) > _LONGEST_NAME for word in edit.place):
            raise NotPossibleError("office.draft_too_much", most=LONGEST_TEXT, fields=MOST_FIELDS)


def _see_not_too_many(session: Session, row: DraftRow) -> None:
    count = session.scalar(select(func.count()).where(DraftFieldRow.draft == row.number)) or 0
    if count > MOST_FIELDS:
        raise NotPossibleError("office.draft_too_much", most=LONGEST_TEXT, fields=MOST_FIELDS)


def _draft(session: Session, row: DraftRow) -> Draft:
    fields = session.scalars(select(DraftFieldRow).where(DraftFieldRow.draft == row.number))
    return Draft(
        row.municipality_code,
        row.reporting_date,
        row.version,
        row.key,
        row.used_seconds,
        {Place(one.part, one.row_key, one.field): _typed(one) for one in fields},
    )


def _typed(row: DraftFieldRow) -> Typed:
    return Typed(row.text, row.version, row.by_person, Role(row.by_role), row.by_function, row.typed_at)
