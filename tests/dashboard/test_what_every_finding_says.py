"""What the finding of every figure says of four small countries: nobody, one, all the same, and everybody reported.

`findings_of_four_countries.toml` holds them as they were read and judged by people; a sentence that changes is read
again before it is written there.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.countries import EVERYBODY, OWN, PROVINCE, SCREENS, Country

EXPECTED = tomllib.loads((Path(__file__).parent / "findings_of_four_countries.toml").read_text(encoding="utf-8"))
COUNTRIES = {
    "nobody": Country(0, 1.0, "mixed"),
    "one": Country(1, 1.0, "started"),
    "all the same": Country(EVERYBODY, 1.0, "not_started"),
    "everybody": Country(EVERYBODY, 1.0, "mixed"),
}


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_finding_has_its_words_for_nobody_one_all_the_same_and_everybody(
    name: str, opened: Callable[..., AppTest], tmp_path: Path
):
    COUNTRIES[name].build(tmp_path)
    for screen in SCREENS:
        app = opened(tmp_path, screen, provincie=PROVINCE, gemeente=OWN)
        assert [heading.value.replace("\\", "") for heading in app.header] == EXPECTED[screen][name], (screen, name)
