"""What came out of the studies of the intervals, as it is kept in data/studies: read here, written by the studies."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

import polars as pl

from domain.places import PROJECT_DIRECTORY

OUTCOME_DIRECTORY: Final = PROJECT_DIRECTORY / "data" / "studies"
ROW_KEY: Final = ("silence", "group", "value")
"""What tells the rows of an outcome apart: how municipalities were silent, of which group, and which one of it."""


class Study(StrEnum):
    """Of which interval it was measured how often it holds the truth."""

    ESTIMATE = "estimate"  # the 95% interval of step_completion
    ALTERNATIVES = "alternatives"  # what other intervals around step_completion would give
    NOWCAST = "nowcast"  # the 90% interval of nowcast
    FORECAST = "forecast"  # the 80% interval of forecast
    FORECAST_CURVES = "forecast_curves"  # the same as it was made before from curves; kept, and not to be run again
    COST = "cost"  # the 95% interval of cost_expected_total


EXPECTED: Final = {
    Study.ESTIMATE: (0.94, 0.97), Study.ALTERNATIVES: (0.94, 0.97), Study.NOWCAST: (0.87, 0.94),
    Study.FORECAST: (0.75, 0.88), Study.FORECAST_CURVES: (0.75, 0.85), Study.COST: (0.93, 0.97),
}  # fmt: skip
"""Between which shares the coverage may lie; what lies outside is explained."""


@dataclass(frozen=True, eq=False)
class StudyOutcome:
    """What one run of a study gave, and what it was run with.

    `rows`: one per silence, group and value (ROW_KEY, text), in the order of the page, with the columns of the study.
    All have interval_count, mean_error (what the figure said minus the truth), coverage (share of intervals that hold
    the truth, 0-1) and coverage_error (its Monte-Carlo standard error). Nothing is left out.
    """

    study: Study
    made_on: date
    release: str
    first_seed: int
    last_seed: int
    register_version: str
    programme_version: str
    rows: pl.DataFrame

    @property
    def replicates(self) -> int:
        """How many countries were made."""
        return self.last_seed - self.first_seed + 1

    @property
    def expected(self) -> tuple[float, float]:
        """Between which shares the coverage may lie."""
        return EXPECTED[self.study]

    @classmethod
    def read(cls, study: Study, directory: Path = OUTCOME_DIRECTORY) -> Self:
        """The outcome that is kept. Raises FileNotFoundError when the study was never run."""
        kept: dict[str, Any] = tomllib.loads((directory / f"{study}.toml").read_text(encoding="utf-8"))
        names = ("made_on", "release", "first_seed", "last_seed", "register_version", "programme_version")
        rows = pl.DataFrame(kept["rows"], infer_schema_length=None)
        return cls(study=study, **{name: kept[name] for name in names}, rows=rows)


def kept_outcomes(directory: Path = OUTCOME_DIRECTORY) -> tuple[StudyOutcome, ...]:
    """Every outcome that is kept, in the order of `Study`; a study that was never run is not there."""
    return tuple(StudyOutcome.read(study, directory) for study in Study if (directory / f"{study}.toml").is_file())
