"""Links to other files refuse a workbook; the name of an add-in of which functions are used is no such link."""

import struct
from collections.abc import Iterator

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.received_file import read_file
from tests.pipelines.made_files import ole_file, ole_stream, with_named_parts, xls, xlsx
from tests.pipelines.spoiled_containers import RELATIONSHIPS

BOOK = b'<externalLink><externalBook><sheetNames><sheetName val="Blad1"/></sheetNames>%b</externalBook></externalLink>'
CELLS = b'<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>5</v></cell></row></sheetData></sheetDataSet>'
ADD_INS = ["file:///C:/Program%20Files/Analyse.xlam", "Analyse.XLA", "/xl/funcs/Solver.xlam", "Rekenhulp.xll"]


def linked(target: str, body: bytes = b"", name: str = "xl/externalLinks/externalLink1.xml") -> bytes:
    """A workbook with the part that describes a link, and where the link leads."""
    folder, _, file = name.rpartition("/")
    relationship = (
        f'<Relationship Id="rId1" Type="http://x/externalLinkPath" Target="{target}" TargetMode="External"/>'.encode()
    )
    return with_named_parts(xlsx(), {name: BOOK % body, f"{folder}/_rels/{file}.rels": RELATIONSHIPS % relationship})


def is_refused(content: bytes) -> bool:
    """Whether it is refused for a link; otherwise all four tables are read."""
    try:
        file = read_file(content, "opgave")
    except FileRejected as rejection:
        if rejection.reason != "external_link":
            raise
        return True
    assert len(file.tables) == 4
    return False


@pytest.mark.parametrize("target", ADD_INS)
def test_workbook_that_uses_functions_of_an_add_in_is_read(target: str) -> None:
    assert not is_refused(linked(target))


@pytest.mark.parametrize("target", ["begroting.xlsx", "file:///C:/begroting.xls", "https://example.org/b.xlsm", "xla"])
def test_workbook_with_a_link_to_another_workbook_is_refused(target: str) -> None:
    assert is_refused(linked(target))


def test_link_with_values_of_cells_elsewhere_is_a_link_whatever_it_is_called() -> None:
    assert is_refused(linked("Analyse.xlam", CELLS))


def test_link_beside_an_add_in_is_a_link() -> None:
    content = with_named_parts(linked("Analyse.xlam"), {"xl/externalLinks/externalLink2.xml": BOOK % b""})
    assert is_refused(content)


def test_link_under_another_name_is_a_link() -> None:
    assert is_refused(linked("begroting.xlsx", name="xl/elders/boek.xml"))


def xls_with(kind: int, data: bytes) -> bytes:
    """An XLS with a record more before its sheets, which begin that much later."""
    stream = bytearray(ole_stream(xls()))
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    record = struct.pack("<HH", kind, len(data)) + data
    for found, place in _records(stream):
        if found == 0x0085:
            struct.pack_into("<I", stream, place, struct.unpack_from("<I", stream, place)[0] + len(record))
    return ole_file(bytes(stream[:first] + record + stream[first:]))


def _records(stream: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Kind of each record, and where its content begins."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, place + 4
        place += 4 + length


def book_record(path: str) -> bytes:
    """What names another workbook in an XLS: how many sheets, and where it lies."""
    return struct.pack("<HHB", 1, len(path) + 1, 1) + ("\x01" + path).encode("utf-16-le")


@pytest.mark.parametrize(("path", "refused"), [("\x01CAnalyse.xla", False), ("Solver.XLAM", False), ("b.xls", True)])
def test_xls_that_uses_functions_of_an_add_in_is_read_and_one_with_a_link_is_refused(path: str, refused: bool) -> None:
    assert is_refused(xls_with(0x01AE, book_record(path))) is refused


def test_xls_with_values_of_cells_elsewhere_is_refused() -> None:
    assert is_refused(xls_with(0x005A, bytes(12)))
