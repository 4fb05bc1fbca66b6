"""Where each step stands on the day itself: reported, estimated and expected, each in a lane of its own."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.figure.words import few_about, share_in_interval
from dashboard.frame import askable
from dashboard.screens.steps.asked import OneStep
from dashboard.subjects.expected_today import choose_slower, of_step, slower_word
from dashboard.view import showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from language.formats import day, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.forecast.drawing import DRAW_COUNT

LANES: Final = (-16.0, 0.0, 16.0)  # of what was reported, estimated and expected; px below the middle of the row
ROW: Final = 52
BAR: Final = 9
FRAME: Final = 11
HEADS: Final = (
    "screen_steps.today.head_reported", "screen_steps.today.head_estimated", "screen_steps.today.head_expected",
)  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """What was said of one step, as `step_completion`; shares, null where withheld."""

    step: int
    denominator: int | None
    unknown_count: int | None
    estimate: float | None
    interval_low: float | None
    interval_high: float | None
    lower_bound: float | None
    upper_bound: float | None


@dataclass(frozen=True)
class _Expected:
    """What is expected of one step on the day itself, as `nowcast`; shares."""

    value: float
    interval_low: float
    interval_high: float


@dataclass(frozen=True)
class Claims:
    """The three claims about one step, and what would be expected if nobody were slower.

    Each is None where there is none: withheld, or too few.
    """

    step: int
    reported: float | None
    highest: float | None
    estimate: tuple[float, float, float] | None
    expected: tuple[float, float, float] | None
    at_zero: float | None


def today(picture: OneStep, view: View) -> None:
    """Three lanes per step; the choice of what is assumed of the silent moves the third alone."""
    if anatomy.withheld("today"):
        return
    language = view.language
    claims, held = asked_claims(picture, view), withheld_rows("today", "step_completion")
    finding = _finding(picture, claims, view)
    subtitle = say("screen_steps.today.subtitle", language, day=day(view.as_of, language))
    alt = say("screen_steps.today.alt", language, finding=finding)
    note = say(
        "screen_steps.today.note", language, draws=integer(DRAW_COUNT, language), day=day(view.as_of, language)
    )  # fmt: skip
    anatomy.figure(
        "today",
        finding=finding,
        subtitle=subtitle,
        draw=lambda: _draw(today_drawn(claims, picture, held, alt, view), view),
        note=held.note(note, language),
        table=lambda: today_table(claims, picture.programme, held, finding, language),
        made_by=picture.nowcast,
    )


def _draw(data: RowsData, view: View) -> None:
    if not askable.is_suppressed():
        choose_slower(view)
    ROWS.draw(data, key="today")


def asked_claims(picture: OneStep, view: View) -> list[Claims]:
    """The claims about every step, as who looks gets them."""
    visitor = state.run().visitor
    completion = showing.as_seen(view, "step_completion", visitor, by=("step",))
    if not view.silent_months_slower:
        return claims_of(completion, picture.nowcast, None)
    return claims_of(
        completion, picture.nowcast, showing.as_seen(replace(view, silent_months_slower=0), "nowcast", visitor)
    )


def claims_of(completion: Figure, nowcast: Figure, at_zero: Figure | None) -> list[Claims]:
    """Per step what may be said of it. Of few no estimate and nothing expected, as in the headline."""
    found: list[Claims] = []
    for said in rows_of(completion.rows, _Said):
        unknown = said.unknown_count or 0
        is_enough = said.denominator is not None and bears_one_number(said.denominator, said.denominator + unknown)
        expected = _expected(nowcast, said.step) if is_enough else None
        zero = _expected(at_zero, said.step) if is_enough and at_zero is not None else None
        # all or none of those that reported: of the silent nobody knows, so no estimate is drawn
        has_estimate = is_enough and unknown and said.estimate not in (None, 0, 1)
        ends = (said.estimate, said.interval_low, said.interval_high)
        found.append(
            Claims(
                step=said.step,
                # where nobody said anything nothing was reported, and that is not 0%
                reported=said.lower_bound if said.denominator else None,
                highest=said.upper_bound if said.denominator else None,
                estimate=_known(ends) if has_estimate else None,
                expected=expected and (expected.value, expected.interval_low, expected.interval_high),
                at_zero=zero and zero.value,
            )
        )
    return found


def _known(ends: tuple[float | None, float | None, float | None]) -> tuple[float, float, float] | None:
    value, low, high = ends
    return None if value is None or low is None or high is None else (value, low, high)


def _expected(nowcast: Figure, step: int) -> _Expected | None:
    row = of_step(nowcast, step)
    return None if row is None else _Expected(row["value"], row["interval_low"], row["interval_high"])


def _finding(picture: OneStep, claims: list[Claims], view: View) -> str:
    """The three claims; of so few reporters that none speaks for all, that they are few."""
    if picture.too_few is None:
        return today_finding(claims, picture.number, view)
    return few_about(
        picture.too_few, say("screen_steps.today.about", view.language, step=picture.number), view.language
    )


def today_finding(claims: list[Claims], number: int, view: View) -> str:
    """The three claims about the step that is shown, each under its own word."""
    language = view.language
    mine = next((one for one in claims if one.step == number), None)
    words = {"step": number, "day": day(view.as_of, language)}
    if mine is None or mine.reported is None:
        return say("screen_steps.today.finding_none", language, **words)
    words["reported"] = share(mine.reported, language)
    if mine.expected is None:
        return say("screen_steps.today.finding_reported", language, **words)
    words["expected"] = share(mine.expected[0], language)
    if mine.estimate is None:
        finding = say("screen_steps.today.finding_no_estimate", language, **words)
    else:
        finding = say("screen_steps.today.finding", language, estimate=share(mine.estimate[0], language), **words)
    slower = slower_word(view)
    return f"{finding}, {slower}" if slower else finding


def today_drawn(claims: list[Claims], picture: OneStep, held: Withheld, alt: str, view: View) -> RowsData:
    """A row per step with three lanes, and the same in words at right of it."""
    language = view.language
    heads = [say(name, language) for name in HEADS]
    key: list[KeyEntry] = [
        ("bar_finished", say("screen_steps.today.key_reported", language)),
        ("bar_not_reported", say("screen_steps.today.key_silent", language)),
        ("estimate", say("screen_steps.today.key_estimate", language)),
        ("interval", say("screen_steps.today.key_interval", language)),
        ("pale", say("screen_steps.today.key_bounds", language)),
        ("tick", say("screen_steps.today.key_expected", language)),
        ("dashed", say("screen_steps.today.key_frame", language)),
    ]
    if any(one.at_zero is not None for one in claims):
        key.append(("dotted", say("screen_steps.today.key_zero", language)))
    return {
        "alt": alt,
        "key": key,
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0, 0.25, 0.5, 0.75, 1)]},
        "row": ROW,
        "bar": BAR,
        "narrow_below": 720,
        "room_right": 16,
        "right": heads,
        "rows": [_row(one, picture, held, language) for one in claims],
    }


def _row(one: Claims, picture: OneStep, held: Withheld, language: Language) -> Row:
    name = picture.programme.step(one.step).short_name.of(language)
    row: Row = {"number": str(one.step), "label": name}
    if one.step == picture.number:
        row["is_strong"] = True
    if one.step in held:
        return {**row, "withheld": held.told(one.step, language)}
    return {**row, "marks": _marks(one), "right": _words(one, language)}


def _marks(one: Claims) -> list[Mark]:
    first, second, third = LANES
    marks: list[Mark] = []
    if one.reported is not None and one.highest is not None:
        marks.append({"kind": "finished", "from": 0, "to": one.reported, "shift": first})
        marks.append({"kind": "hatch", "from": one.reported, "to": one.highest, "shift": first})
        marks.append({"kind": "pale", "from": one.reported, "to": one.highest, "shift": second})
    if one.estimate is not None:
        value, low, high = one.estimate
        marks.append({"kind": "interval", "from": low, "to": high, "shift": second})
        marks.append({"kind": "dot", "at": value, "shift": second})
    if one.expected is not None:
        value, low, high = one.expected
        marks.append({"kind": "dashed", "from": low, "to": high, "height": FRAME, "shift": third})
        if one.at_zero is not None:
            marks.append({"kind": "dotted", "at": one.at_zero, "height": FRAME, "shift": third})
        marks.append({"kind": "tick", "at": value, "height": FRAME, "shift": third})
    return marks


def _words(one: Claims, language: Language) -> list[str]:
    few = say("screen.few.word", language)
    none = "" if one.reported is not None and one.reported == one.highest else few
    return [
        share(one.reported, language, unknown=say("screen.state.unknown", language)),
        _with_interval(one.estimate, language, none),
        _with_interval(one.expected, language, few),
    ]


def _with_interval(of: tuple[float, float, float] | None, language: Language, none: str) -> str:
    return none if of is None else share_in_interval(of, language)


def today_table(
    claims: list[Claims], programme: Programme, held: Withheld, caption: str, language: Language
) -> TableData:
    """A row per step, with all that is drawn of it."""
    is_held = [one.step in held for one in claims]
    few = say("screen.few.word", language)

    def shares(name: str, values: list[float | None]) -> Column:
        word = partial(share, language=language, digits=1, unknown=few)
        return shielded(Column(say(name, language), values, word, is_number=True), is_held, language)

    of_estimate, of_expected = (
        [[None if of is None else of[place] for of in found] for place in range(3)]
        for found in ([one.estimate for one in claims], [one.expected for one in claims])
    )
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), [one.step for one in claims],
                   partial(integer, language=language), is_number=True),
            Column(say("screen.column.step_name", language),
                   [programme.step(one.step).name.of(language) for one in claims]),
            shares("screen.column.lower_bound", [one.reported for one in claims]),
            shares("screen.column.upper_bound", [one.highest for one in claims]),
            shares("screen.column.estimate", of_estimate[0]),
            shares("screen.column.interval_low", of_estimate[1]),
            shares("screen.column.interval_high", of_estimate[2]),
            shares("screen.column.expected", of_expected[0]),
            shares("screen.column.expected_low", of_expected[1]),
            shares("screen.column.expected_high", of_expected[2]),
        ],
    )  # fmt: skip
