"""The rows and fields of the form: what is asked, what it is filled in with, and what was said of it before."""

from collections.abc import Mapping
from itertools import combinations
from typing import Final

import polars as pl

from dashboard.figure.words import standing_word
from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.field_words import TABLE_KEYS, field_word, value_word
from dashboard.screens.hand_in.form_data import BeforeDrawn, FieldDrawn, Kind, RowDrawn, TableDrawn
from dashboard.screens.hand_in.form_usual import usual
from dashboard.view import queries
from domain.bilingual import Language
from domain.programme import Programme
from domain.statements import SUBJECT, Standing, Table
from language.formats import day
from language.texts import say
from pipelines.drafted import FilledIn, row_key
from pipelines.format.columns import FORMATS, KEY_COLUMNS, Column, ColumnKind
from pipelines.format.waiting import Waiting
from pipelines.remedies.proposals import STATUS_WORDS

LAST_REPORTS: Final = 3  # of a row are shown: what changed since then is a story for another page
KINDS: Final[Mapping[ColumnKind, Kind]] = {
    ColumnKind.DATE: "date",
    ColumnKind.COUNT: "count",
    ColumnKind.NUMBER: "number",
    ColumnKind.CHOICE: "choice",
    ColumnKind.PARTIES: "choice",
    ColumnKind.TEXT: "text",
}
UNIT_KEYS: Final = {
    "medewerkers": "screen_hand_in_form.unit.staff",
    "opgeleid": "screen_hand_in_form.unit.staff",
    "uitgestroomd": "screen_hand_in_form.unit.staff",
    "uren": "screen_hand_in_form.unit.hours",
    "begroot_eur": "screen_hand_in_form.unit.euro",
    "gerealiseerd_eur": "screen_hand_in_form.unit.euro",
    "invultijd_min": "screen_hand_in_form.unit.minutes",
}
ORDER: Final = (
    Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED, Standing.NOT_REPORTED, Standing.NOT_APPLICABLE,
)  # fmt: skip
"""Of the scale; the fourth is that it is not known, which is something else than that nothing was chosen."""


def tables_drawn(asked: Asked, filled: FilledIn) -> list[TableDrawn]:
    """The four tables, each with a row for everything there is to report on."""
    programme, said = queries.the_programme(), queries.known(asked.view).statements
    return [_table(asked, table, filled, said[table], programme) for table in Table]


def standing_choices(language: Language) -> list[tuple[str, str, str]]:
    """What a status can be: the text that is kept, its sign and its word, in the order of the scale."""
    unknown = say("screen_hand_in_form.unknown", language)
    return [
        ("", standing, unknown)
        if standing is Standing.NOT_REPORTED
        else (STATUS_WORDS[standing], standing, standing_word(standing, language))
        for standing in ORDER
    ]


def _table(asked: Asked, table: Table, filled: FilledIn, said: pl.DataFrame, programme: Programme) -> TableDrawn:
    language = asked.language
    own = said.filter(pl.col("municipality_code") == asked.code).sort("reporting_date", descending=True)
    return {
        "part": str(table),
        "sheet": FORMATS[table].dutch,
        "title": say(TABLE_KEYS[table], language),
        "about": say(f"template.about.{table}", language),
        "rows": [_row(asked, table, row, filled.waiting, own, programme) for row in filled.texts[table]],
    }


def _row(
    asked: Asked, table: Table, filled: Mapping[str, str], waiting: Waiting, own: pl.DataFrame, programme: Programme
) -> RowDrawn:
    language, key = asked.language, row_key(table, filled)
    refused = waiting.get((table, key))
    stands = {**filled, **({} if refused is None else refused.cells)}
    columns = [column for column in FORMATS[table].columns if column.dutch not in KEY_COLUMNS]
    fields = [
        _field(table, column, (filled[column.dutch], stands[column.dutch]), programme, language) for column in columns
    ]
    subject = SUBJECT[table][1:]
    mine = own if not subject else own.filter(pl.col(subject[0]).cast(pl.String) == key)
    is_step = subject == ("step_number",)
    return {
        "key": key,
        "number": key if is_step else "",
        "title": _title(table, key, programme, asked),
        "is_refused": refused is not None,
        "fields": [field for field in fields if field["kind"] != "text"],
        "more": [field for field in fields if field["kind"] == "text"],
        "meaning": [*_meaning(table, key, programme, language), *((one["label"], one["help"]) for one in fields)],
        "before": _before(mine.head(LAST_REPORTS), columns, programme, language),
        "usual": usual(asked, table, key, programme),
    }


def _title(table: Table, key: str, programme: Programme, asked: Asked) -> str:
    match table:
        case Table.MILESTONE | Table.COST:
            return programme.step(int(key)).short_name.of(asked.language)
        case Table.TRAINING:
            return next(group.name.of(asked.language) for group in programme.target_groups if group.key == key)
        case Table.PROFILE:
            return asked.name


def _meaning(table: Table, key: str, programme: Programme, language: Language) -> list[tuple[str, str]]:
    """What the row is about, in the words of the programme."""
    if table is Table.TRAINING:
        group = next(group for group in programme.target_groups if group.key == key)
        return [(group.name.of(language), group.explanation.of(language))]
    if table is Table.PROFILE:
        return [(variant.key, variant.name.of(language)) for variant in programme.access_variants]
    step = programme.step(int(key))
    about = [] if step.explanation is None else [(step.name.of(language), step.explanation.of(language))]
    return [*about, (say("screen_hand_in_form.finished_when", language), step.finished_when.of(language))]


def _field(
    table: Table, column: Column, texts: tuple[str, str], programme: Programme, language: Language
) -> FieldDrawn:
    """`texts`: what was said last, and what it is filled in with."""
    unit = UNIT_KEYS.get(column.dutch)
    return {
        "name": column.dutch,
        "kind": "standing" if column.english == "standing" else KINDS[column.kind],
        "label": field_word(column.dutch, language),
        "unit": "" if unit is None else say(unit, language),
        "help": say(f"template.column.{table}.{column.dutch}", language),
        "before": texts[0],
        "stands": texts[1],
        "choices": _choices(column, programme, language),
    }


def _choices(column: Column, programme: Programme, language: Language) -> list[tuple[str, str]]:
    match column.english:
        case "waiting_on":
            one = [(party.key, party.name.of(language)) for party in programme.waiting_parties]
            two = [(f"{a}+{b}", f"{name} + {other}") for (a, name), (b, other) in combinations(one, 2)]
            return [("", say("screen_hand_in_form.nobody", language)), *one, *two]
        case "access_variant":
            variants = [
                (variant.key, f"{variant.key}. {variant.name.of(language)}") for variant in programme.access_variants
            ]
            return [("", say("screen_hand_in_form.unknown", language)), *variants]
        case _:
            return []


def _before(said: pl.DataFrame, columns: list[Column], programme: Programme, language: Language) -> BeforeDrawn:
    shown = [column for column in columns if column.kind is not ColumnKind.TEXT]
    heads = [field_word(column.dutch, language) for column in shown]
    rows = [
        [
            day(row["reporting_date"], language),
            *(value_word(row[one.english], one, programme, language) for one in shown),
        ]
        for row in said.to_dicts()
    ]
    return {"heads": [say("screen_hand_in_form.before.about", language), *heads], "rows": rows}
