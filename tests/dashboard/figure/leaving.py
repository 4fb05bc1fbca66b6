"""What every file must say by itself, whoever reads it: the contract of whatever leaves the screen."""

import csv
import io
import re
from importlib.metadata import version
from urllib.parse import parse_qsl, urlsplit

from python_calamine import CalamineWorkbook

from domain.municipalities import Register
from domain.programme import Programme

CHOSEN = {"provincie": "Utrecht", "leeftijd": "365", "stand": "2026-08-31"}
OF_CHOSEN = ("Provincie: Utrecht", "Leeftijd opgave: Hooguit 365 dagen oud")
"""What is said of that choice; a figure of the whole country or of one municipality says that instead."""
OF_OTHERS = ("alle 342 gemeenten", "1 gemeente: Zutphen")
DATES = ("Stand op", "31 aug 2026", "Bekend op", "23 nov 2026 13:00, Nederlandse tijd")
INVENTED = "De cijfers zijn verzonnen. Ze zeggen niets over echte gemeenten."
KINDS = ("waarneming", "schatting", "verwachting", "scenario", "uitleg", "proef", "afspraak")
NUMBER_OF = re.compile(r"(\d[\d.]*)\s*(gemeenten|gemeente)\b|n\s*=\s*\d")
ADDRESS = r"(?:https?://[\w.:]+)?/[\w-]*\?[\w.=&%+-]*figuur="


def missing(said: str, *, finding: str, figure: str, is_of_view: bool = True, has_dates: bool = True) -> list[str]:
    """What somebody who has this text alone does not know. `said`: all of it, broken over lines or not."""
    squeezed = _squeezed(said)
    wanted = [finding, "Soort cijfer", INVENTED, *_versions(), *(DATES if is_of_view and has_dates else ())]
    lacks = [words for words in wanted if _squeezed(words) not in squeezed]
    if is_of_view and not _says_of_whom(squeezed):
        lacks.append("of whom")
    if is_of_view and not NUMBER_OF.search(said):
        lacks.append("how many")
    if not any(kind in said for kind in KINDS):
        lacks.append("which kind")
    found = re.search(ADDRESS + figure, squeezed)
    query = dict(parse_qsl(urlsplit(found[0]).query)) if found else {}
    if not (query.get("figuur") == figure and "T" in query.get("bekend", "") and query.get("provincie") == "Utrecht"):
        lacks.append(f"where to find it again: {found and found[0]}")
    return lacks


def rows_of_csv(content: str) -> list[dict[str, str]]:
    """The table of a file by its heads, without what is told under it."""
    table, _, _ = content.removeprefix("\ufeff").partition("\r\n\r\n")
    return list(csv.DictReader(table.splitlines(), delimiter=";"))


def text_of_csv(content: str) -> str:
    """All cells of a file as Dutch Excel reads it."""
    rows = csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";")
    return "\n".join(" ".join(row) for row in rows)


def text_of_workbook(content: bytes) -> str:
    """All cells of all sheets."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "\n".join(" ".join(str(cell) for cell in row) for row in rows)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _says_of_whom(squeezed: str) -> bool:
    is_of_chosen = all(_squeezed(words) in squeezed for words in OF_CHOSEN)
    return is_of_chosen or any(_squeezed(words) in squeezed for words in OF_OTHERS)


def _versions() -> tuple[str, ...]:
    register, programme = Register.load().version, Programme.load().version
    return (f"software {version('wams-monitor')}", f"register {register}", f"programma {programme}")
