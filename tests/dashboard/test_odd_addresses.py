"""Whatever stands in the address of a page: it says what is not used, shows the usual choice, never breaks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import PAGES

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
NAMES = (
    "stand", "bekend", "provincie", "grootte", "toegang", "leeftijd", "gemeente", "stap", "wacht", "klok", "naar",
    "vergelijk", "cijfer", "doelgroep", "eerder", "aannames", "taal", "figuur", "paneel", "onbekend",
    "peildatum", "bewijs", "weg", "traag",
)  # fmt: skip
ODD = {
    "before time": "0001-01-01T00:00:00+14:00",
    "after time": "9999-12-31T23:59:59-14:00",
    "nothing at all": "\x00",
    "long, as code": "{0.__class__}<script>alert(1)</script>';--" + "x" * 10_000,
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("screen", PAGES)
def test_a_page_takes_nonsense_under_every_name_and_says_what_it_does_not_use(
    opened: Open, shown: Open, country: Country, screen: str, odd: str
):
    app = opened(country[0], screen, **dict.fromkeys(NAMES, ODD[odd]))
    usual = shown(country[0], screen)
    assert not app.exception
    assert "Wij tonen daarvoor de gewone keuze" in app.info[0].value.replace("\\", "")
    assert [title.value for title in app.title] == [title.value for title in usual.title]
    assert [header.value for header in app.header] == [header.value for header in usual.header]


@pytest.mark.parametrize(("name", "value"), [("bekend", "0001-01-01T00:00:00+14:00"), ("eerder", "0001-01-01")])
@pytest.mark.parametrize("screen", ["national", "quality"])
def test_a_moment_before_all_that_is_known_is_put_aside(
    opened: Open, country: Country, screen: str, name: str, value: str
):
    app = opened(country[0], screen, **{name: value})
    assert not app.exception
    assert f"iets dat wij niet kennen: {name}" in app.info[0].value.replace("\\", "")
