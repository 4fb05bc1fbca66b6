"""How long this step takes, by group: the sentence, the note, the tables and the choice of drawing."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard.drawing.plotly_look import CONFIG
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.steps import durations_drawn as charts
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.durations_drawn import PANELS, Named, median_word
from dashboard.screens.steps.words import number_column
from dashboard.subjects.waits import MONTH_DAYS, months_said, months_word
from dashboard.view.address import BY_GROUPS, CLOCKS, View
from domain.bilingual import Language
from language.formats import decimal, share
from language.texts import say
from metrics.durations.curve_readings import LANDMARK_DAYS
from metrics.durations.survival import SMALL_RISK_SET
from metrics.readings.comparison_findings import RARE, SMALLEST_CHANCE
from metrics.readings.duration_summary import DurationSummary
from metrics.readings.step_durations import GroupCurve, StepDurations


def durations(one: OneStep, view: View) -> None:
    """How long the step takes, by group: three lines, or a small panel for each of many groups."""
    found, language = one.durations, view.language
    finding = durations_finding(found, language)
    named = partial(group_name, one=one, language=language)
    kind = "subtitle" if one.between == "size_class" else "subtitle_panels"
    clock = say(f"screen_steps.durations.from_{one.clock}", view.language)
    anatomy.figure(
        "durations",
        finding=finding,
        subtitle=say(f"screen_steps.durations.{kind}", view.language, clock=clock),
        draw=partial(_draw_durations, one, named, finding, view),
        note=durations_note(found, language),
        table=durations_table(found, named, language, finding),
        rows_under=spells(one, named, language, finding),
        made_by=one.curves,
    )


def _draw_durations(one: OneStep, named: charts.Named, finding: str, view: View) -> None:
    with st.container(horizontal=True, gap="medium"):
        clocks = [[name, say(f"screen_steps.clock.{clock}", view.language)] for name, clock in CLOCKS.items()]
        groups = [[name, say(f"screen_steps.by_group.{group}", view.language)] for name, group in BY_GROUPS.items()]
        anatomy.chooser("klok", say("screen_steps.choose.clock", view.language), clocks, _key_of(CLOCKS, one.clock))
        anatomy.chooser(
            "naar", say("screen_steps.choose.by_group", view.language), groups, _key_of(BY_GROUPS, one.between)
        )
    found = one.durations
    alt = durations_alt(found, named, finding, view.language)
    groups_drawn = charts.drawn_groups(found)
    if one.between != "size_class" and found.groups:
        PANELS.draw(charts.panels(found, named, alt, view.language), key="panels")
    elif groups_drawn:
        chart = charts.curves(found, named, st.context.theme.type, view.language)
        st.plotly_chart(chart, theme=None, config=CONFIG, alt=alt, key="durations")
    else:
        st.markdown(say("screen_steps.durations.nothing", view.language))


def _key_of(names: dict[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)


def durations_finding(found: StepDurations, language: Language) -> str:
    """Who finishes sooner, where chance does not explain it; otherwise how long half of them took."""
    about = say(f"screen_steps.about.{found.between}", language)
    is_rare = found.test.p_value is not None and found.test.p_value < RARE
    reached = [group for group in found.groups if group.shown_median_days is not None]
    if is_rare:
        return _difference(found, reached, about, language)
    whole = found.whole
    if whole.shown_median_days is not None:
        is_same = found.test.p_value is not None
        half = months_word(whole.shown_median_days, language)
        return say(
            f"screen_steps.durations.half{'_same' if is_same else ''}",
            language,
            step=found.step,
            months=half,
            about=about,
        )
    if not whole.summary.event_count:
        return say("screen_steps.durations.none_finished", language, step=found.step)
    key = "not_half" if whole.shown_until_days is not None and whole.summary.median.days is None else "too_few"
    return say(f"screen_steps.durations.{key}", language, step=found.step)


def _difference(found: StepDurations, reached: list[GroupCurve], about: str, language: Language) -> str:
    if len(reached) < 2:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    first, last = (reached[0], reached[-1]) if found.between == "size_class" else _ends(reached)
    # as far apart as the months that stand at the lines
    of_first, of_last = (round((group.shown_median_days or 0) / MONTH_DAYS, 1) for group in (first, last))
    if of_first == of_last:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    if found.between != "size_class":
        low, high = (months_word(group.shown_median_days or 0, language) for group in (first, last))
        values = {"step": found.step, "about": about, "low": low.split(" ")[0], "high": high}
        return say("screen_steps.durations.differs_medians", language, **values)
    sooner, other = (first, last) if of_first < of_last else (last, first)
    names = [say(f"screen_steps.size_sentence.{group.name}", language) for group in (sooner, other)]
    return say("screen_steps.durations.sooner", language, first=names[0][:1].upper() + names[0][1:], other=names[1],
                 step=found.step, months=months_said(abs(of_last - of_first), language))  # fmt: skip


def _ends(reached: list[GroupCurve]) -> tuple[GroupCurve, GroupCurve]:
    by_median = sorted(reached, key=lambda group: group.shown_median_days or 0)
    return by_median[0], by_median[-1]


def group_name(group: GroupCurve, one: OneStep, language: Language) -> str:
    """A group as it stands at its line: tot 20.000, Utrecht, A · ...; all together without a name."""
    name = group.name
    if name is None:
        return say("screen_steps.durations.whole", language)
    if one.between == "size_class":
        return say(f"screen_steps.size.{name}", language)
    if one.between == "access_variant":
        variant = next(variant for variant in one.programme.access_variants if variant.key == name)
        return f"{variant.key} · {variant.name.of(language)}"
    return str(name)


def durations_note(found: StepDurations, language: Language) -> str:
    """Followed, still open, left out and why, mergers, the test."""
    summary = found.whole.summary
    said = [counted("screen_steps.durations.note_n", summary.spell_count, language)]
    if summary.spell_count:
        said.append(counted("screen_steps.durations.note_open", summary.spell_count - summary.event_count, language))
    for key, count in (("no_start", summary.without_start_count), ("not_seen", summary.not_seen_count)):
        if count:
            said.append(counted(f"screen_steps.durations.note_{key}", count, language))
    no_group = summary.spell_count - sum(group.summary.spell_count for group in found.groups)
    if no_group:
        about = say(f"screen_steps.about.{found.between}", language)
        said.append(counted("screen_steps.durations.note_no_group", no_group, language, about=about))
    if summary.curve.is_truncated:
        said.append(say("screen_steps.durations.note_merged", language))
    if summary.thin_start_until_days is not None:
        until = months_word(summary.thin_start_until_days, language)
        said.append(say("screen_steps.durations.note_thin", language, months=until, fewest=SMALL_RISK_SET))
    if found.test.p_value is not None:
        said.append(say("screen_steps.durations.note_test", language, chance=_chance(found.test.p_value, language)))
    return " · ".join([*said, say("screen_steps.durations.note_kind", language)])


def durations_alt(found: StepDurations, named: Named, finding: str, language: Language) -> str:
    """The finding, and the median of each group."""
    medians = [
        say("screen_steps.durations.alt_median", language, name=named(group), median=median_word(group, language))
        for group in (found.whole, *found.groups)
    ]
    return say("screen_steps.durations.alt", language, finding=finding, medians="; ".join(medians) + ".")


def _chance(p_value: float, language: Language) -> str:
    if p_value < SMALLEST_CHANCE:
        return say("screen_steps.durations.chance_tiny", language)
    return say("screen_steps.durations.chance", language, p=decimal(p_value, language, 3))


def durations_table(found: StepDurations, named: Named, language: Language, caption: str) -> TableData:
    """A row per group and one for all: how many followed, the median with its interval, shares at landmarks."""
    curves = [*found.groups, found.whole]
    of = partial(_of_summaries, curves, language)
    shares = [
        _shares(say("screen_steps.column.share_at", language, days=days), place, curves, language)
        for place, days in enumerate(LANDMARK_DAYS)
    ]
    return TableData(
        caption,
        [
            Column(say("screen_steps.column.group", language), [named(curve) for curve in curves]),
            of("followed", lambda summary: summary.spell_count),
            of("finished", lambda summary: summary.event_count),
            of("median", lambda summary: summary.median.days),
            of("median_low", lambda summary: summary.median.low_days),
            of("median_high", lambda summary: summary.median.high_days),
            *shares,
            of("mean", lambda summary: summary.restricted_mean.days if summary.restricted_mean else None),
            of("no_start", lambda summary: summary.without_start_count),
            of("not_seen", lambda summary: summary.not_seen_count),
        ],
    )


def _of_summaries(
    curves: Sequence[GroupCurve], language: Language, label: str, read: Callable[[DurationSummary], float | None]
) -> Column:
    is_median = label.startswith("median")
    unknown = say("screen_steps.headline.not_reached" if is_median else "screen.state.unknown", language)
    values = [read(curve.summary) for curve in curves]
    return number_column(say(f"screen_steps.column.{label}", language), values, language, unknown)


def _shares(label: str, place: int, curves: Sequence[GroupCurve], language: Language) -> Column:
    landmarks = [curve.summary.landmarks for curve in curves]
    found = [reached[place].finished_share if reached else None for reached in landmarks]
    unknown = say("screen.state.unknown", language)
    return Column(label, found, partial(share, language=language, unknown=unknown), is_number=True)


def spells(one: OneStep, named: Named, language: Language, caption: str) -> TableData:
    """What the curves were made from: how long each municipality was followed, and what ended that."""
    rows = one.durations.rows.sort("municipality")
    register, groups = one.register.by_code, {group.name: named(group) for group in one.durations.groups}
    unknown = say("screen.state.unknown", language)
    ends = [
        "left_out_" + left_out if left_out else "finished" if is_event else "open"
        for is_event, left_out in rows.select("is_event", "left_out").iter_rows()
    ]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality", language), [register[code].name for code in rows["municipality"]]),
            Column(say("screen.column.municipality_code", language), rows["municipality"].to_list()),
            Column(say("screen_steps.column.group", language), [groups.get(name, unknown) for name in rows["group"]]),
            number_column(say("screen_steps.column.entry", language), rows["entry_days"].to_list(), language),
            number_column(say("screen_steps.column.exit", language), rows["exit_days"].to_list(), language),
            Column(say("screen_steps.column.ended", language),
                   [say(f"screen_steps.ended.{end}", language) for end in ends]),
        ],
    )  # fmt: skip
