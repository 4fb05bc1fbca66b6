"""A figure as somebody gets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import polars as pl

from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.texts import say
from metrics.defining.definition import Kind, Unit
from metrics.defining.figure import Figure


@dataclass(frozen=True, eq=False)
class ReleasedFigure:
    """`metrics.defining.figure.Figure`, of which something may be withheld.

    reporter_count and stale_count are None where they are withheld, and so is municipality_count where how many there
    are was reported itself (of an access model). awaiting_count is None where anything may be withheld: nothing was
    decided of it. `is_suppressed`: `rows` have the column `withheld`,
    the key of the reason where the values of a row are null because they may not be seen. `withheld_columns`: which
    columns are null in rows that are shown, since those numbers alone may not be seen, with the key of the reason.
    """

    key: str
    unit: Unit
    kind: Kind
    as_of: date
    known_on: datetime
    municipality_count: int | None
    reporter_count: int | None
    stale_count: int | None
    register_version: str
    programme_version: str
    rows: pl.DataFrame
    clock_repairs: int
    max_age_days: int | None
    awaiting_count: int | None
    is_suppressed: bool
    silent_months_slower: int = 0
    withheld_columns: Mapping[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(
        cls,
        whole: Figure,
        rows: pl.DataFrame | None = None,
        withheld_columns: Mapping[str, str] | None = None,
        *,
        has_counts: bool = True,
        has_size: bool = True,
    ) -> "ReleasedFigure":
        """All of a figure; or, with `rows`, what may be seen of it."""
        return cls(
            key=whole.key,
            unit=whole.unit,
            kind=whole.kind,
            as_of=whole.as_of,
            known_on=whole.known_on,
            municipality_count=whole.municipality_count if has_size else None,
            reporter_count=whole.reporter_count if has_counts else None,
            stale_count=whole.stale_count if has_counts and (rows is None or not _ages_apart(whole)) else None,
            register_version=whole.register_version,
            programme_version=whole.programme_version,
            rows=whole.rows if rows is None else rows,
            clock_repairs=whole.clock_repairs,
            max_age_days=whole.max_age_days,
            awaiting_count=whole.awaiting_count if rows is None else None,
            is_suppressed=rows is not None,
            silent_months_slower=whole.silent_months_slower,
            withheld_columns=withheld_columns or {},
        )

    def in_words(self, language: Language) -> "ReleasedFigure":
        """The same, with the reason in words where a row is withheld."""
        if not self.is_suppressed:
            return self
        words = {reason: say(reason, language) for reason in self.rows["withheld"].drop_nulls().unique()}
        said = pl.col("withheld").replace_strict(words, return_dtype=pl.String)
        return replace(self, rows=self.rows.with_columns(said))


def _ages_apart(figure: Figure) -> bool:
    """Whether of the reports of a chosen age some can be stale: how many is then a number that changes by itself."""
    return figure.max_age_days is not None and figure.max_age_days > STALE_AFTER_DAYS
