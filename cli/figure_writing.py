"""A figure as JSON, CSV or Parquet: nothing rounded, unknown stays null beside its value_status."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from cli.statement_age import age_in_document

if TYPE_CHECKING:
    from metrics.defining.figure import Figure


def write(answer: "Figure", form: str, out: Path | None) -> None:
    """Write to `out`, or to standard output. Raises OSError when the file cannot be written; then there is none."""
    if form == "parquet":
        if out is None:
            raise ValueError("parquet needs a file")
        return _whole(out, answer.rows.write_parquet)
    text = as_json(answer) if form == "json" else as_csv(answer.rows)
    if out is None:
        sys.stdout.write(text)
        return None
    return _whole(out, partial(_write_text, text))


def as_json(answer: "Figure") -> str:
    """One document: what was asked, of how many, with which register and programme, and the rows under it."""
    document: dict[str, Any] = {
        "key": answer.key,
        "unit": answer.unit,
        "kind": answer.kind,
        "as_of": answer.as_of.isoformat(),
        "known_on": answer.known_on.isoformat().replace("+00:00", "Z"),
        "municipality_count": answer.municipality_count,
        "reporter_count": answer.reporter_count,
        "stale_count": answer.stale_count,
        "register_version": answer.register_version,
        "programme_version": answer.programme_version,
        **age_in_document(answer.max_age_days),
        **({"clock_repairs": answer.clock_repairs} if answer.clock_repairs else {}),
        "rows": answer.rows.to_dicts(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"


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
