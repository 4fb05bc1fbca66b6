"""What somebody confirms who says that nothing has changed: every row as it stands, before they say so."""

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.drawing.list import LIST, ListData
from dashboard.figure.words import list_words
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.asked_now import of_table
from dashboard.screens.hand_in.field_words import field_word, row_words, typed_word
from dashboard.view import queries, store_rows
from domain.statements import Table
from language.formats import day
from language.texts import say
from pipelines.drafted import row_key
from pipelines.format.columns import KEY_COLUMNS
from pipelines.format.waiting import subject_of

FIRST_ROWS: Final = 5
HEAD_KEYS: Final = (
    "screen_hand_in.said.about",
    "screen_hand_in.unchanged.stands",
    "screen_hand_in.unchanged.said_on",
)


def confirmed(asked: Asked) -> None:
    """Draws the rows of the report that would be handed in, each with the day about which it was said."""
    language, stands = asked.language, store_rows.confirmed_by_no_change(asked.code, asked.reporting_date)
    rows = [(*cells,) for table in Table for cells in _rows(asked, table, stands.get(table, ()))]
    data: ListData = {
        "columns": [{"label": say(key, language)} for key in HEAD_KEYS],
        "rows": [{"cells": cells, "sort": [*cells]} for cells in rows],
        "first": FIRST_ROWS,
        "words": list_words(len(rows), language),
        "language": language,
        "caption": say("screen_hand_in.unchanged.caption", language),
        "is_blocks": True,
    }
    LIST.draw(data, key="confirmed")


def _rows(asked: Asked, table: Table, stands: Sequence[Mapping[str, str]]) -> list[tuple[str, str, str]]:
    language, programme = asked.language, queries.the_programme()
    days = {subject_of(table, row): row["reporting_date"] for row in of_table(asked, table).last.to_dicts()}
    return [
        (
            row_words(table, key, programme, language),
            _stands(row, asked),
            day(days.get(key), language, unknown="–"),
        )
        for row in stands
        for key in [row_key(table, row)]
    ]


def _stands(row: Mapping[str, str], asked: Asked) -> str:
    """The values of a row: a status by its word, each other one with its label."""
    return " · ".join(
        typed_word(name, text, asked.language)
        if name == "status"
        else f"{field_word(name, asked.language).lower()} {text}"
        for name, text in row.items()
        if text.strip() and name not in KEY_COLUMNS
    )
