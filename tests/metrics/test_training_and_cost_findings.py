"""Findings on training and costs: what is reported, estimated, calculated and supposed is said in different words."""

from datetime import date

from metrics import cost_findings, training_findings
from metrics.cost_model import Assumptions, Variant, cost_table, cost_total
from metrics.figures import figure
from metrics.known import Known
from metrics.request import Request
from tests.metrics import test_costs, test_expected_cost, test_training
from tests.metrics.test_training import WAMS

AS_OF = date(2026, 3, 31)


def asked(key: str, known: Known, **choices: object):
    return figure(key, known, Request(AS_OF, **choices))


def test_coverage_is_reported_and_its_scenario_is_called_one():
    found = training_findings.coverage(asked("training_coverage", test_training.said()), "basis", WAMS)
    assert found is not None
    assert found.said("nl") == (
        "Van de medewerkers in de groep basis is 39% opgeleid, volgens 3 gemeenten. "
        "In het scenario van 18.650 medewerkers in het hele land ligt dit tussen 0,4% en 99%"
    )
    assert "scenario" in found.said("en")


def test_hours_are_said_as_a_range():
    found = training_findings.hours(asked("training_hours", test_training.said()), "basis")
    assert found is not None
    assert found.said("nl") == (
        "Er is 42% tot 83% gegeven van de uren die de impactanalyse aanneemt, volgens 2 gemeenten"
    )


def test_the_leak_and_what_would_have_been():
    known = test_training.said()
    figures = asked("training_leak", known), asked("coverage_if_none_had_left", known)
    found = training_findings.leak(*figures, "basis")
    assert found is not None
    assert found.said("nl") == (
        "Van wie is opgeleid, werkt 18% er niet meer, volgens 2 gemeenten. "
        "In een scenario waarin niemand was vertrokken, zou 71% zijn opgeleid"
    )


def test_outside_names_nobody_and_takes_no_side():
    found = training_findings.outside(asked("training_funnel", test_training.said()), "basis")
    assert found is not None
    assert found.said("nl") == "Geen gemeente verschilt meer van het landelijke deel dan toeval verklaart"
    assert "GM0" not in found.said("en")


def test_nothing_is_said_of_training_when_nobody_spoke():
    nothing = test_training.said("")
    assert training_findings.coverage(asked("training_coverage", nothing), "basis", WAMS) is None
    assert training_findings.hours(asked("training_hours", nothing), "basis") is None
    figures = asked("training_leak", nothing), asked("coverage_if_none_had_left", nothing)
    assert training_findings.leak(*figures, "basis") is None
    assert training_findings.outside(asked("training_funnel", nothing), "basis") is None


def test_spending_is_told_with_its_norm_its_range_or_alone():
    known = test_costs.said()
    told = {step: cost_findings.realisation(asked("cost_realisation", known, step=step)) for step in (2, 3, 6, 8)}
    sentences = {step: one.said("nl") for step, one in told.items() if one is not None}
    assert sentences == {
        2: "2 gemeenten gaven samen € 98.000 uit, 100% van de norm",
        6: "1 gemeente gaf € 80.000 uit; een norm is er niet (PM)",
        8: "1 gemeente gaf € 40.000 uit, 61% tot 130% van de norm",
    }


def test_an_estimate_is_called_one_and_too_few_is_said():
    few = cost_findings.expected(asked("cost_expected_total", test_expected_cost.said({1: 100.0}), step=2))
    assert few is not None
    assert few.said("nl") == (
        "Er zijn te weinig gemeenten klaar om de kosten te schatten. Tot nu toe is ten minste € 100 uitgegeven"
    )
    all_done = test_expected_cost.said({number: 1000.0 * number for number in range(1, 11)})
    found = cost_findings.expected(asked("cost_expected_total", all_done, step=2))
    assert found is not None
    assert found.said("nl").startswith("Naar schatting kost dit € 55.000 als alle gemeenten klaar zijn")
    assert found.said("en").startswith("By our estimate")


def test_the_table_is_a_calculation_and_no_maximum():
    printed = cost_findings.model(cost_total(cost_table(WAMS), Variant.PRINTED))
    assert printed.said("nl") == (
        "De impactanalyse rekende op € 45,1 mln tot € 58,1 mln; "
        "dat is geen maximum, want voor 7 stappen staat er geen bedrag"
    )
    own = Assumptions.of(WAMS).changed(staff_count=0)
    assert (
        cost_findings.model(cost_total(cost_table(WAMS, own), Variant.OWN))
        .said("en")
        .startswith("With your assumptions the model calculates €34.4 million to €35.2 million")
    )
