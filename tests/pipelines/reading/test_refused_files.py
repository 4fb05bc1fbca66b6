"""What is refused as a whole, for which reason, and that the reason can be said in both languages."""

import ast
import struct
from pathlib import Path
from time import perf_counter

import pytest

import pipelines
from domain.bilingual import LANGUAGES
from language.texts import has
from pipelines.format.raw import COMMAND_LINE_LIMITS, FileRejected, Limits
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import csv_file, edited, ods, with_named_parts, xls, xlsx
from tests.pipelines.measure_rejections import MAX_SECONDS
from tests.pipelines.refused_files import DATA_LINE, HEADER_LINE, REFUSED

SLOW_TO_BUILD = {
    "zip bomb: 1 GB as it says",
    "zip bomb: says 1 kB, is 300 MB",
    "60,000 parts",
}  # measured by the script


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in SLOW_TO_BUILD])
def test_file_is_refused_for_its_reason_within_a_second(name: str) -> None:
    content = REFUSED[name].build()
    start = perf_counter()
    with pytest.raises(FileRejected) as rejection:
        read_file(content, "opgave.xlsx")
    seconds = perf_counter() - start
    assert (rejection.value.rule, rejection.value.reason) == (REFUSED[name].rule, REFUSED[name].reason)
    assert seconds < MAX_SECONDS
    for language in LANGUAGES:
        assert rejection.value.message(language)
        assert rejection.value.remedy(language)


def test_every_rejection_and_note_in_the_code_has_a_text() -> None:
    found = 0
    for path in Path(pipelines.__file__).parent.joinpath("reading").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            if call.func.id == "FileRejected" and len(words) == 2:
                assert has(f"file_rule.{words[0]}.reason.{words[1]}"), words
                found += 1
            elif call.func.id == "Note":
                assert has(f"file_note.{words[0]}"), words
                found += 1
    assert found > 30


def test_missing_columns_are_named_with_their_table_and_sheet() -> None:
    with pytest.raises(FileRejected) as rejection:
        read_file(REFUSED["a workbook without a column"].build(), "opgave.xlsx")
    assert rejection.value.message("nl") == "In de tabel kosten op blad kosten ontbreekt: gerealiseerd_eur."


def test_either_column_that_names_the_municipality_is_enough_but_one_must_be_there() -> None:
    with pytest.raises(FileRejected) as rejection:
        read_file(b"peildatum;stap;status\n2025-12-31;1;gestart\n", "opgave.csv")
    assert rejection.value.values["columns"] == "gemeentecode/gemeentenaam"


def test_limit_of_rows_is_of_the_door_and_not_of_the_reader() -> None:
    content = HEADER_LINE + DATA_LINE * 4
    with pytest.raises(FileRejected) as rejection:
        read_file(content, "opgave.csv", limits=Limits(row_count=3))
    assert rejection.value.rule == "too_large"
    assert len(read_file(content, "opgave.csv", limits=Limits(row_count=4)).tables[0].rows) == 4


def test_zip_bomb_is_refused_at_the_command_line_too() -> None:
    with pytest.raises(FileRejected) as rejection:
        read_file(REFUSED["zip bomb: over 100 MB in all"].build(), "opgave.xlsx", limits=COMMAND_LINE_LIMITS)
    assert rejection.value.rule == "unsafe_archive"


def test_hyperlink_is_no_external_link() -> None:
    content = xlsx(
        touch=lambda book: book.get_worksheet_by_name("stappen").write_url(0, 9, "https://vng.nl", None, "x")
    )
    assert read_file(content, "opgave.xlsx").tables


def test_dimension_that_claims_the_whole_sheet_is_not_believed() -> None:
    content = edited(xlsx(), "xl/worksheets/sheet1.xml", b'<dimension ref="A1:G3"', b'<dimension ref="A1:XFD1048576"')
    assert len(read_file(content, "opgave.xlsx").tables[0].rows) == 2


@pytest.mark.parametrize("rows", [struct.pack("<II", 0, 0xFFFFFFFF), struct.pack("<II", 9, 3)])
def test_xls_that_claims_impossible_dimensions_never_gets_to_calamine(rows: bytes) -> None:
    dimensions = b"\x00\x02\x0e\x00"  # calamine reserves what is claimed: the process would be gone
    content = xls()
    place = content.index(dimensions) + len(dimensions)
    with pytest.raises(FileRejected) as rejection:
        read_file(content[:place] + rows + content[place + 8 :], "opgave.xls")
    assert rejection.value.rule == "unreadable"


def test_picture_in_a_workbook_with_a_bare_document_type_is_no_entity() -> None:
    picture = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>'
    assert read_file(with_named_parts(xlsx(), {"xl/media/image1.svg": picture}), "opgave.xlsx").tables


@pytest.mark.parametrize("make", [csv_file, xlsx, ods, xls])
def test_kind_of_file_is_told_by_content_and_never_by_name(make: object) -> None:
    assert callable(make)
    assert read_file(make(), "verkeerde-naam.pdf").tables
