"""What others see of what a municipality reports: per audience and per kind, from the agreement."""

from typing import Final

from dashboard.drawing.list import ListColumn, ListData, ListRow
from dashboard.figure.words import list_words
from dashboard.view import state
from domain.bilingual import Language
from domain.principal import Role
from domain.statements import Table
from language.texts import say

AUDIENCES: Final = {
    Role.MUNICIPALITY: "screen_municipality.seen.municipalities",
    Role.MINISTRY: "screen_municipality.seen.ministry",
    Role.READER: "screen_municipality.seen.everybody",
}
KINDS: Final = {
    Table.MILESTONE: "screen_municipality.seen.steps",
    Table.TRAINING: "screen_municipality.seen.training",
    Table.COST: "screen_municipality.seen.costs",
    Table.PROFILE: "screen_municipality.seen.profile",
}
BY_NAME, IN_GROUPS, NOTHING = (
    "screen_municipality.seen.by_name", "screen_municipality.seen.in_groups", "screen_municipality.seen.nothing",
)  # fmt: skip


def seen_rows(code: str, language: Language) -> list[list[str]]:
    """One row per kind of what it reports: the kind, then what each audience sees of it. VNG sees everything."""
    rows = [
        [say(kind, language), *(say(_sight(table, code, role), language) for role in AUDIENCES)]
        for table, kind in KINDS.items()
    ]
    nothing = say(NOTHING, language)
    return [*rows, [say("screen_municipality.seen.reports", language), *(nothing for _ in AUDIENCES)]]


def _sight(table: Table, code: str, role: Role) -> str:
    agreement = state.run().visitor.agreement
    if role is Role.READER and not agreement.readers_see_figures:
        return NOTHING
    return BY_NAME if role in agreement.audiences_of(table, code) else IN_GROUPS


def said_key(code: str) -> str:
    """The key of what the municipality itself said yes to; a yes to everybody is a yes to the ministry too."""
    agreement = state.run().visitor.agreement
    if code in agreement.yes_to_everybody:
        return "screen_municipality.seen.said_everybody"
    said = code in agreement.yes_to_ministry
    return "screen_municipality.seen.said_ministry" if said else "screen_municipality.seen.said_nothing"


def seen_heads(language: Language) -> list[str]:
    """The head of the kinds and of each audience."""
    return [say("screen_municipality.seen.kind", language), *(say(key, language) for key in AUDIENCES.values())]


def seen_drawn(rows: list[list[str]], heads: list[str], caption: str, language: Language) -> ListData:
    """The rows as a list."""
    columns: list[ListColumn] = [{"label": head} for head in heads]
    drawn: list[ListRow] = [{"cells": row, "sort": row} for row in rows]
    return {
        "columns": columns,
        "rows": drawn,
        "first": len(rows),
        "words": list_words(len(rows), language),
        "language": language,
        "caption": caption,
        "is_blocks": True,
    }
