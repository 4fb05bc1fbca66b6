"""What several figures of Opleiding say and draw in the same way."""

from typing import Final

import streamlit as st

from dashboard.drawing.rows import Axis
from dashboard.screens.training.asked import Hours
from domain.bilingual import Language
from language.formats import decimal, share
from language.texts import say

QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def say_nobody(language: Language, key: str = "nobody_stated") -> None:
    """What stands in place of a figure that nobody stated anything for."""
    st.markdown(say(f"screen_training.{key}", language))


def norm_word(row: Hours, language: Language) -> str:
    """The hours that are assumed for a target group: 4 tot 8, or the one number where both ends are the same."""
    low, high = hours_word(row.hours_min, language), hours_word(row.hours_max, language)
    return low if low == high else say("screen_training.norm", language, low=low, high=high)


def hours_word(hours: float, language: Language) -> str:
    """A number of hours, with a decimal only where it has one."""
    return decimal(hours, language, 0 if hours == int(hours) else 1)


def share_axis(language: Language) -> Axis:
    """An axis from 0 to 1 with a tick at every quarter."""
    return {"from": 0, "to": 1, "ticks": [(value, share(value, language)) for value in QUARTERS]}
