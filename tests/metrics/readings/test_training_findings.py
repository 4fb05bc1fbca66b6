"""What is outside the funnel of training is said without a name and without a side."""

from datetime import date

from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings import training_findings
from tests.metrics.training import test_training

FUNNEL = ("training_funnel", Request(date(2026, 3, 31)))


def asked(known):
    key, request = FUNNEL
    return figure(key, known, request)


def test_outside_names_nobody_and_takes_no_side():
    found = training_findings.outside(asked(test_training.said()), "basis")
    assert found is not None
    told = "De 3 gemeenten met opgave liggen alle binnen de ruimere grenzen rond het landelijke deel"
    assert found.said("nl") == told
    assert "GM0" not in found.said("en")


def test_nothing_is_said_of_training_when_nobody_spoke():
    assert training_findings.outside(asked(test_training.said("")), "basis") is None
