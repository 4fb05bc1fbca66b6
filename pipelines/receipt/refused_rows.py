"""The rows of a file that broke a rule, as quarantine keeps them."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from domain.statements import Table
from pipelines.checking.checking import CheckedTable, Verdict
from pipelines.format.columns import FORMATS
from pipelines.format.waiting import subject_of
from pipelines.receipt.problems import safe_text, word_for_word
from store.intake import QuarantinedRow

if TYPE_CHECKING:
    from store.reader import Reader

KEY_COLUMNS: Final = ("municipality_code", "reporting_date", "step_number", "target_group")


def quarantined_rows(result: CheckedTable, errors: Mapping[int, list[dict[str, Any]]]) -> list[QuarantinedRow]:
    """The refused rows of a table, word for word, with their problems (by row index)."""
    refused = result.rows(Verdict.QUARANTINED)
    key_columns = _key_columns(refused)
    rows: list[QuarantinedRow] = []
    for index, *key in refused.select("row_index", *key_columns).iter_rows():
        read = dict(zip(key_columns, key, strict=True))
        rows.append(
            QuarantinedRow(
                table=result.table,
                sheet=None if result.source.raw.sheet is None else safe_text(result.source.raw.sheet),
                row_number=result.source.rows[index].row_number,
                cells=word_for_word(result.source, index),
                problems=errors[index],
                key=read if any(value is not None for value in read.values()) else None,
            )
        )
    return rows


def cleared_by(results: list[CheckedTable], reader: "Reader") -> list[str]:
    """The open quarantine rows whose key a good row of this file has."""
    good = {result.table: result.rows(Verdict.ACCEPTED, Verdict.UNCHANGED, Verdict.CORRECTION) for result in results}
    if not any(rows.height for rows in good.values()):
        return []
    still_open = reader.quarantine(only_open=True)
    found: list[str] = []
    for table, rows in good.items():
        of_table = still_open.filter(pl.col("table") == table.value)
        if of_table.is_empty():
            continue
        same_key = of_table.join(rows, on=_key_columns(rows), how="semi", maintain_order="left")
        found += same_key["quarantine_id"].to_list()
    return found


def cleared_names(cleared: Collection[str], reader: "Reader") -> list[str]:
    """What open quarantine rows are about, in words that a municipality knows: "kosten 3", "opleiding basis"."""
    if not cleared:
        return []
    rows = reader.quarantine(only_open=True).filter(pl.col("quarantine_id").is_in(list(cleared))).to_dicts()
    named = [(Table(row["table"]), row) for row in rows]
    return [f"{FORMATS[table].dutch} {subject_of(table, row)}".strip() for table, row in named]


def _key_columns(rows: pl.DataFrame) -> list[str]:
    return [name for name in KEY_COLUMNS if name in rows.columns]
