"""What a cell that was refused most likely meant: per rule that a remedy is known for. Whether it holds is tried."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from rapidfuzz.distance import OSA

from domain.name_notations import folded as folded_name
from domain.names import Names, Reason
from domain.statements import Standing
from pipelines.format.vocabulary import Vocabulary
from pipelines.normalising.personal_data import INVISIBLE
from pipelines.normalising.written_dates import order_in, read_date

NEAR: Final = 1  # edits, a swap of two letters is one: two already turn Ede into Elde
SHORTEST_NEAR: Final = 5  # letters: of a shorter word one letter is too much of it
FIRST_MEANT: Final = 2018  # the year from which reports can speak; an older one is another order of the digits
_LARGEST_DAY: Final = 31
YEARS_AHEAD: Final = 10  # of a plan; every other date lies before today


class RemedyKind(StrEnum):
    """What was most likely meant, in one word: its texts stand under it."""

    MONTH_FIRST = "month_first"
    SHORT_YEAR = "short_year"
    STEP_LETTER = "step_letter"
    STATUS_SPELLING = "status_spelling"
    NAME_SPELLING = "name_spelling"
    INVISIBLE = "invisible"
    WITHOUT_NOTE = "without_note"


@dataclass(frozen=True)
class Asked:
    """What a proposal looks at: the cells of the row (None: its file has no such column), words, names, today."""

    cells: Mapping[str, str | None]
    words: Vocabulary
    names: Names
    today: date

    @property
    def reporting_day(self) -> date:
        """The day that the row speaks of, today where that cannot be read."""
        return read_date(self.cells.get("peildatum") or "") or self.today


@dataclass(frozen=True)
class Proposal:
    """The cell as it was most likely meant."""

    kind: RemedyKind
    column: str
    value: str


def proposed(problem: Mapping[str, Any], asked: Asked) -> Proposal | None:
    """What would put one problem of a refused row right; None where nobody can know."""
    column = problem.get("column")
    if column is None or problem["rule"] not in _BY_RULE:
        return None
    return _BY_RULE[problem["rule"]](column, asked.cells.get(column) or "", asked)


def _date(column: str, written: str, asked: Asked) -> Proposal | None:
    """A month before its day: one that can be nothing else, or one of a column in which another can be nothing else.

    The intake refuses the second kind only beside the first, and where nothing in the column is day first.
    """
    found = order_in(written)
    if found is not None and found[1] is not True:
        month, day, year = _digits(written)
        meant = _existing(year, month, day)
        return None if meant is None else Proposal(RemedyKind.MONTH_FIRST, column, meant.isoformat())
    return _short_year(column, written, asked)


def _digits(written: str) -> tuple[int, int, int]:
    """The two numbers of a date in digits that are not its year, in their order, and the year."""
    one, two, three = (int(part) for part in re.findall("[0-9]+", written)[:3])
    return (three, two, one) if one > _LARGEST_DAY else (one, two, three)


def _short_year(column: str, written: str, asked: Asked) -> Proposal | None:
    """A year of two digits, where only one order of the three numbers gives a day that can be meant."""
    parts = written.replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 2 for part in parts):
        return None
    one, two, three = map(int, parts)
    latest = asked.today.year + (YEARS_AHEAD if column == "streefdatum" else 0)
    orders = ((three, two, one), (one, two, three), (three, one, two))
    days = {_existing(2000 + year, month, day) for year, month, day in orders}
    meant = {day for day in days if day is not None and FIRST_MEANT <= day.year <= latest}
    return Proposal(RemedyKind.SHORT_YEAR, column, meant.pop().isoformat()) if len(meant) == 1 else None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _step(column: str, written: str, asked: Asked) -> Proposal | None:
    """A step with one letter behind its number: a part of it that some count apart."""
    text = written.strip()
    number = asked.words.step_number(text[:-1]) if text[-1:].isalpha() and text[-2:-1].isdecimal() else None
    return None if number is None else Proposal(RemedyKind.STEP_LETTER, column, str(number))


def _status(column: str, written: str, asked: Asked) -> Proposal | None:
    found = {word: standing for word, standing in asked.words.standing_words().items() if _is_near(written, word)}
    if len(set(found.values())) != 1:
        return None
    return Proposal(RemedyKind.STATUS_SPELLING, column, STATUS_WORDS[next(iter(found.values()))])


STATUS_WORDS: Final = {
    Standing.NOT_STARTED: "niet gestart",
    Standing.STARTED: "gestart",
    Standing.FINISHED: "afgerond",
    Standing.NOT_APPLICABLE: "niet van toepassing",
}
"""How the format itself writes each standing."""


def _is_near(written: str, word: str) -> bool:
    text = " ".join(written.casefold().split())
    return min(len(text), len(word)) >= SHORTEST_NEAR and OSA.distance(text, word, score_cutoff=NEAR) <= NEAR


def _name(column: str, written: str, asked: Asked) -> Proposal | None:
    """A name one letter off: of all that look like it only one is so near, and its code does not say otherwise."""
    name = asked.cells.get("gemeentenaam") or (written if not any(map(str.isdecimal, written)) else "")
    if not name:
        return None
    code = asked.cells.get("gemeentecode") or None
    found = asked.names.resolve(name, None, asked.reporting_day)
    if found.reason is not Reason.UNKNOWN_MUNICIPALITY:
        return None
    near = [one for one in found.candidates if _is_near_name(name, one.name)]
    if len(near) != 1:
        return None
    is_beside_code = code is not None and code != name
    if is_beside_code and asked.names.resolve(None, code, asked.reporting_day).code != near[0].code:
        return None
    return Proposal(
        RemedyKind.NAME_SPELLING, "gemeentenaam" if asked.cells.get("gemeentenaam") else column, near[0].name
    )


def _is_near_name(written: str, name: str) -> bool:
    one, other = folded_name(written), folded_name(name)
    return min(len(one), len(other)) >= SHORTEST_NEAR and OSA.distance(one, other, score_cutoff=NEAR) <= NEAR


def _visible(column: str, written: str, _: Asked) -> Proposal | None:
    return Proposal(RemedyKind.INVISIBLE, column, INVISIBLE.sub("", written)) if written else None


def _without_note(column: str, _: str, __: Asked) -> Proposal | None:
    """A note that held personal data was kept nowhere: the row can go in without it."""
    return Proposal(RemedyKind.WITHOUT_NOTE, column, "") if column == "toelichting" else None


_BY_RULE: Final[Mapping[str, Callable[[str, str, Asked], Proposal | None]]] = {
    "bad_date": _date,
    "unknown_step": _step,
    "unknown_status": _status,
    "unknown_municipality": _name,
    "code_name_mismatch": _name,
    "invisible_characters": _visible,
    "personal_data": _without_note,
}
