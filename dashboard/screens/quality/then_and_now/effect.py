"""From what was told then to what is known now, for one figure: a bridge with a row per kind of change."""

from functools import partial

import streamlit as st

from dashboard.drawing.rows import ROWS, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, municipalities
from dashboard.screens.quality.then_and_now import revision_log, told, two_moments
from dashboard.screens.quality.then_and_now.bridge import Span, bridge
from dashboard.screens.quality.then_and_now.two_moments import CATALOGUE_KEYS, Compared, moment_words
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, euro, euro_millions, integer, share
from language.texts import say
from metrics.readings.revising.replaying import Change


def effect(compared: Compared, view: View) -> None:
    """From what was told then to what is known now, for the figure that is looked at closely."""
    language = view.language
    name = two_moments.name(compared.chosen, queries.the_programme(), language)
    finding = effect_finding(compared, language)
    anatomy.figure(
        "effect",
        finding=finding,
        subtitle=say("screen_quality.effect.subtitle", language, name=name, **moment_words(compared, language)),
        draw=lambda: _draw_effect(compared, finding, language),
        note=effect_note(compared, language),
        table=lambda: effect_table(compared, language),
        made_by=queries.ask(view, CATALOGUE_KEYS[compared.chosen.key]),
    )


def effect_finding(compared: Compared, language: Language) -> str:
    """How much more or less was told then than is known now, of the figure that is looked at."""
    row, key, difference = compared.row, compared.chosen.key, compared.row.difference
    known = "screen_quality.effect.known_now" if compared.is_now else "screen_quality.effect.known_then"
    values = {"then": compared.then_word, "known": say(known, language, now=compared.now_word)}
    if difference is None:
        unknown = (
            "screen_quality.effect.finding_not_then" if row.before is None else "screen_quality.effect.finding_not_now"
        )
        return say(unknown, language, **values)
    if not compared.bears(compared.chosen):
        values.update(asked=integer(compared.asked_count, language), n_now=integer(row.after_count, language))
        return counted("screen_quality.effect.finding_few", row.before_count, language, **values)
    values["value"] = told.value(key, row.before, language)
    if difference == 0:
        return say("screen_quality.effect.finding_same", language, **values)
    if told.is_tiny(key, difference):
        return say("screen_quality.effect.finding_tiny", language, **values)
    # a figure that rose was lower when it was told
    values["size"] = told.size(key, difference, language)
    was = "screen_quality.effect.finding_lower" if difference > 0 else "screen_quality.effect.finding_higher"
    return say(was, language, **values)


def effect_note(compared: Compared, language: Language) -> str:
    """How many statements each kind of change holds, and that rounding does not add up where it does not."""
    counts = revision_log.counts(compared)
    return say(
        "screen_quality.effect.note",
        language,
        lines=counted("screen_quality.effect.lines", counts["lines"], language)
        if counts["lines"]
        else (say("screen_quality.effect.no_lines", language)),
        new=integer(counts[Change.NEW_REPORT], language),
        corrected=integer(counts[Change.CORRECTION], language),
        withdrawn=integer(counts[Change.WITHDRAWAL], language),
        unit=told.unit(compared.chosen.key, language),
        n_then=municipalities(compared.row.before_count, language),
        n_now=integer(compared.row.after_count, language),
        rounded="" if _adds_up(compared) else say("screen_quality.effect.rounded", language),
    )


def _adds_up(compared: Compared) -> bool:
    row = compared.row
    known = [cause for cause in row.causes.values() if cause is not None]
    if row.before is None or row.after is None or len(known) < len(row.causes):
        return True  # nothing is drawn that could be added up
    return told.adds_up(compared.chosen.key, row.before, known, row.after)


def _draw_effect(compared: Compared, finding: str, language: Language) -> None:
    row = compared.row
    if row.before is None or row.after is None or None in row.causes.values():
        st.markdown(say("screen_quality.effect.unknown", language))
    elif any(row.causes.values()):
        data = effect_drawn(compared, finding, language, before=row.before, after=row.after)
        ROWS.draw(data, key="effect")
    else:
        st.markdown(say("screen_quality.effect.nothing", language))


def effect_drawn(compared: Compared, finding: str, language: Language, *, before: float, after: float) -> RowsData:
    """The bridge: what was told, what each kind of change did to it, what is known."""
    key = compared.chosen.key
    first = say("screen_quality.effect.then", language, then=compared.then_word)
    spans = [Span(first, before, None, told.value(key, before, language))]
    at = before
    for change, size in compared.row.causes.items():
        count = revision_log.moving_lines(compared, change)
        sub = counted("screen_quality.effect.lines", count, language, count=integer(count, language))
        spans.append(Span(say(told.CHANGE_KEYS[change], language), at, size, told.change(key, size, language), sub))
        at += size or 0
    spans.append(Span(two_moments.later_label(compared, language), after, None, told.value(key, after, language)))
    alt = say(
        "screen_quality.effect.alt",
        language,
        finding=finding,
        before=spans[0].text,
        after=spans[-1].text,
        then=compared.then_word,
    )
    return bridge(
        spans,
        alt=alt,
        axis_label=say("screen_quality.effect.axis", language),
        written=lambda value, step: _tick(key, value, step, language),
    )


def _tick(key: str, value: float, step: float, language: Language) -> str:
    if key in told.SHARES:
        points = step * 100
        return share(value, language, 0 if points >= 1 else 1 if round(points * 10, 6) % 1 == 0 else 2)
    if key == "realised_cost":
        if value < told.MILLION:
            return euro(value, language)
        return euro_millions(value, language, 0 if step >= told.MILLION else 1 if step >= told.MILLION / 10 else 3)
    return decimal(value, language, 0 if step >= 1 and round(step, 6) % 1 == 0 else 1 if step >= 0.1 else 3)


def effect_table(compared: Compared, language: Language) -> TableData:
    """The bridge of one figure: where it stood, what each kind of change did, where it stands."""
    row, key = compared.row, compared.chosen.key
    labels = [
        say("screen_quality.effect.then", language, then=compared.then_word),
        *(say(told.CHANGE_KEYS[change], language) for change in row.causes),
        two_moments.later_label(compared, language),
    ]
    values = [row.before, *row.causes.values(), row.after]
    words = [
        told.value(key, row.before, language),
        *(told.change(key, size, language) for size in row.causes.values()),
        told.value(key, row.after, language),
    ]
    return TableData(
        say("screen_quality.effect.caption", language),
        [
            Column(say("screen_quality.effect.part", language), labels),
            Column(say("screen_quality.moments.unit", language), [told.counted_in(key, language)] * len(labels)),
            Column(say("screen_quality.effect.written", language), words, is_number=True),
            Column(
                say("screen_quality.effect.unrounded", language),
                values,
                partial(told.exact, key, language=language),
                is_number=True,
            ),
        ],
    )
