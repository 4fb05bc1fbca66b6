"""The questions that pages ask of the newest month end: recorded, and written to data/answers/questions.toml.

`python -m tests.dashboard.asked_by_pages` writes the file anew, after a page asks something else.
"""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.view import cached
from dashboard.view.cached import Moment
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Request
from metrics.readings.asked_beforehand import QUESTIONS, Asked
from metrics.standing.known import Known
from tests.dashboard import example
from tests.dashboard.looking import VISITORS, looked

AS_OF = date(2026, 10, 31)
FRONT = "national"
PAGES = (FRONT, "steps", "training", "costs", "compare", "quality")
HEAD = """# What pages ask of the newest month end. Recorded: `python -m tests.dashboard.asked_by_pages` writes it anew.
# When something was published it is answered beforehand (`wams answers`).
"""


def recorded(home: Path) -> list[Asked]:
    """Every question of the whole country that an adviser's pages ask of what is known now, by metric."""
    asked: dict[str, set[tuple[str, Request]]] = {page: set() for page in PAGES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.dashboard.looking.EVERYTHING", frozenset())
        for page in PAGES:
            patch.setattr(cached, "known", _listening(asked[page]))
            for memory in ("_FIGURES", "_DERIVED", "_KEPT", "_CHANGES", "_KNOWN"):
                patch.setattr(cached, memory, cached.Memory(1000))
            assert not looked(patch, home, VISITORS["vng"], page).exception
    whole = {one for found in asked.values() for one in found if not one[1].where and one[1].municipality is None}
    kept = {_as_asked(key, request, is_front=(key, request) in asked[FRONT]) for key, request in whole}
    found = {one for one in kept if one is not None}
    doubled = {one for one in found if not one.each_choice and _with_choices(one) in found}
    return sorted(found - doubled, key=lambda one: (list(CATALOGUE).index(one.metric), one.by, one.at, one.each_step))


def written(asked: list[Asked]) -> str:
    """The text of the file."""
    lines = [HEAD]
    for one in asked:
        lines += ["", "[[question]]", f'metric = "{one.metric}"']
        lines += [f"by = [{', '.join(f'{chr(34)}{group}{chr(34)}' for group in one.by)}]"] if one.by else []
        lines += [f'at = "{one.at}"'] if one.at != "date" else []
        lines += [f"{name} = true" for name in ("each_step", "each_choice") if getattr(one, name)]
    return "\n".join(lines) + "\n"


def _listening(asked: set[tuple[str, Request]]) -> Callable[..., Known]:
    really, heard = cached.known, dict[Moment, Known]()

    def known(moment: Moment, known_on: datetime) -> Known:
        if moment.known != "now":
            return really(moment, known_on)
        if moment not in heard:
            heard[moment] = really(moment, known_on).with_answers(lambda key, request: asked.add((key, request)))
        return heard[moment]

    return known


def _as_asked(key: str, request: Request, *, is_front: bool) -> Asked | None:
    """A question as the file has it; None for one of a date that follows from nothing in the file."""
    if request.max_age_days is not None:
        return None
    at = "date" if request.as_of == AS_OF else "quarter_ends" if request.as_of.month % 3 == 0 else None
    by = tuple(map(str, request.by))
    return at and Asked(key, by, at, each_step=request.step is not None, each_choice=is_front)


def _with_choices(one: Asked) -> Asked:
    return Asked(one.metric, one.by, one.at, one.each_step, each_choice=True)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        example.build(Path(place))
        QUESTIONS.write_text(written(recorded(Path(place))), encoding="utf-8")
