"""Strips of tenths: where one municipality lies between others, each figure on an axis of its own."""

from typing import Any

from dashboard import peers
from dashboard.peers import Measure
from domain.bilingual import Language
from language.texts import say
from metrics.benchmark import Benchmark
from metrics.peers import MIN_PEERS

BANDS = (("pale", 0, 8), ("band", 1, 7), ("between", 2, 6), ("middle", 3, 5))  # places in the deciles p10 to p90
ROOM = 0.04  # of the axis, so that a dot at its end is whole


def strips(shown: list[tuple[Measure, Benchmark]], own_name: str, alt: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part. Every row runs from nothing (or its lowest value) to its highest."""
    signs = [["tick", say("screen_peers.strip.tick", language)]]
    signs += [["dot_own", own_name]] if any(found.value is not None for _, found in shown) else []
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


def _row(measure: Measure, found: Benchmark, language: Language) -> dict[str, Any]:
    own = peers.written(measure, found.value, language, found.value_status)
    row = {"label": peers.label(measure, language), "right": [own], "is_own": found.value is not None}
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
    marks: list[dict[str, Any]] = [{"kind": kind, "from": at(deciles[a]), "to": at(deciles[b])} for kind, a, b in BANDS]
    marks.append({"kind": "tick", "at": at(middle), "text": text, "place": "below"})
    marks += [
        {
            "kind": "words",
            "at": at(end),
            "text": peers.written(measure, end, language),
            "place": "below",
            "yields": True,
        }
        for end in dict.fromkeys((low, high))
    ]
    if found.value is not None:
        marks.append({"kind": "dot", "at": at(found.value), "tone": "own"})
    return {**row, "marks": marks}
