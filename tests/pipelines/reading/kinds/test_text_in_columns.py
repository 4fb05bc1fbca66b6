"""A large text file is read in columns, and says exactly what it says when it is read row by row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.format.raw import FileRejected, RawFile
from pipelines.format.sheet_in_columns import SheetInColumns
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.normalise import normalised
from pipelines.reading.kinds import text_file, text_in_columns
from pipelines.reading.received_file import read_file
from pipelines.receipt.archiving import archived_cells
from pipelines.receipt.notes import notes_of

TODAY = date(2026, 3, 1)
HEADER = "gemeentecode;peildatum;stap;begroot_eur;gerealiseerd_eur;toelichting"
PLAIN = [
    f"GM{code:04};2025-{month:02}-28;{step};{code * step};{month * 1000};{'Overleg' if step == 3 else ''}"
    for month in (3, 6, 9)
    for code in (14, 34, 363)
    for step in range(1, 12)
]
ODD_LINES = [
    "",
    ";;;;;",
    " ; ; ; ; ; ",
    "Totaal;;;;120;",
    "* voorlopig",
    "Bron: eigen opgave",
    "RSIN",
    "Nog een zin van zes woorden",
    HEADER,
    "gemeentecode;peildatum;doelgroep;medewerkers;opgeleid",
    "GM0363;2025-12-31;4",
    "GM0363;2025-12-31;4;1;2;x;7",
    "GM0363;2025-12-31;4;;;",
    ";;;12;34;",
    "GM0363;;;12;34;",
    'GM0363;2025-12-31;5;1;2;"een ""woord""; twee"',
    'GM0363;2025-12-31;5;1;2;een "los" woord',
    'GM0363;2025-12-31;5;1;2;"twee\nregels"',
    '"GM0363;2025-12-31;6;7;8;"',
    "GM0363;31-12-2025;7;#N/A;1.234;",
    "GM9999;2025-02-30;12;1,5;-3;bel 06-12345678",
    "363;31 dec 2025;stap 3;1.234,5;79%;é",
    "Amsterdam;12/31/2025;8;1;2;bsn 111222333",
    "GM0363;45000;9;12.500;3;status",
    "kosten;2025-12-31;status;1;2;peildatum",
]


@pytest.fixture
def also_small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads every text file in columns, if it can be, and only its first lines one by one."""
    monkeypatch.setattr(text_file, "FEWEST_BYTES", 0)
    monkeypatch.setattr(text_in_columns, "_TOP", 4)
    monkeypatch.setattr(text_in_columns, "_MOST_BY_HAND", 1.0)


def _row_by_row(content: bytes) -> RawFile | str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_file, "FEWEST_BYTES", len(content) + 1)
        return _read(content)


def _read(content: bytes) -> RawFile | str:
    try:
        return read_file(content, "opgave.csv")
    except FileRejected as rejection:
        return str(rejection)


def _all_that_is_said(raw: RawFile | str, register: Register, programme: Programme) -> Iterator[Any]:
    """All that is made of a file before it is judged: its rows, their cells, values and findings, the archive."""
    if isinstance(raw, str):
        yield raw
        return
    yield from (raw.notes, [str(one) for one in raw.refused])
    yield [(sheet.name, [(number, tuple(cells)) for number, cells in sheet.rows]) for sheet in raw.sheets]
    tables = normalised(raw.tables, Vocabulary(programme), register, today=TODAY)
    for table in tables:
        yield from (table.raw.table, table.raw.headers, table.raw.unknown_columns, table.raw.left_out)
        yield from (list(table.raw.rows), list(table.rows), table.left_out, table.filled.dragged, table.frame.rows())
        yield from (table.findings, table.ambiguous)
    yield archived_cells(raw, tables)
    yield notes_of(raw, [], [], 0)


@st.composite
def messy_files(draw: st.DrawFn) -> bytes:
    """A file of plain rows with a few lines between them that are not."""
    lines = [HEADER, *PLAIN]
    for place in draw(st.lists(st.integers(0, len(PLAIN)), max_size=6)):
        lines[place:place] = [draw(st.sampled_from([*ODD_LINES, PLAIN[7]]))] * draw(st.sampled_from([1, 1, 1, 3]))
    separator = draw(st.sampled_from(";;,\t"))
    text = draw(st.sampled_from(["\n", "\r\n"])).join(lines).replace(";", separator) + draw(st.sampled_from(["", "\n"]))
    text = draw(st.sampled_from(["", "", f"sep={separator}\n"])) + text
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"])))


