"""For who is here for the first time: what the monitor answers to who looks; put away with one button."""

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

from access.permissions import Action
from dashboard.drawing.parts import Part
from dashboard.figure.made_of import MADE_OF
from dashboard.frame import search
from dashboard.frame.search import Place
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.showing import why_withheld
from dashboard.view.visitor import Visitor
from domain.principal import Role as Seer
from language.texts import say

Question = tuple[str, str, str | None]  # key of its text, page that answers it, figure on that page
ROLES: Final[dict[str, tuple[Question, ...]]] = {
    "adviser": (
        ("silent", "quality", "silence"),
        ("stuck", "steps", "waiting"),
        ("reuse", "steps", "busy"),
        ("received", "quality", "arrivals"),
        ("call", "desk", None),
    ),
    "ministry": (
        ("far", "national", "steps"),
        ("spent", "costs", None),
        ("changed", "quality", "moments"),
        ("waits", "steps", "waits"),
    ),
    "municipality": (
        ("beside", "municipality", None),
        ("leader", "costs", "cost_spread"),
        ("alderman", "municipality", None),
        ("made", "account", None),
        ("report", "hand_in", None),
    ),
    "reader": (("far", "national", "steps"), ("made", "account", None)),
}
INSTEAD: Final[Mapping[Question, Question]] = {
    ("changed", "quality", "moments"): ("changed_counts", "national", "changes"),
    ("leader", "costs", "cost_spread"): ("leader_together", "costs", "cost_table"),
}
"""Question -> what is asked instead where its figure is withheld from who looks on every day."""
ROLES_OF: Final[Mapping[Seer, Sequence[str]]] = {
    Seer.VNG: ("adviser", "ministry", "municipality"),
    Seer.MINISTRY: ("ministry",),
    Seer.MUNICIPALITY: ("municipality",),
    Seer.READER: ("reader",),
}
"""Role -> whose questions it is offered; of `ROLES` the reader's are for nobody else."""


class Leads(TypedDict):
    """One question, and where its answer stands."""

    text: str
    place: Place


class Role(TypedDict):
    """Who asks, and what."""

    who: str
    questions: list[Leads]


class Switch(TypedDict):
    """What brings the explanation back: `front` is the page on which it stands."""

    words: dict[str, str]
    is_switch: bool
    front: Place


class GuidanceData(TypedDict):
    """The explanation: its words, the questions by role, the page on which it stands."""

    words: dict[str, str]
    roles: list[Role]
    front: Place


GUIDANCE: Final = Part[GuidanceData | Switch]("frame/guidance.js", tells=("go",))


def show(view: View) -> None:
    """The explanation on the front page of who looks."""
    data: GuidanceData = {"words": _words(view), "roles": roles(view, state.run().visitor), "front": _front()}
    search.go_to(GUIDANCE.draw(data, key="guidance").go, view)


def roles(view: View, visitor: Visitor) -> list[Role]:
    """What who looks may ask, by who asks it: of their own role, and for who sees everything of all of them."""
    return [
        {
            "who": say(f"screen_guidance.role.{role}", view.language),
            "questions": [
                {
                    "text": say(f"screen_guidance.question.{role}.{key}", view.language),
                    "place": _place(key, page, figure),
                }
                for key, page, figure in (_askable(question, view, visitor) for question in ROLES[role])
            ],
        }
        for role in ROLES_OF.get(visitor.principal.role, ())
    ]


def _askable(question: Question, view: View, visitor: Visitor) -> Question:
    """The question; or what leads to what may be seen, where its own figure is withheld whatever is chosen."""
    _, page, figure = question
    if question not in INSTEAD or why_withheld(MADE_OF[f"{page}/{figure}"].parts, view, visitor) is None:
        return question
    return INSTEAD[question]


def is_for(visitor: Visitor) -> bool:
    """Whether there is anything to explain to who looks: to who sees no figures there is not."""
    return bool(ROLES_OF.get(visitor.principal.role, ())) and visitor.may(Action.SEE_FIGURES).is_allowed


def _front() -> Place:
    return {"page": state.front_page()}


def _place(key: str, page: str, figure: str | None) -> Place:
    """Where a question leads; what waits on the state leads to the names of who do, over all steps."""
    place: Place = {"page": page}
    if figure:
        place["figure"] = figure
    if key == "waits":
        place["name"], place["value"] = "wacht", queries.the_programme().waiting_parties[0].key
    return place


def switch(view: View) -> None:
    """Beside the navigation: brings the explanation back."""
    data: Switch = {"words": _words(view), "is_switch": True, "front": _front()}
    search.go_to(GUIDANCE.draw(data, key="guidance_switch").go, view)


def _words(view: View) -> dict[str, str]:
    return {
        "title": say("screen_guidance.words.title", view.language),
        "lead": say("screen_guidance.words.lead", view.language),
        "know": say("screen_guidance.words.know", view.language),
        "away": say("screen_guidance.words.away", view.language),
        "show": say("screen_guidance.words.show", view.language),
    }
