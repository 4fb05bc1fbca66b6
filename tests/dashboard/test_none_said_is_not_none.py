"""Whoever said nothing may have begun, waited, finished or spent: no screen says "none", "nobody", "all" or 0% of a
country of which a part is silent, unless it says of whom that was said.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.countries import EVERYBODY, OWN, OWN_NAME, PROVINCE, SCREENS, Country, Standings
from tests.dashboard.test_every_state import said_on

Open = Callable[..., AppTest]
UNIVERSAL = re.compile(
    r"\b(geen (enkele )?(gemeente|stap|opgave)|geen van (de|hen|deze)|niemand|nergens|alle(n|maal)?|iedereen|elke"
    r"|overal|nog geen)\b|(?<![\d,–-])0(,0)?%|(?<![\d,–-])100(,0)?%",
    re.IGNORECASE,
)
SAYS_OF_WHOM = re.compile(
    r"opgaven?\b|(wij|we) (dat )?weten\b|weten (wij|we)\b|bekend|noem(t|en|de)\b|gemeld|gezegd|zegt|zeggen|grenzen"
    r"|die wij kunnen|gevolgd",
    re.IGNORECASE,
)
OF_OUR_OWN = re.compile(
    r"logboek|bestand|kwartaal|^Toon alle|^(:gray\[)?Regels die|^Elke tint|elke stap klaar hebben"
    r"|^middelste |^\w+: \d+%$|kan zover zijn|^elke aanname$"
)
"""What we know in full: our log, the files that came in, who reported, what one municipality or the middle one of those
compared said itself, what cannot be since each has said otherwise; words on how a picture is drawn, and on what is
assumed.
"""
_ALWAYS: dict[str, set[str]] = {}


def _told(opened: Open, home: Path, screen: str) -> set[str]:
    """The sentences of a screen; not its tables, nor numbers alone."""
    app = opened(home, screen, provincie=PROVINCE, gemeente=OWN)
    assert not app.exception
    return {text for text in said_on(app) if " " in text and "\n" not in text}


def _untrue(sentences: set[str]) -> list[str]:
    """Those that speak of none or all without saying of whom."""
    great = [text for text in sentences if UNIVERSAL.search(text)]
    return sorted(text for text in great if not SAYS_OF_WHOM.search(text) and not OF_OUR_OWN.search(text))


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two stores: nobody reported, and everybody did."""
    homes = {said: tmp_path_factory.mktemp("end") for said in (0, EVERYBODY)}
    for said, home in homes.items():
        Country(said, 1.0, "mixed").build(home)
    return homes


@pytest.fixture
def always_said(ends: dict[int, Path], opened: Open) -> Callable[[str], set[str]]:
    """What a screen says whether nobody or everybody reported: leads and subtitles, which claim nothing of anybody."""

    def both_ends(screen: str) -> set[str]:
        if screen not in _ALWAYS:
            _ALWAYS[screen] = set[str].intersection(*(_told(opened, home, screen) for home in ends.values()))
        return _ALWAYS[screen]

    return both_ends


def _assert_nothing_untrue(country: Country, opened: Open, home: Path, always: Callable[[str], set[str]]) -> None:
    country.build(home)
    found = {screen: _untrue(_told(opened, home, screen) - always(screen)) for screen in SCREENS}
    if country.part_said == 1:  # of the own municipality all is known
        found = {screen: [text for text in texts if OWN_NAME not in text] for screen, texts in found.items()}
    assert {screen: texts for screen, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "country",
    [
        Country(0, 1.0, "mixed"),
        Country(1, 0.3, "not_started"),
        pytest.param(Country(1, 1.0, "finished"), marks=pytest.mark.long),
        pytest.param(Country(EVERYBODY - 1, 1.0, "not_started"), marks=pytest.mark.long),
        Country(EVERYBODY - 1, 1.0, "finished"),
        Country(EVERYBODY, 0.4, "finished"),
    ],
    ids=["nobody", "one in part", "one", "all but one not begun", "all but one finished",
         "everybody in part"],
)  # fmt: skip
def test_no_screen_speaks_of_none_or_all_while_somebody_said_nothing(
    country: Country, opened: Open, tmp_path: Path, always_said: Callable[[str], set[str]]
):
    _assert_nothing_untrue(country, opened, tmp_path, always_said)


@pytest.mark.parametrize("seed", [1, pytest.param(range(2, 40), marks=pytest.mark.long, id="more")])
def test_no_screen_speaks_of_none_or_all_of_a_random_country_with_silent_municipalities(
    seed: int | range, opened: Open, tmp_path: Path, always_said: Callable[[str], set[str]]
):
    for number in [seed] if isinstance(seed, int) else seed:
        chance = random.Random(number)
        standings: Standings = chance.choice(["mixed", "not_started", "started", "finished"])
        country = Country(chance.randint(0, EVERYBODY), chance.uniform(0.1, 0.9), standings, number)
        _assert_nothing_untrue(country, opened, tmp_path / str(number), always_said)


def test_a_screen_speaks_of_all_where_everybody_said_the_same(opened: Open, tmp_path: Path):
    Country(EVERYBODY, 1.0, "not_started").build(tmp_path)
    assert {
        "Geen van de 13 gemeenten is met stap 1 bezig",
        "Geen van de 13 gemeenten is met een stap bezig",
        "Geen van de 13 gemeenten gaf vooraf een eigen streefdatum voor stap 1",
    } <= _told(opened, tmp_path, "steps")
