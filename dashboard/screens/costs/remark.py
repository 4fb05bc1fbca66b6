"""The remark under the cost table: where the printed table and its footnote contradict each other."""

from typing import Final, TypedDict

from dashboard.drawing.parts import Part
from dashboard.screens.costs.asked import Costs
from domain.bilingual import Language
from language.texts import say


class RemarkData(TypedDict):
    """What the part `remark` is drawn from: a sentence in bold, the rest, and where it stands."""

    strong: str
    text: str
    source: str


REMARK: Final = Part[RemarkData]("screens/costs/remark.js")


def remark(picture: Costs, language: Language) -> None:
    """Where the printed table and its footnote contradict each other, if they do."""
    training = picture.programme.training
    if training.remark is None:
        return
    step = picture.programme.step(picture.programme.training_step_number)
    places = [source.place for source in (step.cost.source, training.rates_source) if source is not None]
    data: RemarkData = {
        "strong": say("screen_costs.remark.title", language),
        "text": training.remark.of(language),
        "source": say("screen_costs.remark.source", language, places="; ".join(places)),
    }
    REMARK.draw(data, key="remark")
