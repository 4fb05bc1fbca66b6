"""A figure as JSON, CSV or Parquet: nothing rounded, unknown stays null beside its value_status, and what it is."""

import json
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cli.statement_age import age_in_document

if TYPE_CHECKING:
    from metrics.defining.figure import Figure
    from metrics.defining.request import Request
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
        return _whole(out, partial(answer.rows.write_parquet, metadata={"about": _document(told)}))
    text = as_json(answer, asked) if form == "json" else as_csv(answer.rows)
    if out is None:
        sys.stdout.write(text)
        return None
    if form == "csv":
        _whole(out.with_name(f"{out.name}-metadata.json"), partial(_write_text, _document({"url": out.name, **told})))
    return _whole(out, partial(_write_text, text))


def asked_of(asked: "Request", *, is_synthetic: bool) -> dict[str, Any]:
    """What was asked, by the options of the command, and whether the reports in the store are invented."""
    return {
        "by": list(asked.by),
        "step": asked.step,
        "municipality": asked.municipality,
        "where": {name: str(value) for name, value in asked.where.items()},
        "is_synthetic": is_synthetic,
    }


def about(answer: "Figure | ReleasedFigure") -> dict[str, Any]:
    """Of which kind it is, of how many, as of and as known on when, and made with which versions."""
    return {
        "key": answer.key,
        "unit": answer.unit,
        "kind": answer.kind,
        "as_of": answer.as_of.isoformat(),
        "known_on": answer.known_on.isoformat().replace("+00:00", "Z"),
        "municipality_count": answer.municipality_count,
        "reporter_count": answer.reporter_count,
        "stale_count": answer.stale_count,
        "software_version": version("wams-monitor"),
        "register_version": answer.register_version,
        "programme_version": answer.programme_version,
        **age_in_document(answer.max_age_days),
        **({"withheld_columns": dict(withheld)} if (withheld := getattr(answer, "withheld_columns", None)) else {}),
        **({"awaiting_count": answer.awaiting_count} if answer.awaiting_count else {}),
        **({"clock_repairs": answer.clock_repairs} if answer.clock_repairs else {}),
    }


def as_json(answer: "Figure | ReleasedFigure", asked: dict[str, Any] | None = None) -> str:
    """One document: what is said of the figure, what was asked, and the rows under it."""
    return _document({**about(answer), **(asked or {}), "rows": answer.rows.to_dicts()})


def _document(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"


def as_csv(rows: pl.DataFrame) -> str:
    """For machines: comma, decimal point, empty for null. The screens write the CSV for Dutch Excel."""
    lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
    return rows.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("+") for name in lists).write_csv()


def _write_text(text: str, target: Path) -> None:
    target.write_text(text, encoding="utf-8")


def _whole(out: Path, write_to: Callable[[Path], object]) -> None:
    unfinished = out.with_name(f".{out.name}.partial")
    try:
        write_to(unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
