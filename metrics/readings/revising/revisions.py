"""Revisions: what was recorded between two moments, line by line, and what each line did to the headline figures.

New reports stand apart from corrections and withdrawals. After each line the figures are what they would have been
had one asked then; what a line did is the difference with the line before it, so that all of it adds up.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TypeAlias

import polars as pl

from metrics.readings.revising.headline_totals import Headline, Terms, contributions, headlines, total, value
from metrics.readings.revising.replaying import BEFORE, Change, Recorded, Replay

EFFECT_COLUMNS = {
    "sequence": pl.Int64(), "change": pl.String(), "figure": pl.String(), "step": pl.Int64(),
    "target_group": pl.String(), "before": pl.Float64(), "after": pl.Float64(), "effect": pl.Float64(),
}  # fmt: skip
DIFFERENCE_COLUMNS = {
    "figure": pl.String(), "step": pl.Int64(), "target_group": pl.String(), "before": pl.Float64(),
    "after": pl.Float64(), "difference": pl.Float64(), **{str(change): pl.Float64() for change in Change},
    "before_municipality_count": pl.Int64(), "after_municipality_count": pl.Int64(),
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Revisions:
    """What changed between two moments of knowledge, at one as_of date.

    - `lines`: one row per ledger line and change: sequence, recorded_at, kind, file_name, outcome, change (null where
      the line changed no statement), statement_count, municipality_codes.
    - `effects`: one row per line, change and headline figure that it moved: before, after and effect (after minus
      before; null where the figure was or became unknown).
    - `differences`: one row per headline figure: before, after, difference, and what new reports, corrections and
      withdrawals each did to it. These add up to the difference; they are null where it was unknown on the way.
      Beside them how many municipalities stood behind it before and after.
    """

    as_of: date
    known_from: datetime
    known_to: datetime
    lines: pl.DataFrame
    effects: pl.DataFrame
    differences: pl.DataFrame


_Values: TypeAlias = dict[Headline, Fraction | None]
_Parts: TypeAlias = dict[str, dict[str, float]]  # family -> sums
_Counts: TypeAlias = dict[Headline, tuple[int, int]]  # municipalities behind a figure, before and after


@dataclass(frozen=True)
class _Effect:
    """What one line did to one figure."""

    sequence: int
    change: str
    headline: Headline
    before: Fraction | None
    after: Fraction | None

    @property
    def size(self) -> Fraction | None:
        """After minus before; None where either is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


def revisions(
    recorded: Recorded, *, known_from: datetime, known_to: datetime, as_of: date, max_age_days: int | None = None
) -> Revisions:
    """Replay the ledger lines recorded after `known_from` up to and including `known_to`.

    `max_age_days`: a statement older than this on `as_of` is as if it were not there, before and after (None: all).
    Raises ValueError when `known_from` is after `known_to`.
    """
    if known_from > known_to:
        raise ValueError(f"the first moment ({known_from}) is after the second ({known_to})")
    replay = Replay(recorded.no_older_than(max_age_days, as_of), as_of, known_from, known_to)
    start, end, effects, counts = _effects(replay)
    return Revisions(
        as_of=as_of,
        known_from=known_from,
        known_to=known_to,
        lines=_lines(replay),
        effects=_effect_rows(effects),
        differences=_differences(start, end, effects, counts),
    )


def _effects(replay: Replay) -> tuple[_Values, _Values, list[_Effect], _Counts]:
    """The figures before the first line and after the last, every effect in between in order, and who stood behind."""
    added: dict[int, _Parts] = defaultdict(dict)  # by tick
    figures: dict[Headline, Terms] = {}
    for known, looks in replay.looks():
        figures = headlines(known)
        for tick, family, sums in _contributed(contributions(known, replay.as_of), looks):
            added[tick][family] = sums
    parts = added.pop(BEFORE, {})
    changes = _change_per_tick(replay)
    now = start = _values(figures, parts)
    behind = _behind(figures, parts)
    effects: list[_Effect] = []
    for tick in sorted(added):
        parts |= added[tick]
        then, now = now, _values(figures, parts)
        sequence, change = changes[tick]
        effects += [
            _Effect(sequence, change, headline, then[headline], now[headline])
            for headline in figures
            if then[headline] != now[headline]
        ]  # fmt: skip
    after = _behind(figures, parts)
    return start, now, effects, {headline: (count, after[headline]) for headline, count in behind.items()}


