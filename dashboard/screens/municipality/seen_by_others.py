"""Wat anderen van ons zien: per audience and per kind, in plain words, from the agreement."""

from typing import Final

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import list_words
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.view import state
from dashboard.view.address import View
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


def seen_by_others(municipality: OneMunicipality, view: View) -> None:
    """What others see of it: for its own people and for whoever sees its reports."""
    language = view.language
    rows, heads = seen_rows(municipality.code, language), _heads(language)
    finding = say("screen_municipality.seen.finding", language, name=municipality.name)
    columns = [Column(head, [row[place] for row in rows]) for place, head in enumerate(heads)]
    anatomy.figure(
        "seen_by_others",
        finding=finding,
        subtitle=say(_said_key(municipality.code), language, name=municipality.name),
        draw=lambda: LIST.draw(_drawn(rows, heads, finding, language), key="seen_by_others"),
        note=say("screen_municipality.seen.note", language),
        table=TableData(finding, columns),
        kind="screen.kind.agreement",
        whom="own",
    )


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


def _said_key(code: str) -> str:
    """What the municipality itself said yes to; a yes to everybody is a yes to the ministry too."""
    agreement = state.run().visitor.agreement
    if code in agreement.yes_to_everybody:
        return "screen_municipality.seen.said_everybody"
    said = code in agreement.yes_to_ministry
    return "screen_municipality.seen.said_ministry" if said else "screen_municipality.seen.said_nothing"


def _heads(language: Language) -> list[str]:
    return [say("screen_municipality.seen.kind", language), *(say(key, language) for key in AUDIENCES.values())]


def _drawn(rows: list[list[str]], heads: list[str], caption: str, language: Language) -> ListData:
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
