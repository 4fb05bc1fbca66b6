"""What is expected: how many had finished up to the as-of date, and a dashed line after it with its 80% band."""

from functools import partial
from math import ceil, floor
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.plotly_look import draw_chart
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, few_about
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.outlook_drawn import is_of_few, of_enough, outlook_drawn
from dashboard.screens.steps.words import number_column
from dashboard.subjects.expected_today import said_today, slower_word
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import Rounding, day, integer, month, share
from language.texts import say
from metrics.durations.survival import SMALL_RISK_SET
from metrics.forecast.drawing import DRAW_COUNT

WHY_NONE: Final[dict[ValueStatus, str]] = {
    ValueStatus.TOO_FEW: "screen_steps.outlook.finding_too_few",
    ValueStatus.NOT_REPORTED: "screen_steps.outlook.finding_not_reported",
    ValueStatus.NOT_APPLICABLE: "screen_steps.outlook.finding_not_applicable",
}
"""Value status of the furthest month -> the finding that says why nothing is expected."""
KINDS_OF_ROWS: Final[dict[str, str]] = {
    ValueStatus.OBSERVED: "screen_steps.outlook.row_observed",
    ValueStatus.TOO_FEW: "screen_steps.outlook.row_too_few",
    ValueStatus.NOT_REPORTED: "screen_steps.outlook.row_not_reported",
    ValueStatus.NOT_APPLICABLE: "screen_steps.outlook.row_not_applicable",
}
"""Value status of a coming month -> what its row in the table is."""
SHARES_TODAY: Final[dict[str, tuple[str, Rounding]]] = {
    "value": ("screen.column.expected", "nearest"),
    "interval_low": ("screen.column.expected_low", "down"),
    "interval_high": ("screen.column.expected_high", "up"),
}
"""What `nowcast` says of the day itself -> the column in which it stands, and whereto it is rounded."""
NEARLY: Final = 1e-9  # an error of rounding alone


def outlook(picture: OneStep, view: View) -> None:
    """How many may be expected to have finished, month by month."""
    language = view.language
    if anatomy.withheld("outlook"):
        return
    finding = _assuming(outlook_finding(picture, language), picture, view)
    now = integer(picture.said.numerator, language)
    has_known = bool(picture.said.denominator)
    alt = say("screen_steps.outlook.alt", language, finding=finding, known=known_word(picture, language))
    anatomy.figure(
        "outlook",
        finding=finding,
        subtitle=_subtitle(picture, now, view),
        draw=lambda: _draw(picture, view, alt, has_known=has_known),
        note=outlook_note(picture, language),
        table=lambda: outlook_table(picture, language, finding),
        made_by=picture.outlook,
    )  # fmt: skip


def _draw(picture: OneStep, view: View, alt: str, *, has_known: bool) -> None:
    if has_known:
        chart = outlook_drawn(picture, st.context.theme.type, view.language)
        draw_chart(chart, alt=alt, key="outlook")


def _assuming(finding: str, picture: OneStep, view: View) -> str:
    """The finding with what it takes for granted of those that never reported, where anything is expected of them."""
    is_expected = not is_of_few(picture) and bool(picture.coming) and picture.coming[-1].value is not None
    if not view.silent_months_slower or not is_expected or not picture.coming[-1].unknown_count:
        return finding
    return say("screen_steps.outlook.assuming", view.language, finding=finding, slower=slower_word(view))


def _subtitle(picture: OneStep, now: str, view: View) -> str:
    """What is counted; where an expectation is drawn also why it starts above what is known, and what holds today."""
    language = view.language
    subtitle = say("screen_steps.outlook.subtitle", language, step=picture.number)
    statuses = picture.expected["value_status"].to_list()
    if is_of_few(picture) or ValueStatus.OBSERVED not in statuses:
        return subtitle
    jump = say("screen_steps.outlook.subtitle_jump", language, subtitle=subtitle, known=now)
    return f"{jump} {today_word(picture, view)}".strip()


def today_word(picture: OneStep, view: View) -> str:
    """What was reported, what is estimated where some are silent, and what is expected on the day itself."""
    estimate = picture.said.estimate if picture.said.unknown_count else None
    return said_today(picture.today, picture.said.lower_bound, estimate, view)


