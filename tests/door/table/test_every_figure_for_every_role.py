"""Every page with every choice that an address can hold, for every role, with all that stands under a figure."""

from collections.abc import Iterator, Mapping

import pytest

from metrics.catalogue import CATALOGUE
from tests.door.signing_in import Browser as Visit
from tests.door.signing_in import Installation
from tests.door.table import canaries
from tests.door.table.agreed import ADVISER, EVERYBODY, EVERYWHERE, FIGURES, MANAGER, NOBODY, UNKNOWN, leaked, named_to
from tests.door.table.over_socket import said, tab

pytestmark = pytest.mark.long
CHOICES: Mapping[str, tuple[str, ...]] = {
    "provincie": ("Gelderland", "Noord-Holland", "Utrecht"),  # of the three
    "grootte": tuple("12345678"),
    "toegang": ("a", "b"),
    "leeftijd": ("30", "90", "180", "365"),
    "stand": ("2026-09-30", "2026-10-15", "2026-10-31"),
    "bekend": ("2026-09-30", "2026-11-09", "2026-11-10T09:00:00Z"),
    "stap": ("1", "3"),
    "vergelijk": ("grootte", "toegang", "grootte-toegang", "provincie", "buren"),
    "naar": ("grootte", "toegang", "provincie"),
    "taal": ("en",),
}
"""Name in the address -> values, those that some may not choose among them."""


def _addresses(page: str) -> Iterator[dict[str, str]]:
    codes = EVERYWHERE if page == "mijn-gemeente" else (canaries.SCHAGEN,)
    for code in codes:
        yield {"gemeente": code}
        for name, values in CHOICES.items():
            yield from ({"gemeente": code, name: value} for value in values)
    if page in ("vergelijken", "verantwoording"):
        yield from ({"gemeente": canaries.SCHAGEN, "cijfer": key, "stap": "3"} for key in CATALOGUE)


@pytest.mark.parametrize("page", FIGURES)
@pytest.mark.parametrize("who", [who for who in EVERYBODY if who not in (MANAGER, UNKNOWN, NOBODY)])
def test_no_choice_and_no_file_under_a_figure_brings_what_may_not_be_seen(
    installation: Installation, visits: Mapping[str, Visit], who: str, page: str
):
    reached: set[tuple[str, str]] = set()
    for address in _addresses(page):
        with tab(installation, visits[who]) as own:
            own.ask(page, address=address)
            for foot in [part for key, part in own.parts.items() if key.startswith("foot_")]:
                for asked in ("xlsx", "under"):
                    own.ask(page, [foot.tells("ask", asked)], fragment=foot.fragment, address=address)
            text = said(own.heard)
        found = canaries.found_in(text)
        assert leaked(who, found) == set(), address
        assert named_to(who, text) == set(), address
        reached |= found
    if who == ADVISER and page in ("opleiding", "kosten", "mijn-gemeente", "gegevenskwaliteit"):
        assert {of for of, _ in reached} >= set(EVERYWHERE)
