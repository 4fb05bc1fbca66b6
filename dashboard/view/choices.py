"""What an address can hold: of which dates, municipalities, steps and figures it may speak."""

from datetime import datetime
from functools import lru_cache

from dashboard.view.address import Choices
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from metrics.catalogue import CATALOGUE


@lru_cache(maxsize=4)
def _provinces(register: Register) -> list[str]:
    return register.municipalities["province"].unique().sort().to_list()


def choices_of(now: datetime, register: Register, programme: Programme) -> Choices:
    """All of them, as of a moment."""
    return Choices(
        today=dutch_day(now),
        now=now,
        provinces=_provinces(register),
        size_classes=range(1, 9),
        access_variants=[variant.key for variant in programme.access_variants],
        municipality_codes=register.by_code.keys(),
        step_numbers=programme.step_numbers,
        metric_keys=CATALOGUE.keys(),
        target_groups=[group.key for group in programme.target_groups],
        parties=[party.key for party in programme.waiting_parties],
    )
