"""Warnings on the rows of one file that were accepted: what the standing statements say together with them."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.consistency import consistency_warnings
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, STATEMENT_COLUMNS, Standing, Table
from pipelines.checking.checking import CheckedTable
from pipelines.checking.odd_dates import odd_dates
from pipelines.checking.rules import RULES
from pipelines.format.columns import FORMATS, ColumnKind
from pipelines.format.finding import Finding
from pipelines.format.raw import EMPTY_CELL
from pipelines.normalising.strange_letters import garbled_word_in

if TYPE_CHECKING:
    from store.reader import Reader


def warnings_by_row(
    tables: list[CheckedTable],
    held: Mapping[Table, pl.DataFrame],
    reader: "Reader",
    *,
    programme: Programme,
    register: Register,
    today: date,
) -> dict[Table, dict[int, list[Finding]]]:
    """Per table and row index the warnings that its accepted rows and corrections give.

    `held` are the standing statements, per table of the file, of the municipalities in it.
    """
    new = {checked.table: checked.new for checked in tables}
    found = {checked.table: _ambiguous(checked, new[checked.table]) for checked in tables}
    for odd in odd_dates(tables, programme.first_reporting_date):
        found[odd.table].setdefault(odd.row_index, []).append(odd.finding)
    for checked in tables:
        _add_garbled(found[checked.table], checked)
    standing = {table: _standing_then(table, held[table], rows) for table, rows in new.items() if rows.height}
    standing |= _training_beside(new, standing, reader, programme)
    warned = consistency_warnings(standing, programme=programme, register=register, as_of=today)
    sources = {checked.table: checked for checked in tables}
    for table, rows in new.items():
        of_table = warned.filter(pl.col("table") == table.value)
        if of_table.is_empty():  # as a rule; a join with nothing would go over all rows
            continue
        about = of_table.join(rows, on=list(KEY[table]), how="inner")
        for row in about.sort("row_index", "rule").iter_rows(named=True):
            finding = _finding(row, sources[table], programme, register, today)
            found[table].setdefault(row["row_index"], []).append(finding)
    return found


def _ambiguous(checked: CheckedTable, new: pl.DataFrame) -> dict[int, list[Finding]]:
    ambiguous = checked.source.ambiguous
    return {index: list(ambiguous[index]) for index in new["row_index"] if index in ambiguous} if ambiguous else {}


def _add_garbled(found: dict[int, list[Finding]], checked: CheckedTable) -> None:
    """Notes in an encoding that cannot be told from the bytes; their writer sees what became of them."""
    for column in FORMATS[checked.table].columns:
        if column.kind is ColumnKind.TEXT and column.dutch in checked.source.raw.headers:
            texts = checked.new.select("row_index", text=column.english)
            for index, text in texts.filter(pl.col("text").str.contains(r"[^\x00-\x7F]")).iter_rows():
                word = garbled_word_in(text)
                if word is not None:
                    found.setdefault(index, []).append(Finding("garbled_letters", column.dutch, word))


def _standing_then(table: Table, held: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The standing statements once the new rows are recorded."""
    said = new.select(STATEMENT_COLUMNS[table].keys())
    if held.is_empty():
        return said
    return pl.concat([held.select(said.columns).join(said, on=list(KEY[table]), how="anti"), said])


def _training_beside(
    new: Mapping[Table, pl.DataFrame],
    standing: Mapping[Table, pl.DataFrame],
    reader: "Reader",
    programme: Programme,
) -> dict[Table, pl.DataFrame]:
    """What was said about training, where a row says that the training step is finished."""
    if Table.MILESTONE not in new or Table.TRAINING in standing:
        return {}
    trained = new[Table.MILESTONE].filter(
        (pl.col("step_number") == programme.training_step_number) & (pl.col("standing") == Standing.FINISHED)
    )
    if trained.is_empty():
        return {}
    codes = trained["municipality_code"].unique().sort().to_list()
    return {Table.TRAINING: reader.statements(Table.TRAINING, municipality_codes=codes)}


def _finding(
    row: Mapping[str, Any], checked: CheckedTable, programme: Programme, register: Register, today: date
) -> Finding:
    columns = RULES[row["rule"]].columns[checked.table]
    column = columns[0] if columns else None
    written = checked.source.rows[row["row_index"]].cells.get(column, EMPTY_CELL).written if column else None
    named: dict[str, object] = {}
    part, remedy = "message", "remedy"
    if row["rule"] == "cost_far_above_band":
        named = {"limit": programme.step(row["step_number"]).cost.municipal_upper_eur}
    elif row["rule"] == "merged_later":
        code = row["municipality_code"]
        heirs = [register.by_code[heir].name for heir in register.successors_on(code, today)]
        named = {"name": register.by_code[code].name, "successor": ", ".join(heirs)}
        if len(heirs) != 1:  # across a split nothing moves by itself
            part, remedy = ("split" if heirs else "gone"), "remedy_split"
    elif row["rule"] == "target_passed":
        written = written or str(row["own_target_date"])  # not written: carried over from the statement before it
        named = {"value": row["own_target_date"]}
    return Finding(row["rule"], column, written or None, named, part, remedy)
