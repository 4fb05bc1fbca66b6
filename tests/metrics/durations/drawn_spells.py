"""Spells of work that are found in a drawn table of statements."""

from datetime import date

from metrics.durations.spells import spells
from tests.metrics.drawn import known, register

AS_OF = date(2026, 4, 30)
PLACES = """
code   | province  | size_class | from       | to
GM0001 | Drenthe   | 4          |            | 2026-01-01
GM0002 | Drenthe   | 5          |            |
GM0003 | Utrecht   | 5          |            | 2026-01-01
GM0004 | Utrecht   | 6          |            | 2026-01-01
GM0005 | Utrecht   | 6          | 2026-01-01 |
GM0006 | Utrecht   | 6          |            |
"""
MERGERS = """
on         | old    | new    | split
2026-01-01 | GM0001 | GM0002 | no
2026-01-01 | GM0003 | GM0005 | no
2026-01-01 | GM0004 | GM0005 | no
"""


def found(milestones: str, clock: str = "step_start", *, merging: bool = False, as_of: date = AS_OF) -> list[tuple]:
    """(code, step, entry, exit, is an event, left out), of a drawn table."""
    places = register(PLACES, MERGERS) if merging else register()
    frame = spells(known(milestones, places=places), as_of)
    names = ("municipality_code", "step_number", "entry_days", "exit_days", "is_event", "left_out")
    return frame.filter(frame["clock"] == clock).select(names).rows()
