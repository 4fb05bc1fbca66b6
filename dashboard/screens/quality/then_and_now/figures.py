"""The figures on two moments of knowledge: side by side, as a bridge, and line by line."""

import streamlit as st

from dashboard.drawing.list import LIST
from dashboard.drawing.rows import ROWS, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.words import counted
from dashboard.frame.filters import FILTERS, FiltersData
from dashboard.screens.quality.then_and_now import corrections, moments_list, revision_log, told, two_moments
from dashboard.screens.quality.then_and_now.bridge import Span, bridge
from dashboard.screens.quality.then_and_now.two_moments import CATALOGUE_KEYS, Compared
from dashboard.view import queries, state
from dashboard.view.address import View
from language.formats import day, decimal, euro, euro_millions, integer, share
from language.texts import say
from metrics.readings.revising.replaying import Change


def side_by_side(compared: Compared, view: View) -> None:
    """Every headline figure then and now, and what made the difference."""
    language, programme = view.language, queries.the_programme()
    anatomy.figure(
        "moments",
        finding=_side_by_side_finding(compared, view),
        subtitle=say("screen_quality.moments.subtitle", view.language, **_moments(compared, view)),
        draw=lambda: _draw_side_by_side(compared, view),
        note=_note(compared, view),
        table=moments_list.table(compared, programme, language),
        made_by=queries.ask(view, "revisions"),
    )


def _side_by_side_finding(compared: Compared, view: View) -> str:
    told_then = sum(row.before is not None for row in compared.rows.values())
    if not told_then:
        return say("screen_quality.moments.finding_unknown", view.language, **_moments(compared, view))
    count = len(two_moments.changed(compared))
    return counted(
        "screen_quality.moments.finding",
        count,
        view.language,
        then=compared.then_word,
        figures=integer(told_then, view.language),
        count=integer(count, view.language),
    )


def _draw_side_by_side(compared: Compared, view: View) -> None:
    programme = queries.the_programme()
    if compared.is_other:
        st.info(say("screen_quality.moments.not_earlier", view.language, then=compared.then_word))
    fields: FiltersData = {
        "items": [*two_moments.controls(compared, programme, view)],
        "label": say("screen_quality.moments.label", view.language),
        "reset": None,
    }
    change = FILTERS.draw(fields, key="moments").change
    if change and change["name"] == "cijfer":
        state.show(two_moments.with_figure(view, change["value"]))
    elif change:
        state.choose(change["name"], change["value"])
    opened = LIST.draw(moments_list.drawn(compared, programme, view.language), key="moments_list").open
    if opened:
        state.show(two_moments.with_figure(view, opened))


def effect(compared: Compared, view: View) -> None:
    """From what was told then to what is known now, for the figure that is looked at closely."""
    language = view.language
    name = two_moments.name(compared.chosen, queries.the_programme(), language)
    finding = _effect_finding(compared, view)
    anatomy.figure(
        "effect",
        finding=finding,
        subtitle=say("screen_quality.effect.subtitle", view.language, name=name, **_moments(compared, view)),
        draw=lambda: _draw_effect(compared, view, finding),
        note=_effect_note(compared, view),
        table=moments_list.bridge_table(compared, language),
        made_by=queries.ask(view, CATALOGUE_KEYS[compared.chosen.key]),
    )


def _draw_effect(compared: Compared, view: View, finding: str) -> None:
    row = compared.row
    if row.before is None or row.after is None or None in row.causes.values():
        st.markdown(say("screen_quality.effect.unknown", view.language))
    elif any(row.causes.values()):
        data = _bridge(compared, view, finding, before=row.before, after=row.after)
        ROWS.draw(data, key="effect")
    else:
        st.markdown(say("screen_quality.effect.nothing", view.language))


def _effect_finding(compared: Compared, view: View) -> str:
    row, key = compared.row, compared.chosen.key
    known = "known_now" if compared.is_now else "known_then"
    values = {
        "then": compared.then_word,
        "known": say(f"screen_quality.effect.{known}", view.language, now=compared.now_word),
    }
    difference = row.difference
    if difference is None:
        return say(
            f"screen_quality.effect.finding_{'not_then' if row.before is None else 'not_now'}", view.language, **values
        )
    values["value"] = told.value(key, row.before, view.language)
    if difference == 0:
        return say("screen_quality.effect.finding_same", view.language, **values)
    if told.is_tiny(key, difference):
        return say("screen_quality.effect.finding_tiny", view.language, **values)
    # a figure that rose was lower when it was told
    values["size"] = told.size(key, difference, view.language)
    return say(f"screen_quality.effect.finding_{'lower' if difference > 0 else 'higher'}", view.language, **values)


