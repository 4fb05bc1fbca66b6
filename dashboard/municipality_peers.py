"""One municipality beside its peers: how its fan reads, and its strips on training, costs and time."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dashboard import peers
from dashboard.address import View
from dashboard.one_municipality import One
from dashboard.peers import AMOUNT, Measure
from dashboard.words import step_unit
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import integer, months
from language.texts import say
from metrics.benchmark import Benchmark, Fan
from metrics.peers import MIN_PEERS


@dataclass(frozen=True, eq=False)
class FanReading:
    """A fan with the place where it is read: the last month of the municipality, else the last with a middle."""

    fan: Fan

    @cached_property
    def shown(self) -> list[dict[str, Any]]:
        """The months with deciles or an own count."""
        return [row for row in self.fan.rows.iter_rows(named=True) if row["p50"] is not None or _has_own(row)]

    @cached_property
    def has_own(self) -> bool:
        """Whether the municipality itself is followed."""
        return any(_has_own(row) for row in self.shown)

    @cached_property
    def read_at(self) -> dict[str, Any] | None:
        """The row that the sentence is about."""
        rows = [row for row in self.shown if _has_own(row)] or [row for row in self.shown if row["p50"] is not None]
        return rows[-1] if rows else None


def _has_own(row: dict[str, Any]) -> bool:
    return row["own_count"] is not None


def fan_finding(one: One, reading: FanReading, language: Language) -> str:
    """How many steps it has finished beside the middle peer, as long after the own start."""
    row = reading.read_at
    if row is None:
        return _word("fan.nothing", language)
    own, middle = row["own_count"], row["p50"]
    values = {
        "name": one.name,
        "months": months(row["month"], language),
        "peers": _word("fan.middle_peer", language, count=integer(row["peer_count"], language)),
    }
    if own is None:
        told = {"middle": peers.counted_steps(middle, language), "unit": step_unit(middle, language)}
        return _word("fan.unknown", language, **values, **told)
    if middle is None:
        finished = integer(own, language)
        return _word("fan.too_few", language, **values, finished=finished, unit=step_unit(own, language))
    apart = abs(own - middle)
    word = "same" if own == middle else "more" if own > middle else "fewer"
    difference = {"difference": peers.counted_steps(apart, language), "unit": step_unit(apart, language)}
    return _word(f"fan.{word}", language, **values, **difference)


@dataclass(frozen=True)
class Strip:
    """One figure of the municipality between the tenths of its peers."""

    measure: Measure
    found: Benchmark


def strips(one: One, view: View) -> list[Strip]:
    """Training per target group, what was spent on the steps with a norm, minutes per report."""
    training = [Measure("training_coverage", target_group=group.key) for group in one.programme.target_groups]
    costs = [
        Measure("cost_realisation", AMOUNT, step_number=step.number)
        for step in one.programme.steps
        if step.cost_norm is not None
    ]
    measures = [*training, *costs, Measure("reporting_burden")]
    return [Strip(measure, peers.measured(view, measure, one.code)) for measure in measures]


def strips_finding(one: One, strip: Strip, language: Language) -> str:
    """On which side of the middle one it lies; it does not say which side is better."""
    found = strip.found
    if found.quartiles is None:
        return _word("strips.too_few", language)
    middle = peers.written(strip.measure, found.quartiles[1], language)
    if found.value is None:
        count = integer(found.peer_count, language)
        return _word("strips.unknown", language, name=one.name, count=count, middle=middle)
    apart = found.value - found.quartiles[1]
    where = "same" if not apart else "above" if apart > 0 else "below"
    names = {group.key: group.name.of(language).lower() for group in one.programme.target_groups}
    group = names[strip.measure.target_group or one.programme.target_groups[0].key]
    side = _word(f"strips.{where}", language, name=one.name, group=group)
    own = peers.written(strip.measure, found.value, language)
    return side if not apart else _word("strips.figures", language, above=side, own=own, middle=middle)


def strips_note(one: One, shown: list[Strip], language: Language) -> str:
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


def _word(key: str, language: Language, **values: object) -> str:
    return say(f"screen_municipality.{key}", language, **values)
