"""The contributions of the municipalities, one snapshot per age and month end, as arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Groups = tuple[Sequence[str | None], Ids, Ids]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The hidden municipalities that contribute to any part at one month end and age.

    `ids`: the number of the contribution of each, the same wherever it contributes the same. `parts`: to which parts
    it contributes. `groups`: per grouping the names, the place of each contributor's group among them, and how many
    hidden municipalities, silent ones too, each group has. `owner_of`: whose a contribution is.
    """

    edition: int
    as_of: date
    max_age_days: int | None
    ids: Ids
    parts: Mapping[str, Mask]
    groups: Mapping[str, Groups]
    hidden_count: int
    owner_of: Sequence[int]

    @property
    def key(self) -> tuple[int, date, int | None]:
        """The columns that name the snapshot."""
        return self.edition, self.as_of, self.max_age_days


def snapshots(contributions: pl.DataFrame, parts: Sequence[str], groupings: Sequence[str]) -> Iterator[Snapshot]:
    """Every snapshot in the order in which it is decided: older editions first, without age first, older ends first.

    Of ages the longest first: it differs least from what is shown without. `contributions` as `decided` takes them.
    """
    hidden = contributions.filter("is_hidden").with_columns(pl.col(grouping).cast(pl.String) for grouping in groupings)
    ordered = hidden.sort(
        "edition", pl.col("max_age_days").is_not_null(), -pl.col("max_age_days"), "as_of", "municipality_code"
    ).with_columns(
        owner=pl.col("municipality_code").rank("dense").cast(pl.Int64) - 1,
        id=pl.struct("municipality_code", "contribution").rank("dense").cast(pl.Int64) - 1,
    )
    owner_of = ordered.select("id", "owner").unique().sort("id")["owner"].to_list()
    names = ("edition", "as_of", "max_age_days")
    for (edition, as_of, age), rows in ordered.partition_by(names, as_dict=True, maintain_order=True).items():
        is_in = rows.select(pl.any_horizontal(parts)).to_series().to_numpy()
        yield Snapshot(
            edition=edition,
            as_of=as_of,
            max_age_days=age,
            ids=rows["id"].to_numpy()[is_in],
            parts={part: rows[part].to_numpy()[is_in] for part in parts},
            groups={grouping: _groups(rows[grouping], is_in) for grouping in groupings},
            hidden_count=rows.height,
            owner_of=owner_of,
        )


def _groups(column: pl.Series, is_in: Mask) -> Groups:
    names = column.unique().sort(nulls_last=True).to_list()
    places = {name: place for place, name in enumerate(names)}
    codes = np.array([places[name] for name in column.to_list()], dtype=np.int64)
    return names, codes[is_in], np.bincount(codes, minlength=len(names))
