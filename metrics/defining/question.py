"""A request put to what is known: who is asked about, on which dates, and where they stand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from domain.clocks import dutch_day, month_ends
from domain.municipalities import FIRST_DAY, Register
from domain.statements import Table
from metrics.defining.request import (
    POPULATION_FILTERS,
    ROW_FILTERS,
    Clock,
    GoneMunicipalityError,
    Group,
    Request,
    UnaskableDateError,
    UnknownFilterError,
    UnknownValueError,
    Value,
)
from metrics.standing.known import Known
from metrics.standing.peers import PEER_GROUPS
from metrics.standing.state import all_standings_at, everyone_at


@dataclass(frozen=True, eq=False)
class Question:
    """One request and what it is put to. `by` are all groups of a row, in the order of the columns.

    `everything` is all that is known; `known` that of it which is young enough on the as_of date.
    """

    everything: Known
    request: Request
    by: tuple[str, ...]

    @property
    def as_of(self) -> date:
        """The date asked for."""
        return self.request.as_of

    @cached_property
    def known(self) -> Known:
        """What is known as of the date asked for, without statements older than the request allows."""
        return self.known_as_of(self.as_of)

    def known_as_of(self, as_of: date) -> Known:
        """The same on another date: each date has its own age of a statement."""
        return self.everything.no_older_than(self.request.max_age_days, as_of)

    @cached_property
    def population(self) -> pl.DataFrame:
        """The chosen municipalities of the as_of date's register; columns as `municipalities_at`."""
        return self.population_at([self.as_of])

    def population_at(self, as_ofs: Sequence[date]) -> pl.DataFrame:
        """The chosen municipalities of each date's own register, chosen by what they were on that date."""
        stale_after = self.request.stale_after_days
        parts = [everyone_at(known, days, stale_after) for known, days in self._by_age(as_ofs)]
        return pl.concat(parts).filter(self._chosen())

    def standings_at(self, as_ofs: Sequence[date]) -> pl.DataFrame:
        """Where the chosen municipalities stood on each date on each asked step."""
        parts: list[pl.DataFrame] = []
        for known, days in self._by_age(as_ofs):
            asked = (known, days, self.request.stale_after_days)
            is_chosen = everyone_at(*asked).with_columns(is_chosen=self._chosen())["is_chosen"].to_numpy()
            of_each_step = np.repeat(is_chosen, len(known.programme.step_numbers))
            parts.append(all_standings_at(*asked).filter(of_each_step).filter(self.is_asked_step()))
        return pl.concat(parts)

    def _by_age(self, as_ofs: Sequence[date]) -> list[tuple[Known, Sequence[date]]]:
        """What is known on each date, with the dates: all of them at once, unless each has its own age to keep to."""
        if self.request.max_age_days is None or not as_ofs:
            return [(self.everything, as_ofs)]
        return [(self.known_as_of(day), [day]) for day in as_ofs]

    def is_asked_step(self) -> pl.Expr:
        """Whether a row's step_number is asked for."""
        steps = self.values_of(Group.STEP)
        asked = pl.lit(value=True) if steps is None else pl.col("step_number").is_in(steps)
        return asked if self.request.step is None else asked & (pl.col("step_number") == self.request.step)

    def values_of(self, group: str) -> list[Value] | None:
        """The values of a group that `where` chooses, as the columns hold them; None when it does not choose."""
        if group not in self.request.where:
            return None
        value = self.request.where[group]
        return _typed(group, value if isinstance(value, tuple) else (value,))

    def month_ends(self, *tables: Table) -> list[date]:
        """The ends of the whole months from the first statement in these tables until the as_of date."""
        first = self.everything.first_reporting_date(*tables)
        return [] if first is None or first > self.as_of else month_ends(first, self.as_of)

    @property
    def can_be_estimated(self) -> bool:
        """Whether those who reported are a sample of the groups asked for.

        Size and province of the silent are known, so within them the reporters stand for the silent. The access
        variant is known of reporters only, and one municipality is no sample.
        """
        asked = {*self.by, *self.request.where}
        return self.request.municipality is None and asked <= {"month", "step", "province", "size_class"}

    @property
    def of_unknown_variant(self) -> "Question | None":
        """The same question about those whose access variant is not known: each could be in any group by variant.

        None where nothing is grouped or chosen by variant, or the choice takes them along.
        """
        variants = self.values_of(Group.ACCESS_VARIANT)
        is_choice = variants is not None and None not in variants
        if not is_choice and Group.ACCESS_VARIANT not in self.by:
            return None
        where = {**self.request.where, Group.ACCESS_VARIANT: None}
        return Question(self.everything, replace(self.request, where=where), self.by)

    def _chosen(self) -> pl.Expr:
        chosen = pl.lit(value=True)
        if self.request.municipality is not None:
            chosen = pl.col("municipality_code") == self.request.municipality
        for group in POPULATION_FILTERS:
            values = self.values_of(group)
            if values is not None:
                column = pl.col("municipality_code" if group == "municipality" else group)
                chosen &= pl.any_horizontal([column.eq_missing(pl.lit(one)) for one in values])
        return chosen


