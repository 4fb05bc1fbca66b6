"""The tipping point: what is expected of the step by how slow the silent are, and when a conclusion stops to hold."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from dashboard.drawing.chart import Chart, PlotlyOptions
from dashboard.drawing.plotly_look import colours, draw_chart, note, template
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.outlook_drawn import is_of_few
from dashboard.screens.steps.words import number_column
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, months, share, share_ends, share_range
from language.texts import say
from metrics.forecast.tipping import FURTHEST, Slower, Tipping, slower_of_step

HEIGHT: Final = 310
USUALLY: Final = 12  # months that are drawn, unless the choice or the tipping point lies further
MARKED: Final = (0, 3, 6, 12, 18, 24)  # months with a tick
EVERY_MONTH: Final = tuple(range(FURTHEST + 1))
ROOM: Final = 0.06  # of the axis above and below what is drawn


def tipping(picture: OneStep, every: tuple[Tipping, ...], view: View) -> None:
    """The expected share by how slow the silent are; nothing where nobody is silent, or nothing can be expected."""
    if anatomy.withheld("tipping"):
        return
    language = view.language
    curve: tuple[Slower, ...] = ()
    if not is_of_few(picture):
        base = replace(view, silent_months_slower=0)
        curve = queries.derived(base, slower_of_step, step=picture.number, months=EVERY_MONTH)
    found = next((one for one in every if one.step == picture.number), None)
    silent = picture.said.unknown_count
    has_curve = bool(curve) and bool(silent)
    finding = tipping_finding(found if has_curve else None, picture.number, silent, language)
    shown = drawn_until(curve, found, view) if has_curve else ()
    alt = say("screen_steps.tipping.alt", language, finding=finding)
    anatomy.figure(
        "tipping",
        finding=finding,
        subtitle=tipping_subtitle(curve, found, view, picture.number) if has_curve else "",
        draw=lambda: shown and _draw(shown, found, alt, view),
        note=tipping_note(picture, view),
        table=(lambda: tipping_table(shown, language, finding)) if shown else None,
        made_by=picture.nowcast,
    )


def _draw(shown: tuple[Slower, ...], found: Tipping | None, alt: str, view: View) -> None:
    draw_chart(tipping_drawn(shown, found, view, st.context.theme.type), alt=alt, key="tipping")


def drawn_until(curve: tuple[Slower, ...], found: Tipping | None, view: View) -> tuple[Slower, ...]:
    """The months that are drawn: a year, or two where the choice or the tipping point lies beyond it."""
    far = max(view.silent_months_slower, found.first_month or 0 if found else 0)
    last = USUALLY if far <= USUALLY else FURTHEST
    return tuple(one for one in curve if one.months <= last)


def tenths_word(share_of_ten: float) -> str:
    """Six of ten: a conclusion in whole tenths."""
    return str(round(share_of_ten * 10))


def tipping_finding(found: Tipping | None, number: int, silent: int | None, language: Language) -> str:
    """Up to where the conclusion holds."""
    if found is None:
        why = "screen_steps.tipping.finding_all" if silent == 0 else "screen_steps.tipping.finding_none"
        return say(why, language, step=number)
    words = {"step": number, "tenths": tenths_word(found.share)}
    if found.first_month is None:
        return say("screen_steps.tipping.finding_never", language, **words)
    return say("screen_steps.tipping.finding_from", language, **words, first=months(found.first_month, language))


def tipping_subtitle(curve: tuple[Slower, ...], found: Tipping | None, view: View, number: int) -> str:
    """What is drawn, and how sure it is at the months that were chosen."""
    language = view.language
    here = next(one for one in curve if one.months == view.silent_months_slower)
    subtitle = say("screen_steps.tipping.subtitle", language, step=number, day=day(view.as_of, language))
    low, high = share_ends(here.share.low, here.share.high, language)
    words = {"subtitle": subtitle, "months": months(here.months, language), "low": low, "high": high}
    is_crossed = found is not None and here.share.low < found.share <= here.share.value
    if found is None or not is_crossed:
        return say("screen_steps.tipping.subtitle_clear", language, **words)
    return say("screen_steps.tipping.subtitle_crosses", language, **words, line=share(found.share, language))


def tipping_note(picture: OneStep, view: View) -> str:
    """Of how many, and how many of them are silent."""
    words = {"every": integer(picture.completion.municipality_count, view.language),
             "silent": integer(picture.said.unknown_count, view.language)}  # fmt: skip
    step_and_day = {"step": picture.number, "day": day(view.as_of, view.language)}
    return say("screen_steps.tipping.note", view.language, **words, **step_and_day)


def tipping_table(shown: tuple[Slower, ...], language: Language, caption: str) -> TableData:
    """A row per month."""

    def shares(name: str, values: list[float]) -> Column:
        return Column(say(name, language), values, partial(share, language=language, digits=1), is_number=True)

    return TableData(
        caption,
        [
            number_column(say("screen_steps.tipping.column_months", language), [one.months for one in shown], language),
            shares("screen.column.expected", [one.share.value for one in shown]),
            shares("screen.column.expected_low", [one.share.low for one in shown]),
            shares("screen.column.expected_high", [one.share.high for one in shown]),
        ],
    )


def tipping_drawn(shown: tuple[Slower, ...], found: Tipping | None, view: View, theme: str | None) -> Chart:
    """Months on the x axis, the share on the y axis: a dashed line in its band, the conclusion, where they cross."""
    language, paint = view.language, colours(theme)
    at = [one.months for one in shown]
    lows, highs = [one.share.low for one in shown], [one.share.high for one in shown]
    chart = Chart()
    edge = {"width": 1.2, "dash": "dot", "color": paint["finished"]}
    for side, fill in ((lows, None), (highs, "tonexty")):
        chart.add_scatter(
            x=at, y=side, mode="lines", fill=fill, fillcolor=paint["pale"], line=edge, hoverinfo="skip",
        )  # fmt: skip
    chart.add_scatter(
        x=at, y=[one.share.value for one in shown], mode="lines",
        line={"width": 2.2, "dash": "dash", "color": paint["finished"]},
        customdata=[_hover(one, language) for one in shown], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    chosen = next(one for one in shown if one.months == view.silent_months_slower)
    chart.add_scatter(
        x=[chosen.months], y=[chosen.share.value], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 4, "color": paint["finished"]}},
    )  # fmt: skip
    values = [*lows, *highs, *([found.share] if found else [])]
    low, high = max(min(values) - ROOM, 0), min(max(values) + ROOM, 1)
    ticks = [tenth / 10 for tenth in range(11) if low <= tenth / 10 <= high]
    month_ticks = [one for one in MARKED if one <= at[-1]]
    chart.layout = {
        "template": template(theme, language),
        "height": HEIGHT,
        "margin": {"l": 44, "r": 110, "t": 22, "b": 48},
        "xaxis": {
            "range": [-at[-1] * 0.02, at[-1]], "tickvals": month_ticks, "tickangle": 0,
            "ticktext": [str(one) for one in month_ticks],
            "title": {"text": say("screen_steps.tipping.axis", language)},
        },
        "yaxis": {"range": [low, high], "tickvals": ticks, "ticktext": [share(tick, language) for tick in ticks]},
        "shapes": _lines(found, at[-1], paint),
        "annotations": _labels(shown, chosen, found, paint, language),
    }  # fmt: skip
    return chart


def _hover(one: Slower, language: Language) -> str:
    words = {
        "share": share(one.share.value, language),
        "interval": share_range(one.share.low, one.share.high, language),
    }
    return say("screen_steps.tipping.hover", language, months=months(one.months, language), **words)


def _lines(found: Tipping | None, last: int, paint: dict[str, str]) -> list[PlotlyOptions]:
    """The conclusion across, and up where the expectation crosses it."""
    if found is None:
        return []
    look = {"line": {"color": paint["ink"], "width": 1.6}, "type": "line"}
    lines: list[PlotlyOptions] = [
        {**look, "x0": 0, "x1": 1, "xref": "paper", "y0": found.share, "y1": found.share}
    ]  # fmt: skip
    if found.first_month is not None and found.first_month <= last:
        lines.append({**look, "x0": found.first_month, "x1": found.first_month, "y0": 0, "y1": 1, "yref": "paper"})
    return lines


def _labels(
    shown: tuple[Slower, ...], chosen: Slower, found: Tipping | None, paint: dict[str, str], language: Language
) -> list[PlotlyOptions]:
    last = shown[-1]
    ink, small = {"size": 14, "color": paint["ink"]}, {"size": 12.5, "color": paint["ink2"]}
    interval = share_range(last.share.low, last.share.high, language)
    end = say("screen_steps.tipping.end", language, months=months(last.months, language))
    labels = [note(f"<b>{share(chosen.share.value, language)}</b>", chosen.months, chosen.share.value,
                   xanchor="center" if chosen.months else "left", yshift=18, font=ink)]  # fmt: skip
    is_near = found is not None and abs(found.share - last.share.value) < ROOM
    words = f"<b>{share(last.share.value, language)}</b><br>{interval}<br>{end}"
    shift = -24 if is_near and found is not None and last.share.value <= found.share else 24 if is_near else 0
    labels.append(note(words, last.months, last.share.value, xanchor="left", xshift=8, yshift=shift, align="left",
                       font=small))  # fmt: skip
    if found is not None:
        line = say("screen_steps.tipping.line", language, tenths=tenths_word(found.share))
        labels.append(note(line, 1, found.share, xref="paper", xanchor="left", xshift=8, font=ink))
        if found.first_month is not None and found.first_month <= last.months:
            word = say("screen_steps.tipping.point", language, months=months(found.first_month, language))
            is_left = found.first_month > last.months * 0.6
            labels.append(
                note(f"<b>{word}</b>", found.first_month, 1, yref="paper", yanchor="bottom",
                     xanchor="right" if is_left else "left", font={"size": 13, "color": paint["ink"]})
            )  # fmt: skip
    return labels
