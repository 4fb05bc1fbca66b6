"""How long this step takes, by group: curves of who had finished by when, in one chart or in a panel per group."""

from functools import lru_cache, partial
from typing import Final

import streamlit as st

from dashboard.drawing.chart import Chart
from dashboard.drawing.plotly_look import draw_chart
from dashboard.drawing.rows import ROWS
from dashboard.figure import anatomy
from dashboard.figure.withheld_rows import Withheld
from dashboard.figure.words import counted, few_about, size_word
from dashboard.screens.steps import lengths
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.curves import Named, curves_drawn, groups_with_a_line, median_word
from dashboard.screens.steps.durations_tables import durations_rows, durations_table
from dashboard.screens.steps.panels import PANELS, panels_drawn
from dashboard.subjects.waits import MONTH_DAYS, months_said, months_word
from dashboard.view.address import BY_GROUPS, CLOCKS, View
from domain.bilingual import Language
from language.formats import decimal, integer
from language.texts import say
from metrics.defining.request import Clock
from metrics.durations.survival import SMALL_RISK_SET
from metrics.readings.comparison_findings import RARE, SMALLEST_CHANCE
from metrics.readings.step_durations import SIZE_BANDS, GroupCurve, StepDurations

CLOCK_CHOICES: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.clock.own_start",
    Clock.STEP_START: "screen_steps.clock.step_start",
}
GROUP_CHOICES: Final = {
    "size_class": "screen_steps.by_group.size_class",
    "access_variant": "screen_steps.by_group.access_variant",
    "province": "screen_steps.by_group.province",
}
ABOUT: Final = {
    "size_class": "screen_steps.about.size_class",
    "access_variant": "screen_steps.about.access_variant",
    "province": "screen_steps.about.province",
}
"""What the groups differ in, inside a sentence."""
SIZES: Final = {
    "small": "screen_steps.size.small",
    "middle": "screen_steps.size.middle",
    "large": "screen_steps.size.large",
}
SIZES_IN_SENTENCE: Final = {
    "small": "screen_steps.size_sentence.small",
    "middle": "screen_steps.size_sentence.middle",
    "large": "screen_steps.size_sentence.large",
}


def durations(picture: OneStep, view: View) -> None:
    """How long the step takes, by group: three lines, or a small panel for each of many groups."""
    found, language = picture.durations, view.language
    if anatomy.withheld("durations"):
        return _choose(picture, language)  # by another kind it may be shown
    few = picture.too_few if found.whole.summary.spell_count else None
    sees_curves = anatomy.why_not("durations/curves") is None
    if not sees_curves and (None in picture.held_lengths or few is None):
        finding = lengths.finding(found, picture.held_lengths, language)
    elif few is None:
        finding = durations_finding(found, language)
    else:
        finding = few_about(few, say("screen_steps.durations.about_few", language, step=found.step), language)
    named = partial(group_name, picture=picture, language=language)
    is_by_size = picture.between == "size_class"
    subtitle = "screen_steps.durations.subtitle" if is_by_size else "screen_steps.durations.subtitle_panels"
    subtitle = subtitle if sees_curves else "screen_steps.durations.subtitle_lengths"
    drawn = _draw_durations if sees_curves else _draw_lengths
    anatomy.figure(
        "durations",
        finding=finding,
        subtitle=say(subtitle, language, clock=say(lengths.COUNTED_FROM[picture.clock], language)),
        draw=partial(drawn, picture, named, finding, language),
        note=durations_note(found, picture.held_lengths, language),
        table=lambda: durations_table(found, named, language, finding, picture.held_lengths),
        rows_under=lambda: durations_rows(picture, named, language, finding),
        made_by=picture.curves,
    )


def _draw_lengths(picture: OneStep, named: Named, finding: str, language: Language) -> None:
    _choose(picture, language)
    alt = say("screen_steps.durations.alt_lengths", language, finding=finding)
    ROWS.draw(lengths.drawn(picture.durations, named, picture.held_lengths, alt, language), key="durations")


def _choose(picture: OneStep, language: Language) -> None:
    with st.container(horizontal=True, gap="medium"):
        clocks = [[name, say(CLOCK_CHOICES[clock], language)] for name, clock in CLOCKS.items()]
        groups = [[name, say(GROUP_CHOICES[group], language)] for name, group in BY_GROUPS.items()]
        anatomy.chooser("klok", say("screen_steps.choose.clock", language), clocks, _key_of(CLOCKS, picture.clock))
        anatomy.chooser(
            "naar", say("screen_steps.choose.by_group", language), groups, _key_of(BY_GROUPS, picture.between)
        )


@lru_cache(maxsize=50)  # what Plotly checks of it: 25 ms of a visit; the curves are one object for everybody
def _chart(found: StepDurations, names: tuple[str, ...], theme: str | None, language: Language) -> Chart:
    """`names`: of the groups with a line, in their order."""
    by_group = dict(zip(groups_with_a_line(found), names, strict=True))
    return curves_drawn(found, by_group.__getitem__, theme, language)


def _draw_durations(picture: OneStep, named: Named, finding: str, language: Language) -> None:
    _choose(picture, language)
    found = picture.durations
    alt = durations_alt(found, named, finding, language)
    if picture.between != "size_class" and found.groups:
        PANELS.draw(panels_drawn(found, named, alt, language), key="panels")
    elif groups := groups_with_a_line(found):
        chart = _chart(found, tuple(map(named, groups)), st.context.theme.type, language)
        draw_chart(chart, alt=alt, key="durations")
    else:
        st.markdown(say("screen_steps.durations.nothing", language))