def named_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its keys under the names that an answer gives them."""
    names = {"municipality_code": "municipality", "step_number": "step"}
    return frame.rename({old: new for old, new in names.items() if old in frame.columns})


def check_dates(known: Known, as_of: date, *, is_forecast: bool = False) -> None:
    """Raise UnaskableDateError for a day before the register, or one that lies after what was known.

    What was known on a day says nothing of the days after it; a forecast alone looks ahead.
    """
    if as_of < FIRST_DAY:
        raise UnaskableDateError(f"as_of {as_of}: the register begins on {FIRST_DAY}; ask that day or a later one")
    last = dutch_day(known.known_on)
    if as_of > last and not is_forecast:
        raise UnaskableDateError(
            f"as_of {as_of} lies after {last}, the day of known_on: nothing is known of it yet; "
            f"ask {last} or an earlier day, or a later known_on"
        )


def check(known: Known, request: Request, key: str, groups: Sequence[str]) -> None:
    """Raise UnknownFilterError or UnknownValueError for a choice that cannot be made; `groups`: those of the metric.

    Raises GoneMunicipalityError for a municipality that is not there on the as_of date.
    """
    exists = _existing(known)
    if request.step is not None:
        _check_values(Group.STEP, [request.step], exists)
    if request.municipality is not None:
        _check_values(Group.MUNICIPALITY, [request.municipality], exists)
        _check_is_there(known.register, request.municipality, request.as_of)
    filters = [*POPULATION_FILTERS, *(str(group) for group in ROW_FILTERS if group in groups)]
    for group, value in request.where.items():
        if group not in filters:
            raise UnknownFilterError(key, group, filters)
        values = _typed(group, value if isinstance(value, tuple) else (value,))
        _check_values(group, values, exists)
        if group == Group.MUNICIPALITY:
            for code in values:
                _check_is_there(known.register, str(code), request.as_of)


def _check_is_there(register: Register, code: str, as_of: date) -> None:
    one = register.by_code[code]
    if one.exists_on(as_of):
        return
    named = f"{code} {one.name}"
    if one.dissolved_on is None or as_of < one.dissolved_on:
        raise GoneMunicipalityError(f"{named} does not exist yet on {as_of}, but from {one.founded_on} on")
    gone = f"{named} does not exist any more on {as_of}: it ended on {one.dissolved_on}"
    heirs = [f"{heir} {register.by_code[heir].name}" for heir in register.successors_on(code, as_of)]
    instead = f" and is part of {' and '.join(heirs)} since; ask that, or" if heirs else "; ask"
    raise GoneMunicipalityError(f"{gone}{instead} an as_of before that day")


def _existing(known: Known) -> dict[str, Collection[Value]]:
    """The values that a group can have, where that is known beforehand."""
    return {
        "step": known.programme.step_numbers,
        "province": known.register.municipalities["province"].unique().sort().to_list(),
        "size_class": range(1, 9),
        "access_variant": [*(variant.key for variant in known.programme.access_variants), None],
        "municipality": known.register.by_code,
        "target_group": [group.key for group in known.programme.target_groups],
        "peer_group": PEER_GROUPS,
        "clock": [one.value for one in Clock],
        "party": [party.key for party in known.programme.waiting_parties],
    }


def _check_values(group: str, values: Sequence[Value], exists: Mapping[str, Collection[Value]]) -> None:
    if group not in exists:
        return
    for value in values:
        if value not in exists[group]:
            shown = ["a code of the register, such as GM0363"] if group == "municipality" else list(exists[group])
            raise UnknownValueError(group, value, [one for one in shown if one is not None])


def _typed(group: str, values: Sequence[Value]) -> list[Value]:
    """Values as the columns hold them; the command line gives every value as text."""
    typed: list[Value] = []
    for value in values:
        if group in ("size_class", "step") and isinstance(value, str) and value.isdecimal():
            typed.append(int(value))
        elif group == "access_variant" and value in ("", "not_reported"):
            typed.append(None)
        else:
            typed.append(value)
    return typed
