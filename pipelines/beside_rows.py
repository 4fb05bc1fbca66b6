"""Saying something about a report beside its rows, and taking a report back: who may, and by which rules.

Every text goes by the rules of a note in a file: what holds personal data is kept nowhere.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from access.agreement import Agreement
from access.permissions import Action
from access.policy import RefusedError, decide
from domain.bilingual import LANGUAGES
from domain.clocks import dutch_day
from domain.principal import Principal, Role
from language.formats import day
from language.texts import say
from pipelines.format.columns import MAX_NOTE_LENGTH
from pipelines.normalising.personal_data import INVISIBLE, holds_personal_data
from pipelines.receipt.problems import bilingual
from store.beside import Beside
from store.errors import NothingToChangeError

if TYPE_CHECKING:
    from store.intake import Recorded
    from store.writer import Writer

TAKE_BACK_WITHIN: Final = timedelta(days=1)  # as long as nobody has worked with it; later, one corrects


class NotSaidError(ValueError):
    """What was said breaks a rule, and was not kept. `message`: what is wrong and what to do, in both languages."""

    def __init__(self, rule: str, message: dict[str, str]) -> None:
        """`rule`: its code."""
        self.rule, self.message = rule, message
        super().__init__(message["en"])


def say_beside(
    said: Beside, *, principal: Principal, agreement: Agreement, writer: "Writer", recorded_at: datetime
) -> "Recorded":
    """Records what `principal` says about a report; whoever stands in `said` as having said it is put right.

    Raises RefusedError where they may not, NotSaidError, NothingToChangeError, and what the store raises.
    """
    _see_allowed(principal, Action.APPROVE if said.kind == "approval" else Action.HAND_IN, said, agreement)
    if said.kind == "approval":
        _see_somebody_else(principal, said.report_sequence, writer)
    if said.kind == "confirmation" and said.reporting_date > dutch_day(recorded_at):
        words = {one: say("beside.future_date", one, day=day(said.reporting_date, one)) for one in LANGUAGES}
        raise NotSaidError("future_date", {str(language): text for language, text in words.items()})
    text = None if said.text is None else plain_note(said.text)
    by = replace(said, said_by=principal.person, said_role=principal.role, text=text)
    return writer.say_beside(by, recorded_at=recorded_at)


def take_back(
    report_sequence: int,
    *,
    municipality_code: str,
    reason: str,
    principal: Principal,
    agreement: Agreement,
    writer: "Writer",
    recorded_at: datetime,
) -> "Recorded":
    """Takes back a whole report, or a confirmation, of this municipality alone; its refused rows go with it.

    Raises as `say_beside`; NotSaidError too where it came in more than a day ago (not for whoever owns the files).
    """
    _see_allowed(principal, Action.TAKE_BACK, municipality_code, agreement)
    why = plain_note(reason)
    lines = writer.reader.files().filter(
        pl.col("sequence") == report_sequence, pl.col("kind").is_in(["intake", "confirmation"])
    )
    if lines["municipality_codes"].to_list() != [[municipality_code]]:
        raise NothingToChangeError("no_such_report", sequence=report_sequence, code=municipality_code)
    if principal.role is not Role.OWNER and recorded_at - lines["recorded_at"][0] > TAKE_BACK_WITHIN:
        raise NotSaidError("too_long_ago", bilingual("beside.too_long_ago"))
    return writer.withdraw(statements=report_sequence, reason=why, recorded_at=recorded_at)


def plain_note(text: str) -> str:
    """A text that may be kept, without spaces around it. Raises NotSaidError."""
    plain = text.strip()
    if not plain:
        raise NotSaidError("empty", bilingual("beside.empty"))
    if holds_personal_data(plain):
        raise NotSaidError("personal_data", bilingual("beside.personal_data"))
    if INVISIBLE.search(plain):
        raise NotSaidError("invisible_characters", bilingual("beside.invisible_characters"))
    if len(plain) > MAX_NOTE_LENGTH:
        limits = {"length": len(plain), "limit": MAX_NOTE_LENGTH}
        raise NotSaidError("text_too_long", bilingual("beside.text_too_long", **limits))
    return plain


def _see_allowed(principal: Principal, action: Action, of: Beside | str, agreement: Agreement) -> None:
    code = of if isinstance(of, str) else of.municipality_code
    decision = decide(principal, action, code, agreement)
    if not decision.is_allowed:
        raise RefusedError(str(decision.reason))


def _see_somebody_else(principal: Principal, report_sequence: int, writer: "Writer") -> None:
    """An approval is a second look: nobody approves what they handed in themselves."""
    try:
        handed_in_by = writer.reader.receipt(report_sequence).get("handed_in_by")
    except KeyError:
        return  # there is no such report: the store says so
    if handed_in_by is not None and handed_in_by == principal.person:
        raise NotSaidError("own_report", bilingual("beside.own_report"))
