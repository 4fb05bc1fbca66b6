"""Rows of a frame as objects: a dataclass names the columns that are read, so that a misspelled one is found."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")
# One row by column. Any: each metric has columns of its own, of several types; see `metrics.figures.VALUE_COLUMNS`.
FigureRow = Mapping[str, Any]


def rows_of(frame: pl.DataFrame, kind: type[Row]) -> list[Row]:
    """Each row of a frame as a `kind`: a dataclass whose fields are named as the columns that it takes.

    A field with a default may be no column: then whoever asks fills it in.
    """
    names = _names(kind, frame.columns)
    return [kind(**row) for row in frame.select(names).iter_rows(named=True)]


def row_of(row: Mapping[str, Any], kind: type[Row]) -> Row:
    """One row that was read by column already as a `kind`."""
    return kind(**{name: row[name] for name in _names(kind, row)})


def _names(kind: type[Row], columns: Collection[str]) -> list[str]:
    return [field.name for field in fields(kind) if field.default is MISSING or field.name in columns]