@pytest.mark.usefixtures("also_small_files")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messy_files())
def test_what_a_file_says_is_the_same_in_columns_and_row_by_row(
    register: Register, programme: Programme, content: bytes
) -> None:
    meant = list(_all_that_is_said(_row_by_row(content), register, programme))
    assert list(_all_that_is_said(_read(content), register, programme)) == meant


@pytest.mark.usefixtures("also_small_files")
@pytest.mark.parametrize("odd", [line for line in ODD_LINES if line not in (HEADER,)])
def test_one_line_that_is_not_plain_says_in_columns_what_it_says_row_by_row(
    register: Register, programme: Programme, odd: str
) -> None:
    content = "\n".join([HEADER, *PLAIN[:60], odd, *PLAIN[60:], odd]).encode()
    meant = list(_all_that_is_said(_row_by_row(content), register, programme))
    assert list(_all_that_is_said(_read(content), register, programme)) == meant


def _is_in_columns(lines: list[str]) -> bool:
    raw = read_file("\n".join(lines).encode(), "opgave.csv")
    return isinstance(raw.sheets[0].rows, SheetInColumns)


@pytest.mark.usefixtures("also_small_files")
@pytest.mark.parametrize("unknown", ["regio", "rsin", "bsn", "datum start", "medewerkers", ""])
@pytest.mark.parametrize("text", ["", "Zuid", "111222333", "12", "jan@voorbeeld.nl"])
def test_what_stands_under_an_unknown_column_is_the_same_in_columns_and_row_by_row(
    register: Register, programme: Programme, unknown: str, text: str
) -> None:
    lines = [f"{line};{text if place % 5 == 2 else ''}" for place, line in enumerate(PLAIN)]
    content = "\n".join([f"{HEADER};{unknown}", *lines[:50], f"{PLAIN[3]};x;y", "Totaal;;;;5;;", *lines[50:]]).encode()
    meant = list(_all_that_is_said(_row_by_row(content), register, programme))
    assert list(_all_that_is_said(_read(content), register, programme)) == meant


@pytest.mark.usefixtures("also_small_files")
def test_a_file_with_an_unknown_column_is_read_in_columns() -> None:
    assert _is_in_columns([f"{HEADER};regio", *(f"{line};Zuid" for line in PLAIN)])


@pytest.mark.usefixtures("also_small_files")
def test_a_file_of_plain_rows_with_titles_totals_footnotes_quotes_and_mistakes_is_read_in_columns() -> None:
    quoted = 'GM0363;2025-12-31;5;1;2;"een ""woord""; twee"'
    mistakes = ["GM9999;2025-02-30;12;1,5;-3;bel", "GM0363;2025-12-31;4", "", "Totaal;;;;120;"]
    lines = ["Opgave", HEADER, *PLAIN[:40], quoted, *mistakes, *PLAIN[40:], "* voorlopig"]
    assert _is_in_columns(lines)


@pytest.mark.usefixtures("also_small_files")
@pytest.mark.parametrize(
    "odd",
    [
        pytest.param('GM0363;2025-12-31;5;1;2;"twee\nregels"', id="a line end in quotes"),
        pytest.param('GM0363;2025-12-31;5;1;2;een "los" woord', id="a quote within a cell"),
        pytest.param(HEADER, id="the header once more"),
        pytest.param("GM0363;2025-12-31;5;1;2;x\rGM0363;2025-12-31;6;1;2;x", id="lines that end in two ways"),
    ],
)
def test_a_file_that_no_look_at_its_lines_proves_plain_is_read_row_by_row(odd: str) -> None:
    assert not _is_in_columns([HEADER, *PLAIN[:40], odd, *PLAIN[40:]])


def test_a_small_file_is_read_row_by_row() -> None:
    assert not _is_in_columns([HEADER, *PLAIN])
