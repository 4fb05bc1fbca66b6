"""Which month end who looks can see instead, where the one that they look at is withheld from them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from access.askable import latest_month_end
from access.policy import sees_every_group
from dashboard.view import cached, queries
from dashboard.view.address import View
from dashboard.view.ingredients import CHOSEN_GROUP, Part, Reporters, Rows, Sums
from dashboard.view.showing import FIRST_GROUP, why_withheld
from dashboard.view.visitor import Visitor
from domain.clocks import dutch_day
from metrics.released.gating import WITHHELD

MOST_TRIED: Final = 3  # of a family that is shown a figure can still lack a column that it is drawn from
OF_A_PAGE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "national": ("step_completion", ("step",)),
    "steps": ("step_completion", ("step",)),
    "training": ("training_coverage", ("target_group",)),
    "costs": ("cost_realisation", ("step",)),
    "quality": ("response", ()),
    "compare": ("step_completion", ("step",)),
}
"""Page -> the figure that a page is about, with its groups: without any row of it the page says next to nothing."""


def newest_open(parts: Sequence[Part], view: View, visitor: Visitor) -> date | None:
    """The newest month end on which what is made of these parts is shown to who looks; None where there is none.

    Of parts that are withheld on every day, such as names, there is none.
    """
    summed = [part for part in parts if isinstance(part, Sums | Rows | Reporters)]
    if not summed or len(summed) < len(parts):
        return None
    days = set.intersection(*(set(_days(part, view, visitor)) for part in summed)) - {view.as_of}
    for day in sorted(days, reverse=True)[:MOST_TRIED]:
        if why_withheld(parts, replace(view, as_of=day), visitor) is None:
            return day
    return None


def day_to_open(page: str, view: View, visitor: Visitor) -> date:
    """The day that a page opens on when none was chosen: its own, or the newest before it that is not withheld.

    Its own too where no day is open.
    """
    if page not in OF_A_PAGE or sees_every_group(visitor.principal, visitor.agreement):
        return view.as_of
    key, by = OF_A_PAGE[page]
    days = _days_shown(view, key, visitor, by=by)
    return next((day for day in days if day <= view.as_of), view.as_of)


def why_not_on(usual: date, page: str, view: View, visitor: Visitor) -> str:
    """The key of the reason why a page is not shown of its usual day to who looks."""
    key, by = OF_A_PAGE[page]
    answer = queries.released(replace(view, as_of=usual), key, by=by, visitor=visitor)
    if isinstance(answer, str):
        return answer
    held = answer.rows[WITHHELD].drop_nulls() if WITHHELD in answer.rows.columns else []
    return str(held[0]) if len(held) else "access.withheld.others_would_follow"


def _days(part: Sums | Rows | Reporters, view: View, visitor: Visitor) -> Sequence[date]:
    if isinstance(part, Reporters):
        return _days_shown(view, "step_completion", visitor, by=("step",))
    asked = view.without_filters() if isinstance(part, Sums) and part.is_national else view
    by = tuple(view.by_group or FIRST_GROUP if group == CHOSEN_GROUP else group for group in part.by)
    step = queries.step_in_view(view, visitor) if part.is_of_step else None
    return _days_shown(asked, part.metric, visitor, by=by, step=step)


def _days_shown(
    view: View, key: str, visitor: Visitor, *, by: tuple[str, ...], step: int | None = None
) -> tuple[date, ...]:
    """The day of the view does not matter: every view of one version and choice has one answer, which is kept."""
    last = latest_month_end(dutch_day(view.known_on))
    asked = replace(queries.request_of(view), by=by, step=step, as_of=last)
    return cached.days_shown(queries.moment_of(view), key, asked, visitor, view.known_on)
