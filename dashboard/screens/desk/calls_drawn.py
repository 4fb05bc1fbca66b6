"""What the part `calls` is drawn from: a row per municipality, and all of the one that is open."""

from collections.abc import Sequence
from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import list_words
from dashboard.screens.desk.call_acts import REFUSED
from dashboard.screens.desk.mail_text import MailText
from dashboard.screens.desk.still_words import since_when
from dashboard.screens.desk.to_call import Reason, ToCall
from dashboard.screens.desk.words import asks, by_word, day_or_today
from dashboard.view import keeping, state
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say
from office.calls import Call
from office.desk_tables import LONGEST_NOTE, LONGEST_PROMISE

FIRST_ROWS: Final = 25
MARKS: Final = {
    Reason.SILENT: "not_reported",
    Reason.STALE: "stale",
    Reason.STUCK: "started",
    Reason.AGREED: "",
    Reason.NONE: "",
}
STRONG_KEYS: Final = {
    Reason.SILENT: "screen_desk.reason.silent",
    Reason.STALE: "screen_desk.reason.stale",
    Reason.STUCK: "screen_desk.reason.stuck",
    Reason.AGREED: "screen_desk.reason.agreed",
    Reason.NONE: "screen_desk.reason.none",
}
REST_KEYS: Final = {
    Reason.SILENT: "screen_desk.reason.silent_since",
    Reason.STALE: "screen_desk.reason.stale_since",
    Reason.STUCK: "screen_desk.reason.stuck_since",
    Reason.AGREED: "screen_desk.reason.agreed_since",
    Reason.NONE: "screen_desk.reason.none_since",
}


class CallRowDrawn(TypedDict):
    """One municipality in words; `mark`: the sign of its reason, "" for none."""

    code: str
    name: str
    facts: str
    mark: str
    reason: tuple[str, str]
    questions: str
    called: str
    promised: str
    again: str
    is_due: bool


class NotedDrawn(TypedDict):
    """One call in the log, or one question."""

    at: str
    text: str
    by: str


class TypedDrawn(TypedDict):
    """What was typed and could not be kept, and why."""

    said: str
    promised: str
    again: str
    message: str


class OpenedDrawn(TypedDict):
    """The municipality that is open. `version`: how many calls it has had: a form that was kept begins anew."""

    code: str
    calls: list[NotedDrawn]
    questions: list[NotedDrawn]
    version: int
    refused: TypedDrawn | None
    subject: str
    body: str
    ready: str  # that this mail stands ready or was sent, "" where it does not


class CallsData(TypedDict):
    """The list. `words`: of its heads, fields and buttons; `first`: how many rows are shown at once."""

    caption: str
    rows: list[CallRowDrawn]
    first: int
    opened: OpenedDrawn | None
    words: dict[str, str]
    longest: dict[str, int]
    days: tuple[str, str]


CALLS: Final = Part[CallsData](
    "screens/desk/calls.js", tells=("open", "note", "mail"), sheets=("screens/desk/desk.css",)
)


def reason_words(one: ToCall, language: Language) -> tuple[str, str]:
    """Why a municipality stands on the list: a word, and since when."""
    return say(STRONG_KEYS[one.reason], language), say(REST_KEYS[one.reason], language, **since_when(one, language))


def calls_drawn(shown: Sequence[ToCall], opened: ToCall | None, text: MailText | None, language: Language) -> CallsData:
    """The list, with all of the one that is open."""
    today, words = state.run().choices.today, list_words(len(shown), language)
    return {
        "caption": say("screen_desk.calls.caption", language),
        "rows": [_row(one, language) for one in shown],
        "first": FIRST_ROWS,
        "opened": None if opened is None or text is None else _opened(opened, text, language),
        "words": {**_words(language), "all": words["all"], "fewer": words["fewer"]},
        "longest": {"said": LONGEST_NOTE, "promised": LONGEST_PROMISE},
        "days": (today.isoformat(), today.replace(year=today.year + 2, day=1).isoformat()),
    }


