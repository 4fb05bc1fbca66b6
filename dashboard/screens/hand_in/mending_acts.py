"""Putting right the refused rows of one municipality, by that municipality itself, and taking that back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from access.permissions import Action
from dashboard.figure.words import counted
from dashboard.view import queries, state
from dashboard.view.keeping import Act, Told
from domain.clocks import dutch_day
from domain.principal import Principal
from language.texts import say
from office.acts import Act as AuditAct
from office.acts import Entry, Way
from office.office import Office
from office.report_acts import ReportAct
from pipelines import quarantine
from pipelines.intake import Context
from pipelines.remedies.remedy import Remedy, remedies
from store.store import Store

HOLDER, WAITS_SECONDS = "opgave", 20.0
WHOSE = ("gemeentecode", "gemeentenaam")  # a remedy that changes these makes a row somebody else's


def own_remedies(code: str, context: Context) -> dict[str, Remedy]:
    """What the refused rows of a municipality most likely meant, by their ids."""
    rows = context.reader.quarantine().filter(pl.col("municipality_code") == code).to_dicts()
    found = remedies(rows, context)
    return {name: one for name, one in found.items() if not set(one.changes) & set(WHOSE)}


def put_right(code: str, ids: Sequence[str]) -> Act:
    """Puts these rows right where that is still sure; a page may have stood open for an hour."""

    def do(office: Office, asks: Principal, now: datetime) -> Told:
        register, programme = queries.the_register(), queries.the_programme()
        done: dict[str, int] = {}
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            found = own_remedies(code, Context(writer.reader, register, programme, dutch_day(now)))
            for name in (one for one in ids if one in found and found[one].is_sure):
                office.audit.note(_entry(asks, AuditAct.ROW_RESOLVED, code, name, now))
                receipt = quarantine.retry(
                    name, found[name].changes, writer=writer, register=register, programme=programme, recorded_at=now
                )
                if receipt["sequence"] is not None:
                    done[name] = int(receipt["sequence"])
        for sequence in done.values():
            office.report_acts.note(asks, code, sequence, ReportAct.HANDED_IN, way=Way.SCREEN, now=now)
        told = counted("screen_hand_in.done.put_right", len(done), state.language())
        return Told(told, undo=_waits_again(code, done) if done else None)

    return Act(Action.RESOLVE_ROWS, code, do)


def _waits_again(code: str, done: Mapping[str, int]) -> Act:
    def do(office: Office, asks: Principal, now: datetime) -> Told:
        count, reason = 0, say("screen_hand_in.mend.undo_reason", "nl")
        with Store(state.run().places.home).writer(holder=HOLDER, wait_seconds=WAITS_SECONDS) as writer:
            for name, sequence in done.items():
                office.audit.note(_entry(asks, AuditAct.ROW_REOPENED, code, name, now))
                try:
                    quarantine.undo(name, sequence, reason=reason, writer=writer, recorded_at=now)
                except quarantine.NotOpenError:  # somebody took this one back by itself
                    continue
                count += 1
        return Told(counted("screen_hand_in.done.undone", count, state.language()))

    return Act(Action.RESOLVE_ROWS, code, do)


def _entry(asks: Principal, act: AuditAct, code: str, name: str, now: datetime) -> Entry:
    return Entry(asks, act, now, Way.SCREEN, code, report=name)
