"""Rondes: how many reported in a round, beside the one before it; open one, and close one with a snapshot."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from dashboard.drawing.list import LIST, ListData
from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, list_words, size_word
from dashboard.screens.desk import round_acts
from dashboard.screens.desk.round_asked import RoundSeen, middle_and_quarter, seen
from dashboard.screens.desk.round_drawn import GROUPS, WEEKS, Group, groups_drawn, groups_of, weeks_drawn
from dashboard.screens.desk.words import asks
from dashboard.view import keeping, state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Table
from language.formats import day, half, integer, minutes, moment, share
from language.texts import say
from office.rounds import Round

CHOSEN: Final = "round_chosen"


def rounds(view: View) -> None:
    """Draws the round that is chosen, of itself the last that has begun; and what can be opened and closed."""
    language, found = view.language, keeping.office().rounds.all(asks())
    begun = [one for one in found if one.opens_on <= state.run().choices.today]
    if not begun:
        st.header(say("screen_desk.rounds.none", language), anchor=False)
        st.markdown(say("screen_desk.rounds.none_text", language))
    else:
        _shown(begun, view)
    for one in found:
        if one not in begun:
            st.markdown(say("screen_desk.rounds.later", language, name=one.name, day=day(one.opens_on, language)))
            round_acts.take_back_form(one, language)
    round_acts.open_form(language)


def _shown(begun: Sequence[Round], view: View) -> None:
    language = view.language
    names = {one.number: one.name for one in begun}
    numbers = list(reversed(names))
    chosen = numbers[0]
    if len(numbers) > 1:
        label = say("screen_desk.rounds.which", language)
        chosen = (
            st.selectbox(label, numbers, 0, names.__getitem__, key=CHOSEN, placeholder=say("screen.choose", language))
            or chosen
        )
    picture = seen(begun, chosen, view)
    one = picture.now.round
    st.header(one.name, anchor=False)
    words = {"opens_on": day(one.opens_on, language), "read_on": day(one.read_on, language)}
    st.markdown(f":gray[{say('screen_desk.rounds.lead', language, **words)}]")
    anatomy.headlines(_headlines(picture, language))
    _by_week(picture, language)
    _by_group(picture, language)
    _snapshots(begun, language)
    if one.snapshot is None:
        round_acts.close_form(one, language)
        round_acts.take_back_form(one, language)
    else:
        round_acts.reopen_form(one, language)


def _headlines(picture: RoundSeen, language: Language) -> list[Headline]:
    every, week = picture.people.height, picture.week
    now = picture.now.reporter_count(None, week)
    words = {"count": integer(now, language), "every": integer(every, language), "week": integer(week, language)}
    note = say("screen_desk.rounds.reported_note", language, **words)
    if picture.before is not None:
        before = integer(picture.before.reporter_count(None, week), language)
        note = f"{note} {say('screen_desk.rounds.before_note', language, count=before, week=words['week'])}"
    of_now = say("screen_desk.rounds.of", language, count=integer(now, language))
    unknown = say("screen.state.unknown", language)
    figures = [
        Headline(say("screen_desk.rounds.reported", language), share(now / every if every else None, language,
                                                                     unknown=unknown), "", note),
        Headline(say("screen_desk.rounds.awaiting", language), integer(picture.awaiting_count, language), of_now,
                 say("screen_desk.rounds.awaiting_note", language)),
        Headline(say("screen_desk.rounds.whole", language), integer(picture.whole_count, language), of_now,
                 say("screen_desk.rounds.whole_note", language)),
    ]  # fmt: skip
    label = say("screen_desk.rounds.minutes", language)
    found = middle_and_quarter(picture.minutes)
    if found is None:
        count = integer(len(picture.minutes), language)
        key = "screen_desk.rounds.few_minutes" if picture.minutes else "screen_desk.rounds.no_minutes"
        none = say(key, language, count=count)
        return [*figures, Headline(label, unknown, "", none, is_word=True)]
    middle, most = found
    longer = say("screen_desk.rounds.minutes_note", language, minutes=minutes(most, language))
    return [
        *figures,
        Headline(label, half(middle, language), say("screen_desk.rounds.minute_unit", language), longer),
    ]


def _by_week(picture: RoundSeen, language: Language) -> None:
    week, finding = picture.week, _finding(picture, language)
    anatomy.figure(
        "round_weeks",
        finding=finding,
        subtitle=say("screen_desk.rounds.weeks_subtitle", language, every=integer(picture.people.height, language)),
        draw=lambda: WEEKS.draw(weeks_drawn(picture, finding, language), key="round_weeks"),
        note=say("screen_desk.rounds.weeks_note", language, every=integer(picture.people.height, language),
                 week=integer(week, language)),
        table=_weeks_table(picture, finding, language),
        kind="screen.kind.observation",
        whom="everyone",
    )  # fmt: skip


def _finding(picture: RoundSeen, language: Language) -> str:
    now = picture.now.reporter_count(None, picture.week)
    week = integer(picture.week, language)
    if picture.before is None:
        return counted("screen_desk.rounds.finding_first", now, language, week=week)
    difference = now - picture.before.reporter_count(None, picture.week)
    if not difference:
        return say("screen_desk.rounds.finding_same", language, week=week)
    key = "screen_desk.rounds.finding_more" if difference > 0 else "screen_desk.rounds.finding_fewer"
    return counted(key, abs(difference), language, week=week)


def _weeks_table(picture: RoundSeen, caption: str, language: Language) -> TableData:
    weeks = list(range(picture.week + 1))
    word = partial(integer, language=language, unknown=say("screen.state.none", language))
    columns = [Column(say("screen_desk.rounds.week", language), weeks, word, is_number=True)]
    for table, key in TABLE_KEYS.items():
        label = say(key, language)
        counts = [picture.now.reporter_count(table, week) for week in weeks]
        columns.append(Column(label, counts, word, is_number=True))
        if picture.before is not None:
            earlier = [picture.before.reporter_count(table, week) for week in weeks]
            before = say("screen_desk.rounds.before_column", language, label=label)
            columns.append(Column(before, earlier, word, is_number=True))
    return TableData(caption, columns)


TABLE_KEYS: Final = {
    Table.MILESTONE: "screen_desk.rounds.milestone",
    Table.TRAINING: "screen_desk.rounds.training",
    Table.COST: "screen_desk.rounds.cost",
}


def _by_group(picture: RoundSeen, language: Language) -> None:
    rows = groups_of(picture)
    finding = still_to_come(rows, language)
    integers = partial(integer, language=language, unknown=say("screen.state.none", language))
    sizes = [size_word(row.size_class, language) for row in rows]
    anatomy.figure(
        "round_groups",
        finding=finding,
        subtitle=say("screen_desk.rounds.groups_subtitle", language),
        draw=lambda: GROUPS.draw(groups_drawn(picture, finding, language), key="round_groups"),
        note=say("screen_desk.rounds.groups_note", language),
        table=TableData(
            finding,
            [
                Column(say("screen.filter.size_class", language), sizes),
                Column(say("screen_desk.rounds.now", language), [row.now_count for row in rows], integers, True),
                Column(say("screen_desk.rounds.before", language), [row.before_count for row in rows], integers, True),
                Column(say("screen_desk.rounds.every", language), [row.municipality_count for row in rows], integers,
                       True),
                Column(say("screen_desk.rounds.silent", language), [row.silent_count for row in rows], integers, True),
            ],
        ),
        kind="screen.kind.observation",
        whom="everyone",
    )  # fmt: skip


def still_to_come(rows: Sequence[Group], language: Language) -> str:
    """How many have not reported yet, and in which class of size most of them are; shares of a few say nothing."""
    missing = {row.size_class: row.municipality_count - row.now_count for row in rows}
    if not any(row.municipality_count for row in rows):
        return say("screen_desk.rounds.groups_none", language)
    if not any(missing.values()):
        return say("screen_desk.rounds.groups_all", language)
    most, *others = sorted(missing, key=lambda size_class: -missing[size_class])
    finding = counted("screen_desk.rounds.groups_finding", sum(missing.values()), language)
    if others and missing[others[0]] == missing[most]:
        return finding
    words = {"count": integer(missing[most], language), "size": size_word(most, language)}
    return f"{finding}; {say('screen_desk.rounds.groups_most', language, **words)}"


def _snapshots(begun: Sequence[Round], language: Language) -> None:
    """The closed rounds: what letters can name for good."""
    closed = [one for one in begun if one.snapshot is not None]
    if not closed:
        return
    st.header(say("screen_desk.rounds.snapshots", language), anchor=False)
    heads = ("screen_desk.rounds.snapshot", "screen_desk.rounds.as_of", "screen_desk.rounds.known_on")
    rows = [
        [one.name, day(one.snapshot.as_of, language), moment(one.snapshot.known_on, language)]
        for one in reversed(closed)
        if one.snapshot is not None
    ]
    data: ListData = {
        "caption": say("screen_desk.rounds.snapshots", language),
        "columns": [{"label": say(key, language)} for key in heads],
        "rows": [{"cells": row, "sort": row} for row in rows],
        "first": 10,
        "words": list_words(len(rows), language),
        "language": language,
        "is_blocks": True,
    }
    LIST.draw(data, key="snapshots")
