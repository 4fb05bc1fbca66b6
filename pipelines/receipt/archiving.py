"""What is kept of a received file: its bytes or, where it held personal data, its rows without that data."""

import json
from typing import Literal

from pipelines.format.columns import FORMATS
from pipelines.format.raw import RawFile
from pipelines.normalising.normalise import NormalisedTable
from pipelines.normalising.personal_data import holds_personal_data
from pipelines.receipt.problems import word_for_word


def archived(
    content: bytes, raw: RawFile, tables: list[NormalisedTable]
) -> tuple[bytes, Literal["received", "redacted"]]:
    """The bytes to archive and which of the two they are. Redacted: one JSON object per row, sorted keys, UTF-8."""
    is_clean = not any(map(holds_personal_data, raw.every_text)) and not any(map(_is_refused_for_it, tables))
    return (content, "received") if is_clean else (redacted_rows(tables), "redacted")


def redacted_rows(tables: list[NormalisedTable]) -> bytes:
    """Every row of the tables word for word, without personal data and without what was not understood."""
    lines = [
        {"table": FORMATS[table.raw.table].dutch, "row": row.row_number, "cells": word_for_word(table, index)}
        for table in tables
        for index, row in enumerate(table.rows)
    ]
    written = [json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for line in lines]
    return "".join(f"{line}\n" for line in written).encode()


def _is_refused_for_it(table: NormalisedTable) -> bool:
    return any(finding.rule == "personal_data" for found in table.findings.values() for finding in found)
