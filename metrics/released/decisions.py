"""What is decided of every group of a family of figures, for somebody: worked out once per version of the store."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import polars as pl

from access.suppression.decisions import DECISION_SCHEMA, FEWEST, decided
from metrics.released.contributing import AUDITED, Family, contributions, part_names
from metrics.standing.known import Known

Place = tuple[date, str, str | None]
"""Month end, grouping (or national) and group."""


@dataclass(frozen=True, eq=False)
class Decisions:
    """Per place and part why it is withheld; None: it is shown. A group that is not there has nobody to hide.

    Of a day that is not among `days` nothing was decided, so nothing is shown.
    """

    reasons: Mapping[tuple[Place, str], str | None]
    names: Sequence[str]
    days: frozenset[date]

    def reason(self, place: Place, parts: Sequence[str]) -> str | None:
        """Why the sums over any of these parts are withheld there."""
        if place[0] not in self.days:
            return "access.withheld.not_for_groups"
        found = (self.reasons.get((place, part)) for part in parts)
        return next((reason for reason in found if reason is not None), None)

    def all_shown(self, as_of: date, grouping: str, parts: Sequence[str]) -> bool:
        """Whether every group of this grouping is shown."""
        return not any(
            reason
            for ((day, of, _), part), reason in self.reasons.items()
            if (day, of) == (as_of, grouping) and part in parts
        )


def decisions(
    editions: Sequence[Known],
    family: Family,
    *,
    hidden: frozenset[str],
    fewest: int = FEWEST,
    first: date,
    max_age_days: int | None,
) -> Decisions:
    """What is decided of the last of these editions (closed rounds, and then what is known now) at this age.

    `hidden`: the codes of whom nothing may come out by name. `first`: the first day that is asked about.
    """
    asked = (tuple(editions[:-1]), family, hidden, fewest, first, max_age_days is not None)
    frame = _once(_decided, editions[-1], *asked)
    if frame.is_empty():
        return Decisions({}, [], frozenset())
    is_age = pl.col("max_age_days").eq_missing(pl.lit(max_age_days, pl.Int64))
    rows = frame.filter(is_age).select("as_of", "grouping", "group", "part", "reason").iter_rows()
    reasons = {((as_of, grouping, group), part): reason for as_of, grouping, group, part, reason in rows}
    return Decisions(reasons, frame["part"].unique().sort().to_list(), frozenset(place[0] for place, _ in reasons))


_KEPT: WeakKeyDictionary[Known, dict[Hashable, pl.DataFrame]] = WeakKeyDictionary()


def _once(work: Callable[..., pl.DataFrame], known: Known, *asked: Hashable) -> pl.DataFrame:
    """What `work(known, *asked)` gives, kept as long as `known` is: all figures of all pages ask the same."""
    kept = _KEPT.setdefault(known, {})
    if (work, asked) not in kept:
        kept[work, asked] = work(known, *asked)
    return kept[work, asked]


def _decided(
    known: Known,
    earlier: tuple[Known, ...],
    family: Family,
    hidden: frozenset[str],
    fewest: int,
    first: date,
    with_ages: bool,
) -> pl.DataFrame:
    frames = [
        frame.with_columns(edition=pl.lit(number, pl.Int64))
        for number, one in enumerate([*earlier, known])
        if not (frame := _once(_contributions, one, family, first, with_ages)).is_empty()
    ]
    if not frames:
        return pl.DataFrame(schema=DECISION_SCHEMA)
    said = pl.concat(frames, how="diagonal").with_columns(is_hidden=pl.col("municipality_code").is_in(list(hidden)))
    found: list[pl.DataFrame] = []
    same: dict[int, pl.DataFrame] = {}
    for parts in _together(part_names(said)):
        number = int(said.select(pl.struct(pl.col(parts).name.map(lambda name: name.split()[0])).hash().sum()).item())
        if len(parts) == 1 and number in same:  # the same municipalities speak of it: the same is decided
            found.append(same[number].with_columns(part=pl.lit(parts[0])))
            continue
        same[number] = decided(said, parts, fewest=fewest, groupings=AUDITED)
        found.append(same[number])
    return pl.concat(found).filter(pl.col("edition") == len(earlier))


def _contributions(known: Known, family: Family, first: date, with_ages: bool) -> pl.DataFrame:
    frame = contributions(known, family, first, with_ages=with_ages)
    return frame.rename({"municipality": "municipality_code"}) if frame.width else frame


def _together(names: Sequence[str]) -> list[list[str]]:
    """The parts by the last word of their names: those of one step or target group are decided together."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.split()[-1], []).append(name)
    return list(found.values())
