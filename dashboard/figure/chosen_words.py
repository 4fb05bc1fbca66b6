"""What was chosen on a page, as people say it: the filters, and what a page has to choose of its own."""

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Final

from dashboard.figure.words import size_word
from dashboard.view import queries
from dashboard.view.address import ALL_STEPS, View
from domain.clocks import bare_date, known_on_moment
from language.formats import day, days, moment, months
from language.texts import say

END_OF_TIME: Final = datetime.max.replace(tzinfo=timezone.utc)
OWN_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "national": ("gemeente", "stap", "traag"),
    "steps": ("gemeente", "stap", "wacht", "klok", "naar", "traag"),
    "training": ("gemeente", "doelgroep", "naar"),
    "costs": ("gemeente", "aannames"),
    "municipality": ("gemeente", "vergelijk"),
    "compare": ("gemeente", "stap", "cijfer", "doelgroep", "vergelijk", "naar"),
    "quality": ("eerder", "cijfer", "stap"),
    "account": (),
}
"""Page -> what is chosen there beside the filters, by its name in the address."""
FILTERS: Final = ("provincie", "grootte", "toegang", "leeftijd")
CHOICE_KEYS: Final[Mapping[str, str]] = {
    "provincie": "screen.filter.province",
    "grootte": "screen.filter.size_class",
    "toegang": "screen.filter.access_variant",
    "leeftijd": "screen.filter.max_age",
    "gemeente": "screen.column.own",
    "stap": "screen.column.step",
    "wacht": "screen.column.waiting_on",
    "klok": "screen_steps.choose.clock",
    "naar": "screen_steps.choose.by_group",
    "traag": "screen.origin.slower",
    "doelgroep": "screen.origin.target_group",
    "aannames": "screen.origin.assumptions",
    "vergelijk": "screen.origin.peer_group",
    "cijfer": "screen.origin.metric",
    "eerder": "screen.origin.earlier",
}
CLOCK_KEYS: Final[Mapping[str, str]] = {
    "own_start": "screen_steps.clock.own_start",
    "step_start": "screen_steps.clock.step_start",
}
BY_GROUP_KEYS: Final[Mapping[str, str]] = {
    "size_class": "screen_steps.by_group.size_class",
    "access_variant": "screen_steps.by_group.access_variant",
    "province": "screen_steps.by_group.province",
}
PEER_GROUP_KEYS: Final[Mapping[str, str]] = {
    "size_class": "screen.origin.peers.size_class",
    "size_variant": "screen.origin.peers.size_variant",
    "access_variant": "screen.origin.peers.access_variant",
    "province": "screen.origin.peers.province",
    "nearest": "screen.origin.peers.nearest",
}


def chosen_word(name: str, view: View) -> str:
    """What was chosen under a name in the address, as people say it."""
    language, programme, written = view.language, queries.the_programme(), view.address()[name]
    if name == "stap":
        return say("screen.filter.all", language) if view.step_number == ALL_STEPS else _step(view)
    words: Mapping[str, Mapping[str, str]] = {
        "toegang": {one.key: f"{one.key} · {one.name.of(language)}" for one in programme.access_variants},
        "wacht": {one.key: one.name.of(language) for one in programme.waiting_parties},
        "doelgroep": {one.key: one.name.of(language) for one in programme.target_groups},
        "gemeente": {code: one.name for code, one in queries.the_register().by_code.items()},
    }
    if name in words:
        return words[name].get(written, written)
    return _said(name, view) or written


def _said(name: str, view: View) -> str | None:
    language = view.language
    match name:
        case "grootte":
            return size_word(view.size_class, language)
        case "leeftijd":
            return say("screen.filter.age", language, age=days(view.max_age_days, language))
        case "klok":
            return say(CLOCK_KEYS[view.clock or ""], language)
        case "naar":
            return say(BY_GROUP_KEYS[view.by_group or ""], language)
        case "traag":
            return months(view.silent_months_slower, language)
        case "vergelijk":
            return say(PEER_GROUP_KEYS[view.peer_group or ""], language)
        case "cijfer":
            return say(f"metric.{view.metric_key}.label", language)
        case "eerder":
            return moment_word(view.earlier or "", view)
        case _:
            return None


def _step(view: View) -> str:
    step = queries.the_programme().step(view.step_number or 1)
    return f"{step.number} {step.short_name.of(view.language)}"


def moment_word(written: str, view: View) -> str:
    """A bare day means its end; of a moment within a day the time is said, and whose time that is."""
    language, found = view.language, bare_date(written)
    if found is not None:
        return day(found, language)
    # whether it lies in the future was judged when the address was read; what names this version may be a blink later
    # than this run began: another visitor opened it at the same time
    told = moment(known_on_moment(written, now=END_OF_TIME), language)
    return say("screen.origin.moment", language, moment=told)
