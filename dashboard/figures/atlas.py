"""The atlas on the national page: it draws its whole figure itself, so that its words follow its month and step."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard import components, months, queries, state
from dashboard.address import ALL_STEPS, View
from dashboard.charts.atlas import Account, Chosen, atlas
from dashboard.foot import how_made
from dashboard.national import National
from metrics.peers import Peers, peers_of


def show(data: Mapping[str, Any], view: View) -> None:
    """Draws it. Opening a municipality or the whole page at its month leads on with what the atlas shows by then."""
    outlines = queries.outlines()
    boundaries = None if outlines is None else {"grid": outlines.grid, "rings": outlines.rings}
    with st.container(key="figure_map", gap=None):
        done = components.draw("atlas", {**data, "boundaries": boundaries}, key="atlas")
    if done.open:
        shown = state.with_along(view, done.open["along"])
        state.go("municipality", shown.with_choice("gemeente", done.open["code"], state.run().choices))
    if done.page:
        state.show(state.with_along(view, done.page["along"]))


def drawn(picture: National, view: View) -> dict[str, Any]:
    """The data of the drawn part, all but the boundaries."""
    chosen = Chosen(
        as_of=view.as_of,
        step_number=picture.step_number,
        followed_step=picture.followed_step,
        own_code=view.municipality_code,
        peers=_peers(view),
    )
    return atlas(
        months.packed_months(view), queries.everyone(view),
        months.shares(picture.every_month, picture.completion, view.as_of), chosen, queries.the_register(),
        picture.programme, inside=months.inside(view), account=_account(picture, view),
        language=view.language,
    )  # fmt: skip


def _account(picture: National, view: View) -> Account:
    figure = picture.all_steps if picture.step_number == ALL_STEPS else picture.completion
    return Account(
        how=how_made(figure, view.language),
        address=urlencode({**view.address(), "cijfer": figure.key}),
        link=urlencode(queries.exact_address(view)),
    )


def _peers(view: View) -> Peers | None:
    people, code = queries.everyone(view), view.municipality_code
    return peers_of(people, code) if code in people["municipality_code"] else None
