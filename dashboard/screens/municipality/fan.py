"""The decile fan: steps finished since the own start, four nested bands, the middle one dashed, the own line on top."""

from functools import partial

import streamlit as st

from dashboard.drawing.plotly_look import draw_chart
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities, step_unit
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.fan_drawn import fan_drawn
from dashboard.screens.municipality.fan_reading import FanReading
from dashboard.subjects import peers
from dashboard.subjects.tenths import tenth_word
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, decimal, integer, months
from language.texts import say
from metrics.readings.benchmark import FAN_COLUMNS
from metrics.standing.peers import MIN_PEERS

MIDDLE = 5  # of the nine deciles: known of five or more, where the others ask for ten


def fan(municipality: OneMunicipality, view: View) -> None:
    """Steps finished since the own start, beside the tenths of the peers."""
    language = view.language
    reading = FanReading(peers.fan(view, municipality.code))
    finding = fan_finding(municipality, reading, language)

    def draw() -> None:
        if not reading.shown:
            st.markdown(say("screen_municipality.fan.drawn_nothing", language, fewest=MIN_PEERS))
            return
        chart = fan_drawn(municipality, reading, st.context.theme.type, language)
        alt = say("screen_municipality.fan.alt", language, finding=finding)
        draw_chart(chart, alt=alt, key="peers")

    anatomy.figure(
        "peers",
        finding=finding,
        subtitle=fan_subtitle(municipality, reading, language),
        draw=draw,
        note=fan_note(municipality, reading, view),
        table=(lambda: fan_table(municipality, reading, language, finding)) if reading.shown else None,
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
        whom="own",
    )


def fan_finding(municipality: OneMunicipality, reading: FanReading, language: Language) -> str:
    """How many steps it has finished beside the middle peer, as long after the own start."""
    read = reading.read_at
    if read is None:
        return say("screen_municipality.fan.nothing", language)
    own, middle = read.own_count, read.middle
    values = {
        "name": municipality.name,
        "months": months(read.month, language),
        "peers": say("screen_municipality.fan.middle_peer", language, count=integer(read.peer_count, language)),
    }
    if own is None and middle is not None:
        told = {"middle": peers.steps_between(middle, read.middle_most, language), "unit": step_unit(middle, language)}
        return say("screen_municipality.fan.unknown", language, **values, **told)
    if own is None:
        return say("screen_municipality.fan.nothing", language)
    if middle is None:
        finished = peers.steps_between(own, read.own_most, language)
        unit = step_unit(own if read.own_most is None else read.own_most, language)
        return say(
            "screen_municipality.fan.too_few", language, **values, finished=finished, unit=unit, count=read.peer_count
        )
    apart = read.least_apart
    if apart is None or read.tenths is None:
        ranges = {
            "own": peers.steps_between(own, read.own_most, language),
            "middle": peers.steps_between(middle, read.middle_most, language),
        }
        key = "screen_municipality.fan.open" if read.tenths else "screen_municipality.fan.few_peers"
        return say(key, language, **values, **ranges)
    exact, least = (
        ("screen_municipality.fan.more", "screen_municipality.fan.more_at_least") if apart > 0
        else ("screen_municipality.fan.fewer", "screen_municipality.fan.fewer_at_least")
    )  # fmt: skip
    key = "screen_municipality.fan.same" if apart == 0 else exact if read.is_certain else least
    difference = {"difference": peers.counted_steps(abs(apart), language), "unit": step_unit(abs(apart), language)}
    return say(key, language, **values, **difference)


def fan_subtitle(municipality: OneMunicipality, reading: FanReading, language: Language) -> str:
    """What is drawn, of whom, and in which tenth it lies where that is known."""
    tints = say("screen_municipality.fan.tints", language) if any(month.tenths for month in reading.shown) else ""
    return say(
        "screen_municipality.fan.subtitle", language, tints=tints, tenth=fan_tenth(municipality, reading, language),
        group=peers.group_words(reading.fan.peers, municipality.facts, language),
    )  # fmt: skip


def fan_tenth(municipality: OneMunicipality, reading: FanReading, language: Language) -> str:
    """In which tenth of its peers it lies in the month that the finding is about; nothing where that is not known."""
    read = reading.read_at
    if read is None or read.own_count is None or read.tenths is None:
        return ""
    if not read.is_certain:  # what was left unsaid could put it in another
        return ""
    tenth = tenth_word(read.own_count, read.tenths, read.peer_count, language)
    told = {"name": municipality.name, "months": months(read.month, language), "tenth": tenth}
    return say("screen_municipality.fan.tenth", language, **told)


def fan_note(municipality: OneMunicipality, reading: FanReading, view: View) -> str:
    """Until when each is followed: why it has fewer months than the headline, and fewer peers than the group."""
    language, newest, own = view.language, municipality.facts.newest_reporting_date, ""
    if reading.has_own and reading.read_at is not None:
        own = say(
            "screen_municipality.fan.note_own", language, name=municipality.name, day=day(newest, language),
            months=months(reading.read_at.month, language),
        )  # fmt: skip
    is_open = reading.read_at is not None and not reading.read_at.is_certain
    unsaid = say("screen_municipality.fan.note_unsaid", language) if is_open else ""
    return say(
        "screen_municipality.fan.note", language, name=municipality.name, own=own, unsaid=unsaid,
        as_of=day(view.as_of, language), municipalities=municipalities(len(reading.fan.peers.codes), language),
    )  # fmt: skip


def fan_table(municipality: OneMunicipality, reading: FanReading, language: Language, caption: str) -> TableData:
    """One row per month since the own start: the deciles of the peers, and its own count."""
    shown = reading.shown
    unknown = say("screen.state.unknown", language)
    whole = partial(integer, language=language, unknown=unknown)
    tenth = partial(decimal, language=language, unknown=say("catalogue.value_status.too_few", language))
    deciles = [
        Column(
            say("screen_municipality.column.decile", language, place=place),
            [month.middle if place == MIDDLE else month.tenths and month.tenths[place - 1] for month in shown],
            tenth, is_number=True,
        )
        for place in range(1, len(FAN_COLUMNS) + 1)
    ]  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen_municipality.column.month", language), [month.month for month in shown], str,
                   is_number=True),
            Column(municipality.name, [month.own_count for month in shown], whole, is_number=True),
            Column(say("screen_municipality.column.count", language), [month.peer_count for month in shown], whole,
                   is_number=True),
            *deciles,
            Column(say("screen_municipality.column.own_most", language, name=municipality.name),
                   [month.own_most for month in shown], whole, is_number=True),
            Column(say("screen_municipality.column.middle_most", language), [month.middle_most for month in shown],
                   tenth, is_number=True),
        ],
    )  # fmt: skip
