"""Between which months a municipality may be expected to finish a step: for who advises it, and for nobody else.

It is no norm and no rank: of two municipalities it says nothing. Who may see it, `access.policy` decides.
"""

from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from access.agreement import Agreement
from access.permissions import Action
from access.policy import RefusedError, decide
from domain.principal import Principal
from metrics.durations.spells import UNFINISHED
from metrics.forecast.course import EPOCH
from metrics.forecast.expectation import AHEAD
from metrics.forecast.outlook import outlook
from metrics.standing.known import Known

FURTHEST_DAYS: Final = 3 * 365  # later than three years from now says no more than: not soon

_SCHEMA: Final = {
    "municipality_code": pl.String,
    "step_number": pl.Int64,
    "first_month": pl.String,
    "last_month": pl.String,
}


def expected_months(known: Known, as_of: date, principal: Principal, agreement: Agreement) -> pl.DataFrame:
    """One row per municipality and step that it said is unfinished, sorted.

    Columns municipality_code, step_number, first_month and last_month (such as 2027-03): between these it finishes in
    80% of the draws; null where that is more than three years from now. No row where there is too little to go on.

    Raises RefusedError for whoever may not see it.
    """
    allowed = decide(principal, Action.SEE_EXPECTED_MONTHS, None, agreement)
    if not allowed.is_allowed:
        raise RefusedError(str(allowed.reason))
    made = outlook(known, as_of)
    rows = made.course.rows.with_row_index("place").filter(pl.col("standing").is_in(UNFINISHED))
    found: list[tuple[str, int, str | None, str | None]] = []
    for of_step in rows.partition_by("step_number", maintain_order=True):
        places = of_step["place"].to_numpy().astype(np.int64)
        if made.drawn is None or not made.is_known(places):
            continue
        ends = np.quantile(made.drawn.finished_on[places], AHEAD, axis=1, method="inverted_cdf")
        named = of_step.select("municipality_code", "step_number").iter_rows()
        found += [
            (code, step, _month(int(low), as_of), _month(int(high), as_of))
            for (code, step), low, high in zip(named, *ends, strict=True)
        ]
    return pl.DataFrame(found, schema=_SCHEMA, orient="row").sort("municipality_code", "step_number")


def _month(day: int, as_of: date) -> str | None:
    is_near = day <= (as_of - EPOCH).days + FURTHEST_DAYS
    return (EPOCH + timedelta(days=day)).isoformat()[:7] if is_near else None
