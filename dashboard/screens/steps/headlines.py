"""The headline figures of one step: finished, started, how long half of them took, how many within a year."""

from dashboard.figure.anatomy import Headline
from dashboard.figure.words import counted
from dashboard.screens.steps.asked import OneStep
from dashboard.subjects.waits import YEAR_DAYS, months_word
from domain.bilingual import Language
from language.formats import integer, share, share_range
from language.texts import say
from metrics.defining.sentences import party_name
from metrics.readings.duration_summary import DurationSummary, MedianOutcome


def headlines(one: OneStep, language: Language) -> list[Headline]:
    """The four figures at the top of the page."""
    summary = one.durations.whole.summary
    return [_finished(one, language), _started(one, language), _half(one, summary, language), _year(summary, language)]


def _finished(one: OneStep, language: Language) -> Headline:
    said, unknown = one.said, say("screen.state.unknown", language)
    label = say("screen_steps.headline.finished", language, step=one.number)
    bounds = share_range(said.lower_bound, said.upper_bound, language, unknown=unknown)
    rest = say("screen_steps.headline.bounds", language, bounds=bounds)
    if said.estimate is not None:
        estimate = share(said.estimate, language)
        rest = say("screen_steps.headline.estimate", language, estimate=estimate, bounds=bounds)
    count = said.denominator
    key = "screen_steps.headline.finished_note"
    note = counted(key, count, language, count=integer(count, language), rest=rest)
    return _of_municipalities(label, said.numerator if count else None, note, language)


def _started(one: OneStep, language: Language) -> Headline:
    most = one.waited_on[0] if one.waited_on else None
    note = say("screen_steps.headline.waiting_none", language)
    if most is not None and most.count:
        party = one.parties[most.party]
        name = party_name(party.key, party.name).of(language)
        note = counted("screen_steps.headline.waiting", most.count, language, party=name,
                       count=integer(most.count, language))  # fmt: skip
    has_reports = one.said.denominator > 0
    label = say("screen_steps.headline.started", language)
    return _of_municipalities(
        label, one.busy.height if has_reports else None, note if one.busy.height else "", language
    )


def _of_municipalities(label: str, count: int | None, note: str, language: Language) -> Headline:
    if count is None:
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    unit = say(f"screen.word.{'municipality' if count == 1 else 'municipalities'}", language)
    return Headline(label, integer(count, language), unit, note)


def _half(one: OneStep, summary: DurationSummary, language: Language) -> Headline:
    label = say("screen_steps.headline.half", language)
    clock = say(f"screen_steps.headline.since_{one.clock}", language)
    median = summary.median
    if median.days is None:
        outcome = "not_reached" if summary.median_outcome is MedianOutcome.NOT_REACHED else "too_few"
        word = say(
            "screen_steps.headline.not_reached" if outcome == "not_reached" else "screen.state.unknown", language
        )
        note = say(f"screen_steps.headline.half_note_{outcome}", language, clock=clock)
        return Headline(label, word, "", note, is_word=True)
    if median.low_days is None:
        note = say("screen_steps.headline.half_note_alone", language, clock=clock)
    elif median.high_days is None:
        low = months_word(median.low_days, language)
        note = say("screen_steps.headline.half_note_open", language, clock=clock, low=low)
    else:
        low, high = (months_word(days, language) for days in (median.low_days, median.high_days))
        note = say("screen_steps.headline.half_note", language, clock=clock, low=low.split(" ")[0], high=high)
    value, unit = months_word(median.days, language).split(" ", 1)
    return Headline(label, value, unit, note)


def _year(summary: DurationSummary, language: Language) -> Headline:
    label = say("screen_steps.headline.year", language)
    followed, still_open = summary.spell_count, summary.spell_count - summary.event_count
    key = "followed" if still_open or not followed else "followed_all"
    rest = counted(f"screen_steps.headline.{key}", followed, language, followed=integer(followed, language),
                   open=integer(still_open, language))  # fmt: skip
    found = next((landmark for landmark in summary.landmarks if landmark.days == YEAR_DAYS), None)
    if found is None or found.finished_share is None:
        note = say("screen_steps.headline.year_note_unknown", language, rest=rest)
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    unknown = say("screen.state.unknown", language)
    interval = share_range(found.interval_low, found.interval_high, language, unknown=unknown)
    note = say("screen_steps.headline.year_note", language, interval=interval, rest=rest)
    return Headline(label, share(found.finished_share, language), "", note)
