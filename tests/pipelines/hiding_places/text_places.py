"""Places in a text file, and in the name of any file, where personal data can stand."""

from collections.abc import Callable
from typing import Final

from tests.pipelines.hiding_places.planted import Planted

_HEADER: Final = "gemeentecode;peildatum;stap;status;startdatum;toelichting"
_ROWS: Final = "GM0363;31-12-2025;1;gestart;01-02-2025;goed\nGM0363;31-12-2025;2;gestart;01-02-2025;goed"


def _csv(text: str) -> bytes:
    return text.encode()


TEXT_PLACES: Final[dict[str, Callable[[Planted], bytes]]] = {
    "title above the header": lambda p: _csv(f"Opgave van {p.text}\n{_HEADER}\n{_ROWS}\n"),
    "footnote": lambda p: _csv(f"{_HEADER}\n{_ROWS}\n* Vragen aan {p.text}\n"),
    "total row": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nTotaal;;;;;{p.text}\n"),
    "note": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;{p.text}\n"),
    "notes as programs write them": lambda p: _csv(
        f"{_HEADER}\n{_ROWS}\n" + "".join(f'GM0363;31-12-2025;3;gestart;;"{each}"\n' for each in p.as_numbers)
    ),
    "unknown column as programs write it": lambda p: _csv(
        f"{_HEADER};kleur\n" + "".join(f'GM0363;31-12-2025;3;gestart;;;"{each}"\n' for each in p.as_numbers)
    ),
    "footnotes as programs write them": lambda p: _csv(
        f"{_HEADER}\n{_ROWS}\n" + "".join(f'"{each}"\n' for each in p.as_numbers)
    ),
    "note with zero-width characters": lambda p: _csv(
        f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;{p.bsn[:3]}\u200b{p.bsn[3:]} {p.text}\n"
    ),
    "note of two lines": lambda p: _csv(f'{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;"goed\n{p.text}"\n'),
    "note that is far too long": lambda p: _csv(
        f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;{'lang ' * 3000}{p.text}\n"
    ),
    "status": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;{p.text};;\n"),
    "date": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;{p.text};\n"),
    "name of a municipality": lambda p: _csv(f"{_HEADER}\n{_ROWS}\n{p.text};31-12-2025;3;gestart;;\n"),
    "header of an unknown column": lambda p: _csv(f"{_HEADER};{p.text}\n" + _ROWS.replace("\n", ";x\n") + ";x\n"),
    "unknown column": lambda p: _csv(f"{_HEADER};kleur\n" + _ROWS.replace("\n", f";{p.text}\n") + ";rood\n"),
    "column of organisation numbers": lambda p: _csv(f"{_HEADER};rsin\n" + _ROWS.replace("\n", f";{p.bsn}\n") + ";\n"),
    "cell beyond the header": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;goed;{p.text}\n"),
    "row that is too short": lambda p: _csv(f"{_HEADER}\n{_ROWS}\nGM0363;{p.text}\n"),
    "rejected: other columns": lambda p: _csv(f"naam;{p.mail}\nJan;{p.text}\n"),
    "rejected: a column twice": lambda p: _csv(f"{_HEADER};{p.mail};status\n{_ROWS}\n"),
    "rejected: a quote that stays open": lambda p: _csv(
        f'{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;"{p.text}\n'
    ),
    "rejected: null characters": lambda p: _csv(f"{_HEADER}\n{_ROWS}\n{p.text}\0\n"),
    "everything in one column": lambda p: _csv(
        "\n".join(f'"{line}"' for line in f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;{p.text}".split("\n"))
    ),
    "UTF-16": lambda p: f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;{p.text}\n".encode("utf-16"),
    "Windows-1252": lambda p: f"{_HEADER}\n{_ROWS}\nGM0363;31-12-2025;3;gestart;;é {p.text}\n".encode("cp1252"),
}

FILE_NAMES: Final[dict[str, Callable[[Planted], str]]] = {
    "a BSN": lambda p: f"opgave {p.bsn}.csv",
    "a BSN with its word": lambda p: f"bsn-{p.bsn[:4]}.{p.bsn[4:6]}.{p.bsn[6:]}-opgave.csv",
    "an address": lambda p: f"{p.mail}.csv",
    "an address between underscores": lambda p: f"opgave_{p.mail.replace('@', '_at_')}_van_{p.mail}.csv",
    "an address that is encoded": lambda p: f"opgave {p.mail.replace('@', '%40')}, {p.mail}.csv",
    "a phone number": lambda p: f"opgave_{p.phone}_definitief.csv",
    "an IBAN": lambda p: f"opgave {p.iban}.csv",
    "an IBAN in groups": lambda p: (
        f"{p.iban[:4]}-{p.iban[4:8]}-{p.iban[8:12]}-{p.iban[12:16]}-{p.iban[16:]} {p.iban}.csv"
    ),
}


def plain_report(number: int) -> bytes:
    """A report that is in order, other bytes for each number."""
    return _csv(f"{_HEADER}\n{_ROWS} {number}\n")