def _row(one: ToCall, language: Language) -> CallRowDrawn:
    today, last = state.run().choices.today, one.last
    words = {"count": integer(one.inhabitant_count, language, unknown="?"), "province": one.province}
    again = say("screen_desk.calls.no_day_yet", language) if one.again_on is None else _again(one, language)
    return {
        "code": one.code,
        "name": one.name,
        "facts": say("screen_desk.calls.facts", language, **words),
        "mark": MARKS[one.reason],
        "reason": reason_words(one, language),
        "questions": integer(one.questions, language),
        "called": say("screen_desk.calls.never", language) if last is None else _called_on(last, language),
        "promised": _promise(last, language),
        "again": again,
        "is_due": one.is_due(today),
    }


def _again(one: ToCall, language: Language) -> str:
    """The day to call again; what was to be called before today is called today, with the day that it was."""
    today = state.run().choices.today
    if one.again_on is None or one.again_on >= today:
        return day_or_today(one.again_on or today, today)
    return say("screen_desk.calls.was", language, today=day_or_today(today, today), day=day(one.again_on, language))


def _called_on(last: Call, language: Language) -> str:
    return day(dutch_day(last.noted_at), language)


def _promise(last: Call | None, language: Language) -> str:
    if last is None:
        return ""
    if last.promised is None:
        return say("screen_desk.calls.nothing_promised", language)
    return say("screen_desk.calls.quoted", language, text=last.promised)


def _opened(one: ToCall, text: MailText, language: Language) -> OpenedDrawn:
    office = keeping.office()
    calls = office.calls.of(asks(), one.code)
    return {
        "code": one.code,
        "calls": [_noted(call, language) for call in calls],
        "questions": [
            {
                "at": day(dutch_day(question.asked_at), language),
                "text": question.question,
                "by": question.answer or say("screen_desk.calls.no_answer", language),
            }
            for question in office.follow_ups.all(asks(), municipality_code=one.code)
        ],
        "version": len(calls),
        "refused": _refused(one.code),
        "subject": text.subject,
        "body": text.body,
        "ready": _ready(text.key, language),
    }


def _refused(code: str) -> TypedDrawn | None:
    typed = state.held(REFUSED)
    if typed is None or typed["code"] != code:
        return None
    return {
        "said": str(typed["said"]),
        "promised": str(typed["promised"]),
        "again": str(typed["again"]),
        "message": str(typed["message"]),
    }


def _noted(call: Call, language: Language) -> NotedDrawn:
    by = [by_word(call.noted_by, call.noted_role)]
    if call.promised:
        by.append(say("screen_desk.calls.promised_that", language, text=call.promised))
    if call.again_on:
        by.append(say("screen_desk.calls.again_on", language, day=day(call.again_on, language)))
    return {"at": day(dutch_day(call.noted_at), language), "text": call.said, "by": " · ".join(by)}


def _ready(key: str, language: Language) -> str:
    found = next((mail for mail in keeping.office().mails.all(asks()) if mail.key == key), None)
    if found is None:
        return ""
    at = found.sent_at or found.prepared_at
    text = "screen_desk.mail.is_sent" if found.sent_at else "screen_desk.mail.is_ready"
    return say(text, language, day=day(dutch_day(at), language), by=by_word(found.prepared_by))


def _words(language: Language) -> dict[str, str]:
    keys = {
        "municipality": "screen.column.municipality",
        "reason": "screen_desk.calls.reason",
        "questions": "screen_desk.calls.questions",
        "called": "screen_desk.calls.called_and_promised",
        "again": "screen_desk.calls.again",
        "note": "screen_desk.calls.note_call",
        "close": "screen_desk.calls.close",
        "log": "screen_desk.calls.log",
        "no_calls": "screen_desk.calls.no_calls",
        "open_questions": "screen_desk.calls.open_questions",
        "new": "screen_desk.calls.new",
        "said": "screen_desk.calls.said",
        "promised": "screen_desk.calls.promised_field",
        "again_field": "screen_desk.calls.again_field",
        "keep": "screen_desk.calls.keep",
        "text": "screen_desk.mail.title",
        "subject": "screen_desk.mail.subject_word",
        "copy": "screen_desk.mail.copy",
        "copied": "screen_desk.mail.copied",
        "not_copied": "screen_desk.mail.not_copied",
        "prepare": "screen_desk.mail.prepare",
        "change": "screen_desk.mail.change",
        "person_sends": "screen_desk.mail.person_sends",
    }
    return {name: say(key, language) for name, key in keys.items()}
