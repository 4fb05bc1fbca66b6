"""Inloggen: for who is not signed in. What the monitor is, how to sign in, and whom to ask; no figures."""

from typing import Final, TypedDict
from urllib.parse import urlencode

from dashboard.drawing.parts import Part
from dashboard.figure import anatomy
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer
from language.texts import say


class Way(TypedDict):
    """One way to sign in: its word and its address."""

    label: str
    href: str


class Point(TypedDict):
    """Something that the monitor shows, with its sign."""

    sign: str
    strong: str
    text: str


class Table(TypedDict):
    """A table of words with its heads."""

    title: str
    lead: str
    heads: list[str]
    rows: list[list[str]]


class EntranceData(TypedDict):
    """What the part takes."""

    notice: str
    sign_in: dict[str, str]
    issuers: list[Way]
    what: dict[str, str]
    points: list[Point]
    tables: list[Table]


ENTRANCE: Final = Part[EntranceData]("screens/entrance/entrance.js", sheets=("drawing/headed.css",))
NOTICES: Final = {
    "not_known": "screen_entrance.notice.not_known",
    "refused": "screen_entrance.notice.refused",
    "begin_again": "screen_entrance.notice.begin_again",
    "not_valid": "screen_entrance.notice.not_valid",
    "no_answer": "screen_entrance.notice.no_answer",
    "over": "screen_entrance.notice.over",
}
"""Why somebody is not signed in, as it stands in the address or as the session says -> its sentence."""


def show() -> None:
    """Draws the page."""
    view = state.chosen_view()
    count, programme = len(queries.municipality_codes(view)), queries.the_programme()
    law = programme.law_name.nl if view.language == "nl" else programme.law_name.en
    lead = say("screen_entrance.lead", view.language, count=integer(count, view.language), law=law)
    anatomy.page_header(say("screen_entrance.title", view.language), lead)
    ENTRANCE.draw(_drawn(view), key="entrance")


def _drawn(view: View) -> EntranceData:
    language, visitor, notice = view.language, state.run().visitor, state.notice()
    return {
        "notice": say(NOTICES[notice], language) if notice in NOTICES else "",
        "sign_in": {
            "title": say("screen_entrance.sign_in.title", language),
            "lead": say("screen_entrance.sign_in.lead", language),
            "lasts": say(
                "screen_entrance.sign_in.lasts", language, hours=visitor.session_hours, minutes=visitor.idle_minutes
            ),
            "unknown_title": say("screen_entrance.sign_in.unknown_title", language),
            "unknown": say("screen_entrance.sign_in.unknown", language),
        },
        "issuers": _ways(view),
        "what": {
            "title": say("screen_entrance.what.title", language),
            "lead": say("screen_entrance.what.lead", language),
        },
        "points": _points(language),
        "tables": [_sees(language), _asks(language)],
    }


def _ways(view: View) -> list[Way]:
    """Each leads back to the page that was asked for."""
    back = urlencode({"terug": f"/{state.path_asked()}?{urlencode(view.address())}", "taal": view.language})
    issuers = state.run().visitor.issuers
    return [
        {
            "label": issuer.label_nl if view.language == "nl" else issuer.label_en,
            "href": f"/inloggen/{issuer.key}?{back}",
        }
        for issuer in issuers
    ]


def _points(language: Language) -> list[Point]:
    steps = len(queries.the_programme().steps)
    return [
        {
            "sign": "finished",
            "strong": say("screen_entrance.what.steps", language),
            "text": say("screen_entrance.what.steps_text", language, count=integer(steps, language)),
        },
        {
            "sign": "started",
            "strong": say("screen_entrance.what.money", language),
            "text": say("screen_entrance.what.money_text", language),
        },
        {
            "sign": "not_reported",
            "strong": say("screen_entrance.what.unknown", language),
            "text": say("screen_entrance.what.unknown_text", language),
        },
        {
            "sign": "not_applicable",
            "strong": say("screen_entrance.what.people", language),
            "text": say("screen_entrance.what.people_text", language),
        },
    ]


def _sees(language: Language) -> Table:
    return {
        "title": say("screen_entrance.sees.title", language),
        "lead": say("screen_entrance.sees.lead", language),
        "heads": [
            say("screen_entrance.sees.who", language),
            say("screen_entrance.sees.what", language),
            say("screen_entrance.sees.can", language),
        ],
        "rows": [
            [
                say("screen_entrance.sees.municipality.who", language),
                say("screen_entrance.sees.municipality.what", language),
                say("screen_entrance.sees.municipality.can", language),
            ],
            [
                say("screen_entrance.sees.ministry.who", language),
                say("screen_entrance.sees.ministry.what", language),
                say("screen_entrance.sees.ministry.can", language),
            ],
            [
                say("screen_entrance.sees.vng.who", language),
                say("screen_entrance.sees.vng.what", language),
                say("screen_entrance.sees.vng.can", language),
            ],
        ],
    }


def _asks(language: Language) -> Table:
    return {
        "title": say("screen_entrance.asks.title", language),
        "lead": say("screen_entrance.asks.lead", language),
        "heads": [say("screen_entrance.asks.question", language), say("screen_entrance.asks.whom", language)],
        "rows": [
            [say("screen_entrance.asks.access", language), say("screen_entrance.asks.access_whom", language)],
            [say("screen_entrance.asks.none", language), say("screen_entrance.asks.none_whom", language)],
            [say("screen_entrance.asks.wrong", language), say("screen_entrance.asks.wrong_whom", language)],
        ],
    }
