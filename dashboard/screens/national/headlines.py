"""The four figures on top: who reports, the middle municipality, the step on the map, all steps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from dashboard.figure import anatomy
from dashboard.figure.anatomy import Headline, few
from dashboard.figure.beside_bounds import (
    if_stale_finished,
    open_variants,
    response_by_variant,
    stale_is_withheld,
    without_variants,
)
from dashboard.figure.withheld_rows import withheld_headline
from dashboard.figure.without_age import beside
from dashboard.figure.words import counted, municipalities, municipality_unit
from dashboard.screens.national.asked import National, national
from dashboard.subjects.expected_today import of_step, said_today
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.statements import Standing
from language.formats import day, days, half, integer, listing, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number


def headlines(picture: National, view: View) -> list[Headline]:
    """Reporters, the middle municipality, the step on the map, and all steps; with what they are of any age of reports.

    For who sees everything: what it says does not depend on who looks.
    """
    found = [make(picture, view) for make in MAKES.values()]
    if view.max_age_days is None:
        return found
    whole = replace(view, max_age_days=None, step_number=picture.followed_step)
    of_any_age = national(whole)
    return beside(found, [make(of_any_age, whole) for make in MAKES.values()], view)


def headlines_seen(picture: National, view: View) -> list[Headline]:
    """The same for who looks; each that is withheld from them says so in its place, and why."""
    found: list[Headline] = []
    for part, make in MAKES.items():
        reason = anatomy.why_not(part)
        if reason is None:
            found.append(make(picture, view))
        else:
            label = say(LABELS[part], view.language, **_of_step(picture, view.language))
            found.append(withheld_headline(label, reason, view.language))
    return found


def _of_step(picture: National, language: Language) -> dict[str, str | int]:
    step = picture.programme.step(picture.followed_step)
    return {"name": step.short_name.of(language), "number": step.number}


def _reporters(picture: National, view: View) -> Headline:
    figure, language = picture.completion, view.language
    every, reporters = figure.municipality_count, figure.reporter_count
    note = say("screen_national.headline.reporters_note_silent", language)
    label = say("screen_national.headline.reporters", language)
    of = say("screen_national.headline.of", language, count=integer(every, language))
    part = share(reporters / every, language)
    if figure.max_age_days is not None:
        age = days(figure.max_age_days, language)
        label = say("screen_national.headline.reporters_age", language, age=age)
        note = say("screen_national.headline.reporters_note_age", language, share=part, age=age)
    elif reporters:
        note = counted(
            "screen_national.headline.reporters_note",
            figure.stale_count,
            language,
            share=part,
            stale=integer(figure.stale_count, language),
            days=STALE_AFTER_DAYS,
        )
    why_not = response_by_variant(view)
    if why_not is not None:
        return Headline(label, integer(reporters, language), municipality_unit(reporters, language), why_not)
    return Headline(label, integer(reporters, language), of, note)


def _middle(picture: National, view: View) -> Headline:
    language = view.language
    median = picture.completed.rows["median"][0]
    label = say("screen_national.headline.median", language)
    if median is None:
        return Headline(label, say("screen.state.unknown", language), is_word=True)
    reporters, every = picture.completed.reporter_count, picture.completed.municipality_count
    total = say("screen_national.headline.of", language, count=len(picture.programme.steps))
    if not bears_one_number(reporters, every):
        low, high = picture.middle_bounds or (0, len(picture.programme.steps))
        return few(label, reporters, every, language, f"{half(low, language)}–{half(high, language)}", total)
    note = counted("screen_national.headline.median_note", reporters, language, count=integer(reporters, language))
    return Headline(label, half(median, language), total, f"{note}{without_variants(view)}")


def _step(picture: National, view: View) -> Headline:
    language, step = view.language, picture.programme.step(picture.followed_step)
    said = picture.completion_by_step[step.number]
    label = say("screen_national.headline.step", language, **_of_step(picture, language))
    unknown = say("screen.state.unknown", language)
    low, high = said["lower_bound"], said["upper_bound"]
    bounds = share_range(low, high, language, unknown=unknown)
    every = picture.completion.municipality_count
    if said["value"] is not None and not bears_one_number(every - said["unknown_count"], every):
        return few(label, every - said["unknown_count"], every, language, bounds)
    highest, stale_highest = (
        share(end, language, unknown=unknown, rounding="up") for end in (high, said["upper_bound_stale"])
    )
    stale = stale_is_withheld(view.max_age_days, language)
    if picture.sees_stale:
        stale = if_stale_finished(highest, stale_highest, view.as_of, language)
    today = expected_today(picture, view)
    why = f"{today and f' {today}'}{open_variants(view)}{stale}{_why_this_step(picture, view)}"
    if low == high and low is not None:
        note = say("screen_national.headline.step_note_counted", language, why=why)
        return Headline(label, share(said["value"], language), "", note)
    if said["estimate"] is None and said["value"] is not None:
        note = say("screen_national.headline.step_note_said", language, bounds=bounds, why=why)
        of = say("screen_national.headline.step_said", language, count=integer(said["denominator"], language))
        return Headline(label, integer(said["numerator"], language), of, note)
    if said["estimate"] is None:
        note = say("screen_national.headline.step_note_bounds", language, bounds=bounds, why=why)
        return Headline(label, share(said["value"], language, unknown=unknown), "", note, said["value"] is None)
    interval = share_range(said["interval_low"], said["interval_high"], language, unknown=unknown)
    if said["estimate"] in (0, 1):  # all or none of those that reported: of the silent nobody knows
        return Headline(
            label, bounds, "", say("screen_national.headline.step_note_edge", language, interval=interval, why=why)
        )
    note = say("screen_national.headline.step_note", language, interval=interval, bounds=bounds, why=why)
    estimate = share(said["estimate"], language)
    return Headline(label, estimate, "", note, told=say("screen_national.headline.step_told", language, share=estimate))


def expected_today(picture: National, view: View) -> str:
    """Reported, and expected on the day itself, side by side; empty where nothing can be expected."""
    number = picture.followed_step
    reported = picture.completion_by_step[number]["lower_bound"]
    return said_today(of_step(picture.today, number), reported, None, view)


def _why_this_step(picture: National, view: View) -> str:
    """Why the figure is of this step, where nobody chose one: another date or filter may bring another step."""
    if picture.is_step_chosen:
        return ""
    busiest = [step for step in queries.busiest_steps(picture.standings) if step != picture.followed_step]
    if not picture.standings.filter(step_number=picture.followed_step, standing=Standing.STARTED).height:
        return ""
    key = "screen_national.headline.step_note_busiest"
    if busiest:
        key = "screen_national.headline.step_note_busiest_tie"
    steps = listing([str(step) for step in busiest], view.language)
    return say(key, view.language, day=day(view.as_of, view.language), steps=steps)


def _all_steps(picture: National, view: View) -> Headline:
    figure, language = picture.all_steps, view.language
    row = figure.rows.row(0, named=True)
    label, high = say("screen_national.headline.all_steps", language), integer(row["upper_bound"], language)
    note = counted(
        "screen_national.headline.all_steps_note",
        row["upper_bound"],
        language,
        low=integer(row["lower_bound"], language),
        high=high,
    )
    note += open_variants(view)
    if picture.sees_stale:
        note += if_stale_finished(high, integer(row["upper_bound_stale"], language), view.as_of, language)
    else:
        note += stale_is_withheld(view.max_age_days, language)
    if row["value"] is None:
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    every = figure.municipality_count
    if not bears_one_number(every - row["unknown_count"], every):
        bounds = f"{integer(row['lower_bound'], language)}–{integer(row['upper_bound'], language)}"
        return few(label, every - row["unknown_count"], every, language, bounds, municipality_unit(2, language))
    count, word = municipalities(int(row["value"]), language).split(" ", 1)
    return Headline(label, count, word, note)


MAKES: Final[Mapping[str, Callable[[National, View], Headline]]] = {
    "headlines/reporters": _reporters,
    "headlines/median": _middle,
    "headlines/step": _step,
    "headlines/all_steps": _all_steps,
}
"""What each of the four figures is made of -> what makes it."""
LABELS: Final = {
    "headlines/reporters": "screen_national.headline.reporters",
    "headlines/median": "screen_national.headline.median",
    "headlines/step": "screen_national.headline.step",
    "headlines/all_steps": "screen_national.headline.all_steps",
}
