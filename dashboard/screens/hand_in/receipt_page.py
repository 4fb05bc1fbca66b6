"""Ontvangstbewijs: what became of one report, under its own address; approving it, and taking it back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from dashboard.drawing.telling import tell
from dashboard.figure import anatomy
from dashboard.figure.words import plain
from dashboard.frame import printing
from dashboard.screens.hand_in import approving, head, taking_back
from dashboard.screens.hand_in.asked import code_of, may_report
from dashboard.screens.hand_in.asked_now import TABLE_KEYS
from dashboard.screens.hand_in.changed import changed
from dashboard.screens.hand_in.history import by_word, said_by_word
from dashboard.screens.hand_in.receipt_drawn import FORM, RECEIPT, Around, ReceiptDrawn, receipt_drawn
from dashboard.screens.hand_in.received import RECEIVED, ReceivedData
from dashboard.screens.hand_in.report_around import around
from dashboard.screens.hand_in.said_in_it import said_in_it
from dashboard.screens.hand_in.saying_beside import saying_beside
from dashboard.subjects.own_reports import Report, reports
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import Role
from domain.statements import Table
from language.formats import day, listing, moment
from language.texts import say
from office.report_acts import ReportAct
from store.store import Store


def show() -> None:
    """Draws the receipt that the address names; for who may not see it, it says why."""
    language, visitor = state.language(), state.run().visitor
    decision = may_report(visitor)
    if not decision.is_allowed:
        return anatomy.page_header(say("screen_hand_in.refused_title", language), decision.words(language))
    view = replace(state.chosen_view(), known=None, known_on=state.run().now)
    code = code_of(view)
    known = queries.the_register().by_code.get(code or "")
    found = None if code is None or known is None or not queries.store_info().last_sequence else _found(view, code)
    if found is None or code is None or known is None:
        return anatomy.page_header(say("screen.page.receipt", language), say("screen_hand_in.receipt.none", language))
    visitor.reads(code, state.run().now)
    return _receipt(found, code, known.name, view)


def _found(view: View, code: str) -> Report | None:
    """The report that is asked for, where it is of this municipality alone."""
    found = next((one for one in reports(view, code) if one.sequence == view.report), None)
    return None if found is None or found.is_shared else found


def _receipt(found: Report, code: str, name: str, view: View) -> None:
    language = view.language
    anatomy.page_header(say("screen.page.receipt", language), _lead(found, name, language))
    head.steps(4, language)
    tell()
    with Store(state.run().places.home).reader() as reader:
        receipt = reader.receipt(found.sequence)
        beside = reader.beside().filter(reader.beside()["report_sequence"] == found.sequence).to_dicts()
    RECEIVED.draw(_received(found, code, view), key="received")
    beyond = around(found, code, view)
    RECEIPT.draw(_came_in(found, receipt, beyond, language), key="receipt")
    _said_beside(found, beside, language)
    saying_beside(found, code, receipt, beside, beyond.subjects, language)
    changed(found, code, view)
    said_in_it(found, code, view)
    printing.button(view)
    back, approve = st.columns(2, gap="large")
    with back:
        taking_back.taking_back(found, code, language)
    with approve:
        approving.approving(found, code, receipt, language)
    if st.button(say("screen_hand_in.receipt.all", language), key="all_reports"):
        state.go("hand_in", replace(view, report=None))


def _lead(found: Report, name: str, language: Language) -> str:
    """Whose receipt it is, which one, and about which days its rows are, where any of them was taken in."""
    told = {"name": name, "number": found.sequence}
    if not found.days:
        return say("screen_hand_in.receipt.lead", language, **told)
    days = listing([day(one, language) for one in found.days[-2:]], language)
    return say("screen_hand_in.receipt.lead_about", language, days=days, **told)


def _way(found: Report, language: Language) -> str:
    """The name of the file; of what was typed that it was on the screen, as the list of reports calls it."""
    name = found.line["file_name"] or ""
    return say("screen_hand_in.way.form", language) if name == FORM else name


def _came_in(found: Report, receipt: Mapping[str, Any], beyond: Around, language: Language) -> ReceiptDrawn:
    """What became of its rows; of a report that was taken back, what had become of them."""
    drawn = receipt_drawn(receipt, language, beyond)
    if found.became != "taken_back":
        return drawn
    lead = say("screen_hand_in.receipt.was_taken_lead", language)
    return {**drawn, "title": say("screen_hand_in.receipt.was_taken", language), "lead": lead}


def _reason(found: Report, view: View) -> str | None:
    """Why it was taken back, as it was written down then."""
    files = queries.known(view).files
    of_it = files.filter(pl.col("kind") == "withdrawal", pl.col("recorded_at") == found.withdrawn_at)
    return next(iter(of_it["reason"].drop_nulls()), None)


def _received(found: Report, code: str, view: View) -> ReceivedData:
    language = view.language
    counts_from = {"moment": moment(found.received_at, language)}
    became = found.became
    keys = {
        "rejected": "screen_hand_in.received.rejected",
        "taken_back": "screen_hand_in.received.taken_back",
    }
    counts = "" if became in keys else say("screen_hand_in.received.counts", language, **counts_from)
    by = {"by": by_word(found.done.get(ReportAct.HANDED_IN), language), "file": _way(found, language)}
    taken, approved = found.done.get(ReportAct.TAKEN_BACK), found.done.get(ReportAct.APPROVED)
    marks: list[str] = []
    if became == "awaiting":
        marks.append(say("screen_hand_in.received.awaits", language))
    if approved is not None:
        told = {"by": by_word(approved, language), "moment": moment(approved.at, language)}
        marks.append(say("screen_hand_in.received.approved", language, **told))
    if taken is not None:
        told = {"by": by_word(taken, language), "moment": moment(taken.at, language)}
        marks.append(say("screen_hand_in.received.taken_back_by", language, **told))
    reason = _reason(found, view) if became == "taken_back" else None
    if reason is not None:
        marks.append(say("screen_hand_in.received.reason", language, reason=reason))
    is_kept = found.line["archive_sha256"] is not None
    return {
        "title": say(keys.get(became, "screen_hand_in.received.title"), language),
        "counts": counts,
        "marks": marks,
        "is_waiting": became == "awaiting",
        "by": say("screen_hand_in.received.by", language, **by),
        "returned": f"./opgave/terug?gemeente={code}&bewijs={found.sequence}&taal={language}" if is_kept else "",
        "returned_word": say("screen_hand_in.received.returned", language),
        "rejected": became == "rejected",
    }


def _said_beside(found: Report, beside: list[dict[str, Any]], language: Language) -> None:
    """That tables are whole, and the answers to warnings with whose they are, as they went along."""
    whole = [say(TABLE_KEYS[Table(one["table"])], language) for one in beside if one["kind"] == "completeness"]
    if whole:
        st.markdown(say("screen_hand_in.receipt.whole", language, tables=listing(whole, language)))
    for one in beside:
        if one["kind"] == "answer":
            about = {"table": say(TABLE_KEYS[Table(one["table"])], language), "subject": one["subject"] or ""}
            by = said_by_word(found, one["said_by"], Role(one["said_role"]), language)
            st.markdown(plain(say("screen_hand_in.receipt.answer", language, text=one["text"], by=by, **about)))
