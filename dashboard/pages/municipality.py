"""Mijn gemeente: one municipality on its own timeline, beside its peers."""

from functools import partial

import streamlit as st

from dashboard import components, filters, municipality_tables, one_municipality, parts, queries, state
from dashboard.address import View
from dashboard.charts.peers import finished_steps, peer_steps
from dashboard.charts.template import CONFIG
from dashboard.charts.timeline import timeline
from dashboard.municipality_history import changes_told, corrected_row_count, report_count
from dashboard.municipality_warnings import warnings_told
from dashboard.one_municipality import One
from dashboard.words import plain
from domain.clocks import dutch_day
from language.formats import day, integer, listing
from language.texts import say

MOST_CHANGES = 10  # the rest stands in the table


def show() -> None:
    """The page."""
    view = state.chosen_view()
    language, code = view.language, view.municipality_code
    _header(view)
    filters.show(view, [filters.municipality(view), *filters.dates(view)])
    if code is None:
        return _choose(view)
    if code not in queries.everyone(view)["municipality_code"]:
        return _not_there(view, code)
    if not queries.store_info().last_sequence:
        return parts.empty_store(view)

    one = one_municipality.one_municipality(view, code)
    _formed_from(one, view)
    if one.is_silent:
        st.info(f"**{plain(_word('silent.title', view, name=one.name))}**  \n"
                + plain(_word("silent.text", view, name=one.name, as_of=day(view.as_of, language))))  # fmt: skip
    parts.headlines(one_municipality.headlines(one, view))
    _timeline(one, view)
    _peers(one, view)
    left, right = st.columns(2, gap="large")
    with left:
        _history(one, view)
    with right:
        _warnings(one, view)
    return None


def _header(view: View) -> None:
    everyone = {row["municipality_code"]: row for row in queries.everyone(view).iter_rows(named=True)}
    row = everyone.get(view.municipality_code or "")
    if row is None:
        return parts.page_header(say("screen.page.municipality", view.language), _word("lead.choose", view))
    count = row["inhabitant_count"]
    words = {"province": row["province"], "inhabitants": integer(count, view.language, unknown="")}
    return parts.page_header(row["name"], _word("lead.one" if count else "lead.no_inhabitants", view, **words))


def _choose(view: View) -> None:
    st.header(_word("choose.title", view), anchor=False)
    st.markdown(_word("choose.text", view))


def _not_there(view: View, code: str) -> None:
    """A dissolved municipality is explained; a future one is told to be not there yet."""
    register, language = queries.the_register(), view.language
    gone = register.by_code[code]
    st.header(plain(_word("merged.title", view, name=gone.name, day=day(view.as_of, language))), anchor=False)
    if gone.dissolved_on is None or gone.dissolved_on > view.as_of:
        st.markdown(plain(_word("merged.not_yet", view, name=gone.name, day=day(view.as_of, language))))
        return
    successors = [(one, register.by_code[one].name) for one in register.successors_on(code, view.as_of)]
    key = "gone" if not successors else "into" if len(successors) == 1 else "split"
    names = listing([name for _, name in successors], language)
    text = _word(
        f"merged.{key}", view, name=gone.name, day=day(gone.dissolved_on, language), successor=names, successors=names
    )
    st.markdown(plain(text))
    for successor, name in successors:
        there = view.with_choice("gemeente", successor, state.run().choices)
        label = plain(_word("merged.open", view, name=name))
        st.page_link(state.page("municipality"), label=label, query_params=there.address())


def _formed_from(one: One, view: View) -> None:
    gone = [queries.the_register().by_code[code] for code in one_municipality.parts_of(one.code, view.as_of)]
    said_before = [part for part in gone if part.code in one.said["municipality_code"]]
    if said_before:
        names = listing([part.name for part in said_before], view.language)
        since = day(said_before[0].dissolved_on, view.language, unknown="")
        st.markdown(f":gray[{plain(_word('merged.from_parts', view, name=one.name, day=since, parts=names))}]")


