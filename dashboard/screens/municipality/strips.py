"""Strips of tenths: where one municipality lies between others, each figure on an axis of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import told_of
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.subjects import peers
from dashboard.subjects.peers import AMOUNT, Measure
from dashboard.subjects.tenths import TENTHS, short_tenth_word, tenth_word
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.beside import why_not_beside
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, days, integer, listing
from language.texts import say
from metrics.readings.benchmark import Benchmark
from metrics.standing.peers import MIN_PEERS, PeerGroup

PEER_GROUP_KEYS: Final[Mapping[PeerGroup, str]] = {
    "size_variant": "finding.peer_group.size_variant",
    "size_class": "finding.peer_group.size_class",
    "nearest": "finding.peer_group.nearest",
    "all": "finding.peer_group.all",
    "province": "finding.peer_group.province",
    "access_variant": "finding.peer_group.access_variant",
}
ROOM = 0.04  # of the axis, so that a dot at its end is whole


def strips(municipality: OneMunicipality, view: View) -> None:
    """Strips of tenths: training, what was spent, minutes per report."""
    language = view.language
    shown = strips_asked(municipality, view)
    finding = strips_finding(municipality, shown[0], language)
    alt = say("screen_municipality.strips.alt", language, finding=finding)
    data = strips_drawn(shown, municipality.name, alt, language)
    group = "" if shown[0].withheld else peers.group_words(shown[0].found.peers, municipality.facts, language)
    anatomy.figure(
        "strips",
        finding=finding,
        subtitle=strips_subtitle(shown, municipality.name, group, language),
        draw=lambda: ROWS.draw(data, key="strips"),
        note=" · ".join([strips_note(shown, language), *trained_said(municipality, language)]),
        table=lambda: strips_table(shown, municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "training_coverage", municipality=municipality.code),
        whom="own",
    )


def strips_subtitle(shown: Sequence["Strip"], name: str, group: str, language: Language) -> str:
    """What is drawn and of whom; of tints only where a strip has them: fewer than ten do not fill ten tenths."""
    if all(strip.withheld is not None for strip in shown):
        return say("screen_municipality.strips.subtitle_withheld", language, name=name)
    has_tints = any(
        strip.withheld is None and strip.found.deciles is not None and strip.found.peer_count >= TENTHS
        for strip in shown
    )
    tints = say("screen_municipality.strips.tints", language) if has_tints else ""
    return say("screen_municipality.strips.subtitle", language, name=name, tints=tints, group=group)


@dataclass(frozen=True)
class Strip:
    """One figure of the municipality between the tenths of its peers."""

    measure: Measure
    found: Benchmark
    withheld: str | None  # the key of the reason why the peers are; `found` says nothing of them then


def strips_asked(municipality: OneMunicipality, view: View) -> list[Strip]:
    """Training per target group, what was spent on the steps with a norm, minutes per report."""
    training = [Measure("training_coverage", target_group=group.key) for group in municipality.programme.target_groups]
    costs = [
        Measure("cost_realisation", AMOUNT, step_number=step.number)
        for step in municipality.programme.steps
        if step.cost_norm is not None
    ]
    measures = [*training, *costs, Measure("reporting_burden")]
    return [_strip(measure, municipality, view) for measure in measures]


def _strip(measure: Measure, municipality: OneMunicipality, view: View) -> Strip:
    found = peers.measured(view, measure, municipality.code)
    by, subject = ("target_group", measure.target_group) if measure.target_group else ("step", measure.step_number)
    reason = why_not_beside(
        view, state.run().visitor, metric=measure.key, by=by if subject is not None else None, subject=subject,
        group=found.peers.group, value=getattr(municipality.facts, found.peers.group, None),
        other_count=found.peer_count,
    )  # fmt: skip
    if reason is None:
        return Strip(measure, found, None)
    unsaid = replace(
        found, peers=replace(found.peers, codes=()), quartiles=None, deciles=None, percentile_rank=None,
        below_count=None, tie_count=None, share_yes=None, values=(),
    )  # fmt: skip
    return Strip(measure, unsaid, reason)


def strips_finding(municipality: OneMunicipality, strip: Strip, language: Language) -> str:
    """On which side of the middle one it lies; it does not say which side is better."""
    found = strip.found
    if strip.withheld is not None:
        own = peers.written(strip.measure, found.value, language, found.value_status)
        return say("screen_municipality.strips.withheld", language, name=municipality.name, own=own)
    if found.quartiles is None:
        return say("screen_municipality.strips.too_few", language)
    middle = peers.written(strip.measure, found.quartiles[1], language)
    if found.value is None:
        words = {"name": municipality.name, "count": integer(found.peer_count, language), "middle": middle}
        age = municipality.max_age_days
        if age is not None:
            return say("screen_municipality.strips.unknown_aged", language, age=days(age, language), **words)
        return say("screen_municipality.strips.unknown", language, **words)
    apart = found.value - found.quartiles[1]
    names = {group.key: group.name.of(language).lower() for group in municipality.programme.target_groups}
    group = names[strip.measure.target_group or municipality.programme.target_groups[0].key]
    if not apart:
        return say("screen_municipality.strips.same", language, name=municipality.name, group=group)
    key = "screen_municipality.strips.above" if apart > 0 else "screen_municipality.strips.below"
    side = say(key, language, name=municipality.name, group=group)
    own = peers.written(strip.measure, found.value, language)
    said = say("screen_municipality.strips.figures", language, above=side, own=own, middle=middle)
    trained = municipality.coverage.get(strip.measure.target_group or "")
    said_on = municipality.trained_on.get(strip.measure.target_group or "")
    if trained is None or not trained.stale_count or said_on is None:
        return said
    told = {"said": said, "name": municipality.name, "day": day(said_on, language)}
    return say("screen_municipality.strips.stale", language, **told)


def strips_note(shown: Sequence[Strip], language: Language) -> str:
    """How many peers stand behind each strip, and where the group had to be wider."""
    word = say("screen.state.withheld_word", language)
    counts = [integer(strip.found.peer_count, language) if strip.withheld is None else word for strip in shown]
    said = [word] if set(counts) == {word} else counts
    told = [say("screen_peers.strip.n", language, counts=" · ".join(said))]
    wider: dict[PeerGroup, list[Strip]] = {}
    for strip in shown:
        if strip.withheld is None and strip.found.peers.is_widened and strip.found.peer_status != ValueStatus.TOO_FEW:
            wider.setdefault(strip.found.peers.group, []).append(strip)
    for group, those in wider.items():
        labels = ", ".join(peers.label(strip.measure, language) for strip in those)
        words = say(PEER_GROUP_KEYS[group], language)
        told.append(say("screen_peers.strip.widened", language, labels=labels, fewest=MIN_PEERS, group=words))
    return " · ".join(told)


def trained_said(municipality: OneMunicipality, language: Language) -> list[str]:
    """Of which day what it said of training is; nothing where it said none, or that may not be seen."""
    days_said = sorted(set(municipality.trained_on.values()))
    if not days_said:
        return []
    written = listing([day(one, language) for one in days_said], language)
    return [say("screen_municipality.strips.trained_on", language, name=municipality.name, day=written)]


def strips_table(shown: Sequence[Strip], municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per strip: its own value, the quartiles of the peers, how many they are and how they were chosen."""
    few = say("catalogue.value_status.too_few", language)
    is_held = [strip.withheld is not None for strip in shown]

    def quartile(place: int, label: str) -> Column:
        quartiles = [strip.found.quartiles for strip in shown]
        written = [
            few if found is None else peers.written(strip.measure, found[place], language)
            for strip, found in zip(shown, quartiles, strict=True)
        ]
        return Column(label, written)

    own = [peers.written(strip.measure, strip.found.value, language, strip.found.value_status) for strip in shown]
    return TableData(
        caption,
        [
            Column(say("screen_municipality.column.measure", language),
                   [peers.label(strip.measure, language) for strip in shown]),
            Column(municipality.name, own),
            *(
                shielded(column, is_held, language)
                for column in (
                    quartile(0, say("screen_municipality.column.q1", language)),
                    quartile(1, say("screen_municipality.column.middle", language)),
                    quartile(2, say("screen_municipality.column.q3", language)),
                    Column(say("screen_municipality.column.count", language),
                           [strip.found.peer_count for strip in shown], partial(integer, language=language),
                           is_number=True),
                    Column(say("screen.column.peers", language),
                           [say(PEER_GROUP_KEYS[strip.found.peers.group], language) for strip in shown]),
                    Column(say("screen_municipality.column.tenth", language),
                           [tenth_word(found.value, found.deciles, found.peer_count, language)
                            for found in (strip.found for strip in shown)]),
                )
            ),
        ],
    )  # fmt: skip