def _behind(figures: dict[Headline, Terms], parts: _Parts) -> dict[Headline, int]:
    """How many municipalities stand behind each figure."""
    names = {terms.counted for terms in figures.values()}
    totals = {name: round(total([sums[name] for sums in parts.values()])) for name in names}
    return {headline: totals[terms.counted] for headline, terms in figures.items()}


def _contributed(given: pl.DataFrame, looks: pl.DataFrame) -> list[tuple[int, str, dict[str, float]]]:
    """Per look at a family (tick, family) what its municipalities add together."""
    tick = pl.col("municipality_code").str.split("@").list.get(1).cast(pl.Int64)
    code = pl.col("municipality_code").str.split("@").list.get(0)
    families = looks.select("municipality_code", "family").unique()
    of_looks = given.with_columns(tick=tick, municipality_code=code).join(families, on="municipality_code")
    summed = (
        of_looks.sort("tick", "family", "municipality_code")
        .group_by("tick", "family", maintain_order=True)
        .agg(pl.all().exclude("municipality_code", "tick", "family").sum())
    )
    names = summed.columns[2:]
    return [(row[0], row[1], dict(zip(names, row[2:], strict=True))) for row in summed.iter_rows()]


def _values(figures: dict[Headline, Terms], parts: _Parts) -> _Values:
    names = {name for terms in figures.values() for name in (terms.numerator, terms.denominator, terms.known) if name}
    totals = {name: total([sums[name] for sums in parts.values()]) for name in names}
    return {headline: value(terms, totals) for headline, terms in figures.items()}


def _change_per_tick(replay: Replay) -> dict[int, tuple[int, str]]:
    """Per tick the ledger sequence of its line and what kind of change it is."""
    named: dict[int, tuple[int, str]] = {}
    for line, sequence, kind in replay.lines.select("line", "sequence", "kind").iter_rows():
        second = Change.WITHDRAWAL if kind == "withdrawal" else Change.CORRECTION
        named[2 * line] = (sequence, str(Change.NEW_REPORT))
        named[2 * line + 1] = (sequence, str(second))
    return named


def _lines(replay: Replay) -> pl.DataFrame:
    columns = ("sequence", "recorded_at", "kind", "file_name", "outcome", "change", "statement_count")
    lines = replay.lines.drop("municipality_codes", strict=False)
    return lines.join(replay.changed(), on="line", how="left", maintain_order="left_right").select(
        *columns, "municipality_codes"
    )


def _effect_rows(effects: list[_Effect]) -> pl.DataFrame:
    rows = [
        (effect.sequence, effect.change, *_named(effect.headline), *_floats(effect.before, effect.after, effect.size))
        for effect in effects
    ]
    return pl.DataFrame(rows, schema=EFFECT_COLUMNS, orient="row")


def _differences(start: _Values, end: _Values, effects: list[_Effect], counts: _Counts) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for headline, before in start.items():
        after = end[headline]
        own = [effect for effect in effects if effect.headline == headline]
        shares = [_together([effect for effect in own if effect.change == change]) for change in Change]
        was_known = before is not None and all(effect.after is not None for effect in own)
        difference = after - before if before is not None and after is not None else None
        apart = shares if was_known else [None for _ in shares]
        rows.append((*_named(headline), *_floats(before, after, difference, *apart), *counts[headline]))
    return pl.DataFrame(rows, schema=DIFFERENCE_COLUMNS, orient="row")


def _together(effects: list[_Effect]) -> Fraction:
    """What several lines did together; no lines did nothing, which is 0 and not unknown."""
    return sum((size for effect in effects if (size := effect.size) is not None), start=Fraction(0))


def _floats(*exact: Fraction | None) -> list[float | None]:
    return [None if value is None else float(value) for value in exact]


def _named(headline: Headline) -> tuple[str, int | None, str | None]:
    return headline.key, headline.step, headline.target_group
