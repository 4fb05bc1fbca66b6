"""One figure of one municipality among its peers: every peer a line, the tenths under them, the own place in ochre."""

from collections import Counter
from collections.abc import Sequence
from math import ceil, floor, log10

from dashboard import peers
from dashboard.components.rows import Mark, RowsData
from dashboard.peers import Measure
from domain.bilingual import Language
from language.formats import share
from language.texts import say
from metrics.benchmark import Benchmark

MOST_TICKS = 6
PLACES = 150  # along the axis; closer values share a line
SHORTEST, LONGEST = 3, 34  # px
ROUND_STEPS = (1, 2, 2.5, 5, 10)


def one_figure(measure: Measure, found: Benchmark, own_name: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn part; `found` has quartiles, or a share for a figure that is so or not.

    Raises ValueError for a benchmark of too few peers, which has neither.
    """
    if found.share_yes is not None:
        return _yes_no(found, alt, language)
    if found.deciles is None or found.quartiles is None:
        raise ValueError(f"{found.key}: too few peers to draw one figure among them")
    every = [*found.values, *([found.value] if found.value is not None else [])]
    low, high = min(0.0, *every), max(every)
    ticks = _ticks(low, high)
    median = found.quartiles[1]
    bands: list[Mark] = [{"kind": kind, "from": found.deciles[a], "to": found.deciles[b]} for kind, a, b in peers.BANDS]
    middle: Mark = {
        "kind": "tick", "at": median, "place": "below",
        "text": say("screen_peers.strip.middle", language, value=peers.written(measure, median, language)),
    }  # fmt: skip
    own: list[Mark] = [] if found.value is None else [{"kind": "dot", "at": found.value, "tone": "own"}]
    own_text = f"{own_name}: {peers.written(measure, found.value, language, found.value_status)}"
    marked: list[Mark] = [{**mark, "text": own_text, "place": "above", "is_strong": True} for mark in own]
    return {
        "alt": alt,
        "key": [("thin", say("screen_compare.benchmark.each", language)),
                ("bounds", say("screen_compare.benchmark.tenths", language)),
                ("tick", say("screen_peers.strip.tick", language)), ("dot_own", own_name)],
        "axis": {"from": low, "to": high or 1.0,
                 "ticks": [(tick, peers.written(measure, tick, language)) for tick in ticks]},
        "row": 46,
        "bar": 22,
        "room_right": 26,
        "rows": [
            {"label": say("screen_compare.benchmark.municipalities", language),
             "marks": [*_lines(found.values, low, high), *marked]},
            {"label": say("screen_compare.benchmark.tenths_row", language), "marks": [*bands, middle, *own]},
        ],
    }  # fmt: skip


def _lines(values: Sequence[float], low: float, high: float) -> list[Mark]:
    """A line where municipalities are; the more of them in one place, the longer."""
    span = (high - low) or 1.0
    counts = Counter(round((value - low) / span * PLACES) for value in values)
    most = max(counts.values())
    return [
        {"kind": "thin", "at": low + place / PLACES * span, "height": SHORTEST + (LONGEST - SHORTEST) * count / most}
        for place, count in sorted(counts.items())
    ]


def _yes_no(found: Benchmark, alt: str, language: Language) -> RowsData:
    yes = found.share_yes or 0.0
    said = share(yes, language)
    mark: Mark = {"kind": "finished", "from": 0, "to": yes, "text": said, "place": "right", "is_strong": True}
    return {
        "alt": alt,
        "key": [],
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0.0, 0.25, 0.5, 0.75, 1.0)]},
        "row": 44,
        "room_right": 26,
        "rows": [
            {"label": say("screen_compare.benchmark.so_in", language),
             "marks": [{"kind": "outline", "from": 0, "to": 1}, mark]},
        ],
    }  # fmt: skip


def _ticks(low: float, high: float) -> list[float]:
    """Round places from low to high, at most six; shares and euro alike."""
    span = (high - low) or 1.0
    rough = span / (MOST_TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    every = next(step * power for step in ROUND_STEPS if step * power >= rough * 0.999)
    first = ceil(low / every)
    return [place * every for place in range(first, floor(high / every + 1e-9) + 1)]
