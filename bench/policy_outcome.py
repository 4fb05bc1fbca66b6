"""What the policy costs a page: kept as a small file, and told as a page and as lines."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

import polars as pl

from domain.places import PROJECT_DIRECTORY

PLACE: Final = PROJECT_DIRECTORY / "data" / "studies" / "policy.toml"
AT_MOST: Final = 5.0  # milliseconds that a warm page may take longer under the policy
SAMPLES: Final = {"role": pl.String, "page": pl.String, "is_policy": pl.Boolean, "milliseconds": pl.Float64}


@dataclass(frozen=True, eq=False)
class PolicyOutcome:
    """What one run gave. `rows` as `summary` gives."""

    made_on: date
    release: str
    rounds: int
    cores: int
    rows: pl.DataFrame

    @property
    def is_as_wanted(self) -> bool:
        """Whether no page of any role takes longer than it may."""
        return bool((self.rows["more"] <= AT_MOST).all())

    def write(self, place: Path = PLACE) -> None:
        """Keeps it as TOML, one table per row."""
        head = {"made_on": self.made_on.isoformat(), "rounds": self.rounds, "cores": self.cores}
        lines = ["# Written by `wams bench policy --write`; do not edit.", f'release = "{self.release}"']
        lines += [f"{name} = {value}" for name, value in head.items()]
        for row in self.rows.iter_rows(named=True):
            told = {name: f'"{value}"' if isinstance(value, str) else repr(value) for name, value in row.items()}
            lines += ["", "[[rows]]", *[f"{name} = {value}" for name, value in told.items()]]
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, place: Path = PLACE) -> Self:
        """The outcome that is kept. Raises FileNotFoundError where there is none."""
        kept: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
        rows = pl.DataFrame(kept.pop("rows")).select("role", "page", "policy", "open", "more")
        return cls(rows=rows, **kept)


def summary(samples: pl.DataFrame) -> pl.DataFrame:
    """One row per role and page, in the order of the samples: milliseconds, the median over the rounds.

    `policy`: under the policy; `open`: under one that allows everything; `more`: the median of the differences within
    a round, in which both sides were run after each other.
    """
    on = ["role", "page"]
    numbered = samples.with_columns(round=pl.int_range(pl.len()).over(*on, "is_policy"))
    sides = [
        numbered.filter(pl.col("is_policy") == is_policy).select(*on, "round", pl.col("milliseconds").alias(name))
        for is_policy, name in ((True, "policy"), (False, "open"))
    ]
    paired = sides[0].join(sides[1], on=[*on, "round"], maintain_order="left")
    return (
        paired.with_columns(more=pl.col("policy") - pl.col("open"))
        .group_by(on, maintain_order=True)
        .agg(pl.col("policy", "open", "more").median().round(2))
    )


def lines(outcome: PolicyOutcome) -> Iterator[str]:
    """The outcome for a terminal: one line per role and page."""
    for row in outcome.rows.iter_rows(named=True):
        over = f"  (at most {AT_MOST:.0f})" if row["more"] > AT_MOST else ""
        name = f"{row['role']}, {row['page']}"
        yield f"{name:<32} {row['policy']:7.1f} ms {row['open']:7.1f} ms {row['more']:+6.1f} ms{over}"


HOW: Final = """
## What the policy costs a page

Time of the processor for a warm page, run {rounds} times per role in one process, each time once under the policy \
and once under one that allows everything; all that a page asks was asked before. A role that sees less draws less, \
so its pages may be quicker under the policy; an adviser sees everything on both sides. Made on {made_on} with release \
{release} on {cores} cores; `wams bench policy --write` makes it again. At most {at_most:.0f} ms more is wanted; what \
is over it is set in bold.

| role, page | policy, ms | all allowed, ms | more, ms |
| --- | ---: | ---: | ---: |
"""


def kept() -> PolicyOutcome | None:
    """The outcome that is kept, or None when none ever was."""
    return PolicyOutcome.read() if PLACE.is_file() else None


def chapter(outcome: PolicyOutcome | None) -> str:
    """What docs/bench.md says of it; nothing where it was never run."""
    if outcome is None:
        return ""
    head = {"rounds": outcome.rounds, "made_on": outcome.made_on, "release": outcome.release, "cores": outcome.cores}
    rows: list[str] = []
    for row in outcome.rows.iter_rows(named=True):
        more = f"{row['more']:+.1f}"
        more = more if row["more"] <= AT_MOST else f"**{more}**"
        rows.append(f"| {row['role']}, {row['page']} | {row['policy']:.1f} | {row['open']:.1f} | {more} |")
    return HOW.format(**head, at_most=AT_MOST) + "\n".join(rows) + "\n"
