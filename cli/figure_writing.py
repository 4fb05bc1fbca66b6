"""A figure as JSON, CSV or Parquet: nothing rounded, unknown stays null beside its value_status, and what it is."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.figure_forms import about, as_csv, as_json, document

if TYPE_CHECKING:
    from metrics.defining.figure import Figure
    from metrics.released.answer import ReleasedFigure


def write(answer: "Figure | ReleasedFigure", form: str, out: Path | None, asked: dict[str, Any] | None = None) -> None:
    """Write to `out`, or to standard output. Raises OSError when the file cannot be written; then there is none.

    `asked`: what was asked and of which store (`asked_of`). With what is said of the figure it stands in the JSON and
    in the Parquet; a CSV has no place for it, so beside that comes a file where programs look for it (CSV on the Web).
    """
    told = {**about(answer), **(asked or {})}
    if form == "parquet":
        if out is None:
            raise ValueError("parquet needs a file")
        return _whole(out, partial(answer.rows.write_parquet, metadata={"about": document(told)}))
    text = as_json(answer, asked) if form == "json" else as_csv(answer.rows)
    if out is None:
        sys.stdout.write(text)
        return None
    if form == "csv":
        _whole(out.with_name(f"{out.name}-metadata.json"), partial(_write_text, document({"url": out.name, **told})))
    return _whole(out, partial(_write_text, text))


def _write_text(text: str, target: Path) -> None:
    target.write_text(text, encoding="utf-8")


def _whole(out: Path, write_to: Callable[[Path], object]) -> None:
    unfinished = out.with_name(f".{out.name}.partial")
    try:
        write_to(unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
