"""Every report that came in: from whom, what became of it, how far we are with it and who of us has it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

import polars as pl
import streamlit as st

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.frame import filters
from dashboard.screens.desk.call_acts import name_of
from dashboard.screens.desk.refused_acts import HOLDER, WAITS_SECONDS
from dashboard.screens.desk.words import asks, by_word
from dashboard.screens.desk.work import (
    CLOSE,
    OPEN,
    WORK,
    Form,
    Line,
    WorkRow,
    opened,
    refuse_text,
    refused_text,
    take_text,
    turn,
    work_data,
)
from dashboard.subjects.put_right import lines_put_right
from dashboard.view import keeping, queries, state
from dashboard.view.address import View
from dashboard.view.keeping import Act, Told
from domain.bilingual import Language
from domain.principal import Principal
from domain.typed_texts import Checked
from language.formats import integer, listing, moment
from language.texts import say
from office.acts import Act as AuditAct
from office.acts import Entry, Way
from office.desk_tables import LONGEST_PROMISE
from office.inbox import Handled, InboxState
from office.office import Office
from office.report_acts import ReportAct
from pipelines.normalising.typed_texts import TypedTextError, checked
from store.reader import Reader
from store.store import Store

PART: Final = "inbox"
WITHDRAW: Final = "withdraw"
MOST_ROWS: Final = 200  # shown at once, and said so; the next one moves up once one is done
MOST_PROBLEMS: Final = 20
KINDS: Final = ("intake", "rejection")
STATE_KEYS: Final = {
    InboxState.NEW: "screen_desk.inbox.new",
    InboxState.LOOKED_AT: "screen_desk.inbox.looked_at",
    InboxState.ASKED: "screen_desk.inbox.asked",
    InboxState.DONE: "screen_desk.inbox.done",
}
OUTCOME_KEYS: Final = {
    "accepted": "screen_desk.inbox.accepted",
    "partly": "screen_desk.inbox.partly",
    "rejected": "screen_desk.inbox.rejected",
}
NEXT: Final[Mapping[InboxState, tuple[InboxState, ...]]] = {
    InboxState.NEW: (InboxState.LOOKED_AT, InboxState.DONE),
    InboxState.LOOKED_AT: (InboxState.ASKED, InboxState.DONE),
    InboxState.ASKED: (InboxState.DONE,),
    InboxState.DONE: (InboxState.LOOKED_AT,),
}
ACT_KEYS: Final = {
    InboxState.LOOKED_AT: "screen_desk.inbox.look",
    InboxState.ASKED: "screen_desk.inbox.ask",
    InboxState.DONE: "screen_desk.inbox.finish",
}
COUNT_KEYS: Final = {
    "screen_desk.inbox.count_new": "accepted_count",
    "screen_desk.inbox.count_corrected": "correction_count",
    "screen_desk.inbox.count_refused": "quarantined_count",
}
HEAD_KEYS: Final = (
    "screen_desk.inbox.report",
    "screen_desk.inbox.whose",
    "screen_desk.inbox.became",
    "screen_desk.inbox.state",
)


def new_count(view: View) -> int:
    """How many reports nobody has looked at, of all that came in."""
    return looked_at_by_nobody(_files(view), keeping.office().inbox.handled(asks()))


def inbox(view: View) -> None:
    """Draws the reports, those that are not done first, the newest on top; counted are all, the shown ones or not."""
    language, handled, every = view.language, keeping.office().inbox.handled(asks()), _files(view)
    if every.is_empty():
        st.header(say("screen_desk.inbox.none", language), anchor=False)
        return
    filters.show(view, [filters.municipality(view)], key="inbox_of")
    files = files_of(every, view.municipality_code)
    if view.municipality_code is not None:
        _of_one(view.municipality_code, files.height, every.height, language)
    rows = shown_at_once(files, handled)
    st.header(counted("screen_desk.inbox.finding", looked_at_by_nobody(files, handled), language), anchor=False)
    st.markdown(f":gray[{lead_of(len(rows), files.height, language)}]")
    heads, caption = [say(key, language) for key in HEAD_KEYS], say("screen_desk.inbox.caption", language)
    data = work_data(caption, heads, [_row(row, handled.get(row["sequence"]), language) for row in rows], language)
    WORK.draw(data, key="inbox", act=partial(_act, frozenset(str(row["sequence"]) for row in rows)))


def files_of(files: pl.DataFrame, code: str | None) -> pl.DataFrame:
    """Those in which one municipality speaks; all of them where none is chosen."""
    return files if code is None else files.filter(pl.col("municipality_codes").list.contains(code))


def _of_one(code: str, count: int, every: int, language: Language) -> None:
    """That only what belongs to one municipality is shown, and the way back to all."""
    words = {"name": name_of(code), "every": integer(every, language)}
    st.markdown(counted("screen_desk.inbox.of_one", count, language, **words))
    label = say("screen_desk.inbox.of_all", language)
    st.button(label, key="inbox_of_all", on_click=state.choose_beforehand, args=("gemeente", ""))


def looked_at_by_nobody(files: pl.DataFrame, handled: Mapping[int, Handled]) -> int:
    """How many of these nobody has looked at."""
    return sum(sequence not in handled for sequence in files["sequence"])


def shown_at_once(files: pl.DataFrame, handled: Mapping[int, Handled]) -> list[dict[str, Any]]:
    """The rows of these reports that are shown: what is not done before what is, the newest first."""
    done = [sequence for sequence, one in handled.items() if one.state is InboxState.DONE]
    is_done = pl.col("sequence").is_in(done)
    return files.sort(is_done, "sequence", descending=[False, True]).head(MOST_ROWS).to_dicts()


def lead_of(shown: int, every: int, language: Language) -> str:
    """The line under the heading; where not all are shown it says how many of how many."""
    lead = say("screen_desk.inbox.lead", language)
    if shown == every:
        return lead
    counts = {"shown": integer(shown, language), "count": integer(every, language)}
    return f"{say('screen_desk.inbox.shown', language, **counts)} {lead}"


def _files(view: View) -> pl.DataFrame:
    files, ours = queries.known(view).files, lines_put_right(view)
    return files.filter(pl.col("kind").is_in(KINDS) & ~pl.col("sequence").is_in(list(ours)))


def _row(row: Mapping[str, Any], handled: Handled | None, language: Language) -> WorkRow:
    number, reached = str(row["sequence"]), handled.state if handled else InboxState.NEW
    is_open = opened(PART) == number
    turn_word = say("screen_desk.calls.close" if is_open else "screen_desk.inbox.receipt", language)
    return {
        "id": number,
        "title": row["file_name"] or number,
        "small": moment(row["recorded_at"], language),
        "cells": [_whose(row["municipality_codes"] or (), language), _became(row, language), _state(handled, language)],
        "does": [
            (CLOSE if is_open else OPEN, turn_word),
            *((str(to), say(ACT_KEYS[to], language)) for to in NEXT[reached]),
        ],
        "lines": _receipt(int(number), language) if is_open else None,
        "form": _withdrawing(row, language) if is_open and row["kind"] == "intake" else None,
    }


def _withdrawing(row: Mapping[str, Any], language: Language) -> Form:
    """A whole report can be withdrawn, with a reason that is kept for good."""
    typed, wrong = refused_text(PART, str(row["sequence"]))
    return {
        "act": WITHDRAW,
        "label": say("screen_desk.inbox.why_withdraw", language),
        "word": say("screen_desk.inbox.withdraw", language),
        "longest": LONGEST_PROMISE,
        "typed": typed,
        "wrong": wrong,
    }


def _whose(codes: list[str] | tuple[()], language: Language) -> str:
    register = queries.the_register()
    names = [register.by_code[code].name if code in register.by_code else code for code in codes]
    if not names:
        return say("screen.state.unknown", language)
    if len(names) > 3:
        return counted("screen_desk.inbox.municipalities", len(names), language)
    return listing(names, language)


def _became(row: Mapping[str, Any], language: Language) -> str:
    word = say(OUTCOME_KEYS[row["outcome"]], language) if row["outcome"] in OUTCOME_KEYS else str(row["outcome"])
    counts = ((key, row[column]) for key, column in COUNT_KEYS.items() if row[column])  # a zero tells nobody anything
    told = ", ".join(say(key, language, count=integer(count, language)) for key, count in counts)
    return f"{word} {told}".rstrip()


def _state(handled: Handled | None, language: Language) -> str:
    if handled is None:
        return say(STATE_KEYS[InboxState.NEW], language)
    word = say(STATE_KEYS[handled.state], language)
    return f"{word} · {by_word(handled.taken_by or handled.changed_by)}"


def _receipt(sequence: int, language: Language) -> list[Line]:
    """What the sender was told: the problems of the file, or that there were none."""
    with Store(state.run().places.home).reader() as reader:
        try:
            receipt = reader.receipt(sequence)
        except KeyError:
            return [{"at": "", "text": say("screen_desk.inbox.no_receipt", language), "by": ""}]
    problems = receipt.get("problems") or []
    lines: list[Line] = [
        {"at": str(problem.get("table") or ""), "text": problem["message"][language], "by": ""}
        for problem in problems[:MOST_PROBLEMS]
    ]
    if len(problems) > MOST_PROBLEMS:
        more = counted("screen_desk.inbox.more", len(problems) - MOST_PROBLEMS, language)
        lines.append({"at": "", "text": more, "by": ""})
    return lines or [{"at": "", "text": say("screen_desk.inbox.no_problems", language), "by": ""}]


def _act(shown: frozenset[str], told: Mapping[str, Any]) -> None:
    if str(told["id"]) not in shown or turn(PART, told):
        return None
    if told["do"] == WITHDRAW:
        return _withdraw(told)
    to = next((one for one in ACT_KEYS if one == told["do"]), None)
    if to is not None:
        keeping.carry_out(Act(Action.KEEP_CALLS, None, partial(_put, int(told["id"]), to)))
    return None


def _withdraw(told: Mapping[str, Any]) -> None:
    """Withdraws a report; a reason that is empty or holds personal data is refused at its field."""
    try:
        reason = checked(str(told["text"]), longest=LONGEST_PROMISE)
    except TypedTextError as error:
        return refuse_text(PART, told, error.message[state.language()])
    take_text(PART)
    return keeping.carry_out(Act(Action.CORRECT, None, partial(_withdrawn, int(told["id"]), reason)))


def _withdrawn(report: int, reason: Checked, office: Office, asks: Principal, now: datetime) -> Told:
    with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
        codes = _codes_of(report, writer.reader)
        for code in codes or [None]:
            office.audit.note(
                Entry(asks, AuditAct.REPORT_WITHDRAWN, now, Way.SCREEN, municipality_code=code, report=str(report))
            )
        writer.withdraw(statements=report, reason=reason, recorded_at=now)
    if len(codes) == 1:  # of a file of many the act belongs to none of them alone
        office.report_acts.note(asks, codes[0], report, ReportAct.TAKEN_BACK, way=Way.SCREEN, now=now)
    return Told(say("screen_desk.done.withdrawn", state.language()))


def _codes_of(report: int, reader: Reader) -> list[str]:
    """The municipalities that speak in a report."""
    found = reader.files().filter(pl.col("sequence") == report)["municipality_codes"].to_list()
    return list(found[0] or ()) if found else []


def _put(report: int, to: InboxState, office: Office, asks: Principal, now: datetime) -> Told:
    """Who looks at it or asks about it has it; what is done keeps whoever did it."""
    office.inbox.put(asks, report, to, is_mine=True, way=Way.SCREEN, now=now)
    return Told(say("screen_desk.done.inbox", state.language(), state=say(STATE_KEYS[to], state.language())))
