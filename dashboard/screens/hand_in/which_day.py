"""About which day the report is, and of which municipality for who reports on behalf of others."""

from typing import Final

from dashboard.frame import filters
from dashboard.frame.filters import Field, Select
from dashboard.screens.hand_in.asked import MONTH_ENDS, Asked, asks
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import last_month_end
from language.formats import day
from language.texts import say

KEY: Final = "hand_in_day"  # no filter of figures: the button that clears those does not stand here


def choose(asked: Asked) -> None:
    """Draws the day, with the days about which a draft was begun among them."""
    fields: list[Field] = [_days(asked)]
    if asks().municipality_code is None:
        fields.insert(0, filters.municipality(asked.view))
    filters.show(asked.view, fields, key=KEY)


def choose_municipality(view: View) -> None:
    """Draws the search for a municipality, where who looks reports for none of their own."""
    if asks().municipality_code is None:
        filters.show(view, [{**filters.municipality(view), "takes_focus": view.municipality_code is None}], key=KEY)


def _days(asked: Asked) -> Select:
    language, ends = asked.language, [last_month_end(asked.today)]
    while len(ends) < MONTH_ENDS:
        ends.append(last_month_end(ends[-1]))
    days = sorted({asked.today, *ends, *asked.drafts, asked.reporting_date}, reverse=True)
    drafts = set(asked.drafts)
    return {
        "kind": "select",
        "name": "peildatum",
        "label": say("screen_hand_in.day.label", language),
        "value": asked.reporting_date.isoformat(),
        "options": [(one.isoformat(), _word(day(one, language), language, is_begun=one in drafts)) for one in days],
    }


def _word(written: str, language: Language, *, is_begun: bool) -> str:
    return say("screen_hand_in.day.draft", language, day=written) if is_begun else written
