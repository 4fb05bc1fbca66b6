"""One made-up country of which everything is known: where each municipality really stands, on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from domain.clocks import end_of_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table, empty_statements
from metrics.defining.estimate import stratum
from metrics.standing.known import Known
from pipelines.simulator.country.assumptions import Assumptions, assumptions_for
from pipelines.simulator.country.lives import Life, lives_of
from pipelines.simulator.country.reality import LifePath, StepPath, paths_of
from studies.silence import Reporting

FIRST_DAY = date(2024, 10, 31)
DAYS = (date(2026, 10, 31), date(2026, 7, 31), date(2026, 4, 30))  # the day asked for, one and two quarters earlier
AS_OF = DAYS[0]
QUARTERS = (
    date(2025, 1, 31), date(2025, 4, 30), date(2025, 7, 31), date(2025, 10, 31), date(2026, 1, 31), *reversed(DAYS),
)  # fmt: skip
EPOCH = date(1970, 1, 1).toordinal()  # polars counts its days from here

Words = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Setting:
    """What all countries of a study share: the municipalities of AS_OF and the programme."""

    register: Register
    programme: Programme

    @cached_property
    def people(self) -> pl.DataFrame:
        """One row per municipality of AS_OF, sorted by code; columns municipality_code, size_class, stratum."""
        there = self.register.on(AS_OF).sort("municipality_code")
        return there.select("municipality_code", "size_class", stratum=stratum())


@dataclass(frozen=True)
class Country:
    """The truth: the life and the path of every municipality, sorted by code as `Setting.people`."""

    setting: Setting
    lives: Sequence[Life]
    paths: Sequence[LifePath]

    @cached_property
    def standings(self) -> Words:
        """Where each municipality really stands: by day (as DAYS), municipality and step."""
        return np.array([self.standings_on(day) for day in DAYS])

    def standings_on(self, day: date) -> Words:
        """Where each municipality really stands on a day: by municipality and step."""
        numbers, ordinal = self.setting.programme.step_numbers, day.toordinal()
        return np.array([[path.steps[n].standing_on(ordinal).value for n in numbers] for path in self.paths])

    def finished_on(self, days: Sequence[date], *, once: bool = False) -> npt.NDArray[np.bool_]:
        """Whether each step is really finished: by day, municipality and step.

        `once`: has ever been finished by then, even if it was opened again since.
        """
        never = date.max.toordinal()
        steps = [[path.steps[n] for n in self.setting.programme.step_numbers] for path in self.paths]
        facts = np.array(
            [
                [(s.end if s.is_applicable else never, s.reopened or never, s.ended_again or never) for s in row]
                for row in steps
            ]
        )
        end, reopened, again = np.moveaxis(facts, 2, 0)
        at = np.array([day.toordinal() for day in days])[:, None, None]
        return (at >= end) & (once | ~((at >= reopened) & (at < again)))

    @property
    def progress(self) -> npt.NDArray[np.float64]:
        """Per municipality the share of its applicable steps that is really finished on the day."""
        today = self.standings[0]
        applicable = np.maximum((today != Standing.NOT_APPLICABLE).sum(axis=1), 1)
        return (today == Standing.FINISHED).sum(axis=1) / applicable

    def taken_at(self, said: Reporting) -> Words:
        """By municipality and step: reporters at their last peildatum, the silent on the day itself."""
        quarters = np.where(said.reports, said.quarters_old, 0)
        return self.standings[quarters, np.arange(len(quarters))]

    def known(self, said: Reporting) -> Known:
        """What a monitor would know of it: every reporter's last report, truthful and complete."""
        places = np.flatnonzero(said.reports)
        return self._told(places, [DAYS[quarter] for quarter in said.quarters_old[places].tolist()])

    def known_since_the_start(self, said: Reporting) -> Known:
        """The same, with the reports of every quarter before the last: so that what was opened again can be seen."""
        lasts = [DAYS[quarter] for quarter in said.quarters_old.tolist()]
        told = [
            (place, day) for place in np.flatnonzero(said.reports).tolist() for day in QUARTERS if day <= lasts[place]
        ]
        return self._told(np.array([place for place, _ in told], dtype=np.int64), [day for _, day in told])

    def _told(self, places: npt.NDArray[np.int64], days: Sequence[date]) -> Known:
        """What is known when each of these municipalities (by place) reported on a day; by place, then by day."""
        codes = self.setting.people["municipality_code"].gather(places)
        numbers = self.setting.programme.step_numbers
        dates = pl.DataFrame(
            [
                (number, step.standing_on(day.toordinal()).value, *_dates(step, day))
                for place, day in zip(places.tolist(), days, strict=True)
                for number in numbers
                for step in (self.paths[place].steps[number],)
            ],
            schema={"step_number": pl.Int64, "standing": pl.String, "start_date": pl.Int32, "end_date": pl.Int32},
            orient="row",
        )
        rows = dates.select(
            pl.Series("municipality_code", np.repeat(codes.to_numpy(), len(numbers))),
            pl.Series("reporting_date", [day for day in days for _ in numbers], pl.Date),
            "step_number",
            "standing",
            pl.col("start_date", "end_date").cast(pl.Date),
        )
        statements = {table: empty_statements(table) for table in Table}
        statements[Table.MILESTONE] = pl.concat([statements[Table.MILESTONE], rows], how="diagonal_relaxed")
        return Known(
            statements, pl.DataFrame(), self.setting.register, self.setting.programme, known_on=end_of_day(AS_OF)
        )


def _dates(step: StepPath, day: date) -> tuple[int | None, int | None]:
    """The start and the end that a report of `day` gives, in days since 1970."""
    ordinal = day.toordinal()
    if not step.is_applicable or ordinal < step.start:
        return None, None
    end = step.end_on(ordinal)
    return step.start - EPOCH, None if end is None else end - EPOCH


def country(
    setting: Setting, rng: np.random.Generator, until: date = AS_OF, assumptions: Assumptions | None = None
) -> Country:
    """What really happened in one country up to `until`, drawn by the simulator's own reality.

    `assumptions`: of the country; those of the programme unless others are given.
    """
    size = setting.people.height
    lives = lives_of(setting.register, municipality_count=size, first_day=FIRST_DAY, until=AS_OF, rng=rng)
    if [life.code for life in lives] != setting.people["municipality_code"].to_list():
        raise ValueError(f"between {FIRST_DAY} and {AS_OF} municipalities merged; the study needs a period without")
    paths = paths_of(
        lives, setting.programme, assumptions or assumptions_for(setting.programme), first_day=FIRST_DAY.toordinal(),
        until=until.toordinal(), rng=rng,
    )  # fmt: skip
    return Country(setting, lives, paths)
