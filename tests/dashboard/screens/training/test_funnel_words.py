"""The funnel on the screen: chance, phi and the widened limits in plain words, and the own municipality's verdict."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.screens.training.funnel_words import widened
from metrics.readings.funnel_reading import FunnelReading
from tests.dashboard import example

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def _said(app: AppTest) -> list[str]:
    return [line.replace("\\", "").strip() for one in app.markdown for line in one.value.splitlines()]


def test_the_words_under_the_funnel_name_chance_phi_and_the_widened_limits(opened: Open, country: Country):
    said = _said(opened(country[0], "training"))
    (plain,) = [one for one in said if "95%-grenzen van toeval alleen" in one]
    assert re.search(r"(liggen er \d+|ligt er (geen|1)) van \d+; door toeval zouden dat er ongeveer", plain)
    (wide,) = [one for one in said if "phi = " in one]
    assert "keer zo wijd gemaakt" in wide
    assert re.search(r"Buiten die ruimere 95%-grenzen liggen er \d+, waarvan \d+ ook buiten", wide)
    assert "winsor" not in wide


def test_that_municipalities_differ_is_not_concluded_from_how_many_of_a_few_lie_outside():
    few = FunnelReading(1, 0, by_chance=0.04, phi=2.9, widening=1.7, outside_count=0, outside_998_count=0)
    for language, country in (("nl", "Over alle gemeenten met een opgave samen"), ("en", "Over all municipalities")):
        for reading in (few, replace(few, phi=1.0, widening=1.0)):
            said = widened(reading, language)
            assert said.startswith(country)
            assert "verschillen dus" not in said
            assert "So municipalities" not in said


def test_the_own_municipality_has_its_verdict_in_sight(opened: Open, country: Country):
    said = _said(opened(country[0], "training", gemeente=example.OWN))
    (own,) = [one for one in said if "Zutphen:" in one and "opgeleid" in one]
    assert re.search(r"Zutphen: \d+ van \d+ opgeleid, \d+%\. Dat is (binnen|buiten) de ruimere (95|99,8)%-grenzen", own)


def test_an_own_municipality_without_a_report_is_said_not_to_be_in_the_funnel(opened: Open, country: Country):
    silent, name = next(one for one in (("GM0034", "Almere"), ("GM0150", "Deventer")) if one[0] not in country[1])
    said = _said(opened(country[0], "training", gemeente=silent))
    assert f"**{name} staat niet in de figuur: over deze groep is er geen opgave.**" in said
