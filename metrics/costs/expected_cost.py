"""What the steps will have cost when all municipalities have finished them, estimated from the finished ones.

Per stratum the spent euro are taken over the norm (or, where there is none for everybody, over the inhabitants), and
that ratio over the norm (inhabitants) of all. The interval is a bootstrap: the deviations of the finished
municipalities from their stratum are given random signs and sizes, the same for a municipality in every step and
every row, so that what goes together stays together. Its variance is that of the stratified ratio estimate with
finite population correction; a country that has finished has no width.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
import polars as pl

from domain.clocks import dutch_day
from domain.statements import Standing
from domain.value_status import ValueStatus
from metrics.costs.costs import costs
from metrics.defining.definition import MetricDefinition
from metrics.defining.estimate import NORMAL_975, STRATUM_COUNT, Floats, Strata, stratum
from metrics.defining.question import Question

DRAWS = 2_000
FEWEST_FINISHED = 5  # fewer, and the interval describes the few and not the country


def finished_costs(question: Question) -> pl.DataFrame:
    """`metrics.costs.costs` with its stratum, size (norm in euro, else inhabitants), and who counts as finished.

    Adds is_applicable (not said to be not applicable), is_sample (finished, with an amount in which no part of a
    merged municipality is missing), size, stratum.
    """
    stood = question.standings_at([question.as_of]).select(
        "standing", municipality="municipality_code", step="step_number"
    )
    by_inhabitants = pl.col("inhabitant_count").cast(pl.Float64)
    has_norm = pl.col("reference_kind") == ValueStatus.OBSERVED
    rows = costs(question).join(stood, on=["municipality", "step"], how="left", maintain_order="left")
    return rows.with_columns(
        is_applicable=pl.col("standing") != Standing.NOT_APPLICABLE,
        is_sample=(pl.col("standing") == Standing.FINISHED) & pl.col("is_stated") & ~pl.col("is_at_least"),
        size=pl.when(has_norm).then("norm_low_eur").otherwise(by_inhabitants),
        stratum=stratum(),
    ).sort("step", "municipality")


@dataclass(frozen=True)
class Total:
    """One estimated total in euro, how far each draw lies from it, and the degrees of freedom under its spread."""

    eur: float
    deviations: Floats
    degrees: float

    @property
    def widened(self) -> Floats:
        """The deviations, wider as fewer carry them: the spread of a few is itself uncertain."""
        return self.deviations * (student_975(self.degrees) / NORMAL_975)


@dataclass(frozen=True, kw_only=True, eq=False)
class ExpectedTotal(MetricDefinition):
    """Per group and step a total with its interval; over several steps only where each of them has one."""

    def summarise(self, observed: pl.DataFrame, question: Question) -> pl.DataFrame:
        """Adds value (euro), interval, lower_bound (spent so far by reporters: at least), counts, value_status."""
        signs = _signs(question)
        groups = [name for name in question.by if name != "step"]
        rows: list[dict[str, object]] = []
        for keys, frame in _parts(observed, groups):
            per_step = [part for _, part in _parts(frame, ["step"])]
            if "step" in question.by:
                rows += [{**keys, "step": one["step"][0], **_row([one], question, signs)} for one in per_step]
            else:
                rows.append({**keys, **_row(per_step, question, signs)})
        schema = {name: observed.schema[name] for name in question.by} | _COLUMNS
        return pl.DataFrame(rows, schema=schema)


_COLUMNS = {
    "numerator": pl.Float64(), "denominator": pl.Int64(), "value": pl.Float64(), "value_status": pl.String(),
    "lower_bound": pl.Float64(), "interval_low": pl.Float64(), "interval_high": pl.Float64(),
    "unknown_count": pl.Int64(), "stale_count": pl.Int64(), "at_least_count": pl.Int64(),
}  # fmt: skip


def _row(per_step: Sequence[pl.DataFrame], question: Question, signs: dict[str, Floats]) -> dict[str, object]:
    whole = pl.concat(per_step)
    sample = whole.filter("is_sample")
    applicable = [part.filter("is_applicable") for part in per_step if part["is_applicable"].any()]
    facts: dict[str, object] = {
        "numerator": _sum(sample["realised_cost_eur"]),
        "lower_bound": _sum(whole["realised_cost_eur"]),
        "denominator": sample["municipality"].n_unique(),
        "unknown_count": whole.filter(pl.col("is_applicable") & ~pl.col("is_sample")).height,
        "stale_count": sample.filter("is_stale")["municipality"].n_unique(),
        "at_least_count": whole.filter(pl.col("is_stated") & pl.col("is_at_least")).height,
    }
    if not applicable:
        return {**facts, "value_status": ValueStatus.NOT_APPLICABLE.value}
    if not question.can_be_estimated:
        return {**facts, "value_status": ValueStatus.NOT_ESTIMATED.value}
    totals = [expected_total(part, signs) for part in applicable]
    found = [total for total in totals if total is not None]
    if len(found) < len(totals):
        is_silent = facts["lower_bound"] is None
        few = ValueStatus.NOT_REPORTED if is_silent else ValueStatus.TOO_FEW
        return {**facts, "value_status": few.value}
    value = fsum(total.eur for total in found)
    draws = value + np.sum([total.widened for total in found], axis=0)
    low, high = (float(end) for end in np.quantile(draws, [0.025, 0.975]))
    so_far = _sum(whole.filter("is_applicable")["realised_cost_eur"]) or 0.0
    spent = min(value, so_far)  # what was spent will not be undone
    return {
        **facts,
        "value": value,
        "value_status": ValueStatus.OBSERVED.value,
        "interval_low": max(low, spent),
        "interval_high": max(high, spent),
    }


def expected_total(step: pl.DataFrame, signs: dict[str, Floats]) -> Total | None:
    """The total of one step over the municipalities to which it applies; None where too few have finished it."""
    sample = step.filter(pl.col("is_sample") & pl.col("size").is_not_null())
    if sample.height < FEWEST_FINISHED:
        return None
    place = _merged_places(step, sample)
    eur, deviations = 0.0, np.zeros(DRAWS)
    parts: list[tuple[float, int]] = []
    for target in sorted(set(place.values())):
        homes = [home for home, merged in place.items() if merged == target]
        everyone, finished = (part.filter(pl.col("stratum").is_in(homes)) for part in (step, sample))
        if finished.is_empty():
            continue
        spent, size = finished["realised_cost_eur"].to_numpy(), finished["size"].to_numpy()
        raised = fsum(everyone["size"].drop_nulls().to_list()) / fsum(size)
        eur += fsum(spent) * raised
        count = finished.height
        residuals = spent - fsum(spent) / fsum(size) * size
        drawn = np.stack([signs[code] for code in finished["municipality"].to_list()], axis=1)
        scale = raised * sqrt((1 - count / everyone.height) * count / (count - 1))
        deviations = deviations + scale * (drawn * residuals).sum(axis=1)
        parts.append((scale**2 * fsum(residuals**2), count - 1))
    return Total(eur, deviations, _degrees(parts))


def _degrees(parts: Sequence[tuple[float, int]]) -> float:
    """Satterthwaite's degrees of freedom of a sum of variances: one large stratum of few counts as few."""
    below = fsum(variance**2 / degrees for variance, degrees in parts)
    return fsum(variance for variance, _ in parts) ** 2 / below if below > 0 else 0.0


