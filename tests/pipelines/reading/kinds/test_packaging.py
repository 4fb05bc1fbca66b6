"""However a workbook is packed: its values are read right, with errors, formulas and units, or the reason is true."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_BZIP2, ZipFile

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import (
    COSTS,
    STEPS,
    edited,
    ods,
    packed,
    parts_of,
    sheet_xlsx,
    with_named_parts,
    xlsx,
)  # fmt: skip
from tests.pipelines.reading.kinds.packaging import PACKAGINGS, workbook

DAY = date(2025, 12, 31)
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def costs(content: bytes) -> list[list[object]]:
    """Value, fault or what is shown of every cell of the one table."""
    (table,) = read_file(content, "opgave").tables
    return [[cell.fault or cell.shown or cell.value for cell in row.cells.values()] for row in table.rows]


def rejected(content: bytes) -> tuple[str, str]:
    with pytest.raises(FileRejected) as rejection:
        read_file(content, "opgave")
    return rejection.value.rule, rejection.value.reason


@pytest.mark.parametrize("packaging", PACKAGINGS)
def test_values_errors_formulas_and_units_are_the_same_in_every_packaging(packaging: str) -> None:
    assert costs(PACKAGINGS[packaging]()) == [
        ["Ede", DAY, 1, 3703.5, 1200],
        ["Ede", DAY, 2, "79%", "cell_error"],
        ["Ede", DAY, 3, 500, "formula"],
    ]


def test_workbook_without_shared_texts_and_styles_is_read() -> None:
    cells = "".join(f'<c t="inlineStr"><is><r><t>{name}</t></r></is></c>' for name in COSTS[0])
    row = '<c t="inlineStr"><is><t>Ede</t></is></c><c><v>46022</v></c><c t="str"><v>1</v></c><c/><c><v>7</v></c>'
    parts = parts_of(sheet_xlsx(f"<row>{cells}</row><row>{row}</row>".encode()))
    bare = {name: data for name, data in parts.items() if name not in ("xl/sharedStrings.xml", "xl/styles.xml")}
    assert costs(packed(bare)) == [["Ede", 46022, "1", None, 7]]


def test_text_of_several_runs_is_one_text_without_its_pronunciation() -> None:
    made = xlsx({"stappen": [*STEPS[:2], [*STEPS[2][:6], "werk in uitvoering"]]})
    runs = (
        b'<si><r><t xml:space="preserve">werk in </t></r><r><t>uitvoering</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    )
    made = edited(made, "xl/sharedStrings.xml", b"<si><t>werk in uitvoering</t></si>", runs)
    assert costs(made)[1][-1] == "werk in uitvoering"


@pytest.mark.parametrize(
    "kind",
    [
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",  # .xlsm
        b"application/vnd.ms-excel.template.macroEnabled.main+xml",  # .xltm
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",  # .xltx
    ],
)
def test_workbook_of_a_kind_that_may_hold_macros_and_template_are_read_when_no_macro_is_in_them(kind: bytes) -> None:
    made = edited(workbook(), "[Content_Types].xml", MAIN_TYPE, kind)
    assert len(costs(made)) == 3
    left = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    made = edited(with_named_parts(made, {"xl/printerSettings/printerSettings1.bin": b"x"}), "[Content_Types].xml",
                  b"</Types>", left)  # fmt: skip
    assert len(costs(made)) == 3


def test_template_of_an_ods_is_read() -> None:
    made = edited(ods({"kosten": COSTS}), "mimetype", b"spreadsheet", b"spreadsheet-template")
    assert len(costs(made)) == 2


def test_ods_that_only_its_manifest_names_is_read() -> None:
    parts = parts_of(ods({"kosten": COSTS}))
    del parts["mimetype"]
    assert len(costs(packed(parts))) == 2


def flat(body: bytes = b"") -> bytes:
    """An ODS in one document, with something before its body."""
    content = parts_of(ods({"kosten": COSTS}))["content.xml"].replace(b"office:document-content", b"office:document")
    mime = b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet" '
    return content.replace(b"<office:document ", mime, 1).replace(b"<office:body>", body + b"<office:body>", 1)


def test_flat_ods_is_read() -> None:
    assert costs(flat()) == [["Ede", DAY, 1, 3703.5, 1200], ["Ede", DAY, 2, 500, 0]]


def test_flat_ods_with_a_macro_is_refused() -> None:
    macro = b'<office:scripts><ooo:module xmlns:ooo="http://openoffice.org/2004/office" ooo:name="M"/></office:scripts>'
    assert rejected(flat(macro)) == ("unsafe_archive", "macro")


def test_empty_lists_of_libraries_in_an_ods_are_no_macro_and_a_module_is() -> None:
    lists = {"Basic/script-lc.xml": b"<x/>", "Basic/Standard/script-lb.xml": b"<x/>"}
    made = with_named_parts(ods({"kosten": COSTS}), lists)
    assert len(costs(made)) == 2
    assert rejected(with_named_parts(made, {"Basic/Standard/Module1.xml": b"<x/>"})) == ("unsafe_archive", "macro")


def test_other_kinds_of_workbook_are_refused_with_the_advice_to_save_as_xlsx() -> None:
    binary = with_named_parts(xlsx(), {"xl/workbook.bin": b"\x83\x01"})
    binary = edited(binary, "_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin")
    old_xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    for content, reason in ((binary, "binary_workbook"), (old_xml, "xml_workbook")):
        with pytest.raises(FileRejected) as rejection:
            read_file(content, "opgave")
        assert (rejection.value.rule, rejection.value.reason) == ("unreadable", reason)
        assert ".xlsx" in rejection.value.remedy("nl")
        assert "macro" not in rejection.value.message("nl") + rejection.value.remedy("nl")


def test_binary_workbook_with_a_macro_is_refused_for_the_macro() -> None:
    binary = with_named_parts(xlsx(), {"xl/workbook.bin": b"\x83\x01", "xl/vbaProject.bin": b"\xd0\xcf"})
    binary = edited(binary, "_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin")
    assert rejected(binary) == ("unsafe_archive", "macro")


def test_archive_that_is_packed_in_an_unknown_way_is_refused_for_that() -> None:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_BZIP2) as archive:
        for name, data in parts_of(workbook()).items():
            archive.writestr(name, data)
    assert rejected(content.getvalue()) == ("unreadable", "packing")


def test_package_of_another_program_is_no_workbook() -> None:
    letter = {"_rels/.rels": parts_of(xlsx())["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document.xml"),
              "word/document.xml": b"<document/>"}  # fmt: skip
    assert rejected(packed(letter)) == ("unreadable", "unknown_kind")


def test_sheet_of_which_the_part_is_missing_is_damage_and_never_an_empty_sheet() -> None:
    parts = parts_of(workbook())
    del parts["xl/worksheets/sheet1.xml"]
    assert rejected(packed(parts)) == ("unreadable", "damaged")
