"""The boundaries of municipalities on a flat grid of whole numbers, small enough to send along."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.screens.national.packing import in_text, write_number
from dashboard.view import state
from pipelines.boundaries import boundaries_file, load_boundaries

GRID_HEIGHT: Final = 1400  # two steps for each pixel of the tallest map: finer is not seen
_MIDDLE_LATITUDE: Final = math.radians(52.2)  # a degree of longitude is here this much narrower than one of latitude

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Outlines:
    """`grid`: width and height. `rings`: per municipality a packed text.

    It holds for each ring how many points it has, then for each point the step to it from the one before (the first:
    from the upper left corner), to the right and down; a step n is written as 2n, a step back as 2n - 1.
    """

    grid: tuple[int, int]
    rings: dict[str, str]


def outlines() -> Outlines | None:
    """The boundaries that were loaded for this store, ready to send; None where none were."""
    path = boundaries_file(state.run().places.home)
    return _read_outlines(str(path), path.stat().st_mtime_ns) if path.exists() else None


@st.cache_resource(max_entries=2, show_spinner=False)
def _read_outlines(path: str, changed: int) -> Outlines:
    return outlines_of(load_boundaries(Path(path)).municipalities)


def outlines_of(boundaries: Mapping[str, Sequence[Ring]]) -> Outlines:
    """`boundaries`: code -> rings of (longitude, latitude)."""
    points = [point for rings in boundaries.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(_MIDDLE_LATITUDE)
    scale = GRID_HEIGHT / max(top - bottom, (right - left) * narrow)

    def placed(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - left) * narrow * scale), round((top - point[1]) * scale)

    grid = (math.ceil((right - left) * narrow * scale), math.ceil((top - bottom) * scale))
    packed = {
        code: _packed([[placed(point) for point in ring] for ring in rings]) for code, rings in boundaries.items()
    }
    return Outlines(grid, {code: text for code, text in packed.items() if text})


def _packed(rings: Sequence[Sequence[tuple[int, int]]]) -> str:
    stream = bytearray()
    for ring in rings:
        kept = _without_repeats(ring)
        if len(kept) < 3:  # too small to be seen
            continue
        write_number(stream, len(kept))
        for (x, y), (was_x, was_y) in zip(kept, [(0, 0), *kept[:-1]], strict=True):
            for step in (x - was_x, y - was_y):
                write_number(stream, 2 * step if step >= 0 else -2 * step - 1)
    return in_text(stream)


def _without_repeats(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    return kept[:-1] if len(kept) > 1 and kept[0] == kept[-1] else kept
