"""The headline figures of one step: finished, started, how long half of them took, how many within a year."""

from dataclasses import replace
from typing import Final

from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline, few
from dashboard.figure.beside_bounds import if_stale_finished, open_variants, stale_is_withheld, without_variants
from dashboard.figure.withheld_rows import withheld_headline
from dashboard.figure.words import counted, least, municipality_unit
from dashboard.screens.steps.asked import OneStep
from dashboard.subjects.waits import YEAR_DAYS, months_word
from dashboard.view import state
from domain.bilingual import Language
from language.formats import integer, listing, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.request import Clock
from metrics.defining.sentences import party_name
from metrics.durations.survival import SMALL_RISK_SET

SINCE: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.headline.since_own_start",
    Clock.STEP_START: "screen_steps.headline.since_step_start",
}
"""Clock -> since when the time is counted, inside a sentence."""
WITHIN_A_YEAR: Final[dict[str, str]] = {
    Clock.OWN_START: "screen_steps.headline.year_own_start",
    Clock.STEP_START: "screen_steps.headline.year_step_start",
}
"""Clock -> the label of the share finished within a year, which names its clock."""

PARTS: Final = ("headlines/finished", "headlines/started", "headlines/lengths", "headlines/lengths")
"""What each of the four figures is made of."""


def headlines_seen(picture: OneStep, language: Language) -> list[Headline]:
    """The four figures at the top of the page, each that is withheld from who looks with that and why in its place."""
    found: list[Headline | None] = [None] * len(PARTS)
    if anatomy.why_not("headlines/finished") is None:
        whole = zip(headlines(picture, language), _by_access(picture), strict=True)
        found = [replace(headline, note=f"{headline.note}{by_access}".strip()) for headline, by_access in whole]
    reasons = [anatomy.why_not(part) for part in PARTS]
    return [
        headline if headline is not None and reason is None else withheld_headline(label, str(reason), language)
        for headline, reason, label in zip(found, reasons, _labels(picture, language), strict=True)
    ]


def _labels(picture: OneStep, language: Language) -> list[str]:
    return [
        say("screen_steps.headline.finished", language, step=picture.number),
        *(say(f"screen_steps.headline.{name}", language) for name in ("started", "half")),
        say(WITHIN_A_YEAR[picture.clock], language),
    ]


def headlines(picture: OneStep, language: Language) -> list[Headline]:
    """The four; where too few have reported, what is certain of all of them."""
    if _is_of_few(picture):
        every = picture.completion.municipality_count
        return _of_few(picture, every - picture.said.unknown_count, every, language)
    return [
        _finished(picture, language),
        _started(picture, language),
        _half(picture, language),
        _year(picture, language),
    ]


def _by_access(picture: OneStep) -> tuple[str, ...]:
    """Of each of the four after a choice by access: whose access is not known may belong to it, so their bounds hold
    those too; of what was counted alone they are no part.
    """
    view = state.chosen_view()
    within, without = open_variants(view), without_variants(view)
    return within, within if _is_of_few(picture) else without, without, without


def _is_of_few(picture: OneStep) -> bool:
    every = picture.completion.municipality_count
    said_count = every - picture.said.unknown_count
    return said_count > 0 and not bears_one_number(said_count, every)


def _of_few(picture: OneStep, said_count: int, every: int, language: Language) -> list[Headline]:
    """The same four where too few have reported for one number: bounds where there are any."""
    labels = _labels(picture, language)
    unit, unknown = municipality_unit(2, language), picture.said.unknown_count
    counts = [
        f"{integer(least, language)}–{integer(least + unknown, language)}"
        for least in (picture.said.numerator, picture.busy.height)
    ]
    bounds = [(one, unit) for one in counts] + [("", "")] * (len(labels) - len(counts))  # of a duration there are none
    return [few(label, said_count, every, language, *of) for label, of in zip(labels, bounds, strict=True)]


def _finished(picture: OneStep, language: Language) -> Headline:
    said, unknown = picture.said, say("screen.state.unknown", language)
    label = say("screen_steps.headline.finished", language, step=picture.number)
    bounds = share_range(said.lower_bound, said.upper_bound, language, unknown=unknown)
    rest, estimate = say("screen_steps.headline.bounds", language, bounds=bounds), ""
    if said.lower_bound is not None and said.lower_bound == said.upper_bound:
        rest = say("screen_steps.headline.counted", language, share=share(said.lower_bound, language))
    elif said.estimate is not None:
        estimate = share(said.estimate, language)
        rest = say("screen_steps.headline.estimate", language, estimate=estimate, bounds=bounds)
    if said.upper_bound is not None and said.upper_bound_stale is None:
        rest += stale_is_withheld(picture.completion.max_age_days, language)
    elif said.upper_bound_stale is not None:
        high, stale_high = (
            share(end, language, unknown=unknown, rounding="up") for end in (said.upper_bound, said.upper_bound_stale)
        )
        rest += if_stale_finished(high, stale_high, picture.as_of, language)
    count = said.denominator
    note = counted("screen_steps.headline.finished_note", count, language, rest=rest)
    tile = _of_municipalities(label, said.numerator if count else None, note, language)
    return replace(tile, told=_with_estimate(tile, estimate, language)) if estimate else tile


