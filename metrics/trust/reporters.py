"""Who reports: whether they look like everybody, what it costs them, and how often they revise what they said."""

from dataclasses import dataclass
from math import fsum

import numpy as np
import polars as pl

from domain.statements import KEY, Table
from domain.value_status import ValueStatus
from metrics.defining.definition import MetricDefinition
from metrics.defining.question import Question
from metrics.defining.sums import grouped
from metrics.durations.log_rank import chi_square_tail
from metrics.standing.mergers import successors

FEWEST_EXPECTED = 5  # Cochran's rule: below it the chi-square distribution fits a cell badly


@dataclass(frozen=True, kw_only=True, eq=False)
class Representativeness(MetricDefinition):
    """Reporters beside everybody, group by group, and how likely so large a difference is by chance.

    The test is Pearson's on reporters against silent ones: that of reporters against everybody, corrected for the
    reporters being a part of everybody.
    """

    reported: pl.Expr

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds numerator (reporters), denominator (all), value, value_status, both shares and the test.

        reporter_share and population_share: this group among the reporters and among all. expected_count: reporters
        if they were spread as everybody is. p_value and thin_cell_count belong to all groups together; p_value is
        null where there is nothing to compare.
        """
        sums = {"numerator": self.reported.sum(), "denominator": pl.len()}
        rows = grouped(observed, question.by, sums)
        reported, counts = rows["numerator"].to_list(), rows["denominator"].to_list()
        reporters, everybody, test = sum(reported), sum(counts), spread(reported, counts)
        shares = {  # divided here: polars multiplies by the reciprocal of one number, and 12/20 is then not 0.6
            "reporter_share": [count / reporters if reporters else None for count in reported],
            "population_share": [count / everybody for count in counts],
            "expected_count": [count * reporters / everybody for count in counts],
        }
        return rows.with_columns(
            *(pl.Series(name, values, dtype=pl.Float64) for name, values in shares.items()),
            value=pl.col("numerator") / pl.col("denominator"),
            value_status=pl.lit(ValueStatus.OBSERVED.value),
            p_value=pl.lit(test.p_value, pl.Float64),
            thin_cell_count=pl.lit(test.thin_cell_count, pl.Int64),
        )


@dataclass(frozen=True)
class Spread:
    """Pearson's chi-square of reporters and silent ones over groups.

    `thin_cell_count`: cells of which fewer than five are expected. With any, the p-value is a rough one.
    """

    chi_square: float | None
    degrees_of_freedom: int
    p_value: float | None
    thin_cell_count: int


def spread(reporters: list[int], everybody: list[int]) -> Spread:
    """The test of the reporters per group against all municipalities per group; groups of nobody are left out."""
    all_counts = np.array([count for count in everybody if count > 0], dtype=np.float64)
    reported = np.array([count for count, of in zip(reporters, everybody, strict=True) if of > 0], dtype=np.float64)
    freedom = max(len(all_counts) - 1, 0)
    if not all_counts.sum():
        return Spread(None, freedom, None, 0)
    share = reported.sum() / all_counts.sum()
    expected = np.concatenate([all_counts * share, all_counts * (1 - share)])
    thin = int((expected < FEWEST_EXPECTED).sum())
    if freedom == 0 or share in (0, 1):
        return Spread(None, freedom, None, thin)
    seen = np.concatenate([reported, all_counts - reported])
    # exactly rounded, so that groups in another order give the same bytes
    chi_square = fsum((seen - expected) ** 2 / expected)
    return Spread(chi_square, freedom, chi_square_tail(chi_square, freedom), thin)


def reports_with_minutes(question: Question) -> pl.DataFrame:
    """One row per report that says how many minutes it took (minutes), and one per municipality without any.

    Adds is_silent: the municipality never said. A report of a dissolved municipality is shown under its successor.
    """
    said = question.known.statements[Table.PROFILE].filter(pl.col("reporting_date") <= question.as_of)
    minutes = (
        said.drop_nulls("completion_minutes")
        .join(successors(question.known.register, question.as_of), on="municipality_code")
        .select(municipality="successor_code", minutes="completion_minutes")
    )
    return _people(question).join(minutes, on="municipality", how="left").with_columns(
        is_silent=pl.col("minutes").is_null()
    )  # fmt: skip


def statements_ever(question: Question) -> pl.DataFrame:
    """One row per statement key ever said with a reporting date up to as_of, and one per municipality without any.

    Adds is_said and is_revised (said again under the same key, or withdrawn). Without a history nothing is known.
    """
    history = question.known.history or {}
    keys = [
        frame.filter(pl.col("reporting_date") <= question.as_of)
        .group_by(KEY[table])
        .agg(is_revised=(pl.len() > 1) | pl.col("withdrawn_at").is_not_null().any())
        .select("municipality_code", "is_revised")
        for table, frame in history.items()
    ]
    none = pl.DataFrame(schema={"municipality_code": pl.String, "is_revised": pl.Boolean})
    said = (
        pl.concat([none, *keys])
        .join(successors(question.known.register, question.as_of), on="municipality_code")
        .select("is_revised", municipality="successor_code", is_said=pl.lit(value=True))
    )
    return (
        _people(question)
        .join(said, on="municipality", how="left")
        .with_columns(pl.col("is_said", "is_revised").fill_null(value=False))
    )


def _people(question: Question) -> pl.DataFrame:
    return question.population.select("province", "size_class", "access_variant", municipality="municipality_code")
