"""The rows of a file that broke a rule, as quarantine keeps them."""

from collections.abc import Mapping
from typing import Any

from pipelines.checking.checking import CheckedTable, Verdict
from pipelines.receipt.problems import safe_text, word_for_word
from store.intake import QuarantinedRow


def quarantined_rows(result: CheckedTable, errors: Mapping[int, list[dict[str, Any]]]) -> list[QuarantinedRow]:
    """The refused rows of a table, word for word, with their problems (by row index)."""
    refused = result.rows(Verdict.QUARANTINED)
    key_columns = [name for name in ("municipality_code", "reporting_date", "step_number", "target_group")
                   if name in refused.columns]  # fmt: skip
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
