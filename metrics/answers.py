"""Figures as they are kept beside a generation: a question and its answer as JSON, the same to the last digit.

They are whole: what is withheld from somebody is withheld when they read it, as of any figure.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from metrics.defining.definition import Kind, Unit
from metrics.defining.figure import Figure
from metrics.defining.request import Request

ROOMS: Final = ("metrics", "domain")  # what a figure is computed by
TYPES: Final[Mapping[str, pl.DataType]] = {
    str(kind): kind
    for kind in (pl.String(), pl.Int64(), pl.Int32(), pl.UInt32(), pl.Float64(), pl.Boolean(), pl.Date())
}
"""What a column can hold; an answer with another stays out of the file, and so is computed."""


def question_of(key: str, request: Request) -> str:
    """A question as one text: equal questions have equal texts."""
    where = {name: list(value) if isinstance(value, tuple) else value for name, value in request.where.items()}
    asked = {
        "metric": key, "as_of": request.as_of.isoformat(), "by": list(request.by), "step": request.step,
        "municipality": request.municipality, "where": where, "stale_after_days": request.stale_after_days,
        "max_age_days": request.max_age_days, "silent_months_slower": request.silent_months_slower,
    }  # fmt: skip
    return json.dumps(asked, sort_keys=True, ensure_ascii=False)


def written(figure: Figure) -> str | None:
    """An answer as text; None for one that holds what cannot be written so."""
    if any(str(kind) not in TYPES for kind in figure.rows.dtypes):
        return None
    columns = {
        name: {"type": str(column.dtype), "values": [_plain(value) for value in column]}
        for name, column in zip(figure.rows.columns, figure.rows.iter_columns(), strict=True)
    }
    facts = {name: _plain(getattr(figure, name)) for name in _FACTS}
    return json.dumps({**facts, "rows": columns}, ensure_ascii=False)


def read(text: str) -> Figure:
    """The answer that was written so."""
    found: dict[str, Any] = json.loads(text)
    found["rows"] = pl.DataFrame([_column(name, of["type"], of["values"]) for name, of in found["rows"].items()])
    found["as_of"], found["known_on"] = date.fromisoformat(found["as_of"]), datetime.fromisoformat(found["known_on"])
    found["unit"], found["kind"] = Unit(found["unit"]), Kind(found["kind"])
    return Figure(**found)


class Beforehand:
    """What was answered beforehand of one state of knowledge; read when it is first there, and then kept."""

    def __init__(self, look: Callable[[], Mapping[str, str] | None], known_on: datetime) -> None:
        """`look` gives the texts of answers by those of their questions, None while there are none.

        `known_on`: the moment that figures say they are known on; nothing was recorded since the answers were made.
        """
        self._look, self._known_on = look, known_on
        self._texts: Mapping[str, str] | None = None

    def get(self, key: str, request: Request) -> Figure | None:
        """The figure where it was answered; None where it was not."""
        if self._texts is None:
            self._texts = self._look()
        text = None if self._texts is None else self._texts.get(question_of(key, request))
        return None if text is None else replace(read(text), known_on=self._known_on)


def made_by(register: Register, programme: Programme, known_on: datetime) -> dict[str, str]:
    """What answers hang on beside the store: the day, the register, the programme, and what they are computed by."""
    return {
        "day": dutch_day(known_on).isoformat(),
        "register": register.version,
        "programme": programme.version,
        "populations": str(register.populations.hash_rows(seed=0).sum()),
        "polars": pl.__version__,
        "code": _code(),
    }


@cache
def _code() -> str:
    """The hash of the rooms that figures come from: an answer of another release is no answer of this one."""
    root, found = Path(__file__).resolve().parents[1], hashlib.sha256()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            found.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def _column(name: str, kind: str, values: list[Any]) -> pl.Series:
    if kind == str(pl.Date()):
        values = [None if value is None else date.fromisoformat(value) for value in values]
    return pl.Series(name, values, dtype=TYPES[kind])


def _plain(value: Any) -> Any:  # columns and facts hold values of many kinds
    return value.isoformat() if isinstance(value, date) else value


_FACTS: Final = (
    "key", "unit", "kind", "as_of", "known_on", "municipality_count", "reporter_count", "stale_count",
    "register_version", "programme_version", "clock_repairs", "max_age_days", "awaiting_count",
    "silent_months_slower",
)  # fmt: skip
