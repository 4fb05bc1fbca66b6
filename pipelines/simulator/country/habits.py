"""How each municipality reports: how often, how reliably, with or without its region, and what it leaves out."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

import numpy as np

from pipelines.simulator.country.lives import Life
from pipelines.simulator.country.reality import LifePath

RHYTHMS: Final = ((3, 0.72), (6, 0.24), (1, 0.04))  # months between reports, and the share that reports so
FULL_RESPONSE: Final = 0.999  # from here on nobody is silent, late to join or the first to stop
NEVER_REPORTS = 0.7  # of the silence, the part of those who never hand in; about one in six at the default response


@dataclass(frozen=True, slots=True)
class Habits:
    """The reporting habits of one life. Shares are 0-1; `reporting_from` and `reporting_to` (exclusive) are dates."""

    rhythm_months: int
    response_share: float
    reporting_from: date
    reporting_to: date
    region: str | None  # hands in through this region
    sends_workbooks: bool
    gives_training: bool
    gives_costs: bool
    gives_hours: bool
    gives_departed: bool
    gives_targets: bool
    gives_variant: bool
    profile_share: float
    skips_what_is_not_started: bool
    leaves_prefilled_rows: bool
    forgets_share: float
    omits_start_share: float
    note_share: float
    money_unit: float
    usual_minutes: float

    def reports_for(self, day: date) -> bool:
        """Whether a report is due on this last day of a month, and the municipality still reports at all."""
        return day.month % self.rhythm_months == 0 and self.reporting_from <= day < self.reporting_to


def habits_of(
    lives: list[Life], paths: list[LifePath], *, response: float, first_day: date, until: date,
    rng: np.random.Generator,
) -> list[Habits]:  # fmt: skip
    """The habits of each life. `response` is the share of the reports due that come in over the whole period."""
    standing = _standing_out(lives, paths, until)
    windows = [_window(z, response, first_day, until, rng) for z in standing]
    active = np.array([_active_share(start, end, first_day, until) for start, end in windows])
    shares = _response_shares(standing, active, response)
    regions = _regions(lives, rng)
    return [
        _habits(region, float(share), window, rng)
        for region, share, window in zip(regions, shares, windows, strict=True)
    ]


def _standing_out(lives: list[Life], paths: list[LifePath], until: date) -> np.ndarray:
    """How much better than average each is expected to answer: the large more, and those ahead a little more."""
    sizes = np.array([life.size for life in lives])
    done = np.array([path.finished_share_on(until.toordinal()) for path in paths])
    return 0.75 * _standardised(sizes) + 0.35 * _standardised(done)


def _standardised(values: np.ndarray) -> np.ndarray:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else values * 0.0


def _window(z: float, response: float, first_day: date, until: date, rng: np.random.Generator) -> tuple[date, date]:
    never_before, never_after = date(1, 1, 1), date(9999, 12, 31)
    if response >= FULL_RESPONSE:
        return never_before, never_after
    missing = (1 - response) * np.exp(-0.8 * z)
    days = (until - first_day).days
    if rng.random() < NEVER_REPORTS * missing:
        return never_before, never_before  # never reports
    joins = date.fromordinal(first_day.toordinal() + int(rng.uniform(30, 0.6 * days + 31)))
    stops = date.fromordinal(first_day.toordinal() + int(rng.uniform(0.3 * days, 0.95 * days + 1)))
    late, early = rng.random() < 0.5 * missing, rng.random() < 0.3 * missing
    return (joins if late else never_before), (stops if early and (stops > joins or not late) else never_after)


def _active_share(start: date, end: date, first_day: date, until: date) -> float:
    days = max(1, (until - first_day).days)
    return max(0.0, (min(end, until) - max(start, first_day)).days / days)


def _response_shares(standing: np.ndarray, active: np.ndarray, response: float) -> np.ndarray:
    """The chance that each answers a round, so that over all lives `response` of the reports come in."""
    if response >= FULL_RESPONSE:
        return np.ones_like(standing)
    low, high = -12.0, 12.0
    shares = np.zeros_like(standing)
    for _ in range(50):
        middle = (low + high) / 2
        shares = 1 / (1 + np.exp(-(middle + standing)))
        low, high = (middle, high) if float((shares * active).mean()) < response else (low, middle)
    return shares


def _regions(lives: list[Life], rng: np.random.Generator) -> list[str | None]:
    """The region through which each hands in: neighbours of one province, by longitude, eight to fourteen together."""
    regions: list[str | None] = [None] * len(lives)
    order = sorted(range(len(lives)), key=lambda i: (lives[i].province, lives[i].longitude, lives[i].code))
    for province, members in groupby(order, key=lambda i: lives[i].province):
        left, number = list(members), 0
        while left:
            size = int(rng.integers(8, 15))
            group, left, number = left[:size], left[size:], number + 1
            hands_in = len(group) > 3 and rng.random() < 0.84
            for index in group:
                merges = bool(lives[index].parts) or lives[index].valid_to is not None
                takes_part = hands_in and rng.random() < 0.94 and not merges
                regions[index] = f"regio {province} {number}" if takes_part else None
    return regions


def _habits(region: str | None, share: float, window: tuple[date, date], rng: np.random.Generator) -> Habits:
    months = [months for months, _ in RHYTHMS]
    weights = [weight for _, weight in RHYTHMS]
    rhythm = 3 if region else int(rng.choice(months, p=weights))
    return Habits(
        rhythm_months=rhythm,
        response_share=share,
        reporting_from=window[0],
        reporting_to=window[1],
        region=region,
        sends_workbooks=region is None and rhythm != 1 and bool(rng.random() < 0.27),
        gives_training=bool(rng.random() < 0.82),
        gives_costs=bool(rng.random() < 0.68),
        gives_hours=bool(rng.random() < 0.75),
        gives_departed=bool(rng.random() < 0.7),
        gives_targets=bool(rng.random() < 0.9),
        gives_variant=bool(rng.random() < 0.93),
        profile_share=float(rng.choice([0.15, 0.5, 0.95])),
        skips_what_is_not_started=bool(rng.random() < 0.14),
        leaves_prefilled_rows=bool(rng.random() < 0.5),
        forgets_share=float(rng.choice([0.0, 0.0, 0.01, 0.06])),
        omits_start_share=float(rng.choice([0.0, 0.0, 0.02, 0.1])),
        note_share=float(rng.choice([0.0, 0.03, 0.15])),
        money_unit=float(rng.choice([0.01, 1.0, 100.0, 500.0], p=[0.15, 0.4, 0.25, 0.2])),
        usual_minutes=float(rng.lognormal(3.1, 0.45)),
    )
