"""How often the intervals hold the truth, as studies on made-up countries found: a table per way of being silent."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.screens.account.blocks import Block, entry, table_block, text
from dashboard.screens.account.chapters import chapter_head, read_blocks
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.study_outcome import StudyOutcome, kept_outcomes
from language.formats import day
from language.texts import say
from metrics.readings.study_findings import (
    StudyTable,
    silence_meaning,
    silence_name,
    study_account,
    study_tables,
    study_title,
)


def studies(view: View) -> None:
    """How often the intervals hold the truth, as it came out."""
    language = view.language
    told = queries.kept(view, _told, on=("language",))
    chapter_head("studies", language)
    if not told:
        st.markdown(say("screen_account.studies.none", language))
    for study in told:
        anatomy.figure(
            study.key,
            finding=study.title,
            subtitle=say("screen_account.studies.subtitle_one", language),
            draw=partial(read_blocks, study.key, study.blocks, language),
            note=study.note,
            table=study.table,
            kind="screen.kind.study",
        )


@dataclass(frozen=True)
class _Told:
    """One study in words."""

    key: str
    title: str
    blocks: list[Block]
    note: str
    table: TableData


def _told(view: View) -> list[_Told]:
    language = view.language
    titled = [(outcome, study_title(outcome.study, language)) for outcome in kept_outcomes()]
    return [
        _Told(
            f"study_{outcome.study}", title, study_blocks(outcome, language),
            study_note(outcome, queries.the_programme().version, language),
            study_download(outcome, language, title),
        )
        for outcome, title in titled
    ]  # fmt: skip


def study_note(outcome: StudyOutcome, programme_version: str, language: Language) -> str:
    """When and with what it was measured; and that it was not measured again with a programme that is other by now."""
    made = {"made_on": day(outcome.made_on, language), "release": outcome.release}
    note = say("screen_account.studies.note", language, **made)
    if outcome.programme_version == programme_version:
        return note
    versions = {"then": outcome.programme_version, "now": programme_version}
    return f"{note} · {say('screen_account.studies.other_programme', language, **versions)}"


def study_blocks(outcome: StudyOutcome, language: Language) -> list[Block]:
    """One study: how it was measured, and its tables as they came out, with what they show."""
    blocks = [text(words) for words in study_account(outcome, language)]
    silences: dict[str, list[StudyTable]] = {}
    for table in study_tables(outcome):
        silences.setdefault(table.silence, []).append(table)
    return [*blocks, *(_silence(name, tables, language) for name, tables in silences.items())]


def _silence(silence: str, tables: list[StudyTable], language: Language) -> Block:
    """One way of silence: what it is, and its tables with what they show. On top of it: the first row of the first."""
    first = tables[0].lines(language)[0]
    covered = first[1 + tables[0].columns.index("coverage")]
    blocks = [text(silence_meaning(silence, language))]
    for table in tables:
        blocks += [_study_table(table, language), text(table.explanation(language))]
    key = f"{tables[0].outcome.study}_{silence}"
    return entry(
        key, silence_name(silence, language), say("screen_account.studies.covered", language, share=covered), blocks
    )


def _study_table(table: StudyTable, language: Language) -> Block:
    head, lines = table.head(language), table.lines(language)
    place = 1 + table.columns.index("coverage")
    bold = [(line, place) for line, is_outside in enumerate(table.is_outside()) if is_outside]
    columns = [
        Column(words, [line[column] for line in lines], is_number=column > 0) for column, words in enumerate(head)
    ]
    caption = f"{silence_name(table.silence, language)}: {head[0]}"
    return table_block(TableData(caption, columns), bold=bold)


def study_download(outcome: StudyOutcome, language: Language, caption: str) -> TableData:
    """All tables of a study under each other: the way of silence, the group and its row, the numbers (0 to 1)."""
    tables = study_tables(outcome)
    names = list(dict.fromkeys(name for table in tables for name in table.columns))
    none = say("screen.state.none", language)
    silences, groups, rows = list[str](), list[str](), list[str]()
    numbers: dict[str, list[float | str]] = {name: [] for name in names}
    for table in tables:
        for line, row in zip(table.lines(language), table.rows.iter_rows(named=True), strict=True):
            silences.append(silence_name(table.silence, language))
            groups.append(table.head(language)[0])
            rows.append(line[0])
            for name in names:
                value = row.get(name)
                numbers[name].append(none if value is None else value)
    heads = {name: say(f"study.column.{name}", language) for name in names}
    return TableData(
        caption,
        [
            Column(say("screen_account.studies.silence", language), silences),
            Column(say("screen_account.studies.group", language), groups),
            Column(say("screen_account.studies.row", language), rows),
            *(Column(heads[name], numbers[name], is_number=True) for name in names),
        ],
    )
