"""The figures of one municipality beside its peers: over time, on other figures, per step."""

import streamlit as st

from dashboard import components, municipality_peers, municipality_tables, one_municipality, parts, peers, queries
from dashboard.address import View
from dashboard.charts.fan import fan
from dashboard.charts.peers import peer_steps
from dashboard.charts.strips import strips
from dashboard.charts.template import CONFIG
from dashboard.municipality_peers import FanReading
from dashboard.one_municipality import One
from dashboard.words import municipalities
from language.formats import day, months
from language.texts import say
from metrics.peers import MIN_PEERS


def over_time(one: One, view: View) -> None:
    """The decile fan: steps finished since the own start."""
    language = view.language
    reading = FanReading(peers.fan(view, one.code))
    finding = municipality_peers.fan_finding(one, reading, language)
    chart = fan(one, reading, st.context.theme.type, language) if reading.shown else None
    parts.figure(
        "peers",
        finding=finding,
        subtitle=_word("fan.subtitle", view, group=peers.group_words(reading.fan.peers, one.facts, language)),
        draw=lambda: (
            st.plotly_chart(chart, theme=None, config=CONFIG, alt=_word("fan.alt", view, finding=finding), key="peers")
            if chart
            else st.markdown(_word("fan.drawn_nothing", view, fewest=MIN_PEERS))
        ),
        note=_fan_note(one, reading, view),
        table=municipality_tables.fan(one, reading, language, finding) if reading.shown else None,
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=one.code),
    )


def on_other_figures(one: One, view: View) -> None:
    """Strips of tenths: training, what was spent, minutes per report."""
    language = view.language
    shown = municipality_peers.strips(one, view)
    finding = municipality_peers.strips_finding(one, shown[0], language)
    alt = _word("strips.alt", view, finding=finding)
    data = strips([(strip.measure, strip.found) for strip in shown], one.name, alt, language)
    group = peers.group_words(shown[0].found.peers, one.facts, language)
    parts.figure(
        "strips",
        finding=finding,
        subtitle=_word("strips.subtitle", view, name=one.name, group=group),
        draw=lambda: components.draw("rows", data, key="strips"),
        note=municipality_peers.strips_note(one, shown, language),
        table=municipality_tables.strips(shown, one, language, finding),
        made_by=queries.ask(view.without_filters(), "training_coverage", municipality=one.code),
    )


def per_step(one: One, view: View) -> None:
    """Where the peers stand on each step."""
    language = view.language
    finding = one_municipality.peer_step_finding(one, language)
    data = peer_steps(one, _word("peer_steps.alt", view, finding=finding), language)
    parts.figure(
        "peer_steps",
        finding=finding,
        subtitle=_word("peer_steps.subtitle", view, name=one.name),
        draw=lambda: components.draw("bars", data, key="peer_steps"),
        note=_note(one, view, len(one.peers.codes)),
        table=municipality_tables.peer_steps(one, language, finding),
        made_by=queries.ask(view.without_filters(), "step_completion", by=("step",)),
    )


def _fan_note(one: One, reading: FanReading, view: View) -> str:
    """Until when each is followed: why it has fewer months than the headline, and fewer peers than the group."""
    language, newest, own = view.language, one.facts["newest_reporting_date"], ""
    if reading.has_own and reading.read_at is not None:
        months_then = months(reading.read_at["month"], language)
        own = _word("fan.note_own", view, name=one.name, day=day(newest, language), months=months_then)
    count = municipalities(len(reading.fan.peers.codes), language)
    return _word("fan.note", view, municipalities=count, name=one.name, own=own, as_of=day(view.as_of, language))


def _note(one: One, view: View, peer_count: int) -> str:
    count = municipalities(peer_count, view.language)
    return _word("peers.note", view, municipalities=count, name=one.name, as_of=day(view.as_of, view.language))


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_municipality.{key}", view.language, **values)
