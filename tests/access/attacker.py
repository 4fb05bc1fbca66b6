"""An attacker who asks the whole list, knows who contributed to which sum, and solves for few municipalities."""

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt
import polars as pl

Matrix = npt.NDArray[np.float64]
MOST_SETS = 2_000  # of so many sets of municipalities at a time every one is tried


def sums_out(contributions: pl.DataFrame, decisions: pl.DataFrame, parts: Sequence[str]) -> tuple[Matrix, list[str]]:
    """What is out: a row per sum that is shown, a column per contribution of a hidden municipality; and whose it is.

    Written without the code that decides: a sum holds whoever is in the group and contributes to the part.
    """
    hidden = [row for row in contributions.iter_rows(named=True) if row["is_hidden"]]
    columns = sorted({(row["municipality_code"], row["contribution"]) for row in hidden if any(row[p] for p in parts)})
    place = {column: number for number, column in enumerate(columns)}
    rows: list[Matrix] = []
    for cell in decisions.filter(pl.col("reason").is_null()).iter_rows(named=True):
        one = np.zeros(len(columns))
        for row in hidden:
            is_then = all(row[name] == cell[name] for name in ("edition", "as_of", "max_age_days"))
            group = row.get(cell["grouping"])
            is_in = cell["grouping"] == "national" or (None if group is None else str(group)) == cell["group"]
            if is_then and is_in and row[cell["part"]]:
                one[place[row["municipality_code"], row["contribution"]]] = 1
        rows.append(one)
    return np.array(rows).reshape(len(rows), len(columns)), [code for code, _ in columns]


def given_away(out: Matrix, owners: Sequence[str], at_most: int) -> tuple[str, ...] | None:
    """A set of at most so many municipalities about which a combination of the sums speaks, and about nobody else.

    There is one exactly where the part of the projection on the sums that belongs to the set has an eigenvalue of 1.
    """
    codes = sorted(set(owners))
    if not out.size or not out.any() or not codes:
        return None
    _, lengths, basis = np.linalg.svd(out, full_matrices=False)
    basis = basis[lengths > 1e-9 * lengths[0]]
    shares = [(part := basis[:, [owner == code for owner in owners]]) @ part.T for code in codes]
    size = min(at_most, len(codes))
    assert comb(len(codes), size) <= MOST_SETS
    for chosen in combinations(range(len(codes)), size):
        if np.linalg.eigvalsh(sum(shares[one] for one in chosen))[-1] > 1 - 1e-9:
            return tuple(codes[one] for one in chosen)
    return None


def smallest_difference(out: Matrix, owners: Sequence[str]) -> int | None:
    """Of how few municipalities any sum, any difference of two, or any sum minus all that lie within it speaks."""
    found: list[int] = []
    whose = np.array(owners)
    for one in out:
        within = [other for other in out if other is not one and (other <= one).all() and (other != one).any()]
        differences = [one, *(one - other for other in out)]
        for count in range(2, min(len(within), 3) + 1):
            differences += [one - sum(chosen) for chosen in combinations(within, count)]
        found += [len(set(whose[difference != 0])) for difference in differences if difference.any()]
    return min(found, default=None)
