"""Of which days and of whom nothing can be asked, and what the refusal says."""

from datetime import date

import pytest

from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Kind
from metrics.defining.request import GoneMunicipalityError, Request, UnaskableDateError
from metrics.figures import figure
from tests.metrics.drawn import KNOWN_ON, known, register

SAID = known("code | on | step | standing\nGM0001 | 2026-01-31 | 1 | finished")
KNOWN_DAY, DAY_AFTER = date(2026, 11, 1), date(2026, 11, 2)  # KNOWN_ON is an hour past midnight in Amsterdam
FORECASTS = [key for key, metric in CATALOGUE.items() if metric.kind is Kind.FORECAST]

PLACES = register(
    "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-01-01\nGM0002 | Drenthe | 4 | |\n"
    "GM0003 | Drenthe | 4 | | 2026-01-01\nGM0004 | Drenthe | 4 | 2026-01-01 |\nGM0005 | Drenthe | 4 | 2026-01-01 |",
    "on | old | new | split\n2026-01-01 | GM0001 | GM0002 | no\n2026-01-01 | GM0003 | GM0004 | yes\n"
    "2026-01-01 | GM0003 | GM0005 | yes",
)


@pytest.mark.parametrize("key", [key for key in CATALOGUE if key not in FORECASTS])
def test_no_figure_but_a_forecast_is_of_a_day_after_what_was_known(key):
    assert SAID.known_on == KNOWN_ON
    with pytest.raises(UnaskableDateError, match="2026-11-02 lies after 2026-11-01"):
        figure(key, SAID, Request(DAY_AFTER))
    assert figure(key, SAID, Request(KNOWN_DAY)).as_of == KNOWN_DAY


def test_a_forecast_may_look_ahead():
    assert FORECASTS == ["nowcast", "forecast"]
    assert figure("forecast", SAID, Request(DAY_AFTER)).as_of == DAY_AFTER


@pytest.mark.parametrize("key", CATALOGUE)
def test_no_figure_is_of_a_day_before_the_register_and_the_refusal_names_its_first_day(key):
    with pytest.raises(UnaskableDateError, match="register begins on 2018-01-01"):
        figure(key, SAID, Request(date(2017, 12, 31)))


@pytest.mark.parametrize("choice", [{"municipality": "GM0001"}, {"where": {"municipality": "GM0001"}}])
def test_a_dissolved_municipality_names_its_successor(choice):
    of = known("", places=PLACES)
    with pytest.raises(GoneMunicipalityError, match="ended on 2026-01-01 and is part of GM0002 GM0002 since"):
        figure("completed_steps", of, Request(date(2026, 1, 1), **choice))
    assert figure("completed_steps", of, Request(date(2025, 12, 31), **choice)).municipality_count == 1


def test_a_municipality_that_was_split_names_all_that_it_went_to():
    with pytest.raises(GoneMunicipalityError, match="part of GM0004 GM0004 and GM0005 GM0005 since"):
        figure("completed_steps", known("", places=PLACES), Request(date(2026, 1, 1), municipality="GM0003"))


def test_a_municipality_that_is_yet_to_be_founded_says_from_when_it_is_there():
    with pytest.raises(GoneMunicipalityError, match="does not exist yet on 2025-12-31, but from 2026-01-01 on"):
        figure("completed_steps", known("", places=PLACES), Request(date(2025, 12, 31), municipality="GM0004"))
