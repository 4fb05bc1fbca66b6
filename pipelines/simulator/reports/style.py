"""The ways in which senders write: encodings, separators, codes and names, dates, numbers, headers, extra rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final, Literal, TypeVar

import numpy as np

from domain.statements import Table
from pipelines.format.columns import FORMATS

MONTHS_SHORT: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTHS_LONG: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
STATUS_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "not_started": ("niet gestart", "Niet gestart", "nog niet gestart", "NIET GESTART"),
    "started": ("gestart", "Gestart", "in uitvoering", "In uitvoering"),
    "finished": ("afgerond", "Afgerond", "gereed", "Gereed"),
    "not_applicable": ("niet van toepassing", "Niet van toepassing", "n.v.t.", "N.v.t."),
}
MAY_BE_ABSENT: Final[tuple[tuple[Table, str, float], ...]] = (
    (Table.MILESTONE, "startdatum", 0.015),
    (Table.MILESTONE, "streefdatum", 0.03),
    (Table.MILESTONE, "wacht_op", 0.10),
    (Table.MILESTONE, "toelichting", 0.25),
    (Table.TRAINING, "uren", 0.10),
    (Table.TRAINING, "uitgestroomd", 0.15),
    (Table.COST, "begroot_eur", 0.10),
    (Table.COST, "toelichting", 0.35),
)

Word = TypeVar("Word", bound=str)
Encoding = Literal["utf-8", "utf-8-sig", "cp1252", "utf-16"]
MunicipalityColumns = Literal["code", "name", "both"]
CodeWriting = Literal["GM0363", "0363", "363", "gm0363"]
NameWriting = Literal["official", "alias", "decomposed"]
DateWriting = Literal["iso", "dmy-", "dmy/", "short", "long", "unpadded", "serial"]
NumberWriting = Literal["point", "dutch", "comma", "euro"]
StepWriting = Literal["plain", "stap", "dot", "full", "decimal", "spaced"]
HeaderWriting = Literal["canonical", "title", "upper", "spaces", "hyphens"]


@dataclass(frozen=True, slots=True)
class Style:
    """How one sender writes its files."""

    encoding: Encoding = "utf-8"
    separator: str = ";"
    newline: str = "\r\n"
    says_separator: bool = False  # a first line `sep=;`, as Excel understands it
    quotes_everything: bool = False
    municipality: MunicipalityColumns = "code"
    code: CodeWriting = "GM0363"
    name: NameWriting = "official"
    dates: DateWriting = "iso"
    numbers: NumberWriting = "point"
    step: StepWriting = "plain"
    headers: HeaderWriting = "canonical"
    status: int = 0  # which of the words for each status
    joins_parties_with: str = "+"
    absent: frozenset[tuple[Table, str]] = frozenset()
    shuffles: int = 0  # 0 keeps the order of the format; another number is the seed of the order
    extra_column: str | None = None
    has_title: bool = False
    has_total: bool = False
    has_footnote: bool = False
    blank_row_count: int = 0
    has_native_cells: bool = True  # workbooks: dates and numbers as such, and not as text
    has_hidden_sheet: bool = False
    writes_ods: bool = False  # workbooks: by LibreOffice, and not by Excel

    def columns(self, table: Table) -> tuple[str, ...]:
        """The Dutch columns that this sender's files have for a table, in order."""
        left_out = {"both": (), "code": ("gemeentenaam",), "name": ("gemeentecode",)}[self.municipality]
        columns = [
            column.dutch
            for column in FORMATS[table].columns
            if column.dutch not in left_out and (table, column.dutch) not in self.absent
        ]
        if self.shuffles:
            return tuple(columns[i] for i in np.random.default_rng(self.shuffles).permutation(len(columns)))
        return tuple(columns)


