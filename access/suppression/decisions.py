"""Which sums of which groups may be shown, over all month ends and ages together.

A sum goes out only if five disjoint sets of municipalities could each have said something else without any sum that
went out before it being another: then no combination of the sums that are out speaks of fewer than five. Such a set
is one municipality of whose present contribution nothing is out yet, or two that were in exactly the same sums so far
and of which this sum holds one. Why that is enough stands in docs/decisions/0011-what-is-withheld.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from access.suppression.snapshots import Snapshot, snapshots

FEWEST: Final = 5  # as municipalities, ministries and VNG agreed: fewer are not a group but neighbours
NATIONAL: Final = "national"
GROUPINGS: Final = ("size_class", "province", "access_variant")
"""In the order in which they are decided. Provinces are easier to add to size classes than the other way around; a
region type finds its place behind them."""

Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Reason(StrEnum):
    """Why a sum is withheld; the value is the key of its words."""

    TOO_FEW = "access.withheld.too_few"
    OTHERS_WOULD_FOLLOW = "access.withheld.others_would_follow"
    TOO_FEW_CHANGED = "access.withheld.too_few_changed"


DECISION_SCHEMA: Final = {
    "edition": pl.Int64(),
    "as_of": pl.Date(),
    "max_age_days": pl.Int64(),
    "grouping": pl.String(),
    "group": pl.String(),
    "part": pl.String(),
    "contributor_count": pl.Int64(),
    "reason": pl.String(),
}


def decided(
    contributions: pl.DataFrame,
    parts: Sequence[str],
    *,
    fewest: int = FEWEST,
    groupings: Sequence[str] = GROUPINGS,
) -> pl.DataFrame:
    """One row per edition, month end, age, group and part: `reason` is null where its sums may be shown.

    `contributions`: one row per edition (closed rounds in their order, and then what is known now), as_of,
    max_age_days (null: of every age) and municipality, with the columns of
    `groupings`, `contribution` (a number that is another as soon as anything that it contributes is), `is_hidden`
    (whoever asks does not see it by name), and a boolean column per part: whether it contributes to that part of the
    figures (said how many were trained, said how many hours). Decided in a fixed order: without age before aged, older
    month ends before younger, the country before its groups, larger groups before smaller. So whatever is asked first,
    and whatever month ends follow, what is decided of figures without age stays so.
    """
    out = _Out()
    rows: list[tuple[object, ...]] = []
    for snapshot in snapshots(contributions, parts, groupings):
        view = _View(snapshot, out)
        for part, contributes in snapshot.parts.items():
            for cell in _cells(snapshot, contributes, groupings):
                reason = _judged(view, cell, part, fewest)
                rows.append((*snapshot.key, cell.grouping, cell.group, part, int(cell.mask.sum()), reason))
    return pl.DataFrame(rows, schema=DECISION_SCHEMA, orient="row")


@dataclass(frozen=True, eq=False)
class _Cell:
    """One group of one grouping: which of the hidden contributors of the snapshot are in it, of how many hidden."""

    grouping: str
    group: str | None
    mask: Mask
    member_count: int


@dataclass(eq=False)
class _Out:
    """What is out: per contribution a sum of the numbers of the rows that hold it, the rows themselves, the last."""

    signature: dict[int, int] = field(default_factory=dict[int, int])
    rows: set[int] = field(default_factory=set[int])
    last: dict[tuple[object, ...], Ids] = field(default_factory=dict[tuple[object, ...], Ids])
    count: int = 0


class _View:
    """One snapshot against what is out: its contributions fall into classes that no row that is out tells apart."""

    def __init__(self, snapshot: Snapshot, out: _Out) -> None:
        self.out = out
        self.snapshot = snapshot
        signatures = np.array([out.signature.get(one, 0) for one in snapshot.ids.tolist()], dtype=np.uint64)
        self.is_fresh: Mask = signatures == 0
        self.classes: Ids = np.unique(signatures, return_inverse=True)[1].astype(np.int64)
        self.shown: list[Mask] = []

    def witness_count(self, mask: Mask) -> int:
        """How many disjoint sets could have said otherwise unseen, and be seen in the sum over `mask`."""
        size = int(self.classes.max(initial=-1)) + 1
        inside = np.bincount(self.classes[mask], minlength=size)
        outside = np.bincount(self.classes[~mask], minlength=size)
        fresh = np.zeros(size, dtype=np.bool_)
        fresh[self.classes[self.is_fresh]] = True
        return int(np.where(fresh, inside, np.minimum(inside, outside)).sum())

    def follows(self, mask: Mask) -> bool:
        """Whether the sum over `mask` follows from those of this snapshot that are out; then it adds nothing."""
        if not self.shown:
            return False
        basis = np.array(self.shown, dtype=np.float64).T
        target = mask.astype(np.float64)
        solution = np.linalg.lstsq(basis, target, rcond=None)[0]
        return bool(np.abs(basis @ solution - target).max(initial=0.0) < 1e-9)

    def show(self, mask: Mask, row: int) -> None:
        """The sum over `mask` goes out."""
        self.out.count += 1
        number = _mixed(self.out.count)
        for one in self.snapshot.ids[mask].tolist():
            self.out.signature[one] = (self.out.signature.get(one, 0) + number) % 2**64
        self.out.rows.add(row)
        self.is_fresh &= ~mask
        self.classes = np.unique(self.classes * 2 + mask, return_inverse=True)[1].astype(np.int64)
        self.shown.append(mask)


def _cells(snapshot: Snapshot, contributes: Mask, groupings: Sequence[str]) -> Iterator[_Cell]:
    yield _Cell(NATIONAL, None, contributes, snapshot.hidden_count)
    for grouping in groupings:
        names, codes, members = snapshot.groups[grouping]
        counts = np.bincount(codes[contributes], minlength=len(names))
        for place in sorted(range(len(names)), key=lambda one: (-counts[one], names[one] or "")):
            yield _Cell(grouping, names[place], contributes & (codes == place), int(members[place]))


def _judged(view: _View, cell: _Cell, part: str, fewest: int) -> Reason | None:
    ids = view.snapshot.ids[cell.mask]
    place = (view.snapshot.max_age_days, cell.grouping, cell.group, part)
    if 0 < cell.member_count < fewest or 0 < len(ids) < fewest:
        return Reason.TOO_FEW
    row = _row_number(ids)
    if len(ids) and row not in view.out.rows and not view.follows(cell.mask):
        if view.witness_count(cell.mask) < fewest:
            return _why(view, ids, place, fewest)
        view.show(cell.mask, row)
    elif len(ids):
        view.out.rows.add(row)
        view.shown.append(cell.mask)
    view.out.last[place] = ids
    return None


def _why(view: _View, ids: Ids, place: tuple[object, ...], fewest: int) -> Reason:
    earlier = view.out.last.get(place, view.out.last.get((None, *place[1:])))
    if earlier is None or len(np.setxor1d(ids, earlier)) >= 2 * fewest:
        return Reason.OTHERS_WOULD_FOLLOW
    owners = view.snapshot.owner_of
    changed = {owners[one] for one in np.setxor1d(ids, earlier).tolist()}
    return Reason.TOO_FEW_CHANGED if 0 < len(changed) < fewest else Reason.OTHERS_WOULD_FOLLOW


def _row_number(ids: Ids) -> int:
    """The same for two rows that hold the same contributions; two others share it by a chance of one in 2^64."""
    return int(np.sum(_mixed_all(ids), dtype=np.uint64))


def _mixed(number: int) -> int:
    return int(_mixed_all(np.array([number], dtype=np.int64))[0])


def _mixed_all(numbers: Ids) -> npt.NDArray[np.uint64]:
    """Numbers that look drawn at random and are always the same (splitmix64)."""
    mixed = (numbers.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
