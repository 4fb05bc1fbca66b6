"""Beside peers: whom a municipality is compared with, on which figure, and how a value of it is written."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

import polars as pl

from dashboard.drawing.rows import MarkKind
from dashboard.figure.words import VALUE_STATUS_KEYS, size_word, step_unit, value_status_word, yes_word
from dashboard.frame.filters import Select
from dashboard.view import queries
from dashboard.view.address import PEER_GROUP_NAMES, View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import days, euro, half, integer, minutes, share
from language.texts import has, say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Unit
from metrics.defining.request import Group, Request
from metrics.readings.benchmark import YES_NO, Benchmark, Fan, benchmark, decile_fan
from metrics.standing.known import Known
from metrics.standing.peers import MIN_PEERS, PeerGroup, Peers

USUAL_GROUP: PeerGroup = "size_class"
BANDS: Final[tuple[tuple[MarkKind, int, int], ...]] = (
    ("pale", 0, 8), ("band", 1, 7), ("between", 2, 6), ("middle", 3, 5),
)  # fmt: skip
"""The tenths as they are drawn: how, and from where to where (places in the deciles p10 to p90)."""
AMOUNT = "realised_eur"  # what was spent, where the value of the figure is a share of the norm
CHOICE_KEYS: Final = {
    "size_class": "screen_peers.choice.size_class",
    "size_variant": "screen_peers.choice.size_variant",
    "access_variant": "screen_peers.choice.access_variant",
    "province": "screen_peers.choice.province",
    "nearest": "screen_peers.choice.nearest",
}
GROUP_KEYS: Final = {
    "size_class": "screen_peers.group.size_class",
    "size_variant": "screen_peers.group.size_variant",
    "access_variant": "screen_peers.group.access_variant",
    "province": "screen_peers.group.province",
    "nearest": "screen_peers.group.nearest",
    "all": "screen_peers.group.all",
}
"""Who the peers are, by the group that was found: "all" where the group asked for was too small."""


@dataclass(frozen=True)
class Measure:
    """One figure to compare municipalities on; with the step or the target group that it is asked for."""

    key: str
    column: str = "value"
    step_number: int | None = None
    target_group: str | None = None

    @property
    def is_yes_no(self) -> bool:
        """Whether it is so or not: a share of the peers says more than a middle one."""
        return self.key in YES_NO


@dataclass(frozen=True)
class Facts:
    """One municipality of the register, as in `metrics.standing.state.municipalities`; None where it is not known."""

    municipality_code: str
    name: str
    province: str
    size_class: int | None
    inhabitant_count: int | None
    access_variant: str | None
    newest_reporting_date: date | None
    freshness: str


def facts_of(municipalities: pl.DataFrame, code: str) -> Facts:
    """The row of one municipality, which is among them."""
    return rows_of(municipalities.filter(pl.col("municipality_code") == code), Facts)[0]


def peer_group(view: View) -> PeerGroup:
    """The group that is asked for."""
    return cast(PeerGroup, view.peer_group or USUAL_GROUP)


def group_choice(view: View) -> Select:
    """The filter "Vergelijk met"."""
    names = {group: name for name, group in PEER_GROUP_NAMES.items()}
    options = [(name, say(CHOICE_KEYS[group], view.language)) for group, name in names.items()]
    return {
        "kind": "select",
        "name": "vergelijk",
        "label": say("screen_peers.choice.label", view.language),
        "value": names[peer_group(view)],
        "options": options,
    }


def measured(view: View, measure: Measure, code: str) -> Benchmark:
    """The municipality beside its peers on one figure; everybody may be a peer, whatever the filters say."""
    return queries.derived(
        view.without_filters(), _measured, key=measure.key, column=measure.column, step=measure.step_number,
        target_group=measure.target_group, code=code, group=peer_group(view),
    )  # fmt: skip


def fan(view: View, code: str) -> Fan:
    """Steps finished by months since the own start, of the municipality and its peers."""
    return queries.derived(view.without_filters(), _fan, code=code, group=peer_group(view))


def _measured(
    known: Known, request: Request, *, key: str, column: str, step: int | None, target_group: str | None, code: str,
    group: PeerGroup,
) -> Benchmark:  # fmt: skip
    where = {Group.TARGET_GROUP.value: target_group} if target_group else {}
    return benchmark(key, known, replace(request, step=step, where=where), code, group=group, column=column)


def _fan(known: Known, request: Request, *, code: str, group: PeerGroup) -> Fan:
    young = known.no_older_than(request.max_age_days, request.as_of)
    return decile_fan(young, request.as_of, code, group=group)


def metric_name(key: str, language: Language) -> str:
    """A figure of one municipality in a few words; of the costs it is the amount that is compared."""
    found = f"screen_peers.measure.{AMOUNT if key == 'cost_realisation' else key}"
    return say(found if has(found) else f"metric.{key}.label", language)


def label(measure: Measure, language: Language) -> str:
    """What is compared, in a few words, with its step or its target group."""
    key = f"screen_peers.measure.{AMOUNT if measure.column == AMOUNT else measure.key}"
    name = say(key if has(key) else f"metric.{measure.key}.label", language)
    programme = queries.the_programme()
    about = [name]
    if measure.step_number is not None:
        about.insert(0, programme.step(measure.step_number).short_name.of(language))
    if measure.target_group is not None:
        groups = {group.key: group.name.of(language) for group in programme.target_groups}
        about.insert(0, groups[measure.target_group])
    return ": ".join([about[0], *(part[:1].lower() + part[1:] for part in about[1:])])


def written(measure: Measure, value: float | None, language: Language, status: str | None = None) -> str:
    """A value in its unit; where it is not known, the word that says why."""
    if value is None:
        if status in VALUE_STATUS_KEYS and status != ValueStatus.OBSERVED:
            return value_status_word(status, language)
        return say("screen.state.unknown", language)
    if measure.is_yes_no:
        return yes_word(value > 0, language)
    if measure.column == AMOUNT:
        return euro(value, language)
    match CATALOGUE[measure.key].unit:
        case Unit.SHARE:
            return share(value, language)
        case Unit.EURO:
            return euro(value, language)
        case Unit.DAYS:
            return days(value, language)
        case Unit.MINUTES:
            return minutes(value, language)
        case Unit.MUNICIPALITY_STEPS:
            return f"{counted_steps(value, language)} {step_unit(value, language)}"
        case _:
            return integer(value, language)


def counted_steps(count: float, language: Language) -> str:
    """A number of steps; a middle of them may lie halfway."""
    return half(count, language)


def steps_between(fewest: float, most: float | None, language: Language) -> str:
    """How many steps are finished, with the most it can be where something was left unsaid: 2 tot en met 9."""
    least = counted_steps(fewest, language)
    if most is None or most == fewest:
        return least
    return say("screen_peers.between", language, fewest=least, most=counted_steps(most, language))


def group_words(peers: Peers, facts: Facts, language: Language) -> str:
    """Who the peers are; and that the group is wider than asked for, where it is."""
    words = {
        "size": size_word(facts.size_class, language),
        "province": facts.province,
        "count": integer(len(peers.codes), language),
        "fewest": MIN_PEERS,
    }
    told = say(GROUP_KEYS[peers.group], language, **words)
    return f"{say('screen_peers.group.widened', language, **words)} {told}" if peers.is_widened else told
