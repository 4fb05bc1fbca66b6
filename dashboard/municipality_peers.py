"""One municipality beside its peers: how its fan reads, and its strips on training, costs and time."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dashboard import peers
from dashboard.address import View
from dashboard.one_municipality import OneMunicipality
from dashboard.peers import AMOUNT, Measure
from dashboard.words import step_unit
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import integer, months
from language.texts import say
from metrics.benchmark import FAN_COLUMNS, Benchmark, Fan
from metrics.peers import MIN_PEERS


class FanMonth(NamedTuple):
    """One month since the own start: steps finished. `deciles`: p10 to p90, None for fewer than five peers."""

    month: int
    own_count: int | None
    peer_count: int
    deciles: tuple[float, ...] | None

    @property
    def middle(self) -> float | None:
        """The middle peer."""
        return self.deciles[4] if self.deciles else None


@dataclass(frozen=True, eq=False)
class FanReading:
    """A fan with the place where it is read: the last month of the municipality, else the last with a middle."""

    fan: Fan

    @cached_property
    def shown(self) -> list[FanMonth]:
        """The months with deciles or an own count."""
        rows = self.fan.rows.select("month", "own_count", "peer_count", *FAN_COLUMNS).iter_rows()
        months = [
            FanMonth(month, own_count, peer_count, None if None in deciles else tuple(deciles))
            for month, own_count, peer_count, *deciles in rows
        ]
        return [month for month in months if month.deciles or _has_own(month)]

    @cached_property
    def has_own(self) -> bool:
        """Whether the municipality itself is followed."""
        return any(_has_own(month) for month in self.shown)

    @cached_property
    def read_at(self) -> FanMonth | None:
        """The month that the sentence is about."""
        months = [month for month in self.shown if _has_own(month)] or [month for month in self.shown if month.deciles]
        return months[-1] if months else None


def _has_own(month: FanMonth) -> bool:
    return month.own_count is not None


def fan_finding(municipality: OneMunicipality, reading: FanReading, language: Language) -> str:
    """How many steps it has finished beside the middle peer, as long after the own start."""
    read = reading.read_at
    if read is None:
        return say("screen_municipality.fan.nothing", language)
    own, middle = read.own_count, read.middle
    values = {
        "name": municipality.name,
        "months": months(read.month, language),
        "peers": say("screen_municipality.fan.middle_peer", language, count=integer(read.peer_count, language)),
    }
    if own is None and middle is not None:
        told = {"middle": peers.counted_steps(middle, language), "unit": step_unit(middle, language)}
        return say("screen_municipality.fan.unknown", language, **values, **told)
    if own is None:
        return say("screen_municipality.fan.nothing", language)
    if middle is None:
        finished = integer(own, language)
        return say(
            "screen_municipality.fan.too_few", language, **values, finished=finished, unit=step_unit(own, language)
        )
    apart = abs(own - middle)
    word = "same" if own == middle else "more" if own > middle else "fewer"
    difference = {"difference": peers.counted_steps(apart, language), "unit": step_unit(apart, language)}
    return say(f"screen_municipality.fan.{word}", language, **values, **difference)


@dataclass(frozen=True)
class Strip:
    """One figure of the municipality between the tenths of its peers."""

    measure: Measure
    found: Benchmark


def strips(municipality: OneMunicipality, view: View) -> list[Strip]:
    """Training per target group, what was spent on the steps with a norm, minutes per report."""
    training = [Measure("training_coverage", target_group=group.key) for group in municipality.programme.target_groups]
    costs = [
        Measure("cost_realisation", AMOUNT, step_number=step.number)
        for step in municipality.programme.steps
        if step.cost_norm is not None
    ]
    measures = [*training, *costs, Measure("reporting_burden")]
    return [Strip(measure, peers.measured(view, measure, municipality.code)) for measure in measures]


def strips_finding(municipality: OneMunicipality, strip: Strip, language: Language) -> str:
    """On which side of the middle one it lies; it does not say which side is better."""
    found = strip.found
    if found.quartiles is None:
        return say("screen_municipality.strips.too_few", language)
    middle = peers.written(strip.measure, found.quartiles[1], language)
    if found.value is None:
        count = integer(found.peer_count, language)
        return say("screen_municipality.strips.unknown", language, name=municipality.name, count=count, middle=middle)
    apart = found.value - found.quartiles[1]
    where = "same" if not apart else "above" if apart > 0 else "below"
    names = {group.key: group.name.of(language).lower() for group in municipality.programme.target_groups}
    group = names[strip.measure.target_group or municipality.programme.target_groups[0].key]
    side = say(f"screen_municipality.strips.{where}", language, name=municipality.name, group=group)
    own = peers.written(strip.measure, found.value, language)
    return (
        side if not apart else say("screen_municipality.strips.figures", language, above=side, own=own, middle=middle)
    )


def strips_note(municipality: OneMunicipality, shown: list[Strip], language: Language) -> str:
    """How many peers stand behind each strip, and where the group had to be wider."""
    counts = [integer(strip.found.peer_count, language) for strip in shown]
    told = [say("screen_peers.strip.n", language, counts=" · ".join(counts))]
    wider: dict[str, list[Strip]] = {}
    for strip in shown:
        if strip.found.peers.is_widened and strip.found.peer_status != ValueStatus.TOO_FEW:
            wider.setdefault(strip.found.peers.group, []).append(strip)
    for group, those in wider.items():
        labels = ", ".join(peers.label(strip.measure, language) for strip in those)
        words = say(f"finding.peer_group.{group}", language)
        told.append(say("screen_peers.strip.widened", language, labels=labels, fewest=MIN_PEERS, group=words))
    return " · ".join(told)
