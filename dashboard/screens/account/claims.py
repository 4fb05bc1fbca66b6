"""The one picture that explains the three kinds of claim: reported, estimated, expected. Its numbers are made up."""

from typing import Final

import streamlit as st

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure.words import plain, share_in_interval
from domain.bilingual import Language
from language.formats import share
from language.texts import say

REPORTED: Final = (0.46, 0.67)  # and with all of the silent
ESTIMATED: Final = (0.58, 0.55, 0.61)
EXPECTED: Final = (0.64, 0.59, 0.70)
LABELS: Final = {
    "reported": "screen_account.claims.reported",
    "estimated": "screen_account.claims.estimated",
    "expected": "screen_account.claims.expected",
}
SUBS: Final = {
    "reported": "screen_account.claims.reported_sub",
    "estimated": "screen_account.claims.estimated_sub",
    "expected": "screen_account.claims.expected_sub",
}


def three_claims(language: Language) -> None:
    """Three rows below each other, each with its own mark and words."""
    with st.container(key="three_claims", gap="small"):
        st.markdown(f"**{plain(say('screen_account.claims.title', language))}**")
        ROWS.draw(claims_drawn(language), key="claims")


def claims_drawn(language: Language) -> RowsData:
    """The picture."""
    low, high = REPORTED
    reported: list[Mark] = [{"kind": "finished", "from": 0, "to": low}, {"kind": "hatch", "from": low, "to": high}]
    estimated: list[Mark] = [
        {"kind": "pale", "from": low, "to": high},
        {"kind": "interval", "from": ESTIMATED[1], "to": ESTIMATED[2]},
        {"kind": "dot", "at": ESTIMATED[0]},
    ]
    expected: list[Mark] = [
        {"kind": "dashed", "from": EXPECTED[1], "to": EXPECTED[2]},
        {"kind": "tick", "at": EXPECTED[0]},
    ]
    rows: list[Row] = []
    for name, marks, words in (
        ("reported", reported, share(low, language)),
        ("estimated", estimated, share_in_interval(ESTIMATED, language)),
        ("expected", expected, share_in_interval(EXPECTED, language)),
    ):
        label, sub = say(LABELS[name], language), say(SUBS[name], language)
        rows.append({"label": label, "sub": sub, "is_head": True})
        rows.append({"label": "", "marks": marks, "right": [words]})
    return {
        "alt": say("screen_account.claims.alt", language),
        "key": [],
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0, 0.5, 1)]},
        "bar": 12,
        "row": 30,
        "narrow_below": 0,  # its words stand over each row already
        "room_right": 16,
        "right": [""],
        "rows": rows,
    }
