"""The words for what is reported: a field, what a row is about, and a value, as the form and the receipt say them."""

from datetime import date
from typing import Any, Final

from dashboard.figure.words import party_names, standing_word
from domain.bilingual import Language
from domain.programme import Programme
from domain.statements import Table
from language.formats import day, decimal, integer
from language.texts import say
from pipelines.format.columns import FORMATS, Column
from pipelines.remedies.proposals import STATUS_WORDS

LABEL_KEYS: Final = {
    "status": "screen_hand_in_form.field.status",
    "startdatum": "screen_hand_in_form.field.start",
    "streefdatum": "screen_hand_in_form.field.target",
    "einddatum": "screen_hand_in_form.field.end",
    "wacht_op": "screen_hand_in_form.field.waiting_on",
    "toelichting": "screen_hand_in_form.field.note",
    "medewerkers": "screen_hand_in_form.field.staff",
    "opgeleid": "screen_hand_in_form.field.trained",
    "uren": "screen_hand_in_form.field.hours",
    "uitgestroomd": "screen_hand_in_form.field.left",
    "begroot_eur": "screen_hand_in_form.field.budgeted",
    "gerealiseerd_eur": "screen_hand_in_form.field.realised",
    "toegangsvariant": "screen_hand_in_form.field.variant",
    "invultijd_min": "screen_hand_in_form.field.minutes",
}
TABLE_KEYS: Final = {
    Table.MILESTONE: "screen_hand_in_form.table.milestone",
    Table.TRAINING: "screen_hand_in_form.table.training",
    Table.COST: "screen_hand_in_form.table.cost",
    Table.PROFILE: "screen_hand_in_form.table.profile",
}
_BY_DUTCH: Final = {table_format.dutch: table for table, table_format in FORMATS.items()}
_STANDINGS: Final = {word: standing for standing, word in STATUS_WORDS.items()}


def table_of(sheet: str) -> Table:
    """The table by its Dutch name, as a receipt calls it."""
    return _BY_DUTCH[sheet]


def row_words(table: Table, subject: str, programme: Programme, language: Language) -> str:
    """What a row is about: "Kosten, 3 Contact"; `subject` as in `pipelines.format.waiting`."""
    title = say(TABLE_KEYS[table], language)
    match table:
        case Table.MILESTONE | Table.COST if subject:
            return f"{title}, {subject} {programme.step(int(subject)).short_name.of(language)}"
        case Table.TRAINING if subject:
            return f"{title}, {next(one.name.of(language) for one in programme.target_groups if one.key == subject)}"
        case _:
            return title


def field_word(column: str, language: Language) -> str:
    """The label of a field by its Dutch column; of a key column its own name."""
    return say(LABEL_KEYS[column], language) if column in LABEL_KEYS else column


def typed_word(column: str, text: str, language: Language) -> str:
    """What was typed in a field, as the form shows it: a status by the word of its box."""
    return standing_word(_STANDINGS[text], language) if column == "status" and text in _STANDINGS else text


def value_word(value: Any, column: Column, programme: Programme, language: Language) -> str:
    """A value of a statement in words."""
    if value is None:
        return say("screen_hand_in_form.before.nothing", language)
    if column.english == "standing":
        return standing_word(value, language)
    if column.english == "waiting_on":
        return ", ".join(party_names(value, programme, language))
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, str):
        return value
    return integer(value, language) if float(value).is_integer() else decimal(value, language, 2)


def column_of(table: Table, english: str) -> Column:
    """The column of the format that holds a value of a statement."""
    return next(column for column in FORMATS[table].columns if column.english == english)
