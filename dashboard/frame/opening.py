"""The top of a page about municipalities: its header, the filters, and the empty states that end it there."""

import polars as pl

from access.permissions import Action
from dashboard.figure import anatomy
from dashboard.figure.withheld_rows import told_of
from dashboard.frame import askable, filters
from dashboard.view import open_days, queries, readable, state
from dashboard.view.address import View
from language.formats import day
from language.texts import say


def settled(view: View, page: str) -> View:
    """The view of this run: where nobody chose a day, of the newest one that is not withheld from who looks.

    Nothing is said of it while the store cannot be read: the page does that.
    """
    visitor = state.run().visitor
    if state.is_day_chosen() or not visitor.may(Action.SEE_FIGURES).is_allowed:
        return view
    try:
        day_to_open = open_days.day_to_open(page, view, visitor)
    except readable.CANNOT_BE_READ:
        return view
    return view if day_to_open == view.as_of else state.open_on(day_to_open)


def told(view: View) -> str:
    """That the page opened on an earlier day than usual, and why; "" where it did not."""
    usual, language = state.opened_instead_of(), view.language
    if usual is None:
        return ""
    why = told_of(open_days.why_not_on(usual, state.shown_page(), view, state.run().visitor), language)[1]
    days = {"as_of": day(view.as_of, language), "usual": day(usual, language)}
    return say("screen.withheld_day.opened", language, **days, why=why[:1].lower() + why[1:])


def opened(view: View, page: str, lead: str) -> pl.DataFrame | None:
    """Draws the top of a page and gives the municipalities chosen, as `queries.population`.

    None where there is nothing to show: the page has then said so, and ends.
    """
    anatomy.page_header(say(f"screen.page.{page}", view.language), lead)
    if not queries.store_info().last_sequence:
        anatomy.empty_store(view)
        return None
    filters.show(view, [*filters.dates(view), *filters.population(view)])
    people = queries.population(view)
    if people.is_empty():
        anatomy.nothing_selected(view)
        return None
    if askable.refused(view):
        return None
    return people
