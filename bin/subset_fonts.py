"""Makes the letters in dashboard/drawing/fonts from those that Streamlit brings: only what a page of this app writes.

    uv run --with fonttools --with brotli python bin/subset_fonts.py

To be run when another release of Streamlit brings other letters; needs nothing of this project but its environment.
The licence of the letters reserves their name, so what is made of them has another.
"""

from io import BytesIO
from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).resolve().parents[1] / "dashboard" / "drawing" / "fonts"
NAMES = {"SourceSansVF-Upright": "Wams Sans", "SourceSerifVariable-Roman": "Wams Serif"}
AXES = {"wght": (400, 700), "opsz": 20}  # the weights that are used; letters of the size of a heading
FEATURES = "kern liga calt ccmp locl mark mkmk tnum lnum pnum onum zero sups subs frac numr dnom"
NAMED = (1, 3, 4, 6, 16)  # where a font says what it is called


def main() -> None:
    """Writes a file for each of NAMES."""
    brought = Path(streamlit.__file__).parent / "static"
    for name, called in NAMES.items():
        font = TTFont(next(brought.rglob(f"{name}*.woff2")))
        limits = {axis.axisTag: AXES[axis.axisTag] for axis in font["fvar"].axes}
        narrowed = BytesIO()
        instancer.instantiateVariableFont(font, limits).save(narrowed)
        font = TTFont(narrowed)
        wanted = subset.Subsetter(subset.Options(layout_features=FEATURES.split(), flavor="woff2"))
        wanted.populate(unicodes=characters())
        wanted.subset(font)
        for number in NAMED:
            if font["name"].getDebugName(number):
                written = called.replace(" ", "") if number == 6 else called
                for record in [one for one in font["name"].names if one.nameID == number]:
                    font["name"].setName(written, number, record.platformID, record.platEncID, record.langID)
        font.flavor = "woff2"
        font.save(FONTS / f"{name}.woff2")


def characters() -> list[int]:
    """Every character that the letters have."""
    found: list[int] = []
    for line in (FONTS / "characters.txt").read_text(encoding="utf-8").splitlines():
        first, _, last = line.partition(" ")[0].partition("-")
        found += range(int(first, 16), int(last or first, 16) + 1)
    return found


if __name__ == "__main__":
    main()
