"""No colour judges: the status scale has no red, orange or yellow in it, and no part brings a colour of its own."""

import colorsys
import re
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from dashboard.drawing.plotly_look import COLOURS
from dashboard.figure.download import Column, TableData, workbook
from domain.places import PROJECT_DIRECTORY

DASHBOARD = PROJECT_DIRECTORY / "dashboard"
INK = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
OTHERWISE_WRITTEN = re.compile(
    r"\b(hsla?|hwb|lab|lch|oklab|oklch|color)\(|\brgba?\(\s*\d"
    r"|\b(red|darkred|crimson|firebrick|maroon|tomato|coral|salmon|orange|darkorange|orangered|gold|yellow|amber)\b"
)
THEMES = ("light", "dark")
OWN = "own"  # the one warm ink: it says which municipality was chosen, never how far anybody is
WHERE_OWN_IS_DRAWN = {
    "screens/municipality/fan_drawn.py": "the municipality itself in the expectation",
    "screens/training/funnel.py": "its dot among all municipalities",
    "screens/national/atlas/atlas_map.js": "its outline on the map",
    "drawing/bars.js": "its hexagon among its peers",
    "frame/filters.css": "the line under the field in which it is chosen",
    "screens/compare/grid.css": "its row",
    "drawing/list.css": "its row",
    "drawing/own_targets.js": "its own targets",
    "drawing/row_marks.js": "its dot",
    "drawing/rows.js": "its amount",
    "drawing/signs.js": "the signs of it in a key",
}
# Streamlit's own names: the orange and yellow of its messages, which no screen uses, are the ink of one's own.
THEME_OF_STREAMLIT = PROJECT_DIRECTORY / ".streamlit" / "config.toml"
WARM_IN_STREAMLIT = re.compile(r"(orange|yellow)\w*Color|chart(Categorical|Diverging)Colors")


def _inks() -> dict[str, dict[str, str]]:
    """Each theme's inks by name, of every component."""
    found: dict[str, dict[str, str]] = {theme: {} for theme in THEMES}
    for path in sorted(DASHBOARD.rglob("*.css")):
        for name, light, dark in INK.findall(path.read_text(encoding="utf-8")):
            found["light"][name], found["dark"][name] = light, dark
    return found


def warns(colour: str) -> bool:
    """Whether a colour is seen as red, orange or yellow: more than a breath of it, and of such a hue."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    return max(red, green, blue) - min(red, green, blue) > 0.06 and not 70 <= hue <= 300


def _sources(*kinds: str) -> list[Path]:
    return sorted(path for kind in kinds for path in DASHBOARD.rglob(f"*.{kind}"))


@pytest.mark.parametrize("colour", ["#ff0000", "#b4530a", "#f2a65e", "#c0392b", "#e6b800", "#fbeee2", "#d81b60"])
def test_red_orange_and_yellow_are_seen_as_a_warning(colour: str):
    assert warns(colour)


@pytest.mark.parametrize("colour", ["#0b4f6c", "#8fd0e6", "#1b2127", "#f5f4f0", "#ffffff", "#d8d6cf", "#2e7d32"])
def test_blue_grey_and_paper_are_not_seen_as_a_warning(colour: str):
    assert not warns(colour)


@pytest.mark.parametrize("theme", THEMES)
def test_no_ink_warns_but_that_of_the_chosen_municipality(theme: str):
    for inks in (_inks()[theme], COLOURS[theme]):
        assert {"finished", "started", "hatch", "band", "pale"} <= inks.keys()
        assert [name for name, colour in inks.items() if warns(colour)] == [OWN]


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_has_the_inks_of_the_drawn_parts(theme: str):
    assert COLOURS[theme].items() <= _inks()[theme].items()


def test_the_ink_of_the_chosen_municipality_is_used_for_nothing_else():
    used = {
        path.relative_to(DASHBOARD).as_posix()
        for path in _sources("js", "css", "py")
        if re.search(r"var\(--own\)|paint\[.own.\]", path.read_text(encoding="utf-8"))
    }
    assert used == WHERE_OWN_IS_DRAWN.keys()


@pytest.mark.parametrize("path", _sources("js", "css", "py", "svg"), ids=lambda path: path.name)
def test_no_part_brings_a_colour_of_its_own(path: Path):
    known = {colour for inks in _inks().values() for colour in inks.values()}
    content = path.read_text(encoding="utf-8")
    assert {colour.lower() for colour in HEX.findall(content)} <= known
    if path.suffix != ".py":  # in Python these are names of variables too
        assert [match[0] for match in OTHERWISE_WRITTEN.finditer(content)] == []


def test_the_theme_of_streamlit_has_no_red_and_no_warning_that_a_screen_uses():
    theme = tomllib.loads(THEME_OF_STREAMLIT.read_text(encoding="utf-8"))["theme"]
    for mode in THEMES:
        colours = {name: HEX.findall(str(value)) for name, value in theme[mode].items()}
        warm = [name for name, values in colours.items() if any(map(warns, values))]
        assert [name for name in warm if not WARM_IN_STREAMLIT.fullmatch(name)] == []
    asked = re.compile(
        r"\bst\.(warning|error|exception|line_chart|bar_chart|area_chart|scatter_chart|badge)\(|:(red|orange|yellow)(-\w+)?\["
    )
    assert [path.name for path in _sources("py") if asked.search(path.read_text(encoding="utf-8"))] == []


def test_the_form_for_municipalities_has_no_colour_that_warns():
    content = (PROJECT_DIRECTORY / "pipelines" / "format" / "template.py").read_text(encoding="utf-8")
    inks = HEX.findall(content)
    assert inks
    assert not [colour for colour in inks if warns(colour)]


def test_a_workbook_that_is_handed_over_has_no_colours(tmp_path: Path):
    path = tmp_path / "table.xlsx"
    path.write_bytes(
        workbook([("Tabel", TableData("", [Column("Stap", [1])]))], "Over", [("Wat", "Stappen")], in_short="")
    )
    with ZipFile(path) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert re.findall(r'rgb="\w+"', styles) == []
