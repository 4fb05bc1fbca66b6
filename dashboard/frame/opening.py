"""The top of a page about municipalities: its header, the filters, and the empty states that end it there."""

import polars as pl

from dashboard.figure import anatomy
from dashboard.frame import askable, filters
from dashboard.view import queries
from dashboard.view.address import View
from language.texts import say


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
