"""What several figures of Vergelijken ask in the same way."""

from dashboard.view import queries
from dashboard.view.address import View


def own_code(view: View) -> str | None:
    """The chosen municipality, when it exists on the as_of date."""
    codes = queries.everyone(view)["municipality_code"]
    return view.municipality_code if view.municipality_code in codes else None
