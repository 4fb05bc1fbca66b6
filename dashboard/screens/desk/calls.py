"""Whom to call, why, what was promised and when to call again; opened: the log, a new call, a text that is ready."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import without_variants
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, municipalities
from dashboard.screens.desk import call_acts
from dashboard.screens.desk.calls_drawn import CALLS, calls_drawn, reason_words
from dashboard.screens.desk.mail_text import mail_text
from dashboard.screens.desk.to_call import Reason, ToCall, not_on_the_list, to_call
from dashboard.screens.desk.words import asks
from dashboard.view import keeping, queries, state
from dashboard.view.address import CALL_GROUPS, View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS, dutch_day
from language.formats import day, integer
from language.texts import say

MINE, EVERYONE, AGREED = "mine", "everyone", "agreed"
GROUP_KEYS: Final = {
    MINE: "screen_desk.group.mine",
    EVERYONE: "screen_desk.group.everyone",
    Reason.SILENT: "screen_desk.group.silent",
    Reason.STALE: "screen_desk.group.stale",
    Reason.STUCK: "screen_desk.group.stuck",
    AGREED: "screen_desk.group.agreed",
}


def listed(view: View) -> list[ToCall]:
    """Everybody on the list whom the filters choose; worked out once in a run."""
    return state.once("to call", partial(_listed, view))


def _listed(view: View) -> list[ToCall]:
    office, today = keeping.office(), state.run().choices.today
    questions = Counter(question.municipality_code for question in office.follow_ups.all(asks()))
    return to_call(view, office.calls.last(asks()), questions, today)


def own() -> frozenset[str]:
    """The adviser's own municipalities."""
    return state.once("own municipalities", lambda: keeping.office().own_group.of(asks()))


def whom_to_call(view: View) -> None:
    """Draws the list, and the choice of one's own municipalities under it."""
    language, every, today = view.language, listed(view), state.run().choices.today
    group = view.call_group or (MINE if own() else EVERYONE)
    shown = _of_group(every, group)
    looked_for = _looked_for(every, shown, view)
    finding = _finding(shown, group, today, language)
    anatomy.figure(
        "calls",
        finding=finding,
        subtitle=f"{say('screen_desk.calls.subtitle', language, days=STALE_AFTER_DAYS)}{without_variants(view)}",
        draw=partial(_draw, view, every, shown, looked_for, group),
        note=say("screen_desk.calls.note", language, count=municipalities(len(shown), language),
                 as_of=day(view.as_of, language)),
        table=_table(shown, finding, language),
        kind="screen.kind.observation",
    )  # fmt: skip
    _own_group(view)


def _of_group(every: Sequence[ToCall], group: str) -> list[ToCall]:
    if group == EVERYONE:
        return list(every)
    if group == AGREED:  # what was agreed and promised, by day, whatever the reason of the call is
        return sorted(
            (one for one in every if one.again_on is not None), key=lambda one: (one.again_on or date.max, one.name)
        )
    return [one for one in every if (one.code in own() if group == MINE else one.reason == group)]


def _looked_for(every: Sequence[ToCall], shown: Sequence[ToCall], view: View) -> list[ToCall]:
    """The municipality that was looked for, above the list: of another group, or one that needs no call at all."""
    code = view.municipality_code
    if code is None or any(one.code == code for one in shown):
        return []
    office = keeping.office()
    questions = len(office.follow_ups.all(asks(), municipality_code=code))
    found = next((one for one in every if one.code == code), None)
    found = found or not_on_the_list(code, view, office.calls.last(asks()), questions)
    return [] if found is None else [found]