def _timeline(one: One, view: View) -> None:
    language, running = view.language, one.count["started"]
    key = "finding_silent" if one.is_silent else "finding_one" if running == 1 else "finding"
    applicable = one.steps.height - one.count["not_applicable"]
    finding = _word(
        f"timeline.{key}", view, name=one.name, finished=one.count["finished"], total=applicable, started=running
    )
    newest = one.facts["newest_reporting_date"]
    note = _word("timeline.note_silent", view, day=day(view.as_of, language)) if newest is None else _word(
        "timeline.note", view, day=day(newest, language), reports=integer(report_count(one.history), language),
        corrections=integer(corrected_row_count(one.history), language),
    )  # fmt: skip
    alt = _word("timeline.alt", view, count=one.steps.height, finding=finding)
    data = timeline(one, alt, language)
    parts.figure(
        "timeline",
        finding=finding,
        subtitle=_word("timeline.subtitle", view, name=one.name),
        draw=lambda: components.draw("timeline", data, key="timeline"),
        note=note,
        table=municipality_tables.steps(one, language, finding),
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=one.code),
    )


def _peers(one: One, view: View) -> None:
    language = view.language
    finding, step_finding = (
        one_municipality.peer_finding(one, language),
        one_municipality.peer_step_finding(one, language),
    )
    note = _word(
        "peers.note",
        view,
        count=integer(len(one.peers.codes), language),
        name=one.name,
        as_of=day(view.as_of, language),
    )
    made_by = queries.ask(view.without_filters(), "completed_steps", municipality=one.code)
    left, right = st.columns(2, gap="large")
    with left:
        chart = partial(finished_steps, one, st.context.theme.type, language)
        parts.figure(
            "peers",
            finding=finding,
            subtitle=_word("peers.subtitle", view, group=one_municipality.peer_group_words(one, language)),
            draw=lambda: st.plotly_chart(
                chart(), theme=None, config=CONFIG, alt=_word("peers.alt", view, finding=finding), key="peers"
            ),
            note=note,
            table=municipality_tables.peers(one, language, finding),
            made_by=made_by,
        )
    with right:
        data = peer_steps(one, _word("peer_steps.alt", view, finding=step_finding), language)
        parts.figure(
            "peer_steps",
            finding=step_finding,
            subtitle=_word("peer_steps.subtitle", view, name=one.name),
            draw=lambda: components.draw("bars", data, key="peer_steps"),
            note=note,
            table=municipality_tables.peer_steps(one, language, step_finding),
            made_by=queries.ask(view.without_filters(), "step_completion", by=("step",)),
        )


def _history(one: One, view: View) -> None:
    told = [{"text": change.text, "note": change.note} for change in changes_told(one.history, view.language)]
    nothing = [{"text": _word("history.nothing", view), "note": ""}]
    parts.figure(
        "history",
        finding=_word("history.finding", view, name=one.name),
        subtitle=_word("history.subtitle", view),
        draw=lambda: components.draw("sentences", {"sentences": told[:MOST_CHANGES] or nothing}, key="history"),
        note=_word(
            "history.note", view, known_on=day(dutch_day(view.known_on), view.language),
            count=integer(one.history.height, view.language),
        ),
        table=municipality_tables.history(one, view.language),
    )  # fmt: skip


def _warnings(one: One, view: View) -> None:
    told = warnings_told(one, view)
    key = "none" if not told else "finding_one" if len(told) == 1 else "finding"
    parts.figure(
        "warnings",
        finding=_word(f"warnings.{key}", view, count=integer(len(told), view.language)),
        subtitle=_word("warnings.subtitle", view),
        draw=lambda: components.draw("sentences", {"sentences": told}, key="warnings"),
        note=_word("warnings.note", view, as_of=day(view.as_of, view.language)),
        made_by=queries.ask(view.without_filters(), "consistency", by=("rule",), municipality=one.code),
    )


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_municipality.{key}", view.language, **values)
