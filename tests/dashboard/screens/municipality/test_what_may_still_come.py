"""What may still come of costs in words: an amount with its steps, that it is not known, or that nothing is left."""

import pytest

from dashboard.screens.municipality.costs import still_to_pay_said
from metrics.readings.still_to_pay import StillToPay

WHY = "er is geen opgave, geen norm of geen bedrag"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (StillToPay(9294, 9294, (4,), (3,)), "Wat er nog bij kan komen: € 9.294 bij stap 4, als het op onze norm "
         f"uitkomt. Van 1 stap die niet klaar is gemeld, weten wij het niet: {WHY}."),
        (StillToPay(5, 9, (2, 8), ()), "Wat er nog bij kan komen: € 5–9 bij stap 2 en 8, als het op onze norm "
         "uitkomt."),
        (StillToPay(0, 0, (), (3, 6)), "Wat er nog bij kan komen, weten wij niet: van 2 stappen die niet klaar zijn "
         "gemeld, is er geen opgave, geen norm of geen bedrag."),
        (StillToPay(0, 0, (), ()), "Elke stap is volgens de opgaven klaar of geldt niet: onze norm voegt niets meer "
         "toe."),
    ],
)  # fmt: skip
def test_what_may_still_come_is_an_amount_with_its_steps_or_unknown_and_never_nothing_for_what_is_not_known(
    found: StillToPay, told: str
):
    assert still_to_pay_said(found, "nl") == told
