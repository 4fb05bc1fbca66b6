"""The remarks under the cost table: what the total leaves out, what makes its ends differ, and a contradiction."""

from collections.abc import Sequence
from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.screens.costs import outside
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.outside import Item
from domain.bilingual import Language
from language.formats import euro_millions, euro_millions_range
from language.texts import say


class RemarkItem(TypedDict):
    """One line of a remark, and where it stands in the source ("" for nowhere)."""

    text: str
    source: str


class Remark(TypedDict):
    """A sentence in bold, the rest, lines under it, and where all of it stands ("" where each line says so)."""

    strong: str
    text: str
    items: list[RemarkItem]
    source: str


class RemarksData(TypedDict):
    """What the part `remark` is drawn from."""

    remarks: list[Remark]


REMARK: Final = Part[RemarksData]("screens/costs/remark.js")


def remark(picture: Costs, language: Language) -> None:
    """Draws the remarks that there are."""
    found = remarks(picture, language)
    if found:
        REMARK.draw({"remarks": found}, key="remark")


def remarks(picture: Costs, language: Language) -> list[Remark]:
    """What a reader must know beside the printed total."""
    total = picture.printed
    lowest, highest = euro_millions(total.low_eur, language), euro_millions(total.high_eur, language)
    whole = euro_millions_range(total.low_eur, total.high_eur, language)
    found: list[Remark] = []
    left_out = outside.left_out(picture, language)
    if left_out:
        found.append(_listed(say("screen_costs.outside.title", language, total=whole), left_out, language))
    apart = outside.difference(picture, language)
    if apart:
        more = euro_millions(total.high_eur - total.low_eur, language)
        title = say("screen_costs.outside.difference", language, low=lowest, high=highest, more=more)
        found.append(_listed(title, apart, language))
    contradiction = _contradiction(picture, language)
    return [*found, contradiction] if contradiction else found


def _listed(title: str, items: Sequence[Item], language: Language) -> Remark:
    lines: list[RemarkItem] = [
        {"text": item.text, "source": item.source and say("screen_costs.remark.source", language, places=item.source)}
        for item in items
    ]
    return {"strong": title, "text": "", "items": lines, "source": ""}


def _contradiction(picture: Costs, language: Language) -> Remark | None:
    """Where the printed table and its footnote contradict each other, if they do."""
    training = picture.programme.training
    if training.remark is None:
        return None
    step = picture.programme.step(picture.programme.training_step_number)
    places = [source.place for source in (step.cost.source, training.rates_source) if source is not None]
    return {
        "strong": say("screen_costs.remark.title", language),
        "text": training.remark.of(language),
        "items": [],
        "source": say("screen_costs.remark.source", language, places="; ".join(places)),
    }