def a_style(rng: np.random.Generator) -> Style:
    """The usual style of one sender."""
    absent = frozenset((table, column) for table, column, share in MAY_BE_ABSENT if rng.random() < share)
    encoding: Encoding = _one_of(rng, {"utf-8": 34, "utf-8-sig": 30, "cp1252": 28, "utf-16": 8})
    separator = _one_of(rng, {";": 68, ",": 20, "\t": 12})
    return Style(
        encoding=encoding,
        separator=separator,
        newline=_one_of(rng, {"\r\n": 60, "\n": 36, "\r": 4}),
        says_separator=separator != "\t" and encoding != "utf-16" and rng.random() < 0.06,
        quotes_everything=rng.random() < 0.12,
        municipality=_one_of(rng, {"code": 45, "both": 38, "name": 17}),
        code=_one_of(rng, {"GM0363": 60, "0363": 20, "363": 12, "gm0363": 8}),
        name=_one_of(rng, {"official": 70, "alias": 24, "decomposed": 6 if encoding.startswith("utf") else 0}),
        dates=_one_of(rng, {"iso": 26, "dmy-": 36, "dmy/": 10, "short": 8, "long": 6, "unpadded": 11, "serial": 3}),
        numbers=_one_of(rng, {"point": 30, "dutch": 36, "comma": 28, "euro": 6}),
        step=_one_of(rng, {"plain": 62, "stap": 10, "dot": 8, "full": 12, "decimal": 4, "spaced": 4}),
        headers=_one_of(rng, {"canonical": 60, "title": 16, "upper": 8, "spaces": 11, "hyphens": 5}),
        status=int(rng.integers(4)),
        joins_parties_with=_one_of(rng, {"+": 55, "/": 25, " + ": 20}),
        absent=absent,
        shuffles=int(rng.integers(1, 10_000)) if rng.random() < 0.12 else 0,
        extra_column=_one_of(rng, {"": 88, "versie": 4, "kenmerk": 4, "wijkteam": 4}) or None,
        has_native_cells=rng.random() < 0.8,
        writes_ods=rng.random() < 0.25,
    )


def style_of_file(usual: Style, rng: np.random.Generator) -> Style:
    """The sender's style, with what differs from file to file."""
    return replace(
        usual,
        has_title=rng.random() < 0.10,
        has_total=usual.shuffles == 0 and rng.random() < 0.06,
        has_footnote=rng.random() < 0.05,
        blank_row_count=int(rng.integers(1, 6)) if rng.random() < 0.10 else 0,
        has_hidden_sheet=rng.random() < 0.08,
    )


def code_written(code: str, style: Style) -> str:
    """A municipality code as this sender writes it."""
    digits = code[2:]
    return {"GM0363": code, "0363": digits, "363": digits.lstrip("0"), "gm0363": code.lower()}[style.code]


@cache
def date_written(day: date, writing: DateWriting) -> str:
    """A date as the sender writes it in text."""
    match writing:
        case "iso":
            return day.isoformat()
        case "dmy-":
            return f"{day.day:02}-{day.month:02}-{day.year}"
        case "dmy/":
            return f"{day.day:02}/{day.month:02}/{day.year}"
        case "short":
            return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"
        case "long":
            return f"{day.day} {MONTHS_LONG[day.month - 1]} {day.year}"
        case "unpadded":
            return f"{day.day}-{day.month}-{day.year}"
        case "serial":
            return str(day.toordinal() - date(1899, 12, 30).toordinal())


def number_written(value: float, writing: NumberWriting, *, is_money: bool) -> str:
    """A number as text; whole numbers without decimals, others with one or two, Dutch money with cents."""
    places = 0 if value == int(value) else 1 if round(value, 1) == value else 2
    if writing == "dutch" and is_money:
        places = 2
    if writing in ("point", "comma"):
        text = f"{value:.{places}f}"
        return text if writing == "point" else text.replace(".", ",")
    text = f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {text}" if writing == "euro" and is_money else text


def header_written(column: str, style: Style) -> str:
    """A column name as this sender writes it."""
    return {
        "canonical": column,
        "title": column.capitalize(),
        "upper": column.upper(),
        "spaces": column.replace("_", " ").capitalize(),
        "hyphens": column.replace("_", "-"),
    }[style.headers]


def _one_of(rng: np.random.Generator, weights: Mapping[Word, int]) -> Word:
    options = list(weights)
    total = sum(weights.values())
    return options[int(rng.choice(len(options), p=[weights[option] / total for option in options]))]
