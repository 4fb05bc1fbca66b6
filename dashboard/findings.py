"""The sentence above a figure. Most come from the metrics; here stand those that a screen adds."""

from dataclasses import dataclass

import polars as pl

from dashboard.typed_rows import rows_of
from dashboard.words import counted
from domain.bilingual import Language
from domain.programme import Programme
from domain.statements import Standing
from language.formats import share
from language.texts import say
from metrics import headlines
from metrics.figures import Figure
from metrics.sentences import Finding


def busiest_step(standings: pl.DataFrame) -> int:
    """The step that most municipalities are working on; the first of them in a tie."""
    counts = standings.group_by("step_number").agg(started=(pl.col("standing") == Standing.STARTED).sum())
    return int(counts.sort("started", "step_number", descending=[True, False]).item(0, "step_number"))


def stacked_steps(counts: pl.DataFrame, programme: Programme, language: Language) -> str:
    """Which step most municipalities are working on."""
    return _said(headlines.most_in_progress(counts, programme), language, "screen_national.steps.finding_none")


@dataclass(frozen=True)
class _Level:
    """Where a step stands in one month: the share of those who reported, and the estimate for all."""

    value: float | None
    estimate: float | None


def progress(figure: Figure, number: int, language: Language) -> str:
    """How much a step grew in the last three months; where it stands, when that cannot be said."""
    found = headlines.growth(figure, number)
    if found is not None:
        return found.said(language)
    rows = figure.rows.filter(pl.col("step") == number).sort("month")
    last = rows_of(rows.tail(1), _Level)[0] if rows.height else _Level(None, None)
    level = last.value if last.estimate is None else last.estimate
    unknown = say("screen.state.unknown", language)
    return say(
        "screen_national.progress.finding_level", language, number=number, share=share(level, language, unknown=unknown)
    )


def _said(found: Finding | None, language: Language, otherwise: str) -> str:
    return say(otherwise, language) if found is None else found.said(language)


def silent_too(count: int, language: Language) -> str:
    """How many are silent, as the end of a sentence."""
    return counted("screen_compare.matrix.silent", count, language, count=count)
