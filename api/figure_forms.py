"""A figure as a document, a table or bytes: nothing rounded, unknown stays null beside its status, and what it is."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import polars as pl

if TYPE_CHECKING:
    from metrics.defining.figure import Figure
    from metrics.defining.request import Request
    from metrics.released.answer import ReleasedFigure

JSON, CSV, PARQUET, ARROW = "json", "csv", "parquet", "arrow"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    JSON: "application/json",
    CSV: "text/csv",
    PARQUET: "application/vnd.apache.parquet",
    ARROW: "application/vnd.apache.arrow.stream",
}


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
        **({} if answer.max_age_days is None else {"max_age_days": answer.max_age_days}),
        **({"silent_months_slower": answer.silent_months_slower} if answer.silent_months_slower else {}),
        **({"withheld_columns": dict(withheld)} if (withheld := getattr(answer, "withheld_columns", None)) else {}),
        **({"awaiting_count": answer.awaiting_count} if answer.awaiting_count else {}),
        **({"clock_repairs": answer.clock_repairs} if answer.clock_repairs else {}),
    }


def as_json(answer: "Figure | ReleasedFigure", asked: dict[str, Any] | None = None) -> str:
    """One document: what is said of the figure, what was asked, and the rows under it."""
    return document({**about(answer), **(asked or {}), "rows": answer.rows.to_dicts()})


def document(content: dict[str, Any]) -> str:
    """A JSON document, with a line end."""
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False, default=str) + "\n"


def as_csv(rows: pl.DataFrame) -> str:
    """For machines: comma, decimal point, empty for null. The screens write the CSV for Dutch Excel."""
    lists = [name for name, kind in rows.schema.items() if isinstance(kind, pl.List)]
    return rows.with_columns(pl.col(name).cast(pl.List(pl.String)).list.join("+") for name in lists).write_csv()


def as_bytes(answer: "Figure | ReleasedFigure", form: str, asked: dict[str, Any]) -> bytes:
    """The figure in one of MEDIA_TYPES. What it is goes along in JSON and Parquet; the others have no place for it."""
    if form == JSON:
        return as_json(answer, asked).encode()
    if form == CSV:
        return as_csv(answer.rows).encode()
    written = BytesIO()
    if form == PARQUET:
        answer.rows.write_parquet(written, metadata={"about": document({**about(answer), **asked})})
    else:
        answer.rows.write_ipc_stream(written)
    return written.getvalue()
