"""Under a figure: its note, its table, the rows under it, what can be taken away, and how it is made.

A foot is a fragment of its own: what it shows on request is made only then, and the rest of the page stays as it is.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypedDict
from urllib.parse import urlencode

import streamlit as st

from dashboard.drawing.parts import Part
from dashboard.figure import origin
from dashboard.figure.download import TableData, workbook
from dashboard.figure.origin import Whom
from dashboard.figure.words import age_said
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import months
from language.texts import has, say
from metrics.defining.figure import Figure

HOW_KEYS: Final[Mapping[str, str]] = {
    "meaning": "screen.how.what",
    "why": "screen.how.why",
    "how": "screen.how.made",
    "population": "screen.how.who",
    "caution": "screen.how.caution",
    "source": "screen.how.source",
}
"""What the catalogue says of a metric (`metric.<key>.<part>`), by part: the key of the term that stands before it."""


Tabled = TableData | Callable[[], TableData]
"""A table, or how it is made where somebody asks for it: most are asked for by nobody."""


@dataclass(frozen=True)
class Foot:
    """What stands under one figure. `rows_under`: what it was added up from; `kind`: a key of a text."""

    key: str
    finding: str
    subtitle: str
    note: str
    kind: str
    whom: Whom
    table: Tabled | None
    rows_under: Tabled | None
    made_by: Figure | None
    tested: str = ""  # how it was tested whether chance explains what the finding says, and with what outcome


FilePart = Literal["csv", "under_csv", "xlsx"]
HowEntry = tuple[str, str]  # a term, and what is said of it


class TableHead(TypedDict):
    """The head of one column."""

    label: str
    is_number: bool


class DrawnTable(TypedDict):
    """A table in words, as it opens under a figure."""

    caption: str
    columns: list[TableHead]
    rows: list[list[str]]


class HasTables(TypedDict):
    """What can be asked for: the table of the figure, and the rows that it was added up from."""

    table: bool
    under: bool


class FootData(TypedDict):
    """What the part `foot` is drawn from. A table or a file is None, or left out, until somebody asked for it."""

    figure: str
    finding: str
    subtitle: str
    note: str
    origin: list[HowEntry]  # what a picture and a sheet of paper say beside it
    has: HasTables
    words: Mapping[str, str]  # of its buttons, see `_words`
    table: DrawnTable | None
    under: DrawnTable | None
    files: dict[FilePart, str]  # a text, or a workbook in base 64
    name: str  # of the files, without their ending
    link: str  # the query of an address that shows the same figure later
    how: list[HowEntry] | None
    account: str | None


FOOT: Final = Part[FootData]("figure/foot.js", tells=("ask",))


@st.fragment
def foot(under: Foot) -> None:
    """Draws the foot; what a visitor asks for is made and drawn again, here only."""
    state.see_visitor()
    language, view = state.language(), state.chosen_view()
    has_rows: HasTables = {"table": under.table is not None, "under": under.rows_under is not None}
    data: FootData = {
        "figure": under.key,
        "finding": under.finding,
        "subtitle": under.subtitle,
        "note": under.note,
        "origin": origin.origin(view, key=under.key, kind=under.kind, whom=under.whom),
        "has": has_rows,
        "words": _words(language),
        "table": _drawn_table(under.table) if under.table and state.is_asked(under.key, "table") else None,
        "under": _drawn_table(under.rows_under) if under.rows_under and state.is_asked(under.key, "under") else None,
        "files": {part: made for part in _files(under) if (made := _file(under, part, view))},
        "name": file_name(under.key, view, under.whom),
        "link": urlencode(queries.exact_address(view)),
        "how": [*how_made(under.made_by, language, under.key, under.tested), which(language)],
        "account": account_address(under.made_by.key) if under.made_by else None,
    }
    asked = FOOT.draw(data, key=f"foot_{under.key}").ask
    if asked and not state.is_asked(under.key, asked):
        state.ask_for(under.key, asked)
        st.rerun(scope="fragment")


@cache
def _words(language: Language) -> Mapping[str, str]:
    return {
        **shared_words(language),
        "under": say("screen.foot.under", language),
        "waiting": say("screen.foot.waiting", language),
        "download_under": say("screen.foot.download_under", language),
        "under_name": say("screen.foot.under_name", language),
    }


def file_name(key: str, view: View, whom: Whom = "chosen") -> str:
    """What the files of a figure are called, without their ending: what it is, of which municipality, of which day."""
    own = f"{view.municipality_code}-" if whom == "own" and view.municipality_code else ""
    return f"{file_stem(key, view.language)}-{own}{view.as_of.isoformat()}"


def file_stem(key: str, language: Language) -> str:
    """What the files of a figure are called, before their day."""
    return f"wams-{say(f'screen_file.{key}', language)}"


def shared_words(language: Language) -> dict[str, str]:
    """The words of every foot, also of that of the atlas, which draws its own."""
    return {
        "table": say("screen.foot.table", language),
        "download": say("screen.foot.download", language),
        "how": say("screen.foot.how", language),
        "sideways": say("screen.foot.sideways", language),
        "download_table": say("screen.foot.download_table", language),
        "download_picture": say("screen.foot.download_picture", language),
        "csv": say("screen.foot.csv", language),
        "xlsx": say("screen.foot.xlsx", language),
        "svg": say("screen.foot.svg", language),
        "png": say("screen.foot.png", language),
        "link": say("screen.foot.link", language),
        "link_copied": say("screen.foot.link_copied", language),
        "link_here": say("screen.foot.link_here", language),
        "account": say("screen.foot.account", language),
    }


def account_address(key: str) -> str:
    """Where the account of a metric stands, from any page: an address with this view in it."""
    return f"{state.page('account').url_path}?{urlencode({**state.chosen_view().address(), 'cijfer': key})}"


def how_made(figure: Figure | None, language: Language, drawn: str = "", tested: str = "") -> list[HowEntry]:
    """What is said of one drawing, and what the catalogue says of its metric.

    `drawn`: the key of the drawing. A metric is drawn in more ways than one, and the catalogue says nothing of those:
    where `screen.how_this` has a text with this key, it comes first. `tested`: the test behind its finding.
    """
    this = f"screen.how_this.{drawn}"
    first = [(say("screen.how.this", language), say(this, language))] if has(this) else []
    first += [(say("screen.how.tested", language), tested)] if tested else []
    if figure is None:
        return first
    entries = [
        (say(term, language), say(_plainest(f"metric.{figure.key}.{part}"), language))
        for part, term in HOW_KEYS.items()
        if has(f"metric.{figure.key}.{part}")
    ]
    if figure.max_age_days is not None:
        entries.append((say("screen.how.age", language), age_said(figure.max_age_days, figure.as_of, language)))
    if figure.silent_months_slower:
        slower = months(figure.silent_months_slower, language)
        entries.append(
            (say("screen.how.slower", language), say("screen.expected.slower_note", language, months=slower))
        )
    if figure.clock_repairs:
        entries.append((say("screen.how.clock", language), say("screen.foot.clock_repairs", language)))
    return [*first, *entries]


def _plainest(key: str) -> str:
    """Where a text is also told without the words of statistics, that one: those stand in the account."""
    plain = key.removesuffix(".how") + ".plain"
    return plain if key.endswith(".how") and has(plain) else key


def which(language: Language) -> HowEntry:
    """The versions that a figure is made with."""
    return say("screen.how.which", language), origin.versions(language)


def _made(table: Tabled) -> TableData:
    return table() if callable(table) else table


def _drawn_table(found: Tabled) -> DrawnTable:
    table = _made(found)
    columns: list[TableHead] = [{"label": column.label, "is_number": column.is_number} for column in table.on_screen]
    return {"caption": table.caption, "columns": columns, "rows": table.words()}


def _files(under: Foot) -> list[FilePart]:
    """The names of the files that can be asked for."""
    tables: dict[FilePart, Tabled | None] = {
        "csv": under.table,
        "under_csv": under.rows_under,
        "xlsx": under.table or under.rows_under,
    }
    return [part for part, table in tables.items() if table is not None]


def _file(under: Foot, part: FilePart, view: View) -> str | None:
    """One file when it was asked for: text, or a workbook in base 64."""
    if not state.is_asked(under.key, part):
        return None
    language = view.language
    said = origin.Said(under.finding, under.subtitle, under.note)
    told = origin.told(view, said, key=under.key, kind=under.kind, whom=under.whom)
    if part == "csv" and under.table:
        return _made(under.table).csv(told)
    if part == "under_csv" and under.rows_under:
        return _made(under.rows_under).csv(told)
    tables = (("screen.foot.sheet_table", under.table), ("screen.foot.sheet_under", under.rows_under))
    sheets = [(say(name, language), _made(table)) for name, table in tables if table is not None]
    about = say("screen.foot.sheet_about", language)
    whole = [*told, *how_made(under.made_by, language, under.key, under.tested)]
    book = workbook(sheets, about, whole, in_short=origin.in_short(view))
    return base64.b64encode(book).decode("ascii")
