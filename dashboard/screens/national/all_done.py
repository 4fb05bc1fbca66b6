"""How many municipalities had finished every step, at the end of each quarter and on the date itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.drawing.ticks import whole_ticks
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import stale_withheld_note
from dashboard.figure.columns import STALE_BOUND, column, column_words, shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note, told_of
from dashboard.figure.words import counted, municipalities
from dashboard.screens.national.asked import National
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import day, integer
from language.texts import say
from metrics.readings.quarters import done_per_quarter

MOST_DRAWN: Final = 12  # three years; the table has them all
MOST_TICKS: Final = 6


@dataclass(frozen=True)
class AtDate:
    """`all_steps_done` on one date: how many are known to have finished every step, and how many can have at most.

    `withheld`: the key of the reason where that is withheld from who looks.
    """

    as_of: date
    value: float | None
    lower_bound: float
    upper_bound: float
    upper_bound_stale: float
    municipality_count: int
    withheld: str | None = None


def all_done(picture: National, view: View) -> None:
    """All steps finished, quarter by quarter."""
    language = view.language
    if anatomy.withheld("all_done"):
        return
    every = queries.derived(view, done_per_quarter)
    reasons = [anatomy.why_not("all_done", replace(view, as_of=day)) for day in every["as_of"]]
    rows = every.with_columns(withheld=pl.Series(reasons, dtype=pl.String))
    found, is_held = rows_of(rows, AtDate), [reason is not None for reason in reasons]
    finding = all_done_finding(found, language)
    data = all_done_drawn(found, say("screen_national.all_done.alt", language, finding=finding), language)
    rule = say("screen.rule.all_steps", language)
    count = column_words(language)["count"]
    anatomy.figure(
        "all_done",
        finding=finding,
        subtitle=f"{say('screen_national.all_done.subtitle', language)} {rule}",
        draw=lambda: ROWS.draw(data, key="all_done"),
        note=held_note(_note(picture, found[-1], language), sum(is_held), language),
        table=TableData(
            finding,
            [
                Column(say("screen.filter.as_of", language), rows["as_of"].to_list(), lambda on: day(on, language)),
                *(
                    shielded(one, is_held, language)
                    for one in (
                        Column(
                            say("screen_national.headline.all_steps", language), rows["value"].to_list(), count, True
                        ),
                        *(column(rows, bound, language, "count") for bound in _bounds(picture)),
                    )
                ),
                column(rows, "municipality_count", language, "count"),
            ],
        ),
        made_by=picture.all_steps,
    )


def _bounds(picture: National) -> list[str]:
    """The bounds that stand in the table: the one that counts old reports where it may be seen."""
    return ["lower_bound", "upper_bound", *([STALE_BOUND] if picture.sees_stale else [])]


def _note(picture: National, last: AtDate, language: Language) -> str:
    said = anatomy.note(picture.all_steps, language)
    if picture.sees_stale:
        return f"{said}{_if_stale(last, language)}"
    return stale_withheld_note(said, picture.all_steps.max_age_days, language)


def _if_stale(last: AtDate, language: Language) -> str:
    """How many it can be on the date if those last heard of long ago have finished since; "" where that is no more."""
    if last.upper_bound_stale == last.upper_bound:
        return ""
    high = integer(last.upper_bound_stale, language)
    return f" · {say('screen_national.all_done.stale', language, high=high, day=day(last.as_of, language))}"


def all_done_finding(found: Sequence[AtDate], language: Language) -> str:
    """Of how many it is known on the date, and on the date before it; that nobody spoke is no zero."""
    last = found[-1]
    if last.value is None:
        return say("screen_national.all_done.unknown", language, day=day(last.as_of, language))
    known = int(last.lower_bound)
    told = counted("screen_national.all_done.finding", known, language, day=day(last.as_of, language))
    if len(found) == 1 or found[-2].value is None or found[-2].withheld is not None:
        return told
    earlier, day_before = int(found[-2].lower_bound), day(found[-2].as_of, language)
    return f"{told}{counted('screen_national.all_done.before', earlier, language, day=day_before)}"


def all_done_drawn(found: Sequence[AtDate], alt: str, language: Language) -> RowsData:
    """A bar per date: full for those of whom it is known, hatched up to how many it can be."""
    shown = found[-MOST_DRAWN:]
    ticks = whole_ticks(0, max(row.upper_bound for row in shown if row.withheld is None), MOST_TICKS)
    locks: list[KeyEntry] = []
    if any(row.withheld is not None for row in shown):
        locks = [("lock", say("screen.withheld_row.key", language))]
    return {
        "alt": alt,
        "key": [
            ("bar_finished", say("screen_national.all_done.known", language)),
            ("bounds", say("screen_national.all_done.possible", language)),
            *locks,
        ],
        "axis": {"from": 0, "to": ticks[-1], "ticks": [(tick, integer(tick, language)) for tick in ticks]},
        "right": [say("screen_national.all_done.at_most", language)],
        "is_beside_label": True,
        "row": 30,
        "bar": 16,
        "rows": [_row(row, language) for row in shown],
    }


def _row(row: AtDate, language: Language) -> Row:
    if row.withheld is not None:
        told = told_of(row.withheld, language)
        return {"label": day(row.as_of, language), "marks": [], "withheld": told, "right": [""]}
    label, most = day(row.as_of, language), municipalities(int(row.upper_bound), language)
    beside = say("screen_national.all_done.at_most_beside", language, most=most)
    if row.value is None:
        return {"label": label, "words": say("screen.state.unknown", language), "right": [most], "beside": beside}
    marks: list[Mark] = []
    if row.upper_bound > row.lower_bound:
        marks.append({"kind": "pale", "from": row.lower_bound, "to": row.upper_bound})
    text = integer(row.lower_bound, language)
    marks.append(
        {"kind": "finished", "from": 0, "to": row.lower_bound, "text": text, "place": "right", "is_strong": True}
    )
    return {"label": label, "marks": marks, "right": [most], "beside": beside}
