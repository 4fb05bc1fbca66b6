"""Quotes in a text file: right ones are welcome, an open one is said with its row, no row vanishes in a cell."""

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.kinds.quoted_records import MAX_CELL_CHARACTERS
from pipelines.reading.received_file import read_file

HEADER = "gemeentecode;peildatum;stap;status;toelichting\n"
NOTE_FIRST = "toelichting,gemeentenaam,peildatum,stap,gerealiseerd_eur\n"


def rejected(content: str) -> tuple[str, str, object]:
    """Rule, reason and row."""
    with pytest.raises(FileRejected) as rejection:
        read_file(content.encode(), "opgave.csv")
    assert rejection.value.message("nl")
    assert rejection.value.remedy("en")
    return rejection.value.rule, rejection.value.reason, rejection.value.values.get("row")


def notes(content: str) -> list[object]:
    (table,) = read_file(content.encode(), "opgave.csv").tables
    return [row.cells["toelichting"].value for row in table.rows]


def test_unclosed_quote_is_said_with_the_row_in_which_it_begins() -> None:
    row = "363;2025-12-31;{};gestart;{}\n"
    content = HEADER + row.format(1, "x") + row.format(2, '"begin') + row.format(3, "y")
    assert rejected(content) == ("unclosed_quote", "open", 3)


def test_text_after_a_closing_quote_is_said_with_its_row() -> None:
    assert rejected(HEADER + '363;2025-12-31;1;gestart;"Goed" zei men\n') == ("unclosed_quote", "stray", 2)


def test_quote_that_stands_open_until_another_quoted_cell_is_said_where_it_begins() -> None:
    content = HEADER + '363;2025-12-31;1;gestart;"begin\n363;2025-12-31;2;gestart;"goed; op weg"\n'
    assert rejected(content) == ("unclosed_quote", "open", 2)


@pytest.mark.parametrize("swallowed", ["", "GM0518;31-12-2025;4;gestart;x\n", "518;1 mrt 2025;4;gestart;\n" * 3])
def test_rows_swallowed_between_two_open_quotes_are_no_note(swallowed: str) -> None:
    content = HEADER + f'363;2025-12-31;1;gestart;"begin\n{swallowed}363;2025-12-31;2;gestart;einde"\n'
    assert rejected(content) == ("unclosed_quote", "rows", 2)


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_rows_swallowed_by_a_cell_at_the_left_are_no_note(line_end: str) -> None:
    content = NOTE_FIRST + '"begin,Ede,31-12-2025,1,5\neinde",Ede,31-12-2025,2,6\n'
    assert rejected(content.replace("\n", line_end)) == ("unclosed_quote", "rows", 2)


def test_rows_swallowed_by_a_cell_in_the_middle_are_no_amount() -> None:
    header = "gemeentenaam,peildatum,stap,begroot_eur,gerealiseerd_eur\n"
    content = header + 'Ede,31-12-2025,1,"10,5\nEde,31-12-2025,2,12",6\n'
    assert rejected(content) == ("unclosed_quote", "rows", 2)


def test_header_swallowed_by_a_quote_in_the_title_is_said() -> None:
    content = 'Opgave "2025"\n"Gemeente Ede\n' + HEADER + '363;2025-12-31;1;gestart;"\n'
    assert rejected(content) == ("unclosed_quote", "rows", 2)


def test_second_table_swallowed_by_a_quote_is_said() -> None:
    costs = "gemeentecode;peildatum;stap;gerealiseerd_eur\n363;2025-12-31;1;5\n"
    content = HEADER + '363;2025-12-31;1;gestart;"begin\n\n' + costs + '363;2025-12-31;2;"einde"\n'
    assert rejected(content) == ("unclosed_quote", "open", 2)
    assert rejected(content.replace('"einde"', '7"')) == ("unclosed_quote", "rows", 2)


def test_note_of_several_lines_with_separators_is_a_note() -> None:
    note = "stand van zaken:\n- overleg, VNG; Rijk\n- 31-12-2025: brief; reactie; akkoord\nGM0363, 2025"
    assert notes(HEADER + f'363;2025-12-31;1;gestart;"{note}"\n') == [note]
    commas = "een, twee, drie\nAmsterdam, Ede, Gouda, Delft, Breda, Tiel\nklaar, op 31-12-2025, zei men, en nu, door"
    assert notes(NOTE_FIRST + f'"{commas}",Ede,2025-12-31,1,5\n') == [commas]


def test_quotes_inside_a_text_are_part_of_it() -> None:
    content = HEADER + '363;2025-12-31;1;gestart;plank van 5" dik\n363;2025-12-31;2;gestart;"de ""pilot"" loopt"\n'
    assert notes(content) == ['plank van 5" dik', 'de "pilot" loopt']


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", ":"])
@pytest.mark.parametrize("last", ["1.234,50", "een; twee, drie\nvier"])
def test_faultless_quotes_under_other_headers_are_never_complained_of(separator: str, last: str) -> None:
    rows = [["gemeente", "datum", "stap nr", "kosten"], ["Amsterdam", "30-06-2026", "2", last]]
    content = "".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    assert rejected(content)[0] in ("no_table", "missing_columns")


def test_open_quote_above_other_headers_is_said() -> None:
    assert rejected('"gemeente,datum\nEde,2025-12-31\n') == ("unclosed_quote", "open", 1)


@pytest.mark.parametrize("quote", ["", '"'])
def test_text_without_end_is_refused_for_its_length_with_row_and_column_and_not_for_its_quotes(quote: str) -> None:
    content = HEADER + f"363;2025-12-31;1;gestart;{quote}{'lang ' * (MAX_CELL_CHARACTERS // 5)}einde{quote}\n"
    with pytest.raises(FileRejected) as rejection:
        read_file(content.encode(), "opgave.csv")
    assert rejection.value.message("nl") == "In rij 2, kolom E, staat een tekst van meer dan 1000000 tekens."
    assert rejection.value.remedy("nl") == "Maak die tekst korter en stuur het bestand opnieuw."