def student_975(degrees: float) -> float:
    """R's qt(0.975, degrees), by the expansion of Fisher and Cornish; within 0.001 from four degrees on."""
    if degrees < 1:
        return NORMAL_975  # all have finished: there is nothing to widen
    z = NORMAL_975
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / degrees**power for power, term in enumerate(terms, start=1))


def _merged_places(step: pl.DataFrame, sample: pl.DataFrame) -> dict[int, int]:
    """Into which stratum each goes when thin ones are put together as in `metrics.defining.estimate`."""
    population, stated = (
        np.array([float((part["stratum"] == home).sum()) for home in range(STRATUM_COUNT)]) for part in (step, sample)
    )
    # each stratum carries its own mark in a row of its own, so the merged table shows where it went
    marks = np.eye(STRATUM_COUNT)
    everyone, known = (np.tile(counts, (STRATUM_COUNT, 1)) for counts in (population, stated))
    merged = Strata(everyone, known, marks, marks).merged()
    return {home: int(np.argmax(merged.numerator[home])) for home in range(STRATUM_COUNT) if population[home]}


def _signs(question: Question) -> dict[str, Floats]:
    """Per municipality of the register its draws; the same for a given as_of and known_on, whatever is chosen."""
    # of known_on only the day counts, as in the forecast: who looks again an hour later sees the same draws
    words = f"{question.as_of.isoformat()} {dutch_day(question.known.known_on).isoformat()}"
    seed = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big")
    codes = question.known.register.on(question.as_of)["municipality_code"].to_list()
    first, second = np.random.default_rng(seed).standard_normal((2, len(codes), DRAWS))
    drawn = first / sqrt(2) + (second**2 - 1) / 2  # Mammen: mean 0, variance 1 and third moment 1
    return dict(zip(codes, drawn, strict=True))


def _sum(amounts: pl.Series) -> float | None:
    found = amounts.drop_nulls().to_list()
    return fsum(found) if found else None


def _parts(frame: pl.DataFrame, by: Sequence[str]) -> Iterator[tuple[dict[str, object], pl.DataFrame]]:
    if not by:
        if frame.height:
            yield {}, frame
        return
    for keys, part in frame.partition_by(by, as_dict=True, maintain_order=True).items():
        yield dict(zip(by, keys, strict=True)), part
