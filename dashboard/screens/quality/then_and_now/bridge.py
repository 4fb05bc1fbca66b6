"""A bridge from what was told then to what is known now: totals as thick ticks, up full, down in outline."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dashboard.drawing.rows import Mark, Row, RowsData, Tick
from dashboard.drawing.ticks import axis_with_room


class Span(NamedTuple):
    """One row of a bridge: a total (`change` is None) or a change that begins where the row before it ended."""

    label: str
    at: float
    change: float | None
    text: str
    sub: str = ""


def bridge(spans: Sequence[Span], *, alt: str, axis_label: str, written: Callable[[float, float], str]) -> RowsData:
    """The data of the drawn rows. `at` of a change is where it begins; `written(value, step)` writes a tick.

    The axis begins where it needs to: the rows show differences. `axis_label` has to say so.
    """
    ends = [span.at + (span.change or 0) for span in spans]
    values = [*ends, *(span.at for span in spans)]
    low, high, step = axis_with_room(min(values), max(values))
    count = round((high - low) / step)
    ticks: list[Tick] = [(low + step * place, written(low + step * place, step)) for place in range(count + 1)]
    rows = [_row(span, ends[place - 1] if place else None) for place, span in enumerate(spans)]
    return {
        "alt": alt, "key": [], "axis": {"from": low, "to": high, "ticks": ticks, "label": axis_label}, "lines": [],
        "right": [], "row": 44, "bar": 16, "rows": rows,
    }  # fmt: skip


def _row(span: Span, before: float | None) -> Row:
    row: Row = {"label": span.label, "sub": span.sub, "joins_at": before}
    if span.change is None:
        tick: Mark = {
            "kind": "tick",
            "at": span.at,
            "text": span.text,
            "is_strong": True,
            "place": "right",
            "tone": "ink",
        }
        return {**row, "is_strong": True, "marks": [tick]}
    if span.change == 0:
        return {**row, "marks": [{"kind": "tick", "at": span.at, "text": span.text, "tone": "soft", "height": 6}]}
    kind: Mark = {"kind": "finished"} if span.change > 0 else {"kind": "outline", "tone": "finished"}
    return {**row, "marks": [{**kind, "from": span.at, "to": span.at + span.change, "text": span.text}]}
