"""The headlines of Opleiding: how far two groups are, how many have left, the hours of the middle municipality."""

from typing import Final

from dashboard.figure.anatomy import Headline, few
from dashboard.figure.words import counted
from dashboard.screens.training.asked import Training
from dashboard.screens.training.words import if_stale_trained, norm_word
from domain.bilingual import Language
from domain.programme_training import TargetGroup
from language.formats import days, decimal, integer, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number

SCENARIO: Final = "catalogue.kind.scenario"
GROUP_HEADLINES: Final = 2  # of the four headline figures; the others are about the chosen group


def headlines(picture: Training, language: Language) -> list[Headline]:
    """The four figures at the top of the page."""
    return [
        *(_coverage(picture, group, language) for group in picture.programme.target_groups[:GROUP_HEADLINES]),
        _leak(picture, language),
        _hours(picture, language),
    ]


def _coverage(picture: Training, group: TargetGroup, language: Language) -> Headline:
    row = picture.coverage_rows[group.key]
    label = say("screen_training.headline.coverage", language, group=group.name.of(language))
    if row.value is None:
        return _unknown(label, picture, language)
    every = picture.coverage.municipality_count
    if not bears_one_number(row.stated_count, every):
        is_whole = row.scenario_low is not None
        scenario = share_range(row.scenario_low, row.scenario_high, language) if is_whole else ""
        return few(label, row.stated_count, every, language, scenario, say(SCENARIO, language) if is_whole else "")
    if row.scenario_low is None:
        staff = integer(row.denominator, language)
        note = counted("screen_training.headline.coverage_note", row.stated_count, language, staff=staff)
    else:
        scenario = share_range(row.scenario_low, row.scenario_high, language)
        staff = integer(group.national_scope_count, language)
        note = say("screen_training.headline.coverage_scenario", language, scenario=scenario, staff=staff)
        note = f"{note} {if_stale_trained(row, language)}".strip()
    return Headline(label, share(row.value, language), "", note)


def _leak(picture: Training, language: Language) -> Headline:
    row, group = picture.leak_row, picture.group.name.of(language).lower()
    label = say("screen_training.headline.leak", language, group=group)
    if row.value is None and row.stated_count:  # they said that none left, and nobody was ever trained there
        note = counted("screen_training.nobody_trained", row.stated_count, language)
        return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
    if row.value is None:
        return _unknown(label, picture, language, "screen_training.nobody_left")
    if not bears_one_number(row.stated_count, picture.leak.municipality_count):
        return few(label, row.stated_count, picture.leak.municipality_count, language)
    left, ever = integer(row.numerator, language), integer(row.denominator, language)
    note = counted("screen_training.headline.leak_note", row.stated_count, language, left=left, ever=ever)
    return Headline(label, share(row.value, language, 1), "", note)


def _hours(picture: Training, language: Language) -> Headline:
    row, group = picture.hour_rows[picture.group.key], picture.group.name.of(language).lower()
    label = say("screen_training.headline.hours", language, group=group)
    if row.median is None:
        return _unknown(label, picture, language, "screen_training.nobody_hours")
    if not bears_one_number(row.stated_count, picture.hours.municipality_count):
        return few(label, row.stated_count, picture.hours.municipality_count, language)
    norm = norm_word(row, language)
    note = counted("screen_training.headline.hours_note", row.stated_count, language, norm=norm)
    return Headline(label, decimal(row.median, language), say("screen_training.hours_unit", language), note)


def _unknown(label: str, picture: Training, language: Language, but_not: str = "") -> Headline:
    """The word for unknown, and what was not reported; `but_not`: said where there are reports, only not on this."""
    stated, age = picture.coverage_rows[picture.group.key].stated_count, picture.max_age_days
    note = say("screen_training.nobody_stated", language)
    if age is not None:
        note = say("screen_training.nobody_stated_age", language, age=days(age, language))
    if stated and but_not:
        note = counted(but_not, stated, language)
    return Headline(label, say("screen.state.unknown", language), "", note, is_word=True)
