"""What the audit log tells: who did what, when, on whom, by which way. Numbers and hashes, no names and no tokens."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from domain.principal import Principal

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MUNICIPALITY: Final = re.compile(r"GM\d{4}")
_REPORT: Final = re.compile(r"[0-9a-f]{64}|\d{1,12}(?:-[a-z]{1,20}-\d{1,9})?")


class Way(StrEnum):
    """By which door somebody came."""

    SCREEN = "screen"
    API = "api"
    COMMAND_LINE = "command_line"


class Act(StrEnum):
    """What can be done that is written down; the texts say each in words, under its key."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOOKED_AS = "looked_as"  # in local mode: the visitor chose whom to look as
    SESSION_REVOKED = "session_revoked"
    PERSON_ADMITTED = "person_admitted"
    PERSON_CHANGED = "person_changed"
    PERSON_PUT_OUT = "person_put_out"
    KNOCK_TURNED_AWAY = "knock_turned_away"
    AGREEMENT_NOTED = "agreement_noted"
    ROUND_OPENED = "round_opened"
    ROUND_CLOSED = "round_closed"
    ROUND_TAKEN_BACK = "round_taken_back"  # it was announced by mistake
    ROUND_REOPENED = "round_reopened"  # it was closed by mistake
    TOKEN_MADE = "token_made"  # nosec B105 # the name of an act
    TOKEN_REVOKED = "token_revoked"  # nosec B105 # the same
    MUNICIPALITY_READ = "municipality_read"
    FIGURES_EXPORTED = "figures_exported"
    REPORT_HANDED_IN = "report_handed_in"
    REPORT_WITHDRAWN = "report_withdrawn"
    REPORT_APPROVED = "report_approved"
    APPROVAL_WISHED = "approval_wished"  # a municipality wants its reports approved by a second person, or no more
    ROW_RESOLVED = "row_resolved"
    ROW_REOPENED = "row_reopened"  # a remedy was taken back: the row is refused again
    CALL_NOTED = "call_noted"
    CALL_TAKEN_BACK = "call_taken_back"
    FOLLOW_UP_ASKED = "follow_up_asked"
    FOLLOW_UP_ANSWERED = "follow_up_answered"
    FOLLOW_UP_CLOSED = "follow_up_closed"
    INBOX_CHANGED = "inbox_changed"
    OWN_GROUP_CHOSEN = "own_group_chosen"
    MAIL_PREPARED = "mail_prepared"
    MAIL_SENT = "mail_sent"
    MAIL_DROPPED = "mail_dropped"
    REFUSED = "refused"  # the policy said no
    OFFICE_COPIED = "office_copied"
    OFFICE_RESTORED = "office_restored"
    AUDIT_FILE_REMOVED = "audit_file_removed"


@dataclass(frozen=True)
class Entry:
    """One act. On whom: a municipality by its code, a person or a token by its number, a report by hash or number.

    `before` and `after`: SHA-256 of what was changed, before and after; None where there was or is nothing.
    """

    principal: Principal
    act: Act
    at: datetime
    way: Way
    municipality_code: str | None = None
    person: int | None = None
    report: str | None = None
    before: str | None = None
    after: str | None = None
    token: int | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for a moment without a zone, and for words where a number or a hash belongs."""
        if self.at.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {self.at}")
        for written, form in (
            (self.municipality_code, _MUNICIPALITY),
            (self.report, _REPORT),
            (self.before, _HASH),
            (self.after, _HASH),
        ):
            if written is not None and not form.fullmatch(written):
                raise ValueError(f"the audit log takes no {written!r:.60}")

    def facts(self) -> dict[str, Any]:
        """What stands in a line, but for its place in the chain."""
        return {
            "act": str(self.act),
            "at": self.at,
            "by_person": self.principal.person,
            "by_role": str(self.principal.role),
            "by_token": self.principal.token,
            "is_local": self.principal.is_local,
            "way": str(self.way),
            "municipality_code": self.municipality_code,
            "person": self.person,
            "report": self.report,
            "before": self.before,
            "after": self.after,
            "token": self.token,
        }
