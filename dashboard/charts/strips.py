"""Strips of tenths: where one municipality lies between others, each figure on an axis of its own."""

from dashboard import peers
from dashboard.components.key import KeyEntry
from dashboard.components.rows import Mark, Row, RowsData
from dashboard.peers import Measure
from domain.bilingual import Language
from language.texts import say
from metrics.benchmark import Benchmark
from metrics.peers import MIN_PEERS

ROOM = 0.04  # of the axis, so that a dot at its end is whole


def strips(shown: list[tuple[Measure, Benchmark]], own_name: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn part. Every row runs from nothing (or its lowest value) to its highest."""
    signs: list[KeyEntry] = [("tick", say("screen_peers.strip.tick", language))]
    if any(found.value is not None for _, found in shown):
        signs.append(("dot_own", own_name))
    return {
        "alt": alt,
        "key": signs,
        "axis": {"from": 0, "to": 1, "ticks": []},
        "right": [""],
        "is_beside_label": True,
        "row": 40,
        "bar": 18,
        "rows": [_row(measure, found, language) for measure, found in shown],
    }


def _row(measure: Measure, found: Benchmark, language: Language) -> Row:
    own = peers.written(measure, found.value, language, found.value_status)
    row: Row = {"label": peers.label(measure, language), "right": [own], "is_own": found.value is not None}
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
    marks: list[Mark] = [{"kind": kind, "from": at(deciles[a]), "to": at(deciles[b])} for kind, a, b in peers.BANDS]
    marks.append({"kind": "tick", "at": at(middle), "text": text, "place": "below"})
    for end in dict.fromkeys((low, high)):
        said = peers.written(measure, end, language)
        marks.append({"kind": "words", "at": at(end), "text": said, "place": "below", "yields": True})
    if found.value is not None:
        marks.append({"kind": "dot", "at": at(found.value), "tone": "own"})
    return {**row, "marks": marks}
