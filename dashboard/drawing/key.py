"""What the part `key` is drawn from: signs with their words. Most other parts carry such a key of their own."""

from typing import Final, Literal, TypedDict

from dashboard.drawing.parts import Part

# as they are named in SIGNS of signs.js
Sign = Literal[
    "finished", "started", "not_started", "not_reported", "not_applicable", "stale", "level", "level_none",
    "bar_finished", "bar_started", "bar_not_started", "bar_not_reported", "bar_stale", "bar_not_applicable",
    "first_target", "last_target", "slip", "own", "estimate", "interval", "bounds", "pale", "middle", "dashed", "box",
    "line", "line_mid", "line_dashed", "dotted", "dot", "dot_own", "dot_few", "bar_few", "ring", "thin", "tick", "pin",
    "diamond", "diamond_open", "lock",
]  # fmt: skip
KeyEntry = tuple[Sign, str]  # a sign and the word beside it


class KeyData(TypedDict):
    """The key above a chart that another library draws."""

    key: list[KeyEntry]


KEY: Final = Part[KeyData]("drawing/key.js")