def _with_estimate(tile: Headline, estimate: str, language: Language) -> str:
    return say("screen.known.with_estimate", language, value=f"{tile.value} {tile.unit}", estimate=estimate)


def _started(picture: OneStep, language: Language) -> Headline:
    most = picture.waited_on[0] if picture.waited_on else None
    note = say("screen_steps.headline.waiting_none", language)
    if most is not None and most.count:
        equal = [picture.parties[one.party] for one in picture.waited_on if one.count == most.count]
        names = listing([party_name(party.key, party.name).of(language) for party in equal], language)
        key = "screen_steps.headline.waiting" if len(equal) == 1 else "screen_steps.headline.waiting_tie"
        note = counted(key, most.count, language, party=names)
    has_reports = picture.said.denominator > 0
    label = say("screen_steps.headline.started", language)
    note = note if picture.busy.height else ""
    if has_reports and picture.said.unknown_count:
        note = counted("screen_steps.headline.started_least", picture.said.unknown_count, language, rest=note).strip()
    tile = _of_municipalities(label, picture.busy.height if has_reports else None, note, language)
    if tile.is_word:
        return tile
    return replace(tile, told=f"{least(picture.busy.height, picture.said.unknown_count, language)} {tile.unit}")


def _of_municipalities(label: str, count: int | None, note: str, language: Language) -> Headline:
    if count is None:
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    unit = say("screen.word.municipality" if count == 1 else "screen.word.municipalities", language)
    return Headline(label, integer(count, language), unit, note)


def _half(picture: OneStep, language: Language) -> Headline:
    whole, summary = picture.durations.whole, picture.durations.whole.summary
    label = say("screen_steps.headline.half", language)
    clock = say(SINCE[picture.clock], language)
    median = summary.median
    if whole.shown_median_days is None or median.days is None:
        if whole.is_half_not_reached:
            word = say("screen_steps.headline.not_reached", language)
            note = say("screen_steps.headline.half_note_not_reached", language, clock=clock)
        else:
            word = say("screen.few.word" if summary.spell_count else "screen.state.unknown", language)
            note = say("screen_steps.headline.half_note_too_few", language, clock=clock, fewest=SMALL_RISK_SET)
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


def _year(picture: OneStep, language: Language) -> Headline:
    whole, summary = picture.durations.whole, picture.durations.whole.summary
    label = say(WITHIN_A_YEAR[picture.clock], language)
    followed, still_open = summary.spell_count, summary.spell_count - summary.event_count
    is_all = followed and not still_open
    rest = counted(
        "screen_steps.headline.followed_all" if is_all else "screen_steps.headline.followed",
        followed,
        language,
        followed=integer(followed, language),
        open=integer(still_open, language),
    )
    found = next((landmark for landmark in summary.landmarks if landmark.days == YEAR_DAYS), None)
    if found is None or found.finished_share is None:
        note = say("screen_steps.headline.year_note_unknown", language, rest=rest)
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    known = whole.known_count_at(YEAR_DAYS)
    if known < SMALL_RISK_SET:
        note = counted("screen_steps.headline.year_note_few", known, language, fewest=SMALL_RISK_SET, rest=rest)
        return Headline(
            label, say("screen.few.word" if known else "screen.state.unknown", language), "", note, is_word=True
        )
    if found.finished_share in (0, 1) and found.interval_low is None:
        count = integer(known, language)
        if found.finished_share:
            word, note = "screen_steps.headline.year_all", "screen_steps.headline.year_all_note"
        else:
            word, note = "screen_steps.headline.year_none", "screen_steps.headline.year_none_note"
        return Headline(label, say(word, language), "", say(note, language, known=count, rest=rest), is_word=True)
    unknown = say("screen.state.unknown", language)
    interval = share_range(found.interval_low, found.interval_high, language, unknown=unknown)
    note = say("screen_steps.headline.year_note", language, interval=interval, rest=rest)
    return Headline(label, share(found.finished_share, language), "", note)
