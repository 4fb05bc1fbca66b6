"""The way by workbook: fetch it filled in, check the file, hand it in. The file goes straight to the door."""

from typing import Final, TypedDict
from urllib.parse import urlencode

from dashboard.drawing.parts import Part
from dashboard.screens.hand_in.asked import Asked, asks
from language.texts import say
from office.drafts import hand_of

WORD_KEYS: Final = {
    "title": "screen_hand_in.workbook.title",
    "lead": "screen_hand_in.workbook.lead",
    "fetch": "screen_hand_in.workbook.fetch",
    "choose": "screen_hand_in.workbook.choose",
    "drop": "screen_hand_in.workbook.drop",
    "again": "screen_hand_in.workbook.again",
    "not_kept": "screen_hand_in.workbook.not_kept",
    "put_away": "screen_hand_in.workbook.put_away",
    "check_again": "screen_hand_in.workbook.check_again",
    "another": "screen_hand_in.workbook.another",
    "checking": "screen_hand_in.workbook.checking",
    "taking": "screen_hand_in.workbook.taking",
    "checked": "screen_hand_in.workbook.checked",
    "hand_in": "screen_hand_in.workbook.hand_in",
    "nothing_yet": "screen_hand_in.workbook.nothing_yet",
    "offline": "screen_hand_in.workbook.offline",
    "too_big": "screen_hand_in.workbook.too_big",
    "first": "screen_hand_in.workbook.first",
    "changes": "screen_hand_in_form.check.changes",
    "no_change": "screen_hand_in_form.check.no_change",
    "becomes": "screen_hand_in_form.check.becomes",
}


class WorkbookData(TypedDict):
    """The words, and the addresses beside this page. `receipt`: that of a report, its number goes behind it.

    `keep_as`: under which name the browser keeps the chosen file, apart per person and municipality.
    """

    words: dict[str, str]
    template: str
    check: str
    take: str
    receipt: str
    keep_as: str
    may_take: str


SHEETS: Final = ("screens/hand_in/receipt.css", "screens/hand_in/own_page.css")
WORKBOOK: Final = Part[WorkbookData]("screens/hand_in/workbook.js", sheets=SHEETS)


def workbook(asked: Asked, why_not: str) -> None:
    """Draws it. `why_not`: why whoever looks may not hand in; "" for who may."""
    of = {"gemeente": asked.code, **({"taal": "en"} if asked.language == "en" else {})}
    data: WorkbookData = {
        "words": {name: say(key, asked.language) for name, key in WORD_KEYS.items()},
        "template": f"./opgave/werkblad?{urlencode({**of, 'peildatum': asked.reporting_date.isoformat()})}",
        "check": f"./opgave/werkblad/controleer?{urlencode(of)}",
        "take": f"./opgave/werkblad/indienen?{urlencode(of)}",
        "receipt": f"./ontvangstbewijs?{urlencode(of)}&bewijs=",
        "keep_as": f"{hand_of(asks())} {asked.code}",
        "may_take": why_not,
    }
    WORKBOOK.draw(data, key="workbook")
