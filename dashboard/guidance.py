"""For who is here for the first time: what the monitor answers, by role; put away with one button."""

from typing import Final

from dashboard import components, queries, search
from dashboard.address import View
from language.texts import say

Question = tuple[str, str, str | None]  # key of its text, page that answers it, figure on that page
ROLES: Final[dict[str, tuple[Question, ...]]] = {
    "adviser": (
        ("silent", "quality", "silence"),
        ("stuck", "steps", "waiting"),
        ("reuse", "steps", "busy"),
        ("received", "quality", "arrivals"),
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
    ),
}
FRONT: Final = {"page": "national"}
WORDS: Final = ("title", "lead", "know", "away", "show")


def show(view: View) -> None:
    """The explanation on the front page."""
    roles = [
        {
            "who": say(f"screen_guidance.role.{role}", view.language),
            "questions": [
                {
                    "text": say(f"screen_guidance.question.{role}.{key}", view.language),
                    "place": _place(key, page, figure),
                }
                for key, page, figure in questions
            ],
        }
        for role, questions in ROLES.items()
    ]
    search.go_to(
        components.draw("guidance", {"words": _words(view), "roles": roles, "front": FRONT}, key="guidance").go, view
    )


def _place(key: str, page: str, figure: str | None) -> dict[str, str]:
    """Where a question leads; what waits on the state leads to the names of who do, over all steps."""
    place = {"page": page, **({"figure": figure} if figure else {})}
    if key != "waits":
        return place
    return {**place, "name": "wacht", "value": queries.the_programme().waiting_parties[0].key}


def switch(view: View) -> None:
    """Beside the navigation: brings the explanation back."""
    data = {"words": _words(view), "is_switch": True, "front": FRONT}
    search.go_to(components.draw("guidance", data, key="guidance_switch").go, view)


def _words(view: View) -> dict[str, str]:
    return {word: say(f"screen_guidance.words.{word}", view.language) for word in WORDS}
