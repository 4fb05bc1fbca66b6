"""A formula that nobody calculated is no 0; a 0 that Excel or LibreOffice calculated is one."""

import struct
from typing import Any

import pytest
import xlwt

from pipelines.format.raw import Cell
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import COSTS, edited, ods, ods_cell, ole_file, ole_stream, with_named_parts, xls, xlsx

TO_BE_CALCULATED = b'<calcPr calcId="124519" fullCalcOnLoad="1"/>'
LIBREOFFICE = b"<meta:generator>LibreOffice/24.8.3$Windows_X86_64</meta:generator>"


def spent(content: bytes) -> Cell:
    """What stands in the amount of the first row."""
    (table,) = read_file(content, "opgave").tables
    return table.rows[0].cells["gerealiseerd_eur"]


def with_formula(value: float) -> bytes:
    """As a library writes it that cannot calculate: a value, and the wish that whoever opens the file calculates."""

    def touch(book: Any) -> None:
        book.get_worksheet_by_name("kosten").write_formula(1, 4, "=D2*2", None, value)

    return xlsx({"kosten": COSTS}, touch)


@pytest.mark.parametrize("value", [0, 0.0])
def test_zero_beside_a_formula_that_is_still_to_be_calculated_is_no_value(value: float) -> None:
    cell = spent(with_formula(value))
    assert (cell.value, cell.fault, cell.written) == (None, "formula", "=D2*2")


@pytest.mark.parametrize("written", [b"0.00", b"0E0", b"-0", b" 0 "])
def test_zero_is_zero_however_it_is_written(written: bytes) -> None:
    made = edited(with_formula(0), "xl/worksheets/sheet1.xml", b"<v>0</v></c></row>", b"<v>%b</v></c></row>" % written)
    assert spent(made).fault == "formula"


@pytest.mark.parametrize("as_saved", [b'<calcPr calcId="191029"/>', b'<calcPr iterateCount="100" refMode="A1"/>', b""])
def test_zero_that_excel_or_libreoffice_calculated_is_zero(as_saved: bytes) -> None:
    made = edited(with_formula(0), "xl/workbook.xml", TO_BE_CALCULATED, as_saved)
    assert (spent(made).value, spent(made).fault) == (0, None)


def test_zero_that_was_saved_before_all_was_calculated_is_no_value() -> None:
    made = edited(
        with_formula(0), "xl/workbook.xml", TO_BE_CALCULATED, b'<calcPr calcMode="manual" calcCompleted="0"/>'
    )
    assert spent(made).fault == "formula"


def test_other_value_beside_a_formula_and_a_plain_zero_are_read() -> None:
    assert spent(with_formula(7)).value == 7
    assert spent(xlsx({"kosten": [COSTS[0], [*COSTS[1][:4], 0]]})).value == 0


def test_zero_in_a_cell_that_an_uncalculated_formula_elsewhere_fills_is_no_value() -> None:
    def touch(book: Any) -> None:
        book.get_worksheet_by_name("kosten").write_array_formula("D2:E2", "{=F2:G2*2}")

    made = xlsx({"kosten": COSTS}, touch)
    assert spent(made).fault == "formula"
    assert spent(edited(made, "xl/workbook.xml", TO_BE_CALCULATED, b"")).value == 0


def xls_formula(value: float, flags: int, *, is_calculated: bool = True) -> bytes:
    """An XLS with a formula, its value and its flags; `is_calculated` is what the sheet says of all its formulas."""

    def touch(book: xlwt.Workbook) -> None:
        book.get_sheet("kosten").write(1, 4, xlwt.Formula("D2*2"))

    stream = ole_stream(xls({"kosten": COSTS}, touch))
    empty_text = struct.pack("<Q", 0xFFFF000000000003)
    assert stream.count(empty_text) == 1
    place = stream.index(empty_text)
    stream = stream[:place] + struct.pack("<dH", value, flags) + stream[place + 10 :]
    if not is_calculated:
        sheet = stream.rindex(b"\x09\x08", 0, place)
        after = sheet + 4 + struct.unpack_from("<H", stream, sheet + 2)[0]
        stream = stream[:after] + struct.pack("<HHH", 0x005E, 2, 0) + stream[after:]
    return ole_file(stream)


@pytest.mark.parametrize(("flags", "is_calculated"), [(0x2, True), (0x3, True), (0, False)])
def test_zero_of_an_xls_that_is_still_to_be_calculated_is_no_value(flags: int, is_calculated: bool) -> None:
    assert spent(xls_formula(0, flags, is_calculated=is_calculated)).fault == "formula"
    assert spent(xls_formula(7, flags, is_calculated=is_calculated)).value == 7


@pytest.mark.parametrize("flags", [0x0, 0x1, 0x8])  # 1: calculated anew each time, as TODAY() is; 8: shared
def test_zero_of_an_xls_that_was_calculated_is_zero(flags: int) -> None:
    assert (spent(xls_formula(0, flags)).value, spent(xls_formula(0, flags)).fault) == (0, None)


def ods_formula(*, generator: bytes | None, is_shown: bool, value: str = "0") -> bytes:
    cell = ods_cell(float(value) if is_shown else None, formula="of:=[.D2]*2", valuetype="float", value=value)
    made = ods({"kosten": [COSTS[0], [*COSTS[1][:4], cell]]})
    if generator is None:
        return made
    return edited(made, "meta.xml", b"<meta:generator>ODFPY/1.4.1</meta:generator>", generator)


def test_zero_of_an_ods_is_a_result_when_a_program_that_calculates_wrote_and_showed_it() -> None:
    cell = spent(ods_formula(generator=LIBREOFFICE, is_shown=True))
    assert (cell.value, cell.fault) == (0, None)
    excel = LIBREOFFICE.replace(b"LibreOffice/24.8.3$Windows_X86_64", b"MicrosoftOffice/15.0 MicrosoftExcel")
    assert spent(ods_formula(generator=excel, is_shown=True)).value == 0


@pytest.mark.parametrize(("generator", "is_shown"), [(LIBREOFFICE, False), (None, True), (None, False), (b"", True)])
def test_zero_of_an_ods_that_nobody_calculated_or_showed_is_no_value(generator: bytes | None, is_shown: bool) -> None:
    cell = spent(ods_formula(generator=generator, is_shown=is_shown))
    assert (cell.value, cell.fault, cell.written) == (None, "formula", "=[.D2]*2")


def test_other_value_beside_a_formula_of_an_ods_is_read() -> None:
    assert spent(ods_formula(generator=None, is_shown=True, value="7")).value == 7
    assert spent(with_named_parts(ods({"kosten": [COSTS[0], [*COSTS[1][:4], 0]]}), {})).value == 0
