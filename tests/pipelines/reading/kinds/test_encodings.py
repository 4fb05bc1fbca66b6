"""Windows-1252 or UTF-8: marks after an accent are no evidence of UTF-8, and a true mix is refused with its row."""

import pytest

from pipelines.format.raw import FileRejected
from pipelines.reading.received_file import read_file

HEADER = "gemeentecode;peildatum;stap;status;toelichting\r\n"
ROW = "363;2025-12-31;{};gestart;{}\r\n"


def notes(content: bytes) -> list[object]:
    (table,) = read_file(content, "opgave.csv").tables
    return [row.cells["toelichting"].value for row in table.rows]


@pytest.mark.parametrize(
    "note",
    [
        "het “privé…” plan", "‘café’” zei men…", "CAFÉ’s in “Één” wijk", "“IDEEË…”", "“déjà–” vu à” la", "idee ë”…",
        "„privé”»", "één’” – twee", "Caféˮ".replace("ˮ", "”…"), "privé\xa0” plan “", "“reçu”™ ç”…", "Ü” ö, “Ö’s",
        "á\xa0€ 5 en à\xa0€ 6", "privé†” (CAFÉ†)", "“Hawaï…” en “olé”…", "3×… × 2",
    ],
)  # fmt: skip
def test_windows_1252_of_dutch_text_is_read_whatever_marks_follow_an_accent(note: str) -> None:
    content = (HEADER + ROW.format(1, note) + ROW.format(2, "coördinatie")).encode("cp1252")
    assert notes(content) == [note, "coördinatie"]


@pytest.mark.parametrize("letter", ["é", "ë", "€", "’", "…", "Š", "ş", "β", "中", "😀", "\uf0b7", "\ufeff", "e\u0301"])
def test_one_letter_of_utf_8_in_windows_1252_is_a_mix_and_said_with_its_row(letter: str) -> None:
    old = (HEADER + ROW.format(1, "één coördinator “goed”") + ROW.format(2, "reünie")).encode("cp1252")
    with pytest.raises(FileRejected) as rejection:
        read_file(old + ROW.format(3, f"caf{letter}").encode(), "opgave.csv")
    assert (rejection.value.rule, rejection.value.reason) == ("unreadable", "mixed_encodings")
    assert rejection.value.values["row"] == 4


@pytest.mark.parametrize("quoted", ["gewoon", '"een\r\ntwee"'])
def test_one_letter_of_windows_1252_in_utf_8_is_a_mix_and_said_with_its_row(quoted: str) -> None:
    new = (HEADER + ROW.format(1, quoted) + ROW.format(2, "één coördinator, reünie, “goed”")).encode()
    with pytest.raises(FileRejected) as rejection:
        read_file(new + ROW.format(3, "café").encode("cp1252") + ROW.format(4, "é").encode(), "opgave.csv")
    assert rejection.value.reason == "mixed_encodings"
    assert "rij 4" in rejection.value.message("nl")


def test_mark_of_utf_8_before_windows_1252_is_a_mix() -> None:
    with pytest.raises(FileRejected) as rejection:
        read_file(b"\xef\xbb\xbf" + (HEADER + ROW.format(1, "café")).encode("cp1252"), "opgave.csv")
    assert rejection.value.values["row"] == 2
