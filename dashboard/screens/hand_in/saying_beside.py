"""What a workbook cannot say, said at its receipt: that a table is whole, and why what stands out is right."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import streamlit as st

from access.permissions import Action
from dashboard.figure.words import plain
from dashboard.screens.hand_in import acts
from dashboard.screens.hand_in.asked_now import TABLE_KEYS
from dashboard.screens.hand_in.field_words import row_words, table_of
from dashboard.screens.hand_in.receipt_drawn import without_place
from dashboard.subjects.own_reports import Report
from dashboard.view import keeping, queries, state
from domain.bilingual import Language
from domain.statements import Table
from language.texts import say
from pipelines.beside_rows import NotSaidError, plain_note
from pipelines.format.columns import MAX_NOTE_LENGTH
from store.beside import Beside

MOST: Final = 12  # warnings at once; the next ones stand there once these are answered
WRONG: Final = "beside_wrong"


class Odd(NamedTuple):
    """One warning of a receipt that has no answer yet: what it is about, and what it says."""

    table: Table
    subject: str
    rule: str
    column: str | None
    text: str


def saying_beside(
    found: Report,
    code: str,
    receipt: Mapping[str, Any],
    beside: Sequence[Mapping[str, Any]],
    subjects: Mapping[tuple[str, int], str],
    language: Language,
) -> None:
    """Draws it, for who may hand in; nothing of a report that counts no more, or where all was said.

    `subjects`: as `receipt_drawn.Around`.
    """
    if found.became in ("rejected", "taken_back") or not found.days:
        return
    if not state.run().visitor.may(Action.HAND_IN, code).is_allowed:
        return
    whole = {one["table"] for one in beside if one["kind"] == "completeness"}
    tables = [table_of(sheet) for sheet, counts in receipt["tables"].items() if counts["read"]]
    open_tables = [table for table in tables if str(table) not in whole]
    odd = unanswered(receipt, beside, subjects, language)
    if not open_tables and not odd:
        return
    st.header(say("screen_hand_in.beside.title", language), anchor=False)
    st.markdown(f":gray[{say('screen_hand_in.beside.lead', language)}]")
    with st.form("beside", enter_to_submit=False, border=False):
        for table in open_tables:
            name = say(TABLE_KEYS[table], language)
            st.checkbox(say("screen_hand_in.beside.whole", language, table=name), key=_whole_key(found, table))
        for place, one in enumerate(odd[:MOST]):
            about = row_words(one.table, one.subject, queries.the_programme(), language)
            st.markdown(f"**{plain(about)}** · {plain(one.text)}")
            label = say("screen_hand_in.beside.right", language)
            st.text_input(label, key=_answer_key(found, place), max_chars=MAX_NOTE_LENGTH)
        wrong = state.held(WRONG)
        if wrong is not None:
            st.info(wrong)
        send = say("screen_hand_in.beside.send", language)
        st.form_submit_button(send, on_click=_say, args=(found, code, open_tables, odd[:MOST]))


def unanswered(
    receipt: Mapping[str, Any],
    beside: Sequence[Mapping[str, Any]],
    subjects: Mapping[tuple[str, int], str],
    language: Language,
) -> list[Odd]:
    """The warnings about rows that were taken in and that nobody answered yet, each once."""
    said = {(one["table"], one["subject"] or "", one["rule"]) for one in beside if one["kind"] == "answer"}
    found: dict[tuple[str, str, str], Odd] = {}
    for problem in receipt["problems"]:
        subject = subjects.get((problem["table"] or "", problem["row"]))
        if problem["severity"] != "warning" or subject is None:
            continue
        table = table_of(problem["table"])
        key = (str(table), subject, problem["rule"])
        if key not in said:
            text = without_place(problem, language)
            found.setdefault(key, Odd(table, subject, problem["rule"], problem["column"], text))
    return list(found.values())


def _say(found: Report, code: str, tables: Sequence[Table], odd: Sequence[Odd]) -> None:
    """An answer that cannot be kept stays in its field, with why; then nothing is said at all."""
    state.let_go(WRONG)
    about = (found.sequence, code, found.days[-1], state.run().visitor.principal.role)
    ticked = [table for table in tables if state.filled_in(_whole_key(found, table))]
    said = [Beside("completeness", *about, table=table) for table in ticked]
    for place, one in enumerate(odd):
        written = str(state.filled_in(_answer_key(found, place)) or "").strip()
        if not written:
            continue
        try:
            text = plain_note(written)
        except NotSaidError as error:
            return state.hold(WRONG, error.message[state.language()])
        row = one.subject or None
        said.append(Beside("answer", *about, table=one.table, rule=one.rule, subject=row, column=one.column, text=text))
    for place in range(len(odd)):
        state.fill_in(_answer_key(found, place), "")
    return keeping.carry_out(acts.said_beside(code, said))


def _whole_key(found: Report, table: Table) -> str:
    return f"whole_{found.sequence}_{table}"


def _answer_key(found: Report, place: int) -> str:
    return f"right_{found.sequence}_{place}"
