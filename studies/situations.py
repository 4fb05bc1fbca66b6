"""The made-up countries in which what is expected is tried: how they report, and how they differ from the usual one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from domain.statements import Standing
from metrics.forecast.outlook import DAYS_OF_A_MONTH, coming_month_ends
from metrics.standing.known import Known
from pipelines.simulator.country.assumptions import Assumptions, assumptions_for
from studies.country import AS_OF, Country, Setting, country
from studies.silence import STREAM, Reporting, Silence, reporting

ENDS: Final = coming_month_ends(AS_OF)
MONTHS_SLOWER: Final = 6


class Situation(StrEnum):
    """A country and its way of reporting."""

    EVERYONE = "everyone"
    RANDOM = "random"
    RANDOM_AND_OLD = "random_and_old"
    BY_PROGRESS = "by_progress"
    WEIBULL = "weibull"  # another shape of durations than the model begins from
    REOPENED = "reopened"  # four times as many steps are opened again
    FASTER = "faster"  # a law that speeds up: half-way, work begins to go half as fast again
    SILENT_SLOWER = "silent_slower"  # those that never report are half a year slower


_SILENCES: Final[Mapping[str, Silence]] = {one.value: one for one in Silence}
_OTHERWISE: Final[Mapping[Situation, Callable[[Assumptions], Assumptions]]] = {
    Situation.WEIBULL: lambda usual: replace(usual, has_weibull_durations=True),
    Situation.REOPENED: lambda usual: replace(usual, reopened_share=4 * usual.reopened_share),
    Situation.FASTER: lambda usual: replace(usual, faster=(date(2025, 10, 31).toordinal(), 1.5)),
}


@dataclass(frozen=True, eq=False)
class Tried:
    """One country, what is known of it, and what is true: of all municipalities, by municipality and step."""

    truth: Country
    said: Reporting
    known: Known
    months_slower: int

    def finished_on(self, day: date, *, once: bool = False) -> npt.NDArray[np.bool_]:
        """What is really finished on a day; those that never report are so many months slower than they seemed."""
        here, there = self.truth.finished_on([day, _earlier(day, self.months_slower)], once=once)
        return np.where(self.said.reports[:, None], here, there)

    @property
    def applies(self) -> npt.NDArray[np.bool_]:
        """To whom each step applies."""
        return self.truth.standings[0] != Standing.NOT_APPLICABLE


def tried(setting: Setting, seed: int, situation: Situation) -> Tried:
    """The country of a seed in a situation, with the year after AS_OF."""
    change = _OTHERWISE.get(situation)
    assumed = None if change is None else change(assumptions_for(setting.programme))
    truth = country(setting, np.random.default_rng([seed, 0]), until=ENDS[-1], assumptions=assumed)
    usual = Silence.RANDOM if situation is Situation.SILENT_SLOWER else Silence.RANDOM_AND_OLD
    silence = _SILENCES.get(situation.value, usual)
    strata = setting.people["stratum"].to_numpy()
    said = reporting(silence, strata, truth.progress, np.random.default_rng([seed, STREAM[silence]]))
    slower = MONTHS_SLOWER if situation is Situation.SILENT_SLOWER else 0
    return Tried(truth, said, truth.known_since_the_start(said), slower)


def _earlier(day: date, months: int) -> date:
    return date.fromordinal(day.toordinal() - round(months * DAYS_OF_A_MONTH))
