"""What stands under the figures of one step: how many, what was left out, how sure, of what kind."""

from collections.abc import Sequence

from dashboard import parts
from dashboard.charts.durations import Named
from dashboard.one_step import OneStep
from dashboard.step_findings import median_word, months_word
from dashboard.words import counted
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, decimal, integer, share
from language.texts import say
from metrics.comparison_findings import SMALLEST_CHANCE
from metrics.forecast import DRAW_COUNT
from metrics.step_durations import StepDurations
from metrics.step_records import StepRecord
from metrics.survival import SMALL_RISK_SET


def durations(found: StepDurations, language: Language) -> str:
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


def outlook(one: OneStep, language: Language) -> str:
    """Of how many, who is left out, how it was drawn."""
    last = one.coming[-1] if one.coming else None
    said: list[str] = []
    if last is not None:
        said.append(say("screen_steps.outlook.note_n", language, count=integer(last.denominator, language)))
        if last.unknown_count:
            said.append(counted("screen_steps.outlook.note_out", last.unknown_count, language))
        if last.value_status in (ValueStatus.OBSERVED, ValueStatus.RANGE):
            said.append(say("screen_steps.outlook.note_draws", language, count=integer(DRAW_COUNT, language)))
    return " · ".join([*said, day(one.as_of, language), say("screen.kind.forecast", language)])


def record(mine: StepRecord, every: Sequence[StepRecord], language: Language) -> str:
    """How many for this step, and how many of how many over all steps."""
    judged, inside = sum(step.judged_count for step in every), sum(step.inside_count for step in every)
    said = [counted("screen_steps.record.note", mine.judged_count, language)]
    if judged:
        words = {"inside": integer(inside, language), "judged": integer(judged, language)}
        said.append(say("screen_steps.record.note_all", language, share=share(inside / judged, language), **words))
    return " · ".join([*said, say("screen_steps.record.note_scope", language)])


def waiting(one: OneStep, language: Language) -> str:
    """Of how many municipalities that have started, and on which day."""
    return _of_started(one, language, [])


def busy(one: OneStep, language: Language) -> str:
    """Of how many, and how many of them stand last since their report is stale."""
    stale = int(one.busy["is_stale"].sum())
    return _of_started(one, language, [counted("screen_steps.busy.note_stale", stale, language)] if stale else [])


def _of_started(one: OneStep, language: Language, more: list[str]) -> str:
    said = [counted("screen_steps.waiting.note", one.busy.height, language), *more, day(one.as_of, language)]
    return " · ".join([*said, say("screen.kind.observation", language)])


def has_plans(one: OneStep) -> bool:
    """Whether anybody gave an own target date."""
    return one.plans is not None and one.plans.denominator + one.plans.unknown_count > 0


def plans(one: OneStep, language: Language) -> str:
    """How far own target dates moved, who opened the step again, n and kind."""
    moved, slip = one.moved, say("screen_steps.plans.slip_unknown", language)
    if moved is not None and moved.median is not None:
        low, high = integer(moved.q1, language), integer(moved.q3, language)
        middle = counted("screen_steps.plans.slip", round(moved.median), language)
        known = integer(moved.denominator, language)
        slip = say("screen_steps.plans.slip_spread", language, middle=middle, low=low, high=high, known=known)
    reopened = one.reopened.rows["numerator"].sum() if one.reopened.rows.height else 0
    opened = counted("screen_steps.plans.reopened", int(reopened), language)
    figure = one.adherence
    told = one.plans.denominator + one.plans.unknown_count if one.plans else 0
    without = counted("screen_steps.plans.without", figure.reporter_count - told, language)
    return " · ".join([parts.note(figure, language), without, slip, opened])
