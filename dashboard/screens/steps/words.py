"""What several figures of Stappen say and draw in the same way."""

from collections.abc import Sequence
from functools import partial

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure.download import Column
from dashboard.figure.words import counted, list_words, none_of
from dashboard.screens.steps.asked import OneStep
from dashboard.view import state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer
from language.texts import say

Values = Sequence[float | None]


def go_to_step(opened: str | None, view: View, figure: str | None) -> None:
    """Leads to the step that was opened in a list, if one was; `figure` is what comes into sight there."""
    if opened:
        state.go("steps", view.with_choice("stap", opened, state.run().choices), figure=figure)


def go_to_municipality(opened: str | None, view: View) -> None:
    """Leads to the page of the municipality that was opened in a list, if one was."""
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def note_of_started(picture: OneStep, language: Language, more: str | None = None) -> str:
    """Of how many at work, what more must be said, the date and the kind."""
    said = [
        counted("screen_steps.waiting.note", picture.busy.height, language),
        heard("screen_steps.heard_of_step", picture.said_count, picture.completion.municipality_count, language),
        more,
        day(picture.as_of, language),
        say("screen.kind.observation", language),
    ]
    return " · ".join(part for part in said if part is not None)


def heard(key: str, said_count: int, asked_count: int, language: Language) -> str:
    """How many of how many municipalities said something: no count is of all while a part is silent."""
    return counted(key, said_count, language, asked=integer(asked_count, language))


def nobody_busy(picture: OneStep, language: Language) -> str:
    """That nobody is at work on the step, as far as it was said."""
    return none_of(
        "screen_steps.nobody_busy", picture.said_count, language, unknown_count=picture.said.unknown_count,
        step=picture.number,
    )  # fmt: skip


def number_column(label: str, values: Values, language: Language, unknown: str | None = None) -> Column:
    """A column of whole numbers, with a word where one is unknown."""
    word = unknown or say("screen.state.unknown", language)
    return Column(label, values, partial(integer, language=language, unknown=word), is_number=True)


def drawn_list(
    caption: str, columns: list[ListColumn], rows: list[ListRow], first: int, language: Language
) -> ListData:
    """What a list to act on is given: its rows, and how many of them stand there at first."""
    return {"caption": caption, "language": language, "columns": columns, "rows": rows, "first": first,
            "words": list_words(len(rows), language)}  # fmt: skip
