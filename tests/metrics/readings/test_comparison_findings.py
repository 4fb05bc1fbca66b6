"""Comparisons in words, with the numbers of the figures and without a judgement."""

from datetime import date

import pytest

from domain.bilingual import LANGUAGES
from language.texts import has
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.benchmark import benchmark
from metrics.readings.comparison_findings import alike, beside_peers, burden, reuse
from metrics.standing.peers import PEER_GROUPS, WIDENING
from tests.metrics.drawn import known, register
from tests.metrics.readings.test_benchmark import AS_OF, EIGHT, FINISHERS, spent
from tests.metrics.trust.test_reporters import MINUTES, REPORTED, TWENTY


def test_a_place_among_peers_is_told_in_counts():
    found = benchmark("completed_steps", spent(), Request(AS_OF), "GM0001")
    told = beside_peers(found).said("nl")
    assert told == "Van de 6 vergelijkbare gemeenten: 3 met een lagere waarde, 3 met dezelfde en 0 met een hogere"


def test_a_yes_no_figure_is_told_as_a_share():
    found = benchmark("step_completion", spent(), Request(AS_OF, step=1), "GM0002")
    assert beside_peers(found).said("en") == "This holds for 67% of the 6 peers"


def test_a_municipality_without_a_value_is_told_to_have_none_and_the_wider_group_is_named():
    found = benchmark("completed_steps", spent(), Request(AS_OF), "GM0008")
    assert beside_peers(found).said("nl") == (
        "De gemeente heeft hier zelf geen waarde; 7 vergelijkbare gemeenten wel. De gevraagde groep had er minder dan "
        "5; vergeleken is met de gemeenten die in aantal inwoners het dichtst bij liggen"
    )


def test_too_few_peers_are_no_comparison():
    found = benchmark("completed_steps", known("", places=EIGHT), Request(AS_OF), "GM0001")
    assert beside_peers(found).said("en").startswith("Fewer than 5 other municipalities have a value here")


@pytest.mark.parametrize("group", [*PEER_GROUPS, *WIDENING])
def test_every_peer_group_has_a_name(group):
    assert has(f"finding.peer_group.{group}")


def test_the_nearest_that_recently_finished_a_step_is_named():
    said = known(FINISHERS, places=EIGHT)
    finder = figure("reuse_finder", said, Request(AS_OF))
    assert reuse(finder, "GM0001", 1, {"GM0002": "Bergen"}).said("nl") == (
        "Ten minste 2 vergelijkbare gemeenten rondden stap 1 in het laatste half jaar af; "
        "in inwoners ligt Bergen het dichtst bij"
    )
    assert reuse(finder, "GM0001", 2, {}).said("en") == "At least 1 peer finished step 2 in the last half year: GM0007"
    assert reuse(finder, "GM0007", 2, {}).said("en") == "No peer reported that it finished step 2 in the last half year"


def test_reporters_that_resemble_everybody_are_said_to():
    places = register(
        "code | province | size_class\n"
        + "\n".join(f"GM{n:04d} | {'Drenthe' if n <= 20 else 'Utrecht'} | 4" for n in range(1, 41))
    )
    every_other = range(1, 41, 2)
    said = "code | on | step | standing\n" + "\n".join(f"GM{n:04d} | 2026-01-31 | 1 | started" for n in every_other)
    rows = figure("representativeness", known(said, places=places), Request(AS_OF, by=("province",)))
    finding = alike(rows, "province")
    assert finding is not None
    assert finding.said("nl") == (
        "Naar provincie is niet aangetoond dat de gemeenten met een opgave anders zijn verdeeld dan alle gemeenten"
    )


def test_too_few_reporters_are_not_said_to_resemble_everybody():
    rows = figure("representativeness", known(REPORTED, places=TWENTY), Request(AS_OF, by=("size_class",)))
    finding = alike(rows, "size_class")
    assert finding is not None
    assert finding.said("nl") == (
        "Er zijn te weinig opgaven om te zien of gemeenten met een opgave naar grootte verschillen van alle gemeenten. "
        "De toets is ruw: 2 keer verwacht hij minder dan vijf gemeenten"
    )


def test_reporters_that_differ_are_told_by_the_group_that_differs_most():
    places = register(
        "code | province | size_class\n"
        + "\n".join(f"GM{n:04d} | {'Drenthe' if n <= 20 else 'Utrecht'} | 4" for n in range(1, 41))
    )
    said = "code | on | step | standing\n" + "\n".join(f"GM{n:04d} | 2026-01-31 | 1 | started" for n in range(1, 21))
    finding = alike(
        figure("representativeness", known(said, places=places), Request(AS_OF, by=("province",))), "province"
    )
    assert finding is not None
    assert finding.said("en") == (
        "By province the municipalities with a report differ more from all municipalities than chance explains: "
        "Drenthe is 100% of them and 50% of all municipalities"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_can_be_compared_nothing_is_said(language):
    nobody = figure("representativeness", known("", places=TWENTY), Request(AS_OF, by=("province",)))
    assert alike(nobody, "province") is None
    assert burden(figure("reporting_burden", known(""), Request(date(2026, 1, 1)))) is None


def test_the_burden_is_told_with_its_middle_half():
    those_that_said_it = {"municipality": ("GM0001", "GM0002")}
    finding = burden(figure("reporting_burden", MINUTES, Request(AS_OF, where=those_that_said_it)))
    assert finding is not None
    assert finding.said("en") == (
        "Half of the 3 reports that state it took at most 30 minutes; the middle half lies between 20 and 38"
    )


def test_the_minutes_of_a_few_are_not_told_as_those_of_all():
    finding = burden(figure("reporting_burden", MINUTES, Request(AS_OF)))
    assert finding is not None
    assert finding.said("nl") == (
        "2 van de 4 gemeenten deden hier opgave over, te weinig om ook voor de andere te spreken "
        "(dat kan hier alleen als elke gemeente opgave doet)"
    )
