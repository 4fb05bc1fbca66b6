"""The atlas on the national page: it draws its whole figure itself, so that its words follow its month and step."""

from dashboard import components, foot, months, queries, state
from dashboard.address import FILTERS, View
from dashboard.charts.atlas import Chosen, atlas
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
        how=foot.how_made(picture.completion, view.language), language=view.language,
    )  # fmt: skip
    done = components.draw("atlas", data, key="atlas")
    if done.open:
        shown = state.with_along(view, done.open["along"])
        state.go("municipality", shown.with_choice("gemeente", done.open["code"], state.run().choices))
    if done.page:
        state.show(state.with_along(view, done.page["along"]))


def _peers(view: View) -> Peers | None:
    people, code = queries.everyone(view), view.municipality_code
    return peers_of(people, code) if code in people["municipality_code"] else None