def strips_drawn(shown: Sequence[Strip], own_name: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn part. Every row runs from nothing (or its lowest value) to its highest."""
    signs: list[KeyEntry] = [("tick", say("screen_peers.strip.tick", language))]
    if any(strip.found.value is not None for strip in shown):
        signs.append(("dot_own", own_name))
    return {
        "alt": alt,
        "key": signs,
        "axis": {"from": 0, "to": 1, "ticks": []},
        "right": [""],
        "is_beside_label": True,
        "row": 40,
        "bar": 18,
        "rows": [_row(strip, language) for strip in shown],
    }


def _row(strip: Strip, language: Language) -> Row:
    measure, found = strip.measure, strip.found
    own = peers.written(measure, found.value, language, found.value_status)
    row: Row = {"label": peers.label(measure, language), "right": [own], "is_own": found.value is not None}
    if strip.withheld is not None:
        return {**row, "withheld": told_of(strip.withheld, language)}
    if found.deciles is None or found.quartiles is None:
        return {**row, "words": say("screen_peers.strip.few", language, fewest=MIN_PEERS)}
    every = [*found.deciles, *([found.value] if found.value is not None else [])]
    low, high = min(0.0, *every), max(every)
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return ROOM + (value - low) / span * (1 - 2 * ROOM)

    deciles = found.deciles
    middle = found.quartiles[1]
    text = say("screen_peers.strip.middle", language, value=peers.written(measure, middle, language))
    has_tenths = found.peer_count >= TENTHS
    if found.value is not None and has_tenths:
        tenth = short_tenth_word(found.value, deciles, language)
        text = say("screen_peers.strip.middle_and_own", language, middle=text, tenth=tenth)
    marks: list[Mark] = [{"kind": kind, "from": at(deciles[a]), "to": at(deciles[b])} for kind, a, b in peers.BANDS]
    if not has_tenths:  # so few do not fill ten tenths: each peer for itself
        marks = [{"kind": "thin", "at": at(value)} for value in found.values if low <= value <= high]
    marks.append({"kind": "tick", "at": at(middle), "text": text, "place": "below"})
    for end in dict.fromkeys((low, high)):
        said = peers.written(measure, end, language)
        marks.append({"kind": "words", "at": at(end), "text": said, "place": "below", "yields": True})
    if found.value is not None:
        marks.append({"kind": "dot", "at": at(found.value), "tone": "own"})
    return {**row, "marks": marks}
