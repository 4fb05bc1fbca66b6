"""The outcome of the coverage study: kept as a small file, and told as a page. Nothing in it is rounded or left out."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

import polars as pl

from domain.places import PROJECT_DIRECTORY
from studies.silence import Silence

PLACE = PROJECT_DIRECTORY / "data" / "studies" / "coverage.toml"
EXPECTED = (0.93, 0.97)  # a coverage outside is explained on the page
TEXT_COLUMNS = ("silence", "group", "value")
COLUMNS = (
    "interval_count", "true_share", "mean_error", "coverage", "coverage_error", "coverage_on_the_day", "bounds_hold",
    "bounds_hold_on_the_day",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one run of the study gave, and what it was run with. `rows` as `studies.coverage.coverage` gives."""

    made_on: date
    release: str
    replicates: int
    register_version: str
    programme_version: str
    rows: pl.DataFrame

    def write(self, place: Path = PLACE) -> None:
        """Keeps it as TOML, one table per row."""
        head = {
            "made_on": self.made_on.isoformat(), "release": f'"{self.release}"', "replicates": self.replicates,
            "first_seed": 1, "last_seed": self.replicates, "register_version": f'"{self.register_version}"',
            "programme_version": f'"{self.programme_version}"',
        }  # fmt: skip
        lines = ["# Written by `wams bench coverage --write`; do not edit.", *[f"{k} = {v}" for k, v in head.items()]]
        for row in self.rows.iter_rows(named=True):
            lines += ["", "[[rows]]", *[f'{name} = "{row[name]}"' for name in TEXT_COLUMNS]]
            lines += [f"{name} = {row[name]!r}" for name in COLUMNS]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, place: Path = PLACE) -> Self:
        """The outcome that is kept. Raises FileNotFoundError when the study was never run."""
        kept: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
        names = ("made_on", "release", "replicates", "register_version", "programme_version")
        rows = pl.DataFrame(kept["rows"]).select(*TEXT_COLUMNS, *COLUMNS)
        return cls(**{name: kept[name] for name in names}, rows=rows)


HOW = """# How often the intervals hold the truth

The estimate beside `step_completion` comes with a 95% interval. This page shows how often that interval really held \
the truth, in made-up countries of which the truth is known.

Made on {made_on} with release {release}, {replicates} replicates, seeds 1 to {replicates}, all of them reported \
(register {register_version}, programme {programme_version}). One command makes it again: \
`wams bench coverage --write`.

Each replicate is a country of its own from the simulator's reality, asked as of 2026-10-31. What was said goes \
through the same figure as on the screens. Three ways of silence:

- **random**: chance within a size class (55, 60, 65 and 75% report in the strata 1–3, 4, 5 and 6–8), every report of \
the day itself. This is what the estimate leans on.
- **random_and_old**: the same silence, but a quarter of the reports is three or six months old.
- **by_progress**: the odds of reporting rise by a factor e^1.2 per standard deviation of progress, and who is behind \
stopped reporting earlier. This is what the estimate cannot see.

*Coverage*: the share of intervals that hold the truth, with reporters taken at their last peildatum and the silent on \
the day. *± MC*: its Monte-Carlo standard error, with the country as cluster, since the steps of one country go \
together; 0 where every interval did the same. *On the day*: the same intervals against the truth of the day itself. \
*Bounds*: the share of answers whose lower and upper bound hold the truth. Rows by true share are cut by the truth, \
over all steps and countries. A coverage outside 93–97% is set in bold.
"""
WHY = """
## What lies outside 93–97%, and why

Nothing was mended: the definition (a normal 95% interval, cut to the bounds) stands as it is. Where a reason leans on \
a look apart at seeds 1 to 60 under random silence, which is not in the tables above, it says so.

- **Shares near 1, under random silence** (steps 1 to 3, the row from 0.95 up; they also pull the row of all steps \
below 93%). When nearly all have finished, the reports hold few or none that have not. In the look apart all misses of \
step 1, and more than half of those of step 2, were intervals of no width: every report said the same, so the \
estimated spread is 0. The other misses fit a symmetric interval around a skewed count; that was not tested.
- **The smallest size classes (1, 2 and 8: five, seven and four municipalities).** Here too the misses are intervals \
of no width: in the look apart those with any width held the truth in 99% or more. A longer quantile (Student's t) \
would therefore not mend them, since 0 times anything is 0. Read these classes with their bounds. Where fewer than two \
report there is no estimate; that is why these rows have fewer intervals than replicates times steps.
- **Size classes 3 to 6.** In the look apart the shares between 0.2 and 0.8 had 93 to 94% in these classes; the \
extreme shares had 87 to 88% in classes 3 to 5. The cause of these is the one above.
- **The row from 0.05 to 0.2** lies within one Monte-Carlo error of 93%.
- **Old reports.** A reporter of last quarter is counted as it was then, a silent one as it is today, so the estimate \
lags (mean error below 0), and the interval does not know it. On the day itself the bounds can miss as well: a report \
of three months ago is no bound on today. Whether `upper_bound_stale` would have held was not measured here; reports \
of three months are not stale by its rule. Why step 2 lies above 97% was not looked into.
- **Silence that depends on progress.** The estimate fails, and its interval with it: it says that the country is \
further than it is (mean error above 0). The strength of this dependence was chosen, not measured in any country; a \
weaker one fails less. The shares near 1 keep some coverage only because there is little room to err.

**The bounds** held in every answer with reporters at their last peildatum. That follows from how they are made as \
long as reports are true and complete, as they are here; the study checks the code in this, and says nothing of \
reports that are wrong.

The intervals of `forecast` are not in this study.
"""


def page(outcome: Outcome) -> str:
    """The page docs/coverage.md."""
    made = {
        "made_on": outcome.made_on, "release": outcome.release, "replicates": outcome.replicates,
        "register_version": outcome.register_version, "programme_version": outcome.programme_version,
    }  # fmt: skip
    parts = ["<!-- Generated by `make docs` from data/studies/coverage.toml. -->\n", HOW.format(**made)]
    for silence in Silence:
        rows = outcome.rows.filter(pl.col("silence") == silence.value)
        parts += [f"\n## {silence.value}\n", table(rows)]
    return "\n".join(parts) + WHY


def table(rows: pl.DataFrame) -> str:
    """The rows of one silence as a table that can be read as text."""
    head = ("group", "intervals", "true share", "mean error", "coverage", "± MC", "on the day", "bounds", "on the day")
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    for row in rows.iter_rows(named=True):
        name = f"{row['group']} {row['value']}".strip().replace("_", " ")
        covered = f"{row['coverage']:.1%}"
        is_expected = EXPECTED[0] <= row["coverage"] <= EXPECTED[1]
        cells = [
            name, str(row["interval_count"]), f"{row['true_share']:.3f}", f"{row['mean_error']:+.4f}",
            covered if is_expected else f"**{covered}**", f"{row['coverage_error']:.1%}",
            f"{row['coverage_on_the_day']:.1%}", f"{row['bounds_hold']:.1%}", f"{row['bounds_hold_on_the_day']:.1%}",
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
