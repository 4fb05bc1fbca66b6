"""One made-up country of which everything is known: where each municipality really stands on three days."""

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
from metrics.estimate import stratum
from metrics.known import Known
from pipelines.simulator.assumptions import assumptions_for
from pipelines.simulator.lives import lives_of
from pipelines.simulator.reality import paths_of
from studies.silence import Reporting

FIRST_DAY = date(2024, 10, 31)
DAYS = (date(2026, 10, 31), date(2026, 7, 31), date(2026, 4, 30))  # the day asked for, one and two quarters earlier
AS_OF = DAYS[0]

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
    """The truth: `standings` by day (as DAYS), municipality and step, and who is in which stratum."""

    setting: Setting
    standings: Words

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
        numbers = self.setting.programme.step_numbers
        codes = self.setting.people["municipality_code"].gather(places)
        days = pl.Series("reporting_date", [DAYS[quarter] for quarter in said.quarters_old[places].tolist()])
        rows = (
            pl.DataFrame({"municipality_code": codes, "reporting_date": days})
            .join(pl.DataFrame({"step_number": numbers}), how="cross", maintain_order="left_right")
            .with_columns(standing=pl.Series(self.taken_at(said)[places].reshape(-1).tolist()))
        )
        statements = {table: empty_statements(table) for table in Table}
        statements[Table.MILESTONE] = pl.concat([statements[Table.MILESTONE], rows], how="diagonal_relaxed")
        return Known(
            statements, pl.DataFrame(), self.setting.register, self.setting.programme, known_on=end_of_day(AS_OF)
        )


def country(setting: Setting, rng: np.random.Generator) -> Country:
    """What really happened in one country, drawn by the simulator's own reality."""
    size = setting.people.height
    lives = lives_of(setting.register, municipality_count=size, first_day=FIRST_DAY, until=AS_OF, rng=rng)
    if [life.code for life in lives] != setting.people["municipality_code"].to_list():
        raise ValueError(f"between {FIRST_DAY} and {AS_OF} municipalities merged; the study needs a period without")
    paths = paths_of(
        lives, setting.programme, assumptions_for(setting.programme), first_day=FIRST_DAY.toordinal(),
        until=AS_OF.toordinal(), rng=rng,
    )  # fmt: skip
    numbers = setting.programme.step_numbers
    standings = [
        [[path.steps[number].standing_on(day.toordinal()).value for number in numbers] for path in paths]
        for day in DAYS
    ]
    return Country(setting, np.array(standings))
