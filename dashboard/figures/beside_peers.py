"""The figures of one municipality beside its peers: over time, on other figures, per step."""

import streamlit as st

from dashboard import components, municipality_peers, municipality_tables, one_municipality, parts, peers, queries
from dashboard.address import View
from dashboard.charts.fan import fan
from dashboard.charts.peers import peer_steps
from dashboard.charts.strips import strips
from dashboard.charts.template import CONFIG
from dashboard.municipality_peers import FanReading
from dashboard.one_municipality import OneMunicipality
from dashboard.words import municipalities
from language.formats import day, months
from language.texts import say
from metrics.peers import MIN_PEERS


def over_time(municipality: OneMunicipality, view: View) -> None:
    """The decile fan: steps finished since the own start."""
    language = view.language
    reading = FanReading(peers.fan(view, municipality.code))
    finding = municipality_peers.fan_finding(municipality, reading, language)
    chart = fan(municipality, reading, st.context.theme.type, language) if reading.shown else None
    parts.figure(
        "peers",
        finding=finding,
        subtitle=say(
            "screen_municipality.fan.subtitle",
            view.language,
            group=peers.group_words(reading.fan.peers, municipality.facts, language),
        ),
        draw=lambda: (
            st.plotly_chart(
                chart,
                theme=None,
                config=CONFIG,
                alt=say("screen_municipality.fan.alt", view.language, finding=finding),
                key="peers",
            )
            if chart
            else st.markdown(say("screen_municipality.fan.drawn_nothing", view.language, fewest=MIN_PEERS))
        ),
        note=_fan_note(municipality, reading, view),
        table=municipality_tables.fan(municipality, reading, language, finding) if reading.shown else None,
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
    )


def on_other_figures(municipality: OneMunicipality, view: View) -> None:
    """Strips of tenths: training, what was spent, minutes per report."""
    language = view.language
    shown = municipality_peers.strips(municipality, view)
    finding = municipality_peers.strips_finding(municipality, shown[0], language)
    alt = say("screen_municipality.strips.alt", view.language, finding=finding)
    data = strips([(strip.measure, strip.found) for strip in shown], municipality.name, alt, language)
    group = peers.group_words(shown[0].found.peers, municipality.facts, language)
    parts.figure(
        "strips",
        finding=finding,
        subtitle=say("screen_municipality.strips.subtitle", view.language, name=municipality.name, group=group),
        draw=lambda: components.draw("rows", data, key="strips"),
        note=municipality_peers.strips_note(municipality, shown, language),
        table=municipality_tables.strips(shown, municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "training_coverage", municipality=municipality.code),
    )


def per_step(municipality: OneMunicipality, view: View) -> None:
    """Where the peers stand on each step."""
    language = view.language
    finding = one_municipality.peer_step_finding(municipality, language)
    data = peer_steps(municipality, say("screen_municipality.peer_steps.alt", view.language, finding=finding), language)
    parts.figure(
        "peer_steps",
        finding=finding,
        subtitle=say("screen_municipality.peer_steps.subtitle", view.language, name=municipality.name),
        draw=lambda: components.draw("bars", data, key="peer_steps"),
        note=_note(municipality, view, len(municipality.peers.codes)),
        table=municipality_tables.peer_steps(municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "step_completion", by=("step",)),
    )


def _fan_note(municipality: OneMunicipality, reading: FanReading, view: View) -> str:
    """Until when each is followed: why it has fewer months than the headline, and fewer peers than the group."""
    language, newest, own = view.language, municipality.facts.newest_reporting_date, ""
    if reading.has_own and reading.read_at is not None:
        months_then = months(reading.read_at.month, language)
        own = say(
            "screen_municipality.fan.note_own",
            view.language,
            name=municipality.name,
            day=day(newest, language),
            months=months_then,
        )
    count = municipalities(len(reading.fan.peers.codes), language)
    return say(
        "screen_municipality.fan.note",
        view.language,
        municipalities=count,
        name=municipality.name,
        own=own,
        as_of=day(view.as_of, language),
    )


def _note(municipality: OneMunicipality, view: View, peer_count: int) -> str:
    count = municipalities(peer_count, view.language)
    return say(
        "screen_municipality.peers.note",
        view.language,
        municipalities=count,
        name=municipality.name,
        as_of=day(view.as_of, view.language),
    )
