"""Letters of a note that was saved in an encoding which cannot be told from its bytes: taken in, and said."""

import pytest

from pipelines.normalising.strange_letters import garbled_word_in
from tests.pipelines.desk import Desk, counts, messages, rules

HEADER = "gemeentecode;peildatum;stap;status;toelichting\n"
NOTES = (
    "Een café naast de school",
    "privé opgeslagen",
    "geïnformeerd over de zorg",
    "één plan",
    "coördinatie",
    "façade",
)


def _file(note: str) -> str:
    return f"{HEADER}GM0363;31-12-2025;1;niet gestart;{note}\n"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("cp850", "privé café"), ("cp850", "coördinatie"), ("cp850", "financiële"), ("mac_roman", "privé café"),
     ("mac_roman", "geïnformeerd"), ("mac_roman", "fürst")],
)  # fmt: skip
def test_garbled_letters_warns_of_a_note_in_a_dos_or_macintosh_encoding(desk: Desk, encoding: str, note: str):
    receipt = desk.hand_in_bytes(_file(note).encode(encoding))
    assert rules(receipt) == ["garbled_letters"]
    assert counts(receipt) == "read 1 · accepted 1"
    assert "Sla het bestand op als CSV UTF-8" in messages(receipt)[0]


@pytest.mark.parametrize("note", ["Súdwest privé", "een café", "€ 5", "de ‘kern’", "20 °C", "financiële"])
def test_garbled_letters_warns_of_utf_8_that_was_taken_for_windows_1252_and_saved_again(desk: Desk, note: str):
    twice = _file(note.encode().decode("cp1252", "replace"))
    assert rules(desk.hand_in_bytes(twice.encode())) == ["garbled_letters"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_that_was_saved_in_an_encoding_that_we_read_gets_no_warning(desk: Desk, note: str, encoding: str):
    assert rules(desk.hand_in_bytes(_file(note).encode(encoding))) == []


@pytest.mark.parametrize(
    "text",
    [*NOTES, "de ‘kern’ en de “schil”", "foto’s…", "§ 3 – zie ¹", "5‰ van € 100", "Škoda, São Paulo, Ÿ", "• punt •",
     "Skarsterlân, Fryslân: wâldkant", "„zo”, ‚zo’", "25 m² à € 3 · 20 °C", "Ångström Łódź Žižek ß æ ø"],
)  # fmt: skip
def test_what_people_write_in_dutch_is_not_taken_for_garbled(text: str):
    assert garbled_word_in(text) is None
