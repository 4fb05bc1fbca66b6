"""The atlas on the national page: it draws its whole figure itself, so that its words follow its month and step."""

from urllib.parse import urlencode

import streamlit as st

from dashboard import components, months, queries, state
from dashboard.address import ALL_STEPS, FILTERS, View
from dashboard.charts.atlas import Account, Chosen, atlas
from dashboard.foot import how_made
from dashboard.national import National
from metrics.peers import Peers, peers_of


def show(picture: National, view: View) -> None:
    """Draws it. Opening a municipality or the whole page at its month leads on with what the atlas shows by then."""
    people = queries.everyone(view)
    chosen = Chosen(
        as_of=view.as_of,
        step_number=picture.step_number,
        followed_step=picture.followed_step,
        own_code=view.municipality_code,
        peers=_peers(view),
        filters="&".join(f"{name}={value}" for name in FILTERS if (value := getattr(view, name)) is not None),
    )
    data = atlas(
        months.packed_months(view), people, months.shares(picture.every_month, picture.completion, view.as_of), chosen,
        queries.the_register(), picture.programme, inside=months.inside(view), outlines=queries.outlines(),
        account=_account(picture, view), language=view.language,
    )  # fmt: skip
    with st.container(key="figure_map", gap=None):
        done = components.draw("atlas", data, key="atlas")
    if done.open:
        shown = state.with_along(view, done.open["along"])
        state.go("municipality", shown.with_choice("gemeente", done.open["code"], state.run().choices))
    if done.page:
        state.show(state.with_along(view, done.page["along"]))


def _account(picture: National, view: View) -> Account:
    figure = picture.all_steps if picture.step_number == ALL_STEPS else picture.completion
    return Account(
        how=how_made(figure, view.language),
        address=urlencode({**view.address(), "cijfer": figure.key}),
        link=urlencode(state.exact_address()),
    )


def _peers(view: View) -> Peers | None:
    people, code = queries.everyone(view), view.municipality_code
    return peers_of(people, code) if code in people["municipality_code"] else None
