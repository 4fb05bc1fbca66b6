"""What a headline is without the chosen age of reports: a choice that moves a figure says by how much."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.figure.anatomy import Headline
from dashboard.figure.withheld_rows import is_withheld
from dashboard.view import state
from dashboard.view.address import View
from language.texts import say


def beside_age(
    figures: Sequence[Headline], view: View, without: Callable[[View], Sequence[Headline]]
) -> list[Headline]:
    """Headlines, each with what it is of reports of any age where that is other; as they are where no age is chosen.

    `without`: the same headlines in the same order, of the view that it is given: this one without its age.
    """
    if view.max_age_days is None:
        return list(figures)
    of_any_age = replace(view, max_age_days=None)
    with state.looking_at(of_any_age):  # what may be seen of that view hangs on that view
        whole = without(of_any_age)
    return beside(figures, whole, view)


def beside(figures: Sequence[Headline], of_any_age: Sequence[Headline], view: View) -> list[Headline]:
    """The same of figures that are at hand, whoever looks."""
    return [_beside(figure, other, view) for figure, other in zip(figures, of_any_age, strict=True)]


def _beside(figure: Headline, of_any_age: Headline, view: View) -> Headline:
    if is_withheld(figure, view.language) or is_withheld(of_any_age, view.language):
        return figure  # what may not be seen of the one view is not said beside the other either
    here, there = (one.told or " ".join(filter(None, (one.value, one.unit))) for one in (figure, of_any_age))
    if here == there:
        return figure
    said = say("screen.known.without_age", view.language, value=there)
    return replace(figure, note=f"{figure.note} {said}".strip())
