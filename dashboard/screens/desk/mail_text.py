"""The text that stands ready for a municipality: in Dutch, whatever language the adviser works in."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dashboard.screens.desk.still_words import since_when
from dashboard.screens.desk.to_call import Reason, ToCall
from dashboard.view import queries, state
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer, minutes
from language.texts import say
from metrics.standing.peers import MIN_PEERS

DUTCH: Final[Language] = "nl"
SUBJECT_KEYS: Final = {
    Reason.SILENT: "screen_desk.mail.subject.silent",
    Reason.STALE: "screen_desk.mail.subject.stale",
    Reason.STUCK: "screen_desk.mail.subject.stuck",
    Reason.AGREED: "screen_desk.mail.subject.agreed",
    Reason.NONE: "screen_desk.mail.subject.agreed",
}
BODY_KEYS: Final = {
    Reason.SILENT: "screen_desk.mail.body.silent",
    Reason.STALE: "screen_desk.mail.body.stale",
    Reason.STUCK: "screen_desk.mail.body.stuck",
    Reason.AGREED: "screen_desk.mail.body.agreed",
    Reason.NONE: "screen_desk.mail.body.none",
}


@dataclass(frozen=True)
class MailText:
    """A mail about one thing; `key` names that thing, so that it goes out once."""

    key: str
    subject: str
    body: str


def mail_text(one: ToCall, as_of: date) -> MailText:
    """What could be written to this municipality now."""
    words = {"name": one.name, "as_of": day(as_of, DUTCH), **since_when(one, DUTCH)}
    parts = [say("screen_desk.mail.greeting", DUTCH, **words), say(BODY_KEYS[one.reason], DUTCH, **words)]
    if one.reason is Reason.SILENT:
        parts += _how_long()
    if one.last is not None and one.last.promised:
        said_on = day(dutch_day(one.last.noted_at), DUTCH)
        parts.append(say("screen_desk.mail.promised", DUTCH, promised=one.last.promised, on=said_on))
    if one.questions:
        parts.append(say("screen_desk.mail.questions", DUTCH))
    parts.append(say("screen_desk.mail.closing", DUTCH))
    subject = say(SUBJECT_KEYS[one.reason], DUTCH, **words)
    return MailText(f"{one.reason}-{one.code}-{as_of.isoformat()}", subject, "\n\n".join(parts))


def _how_long() -> list[str]:
    """How long a report takes, as the reports say; nothing where too few say so."""
    figure = queries.ask(state.chosen_view().without_filters(), "reporting_burden")
    rows = figure.rows.filter(figure.rows["denominator"] >= MIN_PEERS)
    if rows.is_empty() or rows.item(0, "median") is None:
        return []
    count = integer(int(rows.item(0, "denominator")), DUTCH)
    return [say("screen_desk.mail.takes", DUTCH, count=count, minutes=minutes(rows.item(0, "median"), DUTCH))]
