"""Small random countries: who is in which group, who contributes what at which month end and age, who is silent."""

from datetime import date, timedelta

import numpy as np
import polars as pl
from hypothesis import strategies as st

from domain.clocks import month_ends

SCHEMA = {
    "edition": pl.Int64(), "as_of": pl.Date(), "max_age_days": pl.Int64(), "municipality_code": pl.String(),
    "province": pl.String(), "size_class": pl.Int64(), "access_variant": pl.String(), "contribution": pl.Int64(),
    "is_hidden": pl.Boolean(), "said": pl.Boolean(), "said_hours": pl.Boolean(),
}  # fmt: skip
PARTS = ("said", "said_hours")


@st.composite
def countries(draw: st.DrawFn, most: int) -> pl.DataFrame:
    """Contributions as `decided` takes them: 5 to `most` municipalities, two to four month ends, up to three ages."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return country(
        rng,
        count=draw(st.integers(5, most)),
        months=draw(st.integers(2, 4)),
        ages=draw(st.sampled_from([(None,), (None, 180), (None, 180, 90)])),
        changing=draw(st.sampled_from([0.0, 0.1, 0.4, 0.9])),
        silent=draw(st.sampled_from([0.0, 0.1, 0.5])),
        seen=draw(st.sampled_from([0.0, 0.0, 0.2])),
        late=draw(st.sampled_from([None, 0.0, 0.1, 0.5])),
    )


def country(
    rng: np.random.Generator,
    *,
    count: int,
    months: int,
    ages: tuple[int | None, ...] = (None,),
    changing: float = 0.3,
    silent: float = 0.2,
    seen: float = 0.0,
    late: float | None = None,
) -> pl.DataFrame:
    """One country: of `changing` the contribution is another every month, `silent` do not begin by contributing.

    `late`: there is an edition before this one, in which of so many the newest contribution was not there yet.
    """
    provinces, sizes = rng.integers(0, 3, count), rng.integers(3, 6, count)
    variants = rng.choice(np.array(["a", "b", None]), count)
    hidden, with_hours = rng.random(count) >= seen, rng.random(count) < 0.8
    number, since = np.where(rng.random(count) < silent, 0, 1), np.full(count, date(2025, 1, 31))
    was_late = rng.random(count) < (late or 0.0)
    rows: list[tuple[object, ...]] = []
    for end in month_ends(date(2025, 1, 1), date(2025, 12, 31))[:months]:
        if end > date(2025, 1, 31):
            new = rng.random(count) < changing
            number, since = number + new, np.where(new, end - timedelta(days=int(rng.integers(0, 20))), since)
            variants = np.where(rng.random(count) < 0.05, rng.choice(np.array(["a", "b"]), count), variants)
        back = since - np.array([timedelta(days=int(days)) for days in rng.integers(0, 200, count)])
        for edition in range(0 if late is not None else 1, 2):
            then = np.maximum(number - was_late, 0) if edition == 0 else number
            for age in ages:
                for one in range(count):
                    is_young = age is None or (end - back[one]).days <= age
                    says = bool(then[one] > 0 and is_young)
                    rows.append((
                        edition, end, age, f"GM{one:04d}", f"P{provinces[one]}", int(sizes[one]), variants[one],
                        int(then[one]) if says else 0, bool(hidden[one]), says, says and bool(with_hours[one]),
                    ))  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
