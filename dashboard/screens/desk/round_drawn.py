"""What is drawn of a round: per table how many had reported by the end of each week, and per size class by now."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypedDict

import polars as pl

from dashboard.drawing.parts import Part
from dashboard.figure.words import size_word
from dashboard.screens.desk.round_asked import InRound, RoundSeen
from domain.bilingual import Language
from domain.statements import Table
from language.formats import integer, share
from language.texts import say
from metrics.standing.peers import MIN_PEERS
from metrics.trust.round_response import WEEK_DAYS, by_group, weeks_between

DRAWN_TABLES: Final = {
    Table.MILESTONE: "screen_desk.rounds.milestone",
    Table.TRAINING: "screen_desk.rounds.training",
    Table.COST: "screen_desk.rounds.cost",
}
FEWEST_WEEKS: Final = 10  # on the axis, so that a round that has just begun is no line up a wall
WeekPoint = tuple[int, float]


class WeeksPanel(TypedDict):
    """One table: this round, the one before ([] for none), and the words at their ends."""

    name: str
    sub: str
    now: list[WeekPoint]
    before: list[WeekPoint]
    end: str
    before_end: str


class WeeksData(TypedDict):
    """Three panels on one scale of weeks; `read_week`: where VNG reads, a line that ends nothing."""

    alt: str
    key: list[tuple[str, str]]
    last: int
    ticks: list[int]
    shares: list[tuple[float, str]]
    axis: str
    read_week: float
    read_word: str
    panels: list[WeeksPanel]


class GroupDrawn(TypedDict):
    """One size class: shares from 0 to 1, and its numbers in words; `before` None where there was no round."""

    label: str
    now: float
    before: float | None
    cells: list[str]


class GroupsData(TypedDict):
    """A bar per size class; the last row is of all."""

    alt: str
    key: list[tuple[str, str]]
    heads: list[str]
    rows: list[GroupDrawn]


WEEKS: Final = Part[WeeksData]("screens/desk/round_weeks.js")
GROUPS: Final = Part[GroupsData]("screens/desk/round_groups.js")


@dataclass(frozen=True)
class Group:
    """One size class, by the same week of both rounds."""

    size_class: int | None
    municipality_count: int
    now_count: int
    before_count: int | None
    silent_count: int

    @property
    def share(self) -> float:
        """Of its municipalities, those that reported in this round."""
        return self.now_count / self.municipality_count if self.municipality_count else 0.0


def groups_of(picture: RoundSeen) -> list[Group]:
    """Per size class, smallest first."""
    now = by_group(picture.now.first, picture.people, "size_class", by=picture.now.until)
    before = {}
    if picture.before is not None:
        end = picture.before.round.opens_on + timedelta(days=WEEK_DAYS * picture.week - 1)
        earlier = by_group(picture.before.first, picture.people, "size_class", by=end)
        before = dict(earlier.select("size_class", "reporter_count").iter_rows())
    return [
        Group(row["size_class"], row["municipality_count"], row["reporter_count"], before.get(row["size_class"]),
              row["silent_count"])
        for row in now.iter_rows(named=True)
    ]  # fmt: skip


def weeks_drawn(picture: RoundSeen, alt: str, language: Language) -> WeeksData:
    """Three panels: steps, training, cost."""
    now = picture.now.round
    read_week = (now.read_on - now.opens_on).days / WEEK_DAYS
    lengths = [picture.week, round(read_week + 0.5)]
    if picture.before is not None:
        lengths.append(weeks_between(picture.before.round.opens_on, picture.before.until))
    last = min(max([*lengths, FEWEST_WEEKS]), 30)
    key = [("line", now.name)]
    if picture.before is not None:
        key.append(("line_dashed", picture.before.round.name))
    key.append(("dotted", say("screen_desk.rounds.read_day_key", language)))
    return {
        "alt": alt,
        "key": key,
        "last": last,
        "ticks": list(range(0, last + 1, 2 if last <= 12 else 5)),
        "shares": [(value, share(value, language)) for value in (0, 0.25, 0.5, 0.75, 1)],
        "axis": say("screen_desk.rounds.axis", language),
        "read_week": read_week,
        "read_word": say("screen_desk.rounds.read_day", language),
        "panels": [_panel(picture, table, say(key, language), last, language) for table, key in DRAWN_TABLES.items()],
    }


def _panel(picture: RoundSeen, table: Table, name: str, last: int, language: Language) -> WeeksPanel:
    every, now = picture.people.height, picture.now.reporter_count(table, picture.week)
    words = {"count": integer(now, language), "every": integer(every, language)}
    sub = say("screen_desk.rounds.panel", language, **words)
    before: list[WeekPoint] = []
    if picture.before is not None:
        earlier = integer(picture.before.reporter_count(table, picture.week), language)
        week = integer(picture.week, language)
        sub = f"{sub}; {say('screen_desk.rounds.panel_before', language, count=earlier, week=week)}"
        before = _line(picture.before, table, last)
    points = _line(picture.now, table, last)
    end = share(points[-1][1], language) if points else ""
    before_end = say("screen_desk.rounds.before_end", language, share=share(before[-1][1], language)) if before else ""
    return {"name": name, "sub": sub, "now": points, "before": before, "end": end, "before_end": before_end}


def _line(one: InRound, table: Table, last: int) -> list[WeekPoint]:
    rows = one.weeks.filter((pl.col("table") == table.value) & (pl.col("week") <= last))
    return [(week, value or 0.0) for week, value in rows.select("week", "share").iter_rows()]


def groups_drawn(picture: RoundSeen, alt: str, language: Language) -> GroupsData:
    """A bar per size class and one of all."""
    groups = groups_of(picture)
    rows = [_group(group, size_word(group.size_class, language), language) for group in groups]
    counts = [group.before_count for group in groups if group.before_count is not None]
    whole = Group(
        None,
        sum(group.municipality_count for group in groups),
        sum(group.now_count for group in groups),
        sum(counts) if picture.before is not None else None,
        sum(group.silent_count for group in groups),
    )
    rows.append(_group(whole, say("screen_desk.rounds.all", language), language))
    key = [
        ("bar_finished", say("screen_desk.rounds.now_key", language)),
        ("bar_not_reported", say("screen_desk.rounds.not_yet", language)),
    ]
    if picture.before is not None:
        key.append(("stroke", say("screen_desk.rounds.before_key", language)))
    heads = ("screen.column.inhabitants", "screen_desk.rounds.now", "screen_desk.rounds.count",
             "screen_desk.rounds.before", "screen_desk.rounds.silent")  # fmt: skip
    return {"alt": alt, "key": key, "heads": [say(one, language) for one in heads], "rows": rows}


def _group(group: Group, label: str, language: Language) -> GroupDrawn:
    every = group.municipality_count
    before = None if group.before_count is None or not every else group.before_count / every
    is_few = every < MIN_PEERS  # a share of a few says nothing: the counts stand beside it
    none, few = say("screen.state.none", language), say("screen_desk.rounds.few", language)
    return {
        "label": label,
        "now": group.share,
        "before": before,
        "cells": [
            few if is_few else share(group.share, language),
            f"{integer(group.now_count, language)}/{integer(every, language)}",
            few if is_few else share(before, language, unknown=none),
            integer(group.silent_count, language),
        ],
    }