def _key_of(names: dict[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)


def group_name(group: GroupCurve, picture: OneStep, language: Language) -> str:
    """A group as it stands at its line: tot 20.000, Utrecht, A · ...; all together without a name."""
    name = group.name
    if name is None:
        return say("screen_steps.durations.whole", language)
    if picture.between == "size_class":
        if picture.size_class in SIZE_BANDS[str(name)]:  # of the band only the class that was chosen is in it
            return size_word(picture.size_class, language)
        return say(SIZES[str(name)], language)
    if picture.between == "access_variant":
        variant = next(variant for variant in picture.programme.access_variants if variant.key == name)
        return f"{variant.key} · {variant.name.of(language)}"
    return str(name)


def durations_finding(found: StepDurations, language: Language) -> str:
    """Who finishes sooner, where chance does not explain it; otherwise how long half of those followed took.

    From when it is counted is said: the two clocks give two numbers.
    """
    about, chance, whole = say(ABOUT[found.between], language), found.test.p_value, found.whole
    if chance is not None and chance < RARE:
        return _difference(found, about, language)
    if whole.shown_median_days is not None:
        half = months_word(whole.shown_median_days, language)
        key = "screen_steps.durations.half" if chance is None else "screen_steps.durations.half_same"
        clock, followed = lengths.counted_from(found, language), integer(whole.summary.spell_count, language)
        return say(key, language, step=found.step, months=half, about=about, clock=clock, followed=followed)
    if not whole.summary.event_count:
        return say("screen_steps.durations.none_finished", language, step=found.step)
    if whole.is_half_not_reached:
        return say("screen_steps.durations.not_half", language, step=found.step)
    return say("screen_steps.durations.too_few", language, step=found.step)


def _difference(found: StepDurations, about: str, language: Language) -> str:
    reached = [group for group in found.groups if group.shown_median_days is not None]
    if len(reached) < 2:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    is_by_size = found.between == "size_class"
    ends = reached if is_by_size else sorted(reached, key=lambda group: group.shown_median_days or 0)
    first, last = ends[0], ends[-1]
    # as far apart as the months that stand at the lines
    of_first, of_last = (round((group.shown_median_days or 0) / MONTH_DAYS, 1) for group in (first, last))
    if of_first == of_last:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    if not is_by_size:
        low, high = (months_word(group.shown_median_days or 0, language) for group in (first, last))
        clock = lengths.counted_from(found, language)
        values = {"step": found.step, "about": about, "low": low.split(" ")[0], "high": high, "clock": clock}
        return say("screen_steps.durations.differs_medians", language, **values)
    sooner, other = (first, last) if of_first < of_last else (last, first)
    names = [say(SIZES_IN_SENTENCE[str(group.name)], language) for group in (sooner, other)]
    return say("screen_steps.durations.sooner", language, first=names[0][:1].upper() + names[0][1:], other=names[1],
                 step=found.step, months=months_said(abs(of_last - of_first), language),
                 clock=lengths.counted_from(found, language))  # fmt: skip


def durations_note(found: StepDurations, held: Withheld, language: Language) -> str:
    """Followed, still open, left out and why, mergers, the test; of what is not withheld."""
    if None in held:
        return held.note(say("screen_steps.durations.note_kind", language), language)
    summary = found.whole.summary
    said = [counted("screen_steps.durations.note_n", summary.spell_count, language)]
    if summary.spell_count:
        said.append(counted("screen_steps.durations.note_open", summary.spell_count - summary.event_count, language))
    if summary.without_start_count:
        said.append(counted("screen_steps.durations.note_no_start", summary.without_start_count, language))
    if summary.not_seen_count:
        said.append(counted("screen_steps.durations.note_not_seen", summary.not_seen_count, language))
    no_group = summary.spell_count - sum(group.summary.spell_count for group in found.groups)
    if no_group and not held:
        about = say(ABOUT[found.between], language)
        said.append(counted("screen_steps.durations.note_no_group", no_group, language, about=about))
    if summary.curve.is_truncated:
        said.append(say("screen_steps.durations.note_merged", language))
    if summary.thin_start_until_days is not None:
        until = months_word(summary.thin_start_until_days, language)
        said.append(say("screen_steps.durations.note_thin", language, months=until, fewest=SMALL_RISK_SET))
    if found.test.p_value is not None and not held:
        said.append(say("screen_steps.durations.note_test", language, chance=_chance(found.test.p_value, language)))
    return held.note(" · ".join([*said, say("screen_steps.durations.note_kind", language)]), language)


def _chance(p_value: float, language: Language) -> str:
    if p_value < SMALLEST_CHANCE:
        return say("screen_steps.durations.chance_tiny", language)
    return say("screen_steps.durations.chance", language, p=decimal(p_value, language, 3))


def durations_alt(found: StepDurations, named: Named, finding: str, language: Language) -> str:
    """The finding, and the median of each group."""
    medians = [
        say("screen_steps.durations.alt_median", language, name=named(group), median=median_word(group, language))
        for group in (found.whole, *found.groups)
    ]
    return say("screen_steps.durations.alt", language, finding=finding, medians="; ".join(medians) + ".")
