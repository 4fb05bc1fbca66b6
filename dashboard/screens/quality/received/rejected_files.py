"""The files that could not be taken in at all: whose, when, why, and what the sender can do."""

from dashboard.figure import anatomy
from dashboard.figure.leading_list import draw_leading_list
from dashboard.subjects import rejected
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.queries import Rejection
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


def rejected_files(rejections: list[Rejection], view: View) -> None:
    """The files that were rejected whole; whatever the filters say: some do not tell whose they are."""
    language = view.language
    found = rejected.rejected_files(rejections, queries.the_register(), language)
    anatomy.figure(
        "rejected",
        finding=_finding(len(found), view),
        subtitle=say("screen_quality.rejected.subtitle", language),
        draw=lambda: draw_leading_list(rejected.drawn_list(found, language), "rejected", view),
        note=say("screen_quality.rejected.note", language, known_on=day(dutch_day(view.known_on), language)),
        table=rejected.table(found, language) if found else None,
        kind="screen.kind.observation",
        whom="everyone",
    )


def _finding(file_count: int, view: View) -> str:
    if not file_count:
        came = "screen_quality.rejected.finding_none" if queries.known(view).files.height else (
            "screen_quality.rejected.nothing_came"
        )  # fmt: skip
        return say(came, view.language)
    key = "screen_quality.rejected.finding_one" if file_count == 1 else "screen_quality.rejected.finding"
    return say(key, view.language, files=integer(file_count, view.language))