def known_word(picture: OneStep, language: Language) -> str:
    """How many are known to have finished on the day asked about; of how many that is not known, and the bounds so."""
    count, unknown = picture.said.numerator, picture.said.unknown_count
    words = {"day": day(picture.as_of, language), "count": integer(count, language)}
    known = say("screen_steps.outlook.alt_known", language, **words)
    if not unknown:
        return known
    ends = {"low": integer(count, language), "high": integer(count + unknown, language)}
    return say("screen_steps.outlook.alt_unknown", language, known=known, count=integer(unknown, language), **ends)


def outlook_finding(picture: OneStep, language: Language) -> str:
    """What is expected at the furthest month, or why nothing is."""
    last = picture.coming[-1] if picture.coming else None
    status = ValueStatus(last.value_status) if last else ValueStatus.TOO_FEW
    number = picture.number
    if last is None or last.value is None:
        return say(WHY_NONE[status], language, step=number)
    if picture.too_few is not None:
        return few_about(picture.too_few, say("screen_steps.outlook.about", language, step=number), language)
    if picture.follows_few:
        return counted(
            "screen_steps.outlook.finding_few", last.denominator, language, step=number, fewest=SMALL_RISK_SET
        )
    if last.numerator == last.denominator:
        return say("screen_steps.outlook.finding_done", language, step=number)
    values = {"month": month(last.month_end, language), "step": number,
              "followed": integer(last.denominator, language)}  # fmt: skip
    # a number of the middle is never said alone, and "all" only where every draw says all
    least = floor(min(last.value, last.interval_low if last.interval_low is not None else last.value) + NEARLY)
    most = ceil(max(last.value, last.interval_high if last.interval_high is not None else last.value) - NEARLY)
    if least == most:
        return counted("screen_steps.outlook.finding", least, language, **values)
    ends = {"low": integer(least, language), "high": integer(most, language)}
    return say("screen_steps.outlook.finding_between", language, **ends, **values)


def outlook_note(picture: OneStep, language: Language) -> str:
    """Of how many, who is left out, how it was drawn."""
    last = picture.coming[-1] if picture.coming else None
    said: list[str] = []
    if last is not None:
        said.append(say("screen_steps.outlook.note_n", language, count=integer(last.denominator, language)))
        if last.unknown_count:
            said.append(counted("screen_steps.outlook.note_silent", last.unknown_count, language))
        elsewhere = picture.completion.municipality_count - last.denominator
        if elsewhere:
            said.append(counted("screen_steps.outlook.note_not_applicable", elsewhere, language))
        if not is_of_few(picture) and last.value_status == ValueStatus.OBSERVED:
            said.append(say("screen_steps.outlook.note_draws", language, count=integer(DRAW_COUNT, language)))
    if held_count := picture.months["numerator"].null_count():
        said.append(counted("screen_steps.outlook.note_held", held_count, language))
    return " · ".join([*said, day(picture.as_of, language), say("screen.kind.forecast", language)])


def outlook_table(picture: OneStep, language: Language, caption: str) -> TableData:
    """A row per month: known up to the as_of date, expected after it; between them the day itself, as a share."""
    known, coming = picture.months.filter(pl.col("month_end") <= picture.as_of), of_enough(picture)
    none, today = say("screen_steps.outlook.no_number", language), None if is_of_few(picture) else picture.today
    here, nothing = [None] * (today is not None), [None] * known.height
    kinds = ["screen_steps.outlook.row_known"] * known.height + ["screen_steps.outlook.row_today"] * len(here)
    kinds += [KINDS_OF_ROWS[status] for status in coming["value_status"]]
    ends = [*known["month_end"], *(picture.as_of for _ in here), *coming["month_end"]]
    numbers = {
        "screen_steps.outlook.expected_count": [*known["numerator"], *here, *coming["value"]],
        "screen_steps.outlook.low": [*nothing, *here, *coming["interval_low"]],
        "screen_steps.outlook.high": [*nothing, *here, *coming["interval_high"]],
    }
    count, low, high = (number_column(say(key, language), one, language, none) for key, one in numbers.items())
    is_held = [*known["numerator"].is_null(), *[False] * (len(here) + coming.height)]
    when = Column(say("screen.column.month", language), ends, partial(month, language=language))
    kind = Column(say("screen_steps.outlook.row_kind", language), [say(kind, language) for kind in kinds])
    columns = [when, kind, shielded(count, is_held, language), low, high]
    for key, (name, rounding) in SHARES_TODAY.items() if today else ():
        values = [*nothing, today[key] if today else None, *[None] * coming.height]
        word = partial(share, language=language, digits=1, unknown=none, rounding=rounding)
        columns.append(Column(say(name, language), values, word, is_number=True))
    return TableData(caption, columns)