def _draw(
    view: View, every: Sequence[ToCall], shown: Sequence[ToCall], looked_for: Sequence[ToCall], group: str
) -> None:
    language = view.language
    written = {value: key for key, value in CALL_GROUPS.items()}
    options = [
        [written[key], say(text, language, count=integer(len(_of_group(every, key)), language))]
        for key, text in GROUP_KEYS.items()
    ]
    anatomy.chooser("bellijst", say("screen_desk.group.label", language), options, written[group])
    if not shown:
        key = "screen_desk.calls.none_mine" if group == MINE and not own() else "screen_desk.calls.none"
        st.markdown(say(key, language))
    if not shown and not looked_for:
        return
    opened = next((one for one in [*looked_for, *shown] if one.code == view.municipality_code), None)
    if opened is not None:
        state.run().visitor.reads(opened.code, state.run().now)
    text = None if opened is None else mail_text(opened, view.as_of)
    CALLS.draw(
        calls_drawn([*looked_for, *shown], opened, text, language),
        key="call_list",
        open=lambda code: state.choose_beforehand("gemeente", code),
        note=call_acts.note_call,
        mail=partial(_prepare, opened, view.as_of),
    )
    if not shown:
        return
    with st.container(horizontal=True):
        keeping.button(
            say("screen_desk.mail.group", language),
            "mails_of_group",
            call_acts.prepare_mails([(one.code, mail_text(one, view.as_of)) for one in shown]),
            question=counted("screen_desk.mail.group_sure", len(shown), language),
            yes=say("screen_desk.mail.group_yes", language),
        )


def _prepare(opened: ToCall | None, as_of: date, told: dict[str, Any]) -> None:
    """The municipality that is open when the page was drawn, and no other that a message names."""
    if opened is not None and told.get("code") == opened.code:
        call_acts.prepare_mail(mail_text(opened, as_of), told)


def _finding(shown: Sequence[ToCall], group: str, today: date, language: Language) -> str:
    due = sum(one.is_due(today) for one in shown)
    whose = "screen_desk.calls.of_mine" if group == MINE else "screen_desk.calls.of_all"
    of_whom = counted(whose, len(shown), language)
    if not shown:
        return say("screen_desk.calls.finding_nobody", language)
    if not due:
        return say("screen_desk.calls.finding_none_due", language, of_whom=of_whom)
    return counted("screen_desk.calls.finding", due, language, of_whom=of_whom)


def _table(shown: Sequence[ToCall], caption: str, language: Language) -> TableData:
    never, none = say("screen.state.never", language), say("screen.state.none", language)
    on = partial(day, language=language, unknown=never)
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), [one.code for one in shown]),
            Column(say("screen.column.municipality", language), [one.name for one in shown]),
            Column(say("screen.column.province", language), [one.province for one in shown]),
            Column(say("screen_desk.calls.reason", language), [" ".join(reason_words(one, language)) for one in shown]),
            Column(say("screen_desk.calls.questions", language), [one.questions for one in shown],
                   partial(integer, language=language), is_number=True),
            Column(say("screen_desk.calls.called", language),
                   [one.last and dutch_day(one.last.noted_at) for one in shown], on),
            Column(say("screen_desk.calls.promised", language),
                   [(one.last and one.last.promised) or none for one in shown]),
            Column(say("screen_desk.calls.again", language), [one.again_on for one in shown],
                   partial(day, language=language, unknown=none)),
        ],
    )  # fmt: skip


def _own_group(view: View) -> None:
    language, names = view.language, dict(queries.everyone(view).select("municipality_code", "name").iter_rows())
    ordered = sorted(names, key=lambda code: names[code].lstrip("'").casefold())
    chosen = sorted(own() & names.keys(), key=ordered.index)
    with st.expander(counted("screen_desk.own.title", len(chosen), language)):
        st.multiselect(
            say("screen_desk.own.label", language),
            ordered,
            chosen,
            format_func=names.__getitem__,
            key="own_municipalities",
            placeholder=say("screen_desk.own.placeholder", language),
            select_all=False,
        )
        st.button(say("screen_desk.own.keep", language), key="keep_own", on_click=_keep_own)


def _keep_own() -> None:
    call_acts.choose_own(list(state.filled_in("own_municipalities") or ()))