def _bridge(compared: Compared, view: View, finding: str, *, before: float, after: float) -> RowsData:
    language, key = view.language, compared.chosen.key
    first = say("screen_quality.effect.then", view.language, then=compared.then_word)
    spans = [Span(first, before, None, told.value(key, before, language))]
    at = before
    for change, size in compared.row.causes.items():
        count = revision_log.moving_lines(compared, change)
        sub = counted("screen_quality.effect.lines", count, language, count=integer(count, language))
        spans.append(
            Span(say(f"screen_quality.effect.{change}", view.language), at, size, told.change(key, size, language), sub)
        )
        at += size or 0
    spans.append(Span(two_moments.later_label(compared, language), after, None, told.value(key, after, language)))
    alt = say(
        "screen_quality.effect.alt",
        view.language,
        finding=finding,
        before=spans[0].text,
        after=spans[-1].text,
        then=compared.then_word,
    )
    return bridge(
        spans,
        alt=alt,
        axis_label=say("screen_quality.effect.axis", view.language),
        written=lambda value, step: _tick(key, value, step, view),
    )


def _tick(key: str, value: float, step: float, view: View) -> str:
    language = view.language
    if key in told.SHARES:
        points = step * 100
        return share(value, language, 0 if points >= 1 else 1 if round(points * 10, 6) % 1 == 0 else 2)
    if key == "realised_cost":
        if value < told.MILLION:
            return euro(value, language)
        return euro_millions(value, language, 0 if step >= told.MILLION else 1 if step >= told.MILLION / 10 else 3)
    return decimal(value, language, 0 if step >= 1 and round(step, 6) % 1 == 0 else 1 if step >= 0.1 else 3)


def _effect_note(compared: Compared, view: View) -> str:
    counts = revision_log.counts(compared)
    return say(
        "screen_quality.effect.note",
        view.language,
        lines=integer(counts["lines"], view.language),
        new=integer(counts[Change.NEW_REPORT], view.language),
        corrected=integer(counts[Change.CORRECTION], view.language),
        withdrawn=integer(counts[Change.WITHDRAWAL], view.language),
        unit=told.unit(compared.chosen.key, view.language),
        rounded="" if _adds_up(compared) else say("screen_quality.effect.rounded", view.language),
    )


def _adds_up(compared: Compared) -> bool:
    row = compared.row
    known = [cause for cause in row.causes.values() if cause is not None]
    if row.before is None or row.after is None or len(known) < len(row.causes):
        return True  # nothing is drawn that could be added up
    return told.adds_up(compared.chosen.key, row.before, known, row.after)


def log(compared: Compared, view: View) -> None:
    """Every line of the ledger between the moments that changed something, with its effect on the figure."""
    language = view.language
    lines = revision_log.lines(compared, queries.the_register())
    moved = [line for line in lines if line.effect]
    counts = {"count": integer(len(moved), language), "lines": integer(len(lines), language)}
    finding = say("screen_quality.log.none", view.language, then=compared.then_word)
    if lines:
        finding = counted("screen_quality.log.finding", len(moved), language, **counts)
    anatomy.figure(
        "log",
        finding=finding,
        subtitle=say(
            "screen_quality.log.subtitle",
            view.language,
            name=two_moments.name(compared.chosen, queries.the_programme(), language),
        ),
        draw=lambda: _draw_log(moved, compared, view),
        note=say("screen_quality.log.note", view.language, **counts, **_moments(compared, view)),
        table=revision_log.table(lines, compared, language) if lines else None,
        rows_under=_corrected(compared, view),
    )


def _corrected(compared: Compared, view: View) -> TableData | None:
    """Value by value what corrections and withdrawals changed, of the municipalities in the log."""
    codes = {code for of_line in compared.found.lines["municipality_codes"].drop_nulls() for code in of_line}
    history = queries.recorded(view).history
    found = corrections.corrected(history, known_from=compared.found.known_from, known_to=compared.found.known_to)
    here = [value for value in found if value.code in codes]
    return (
        corrections.rows_under(here, queries.the_register(), queries.the_programme(), view.language) if here else None
    )


def _draw_log(moved: list[revision_log.Line], compared: Compared, view: View) -> None:
    if not moved:
        return
    opened = LIST.draw(revision_log.drawn(moved, compared, view.language), key="log").open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def _moments(compared: Compared, view: View) -> dict[str, str]:
    return {
        "then": compared.then_word,
        "now": compared.now_word,
        "as_of": day(compared.as_of, view.language),
        "today": day(compared.today_as_of, view.language),
    }


def _note(compared: Compared, view: View) -> str:
    return say(
        f"screen_quality.moments.{'note_filtered' if view.is_filtered else 'note'}",
        view.language,
        **_moments(compared, view),
    )
