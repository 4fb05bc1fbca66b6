"""Mijn gemeente: one municipality on its own timeline, beside its peers."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.without_age import beside_age
from dashboard.frame import filters, printing
from dashboard.screens.municipality import which_municipality
from dashboard.screens.municipality.asked import one_municipality
from dashboard.screens.municipality.costs import own_costs
from dashboard.screens.municipality.fan import fan
from dashboard.screens.municipality.headlines import headlines
from dashboard.screens.municipality.history import what_it_changed
from dashboard.screens.municipality.peer_steps import peer_steps
from dashboard.screens.municipality.refused import what_was_refused
from dashboard.screens.municipality.reuse import for_running_steps
from dashboard.screens.municipality.seen_by_others import seen_by_others
from dashboard.screens.municipality.strips import strips
from dashboard.screens.municipality.timeline import own_timeline
from dashboard.screens.municipality.warnings import what_stands_out
from dashboard.subjects import peers
from dashboard.view import queries, state


def show() -> None:
    """Draws the page; without a municipality, or with one that is not there on the as_of date, it asks for another."""
    view = state.chosen_view()
    code = view.municipality_code
    which_municipality.header(view)
    search = filters.municipality(view)
    search["takes_focus"] = code is None  # then there is nothing else to do here
    filters.show(view, [search, peers.group_choice(view), *filters.dates(view)])
    if code is None:
        return which_municipality.choose_one(view)
    if code not in queries.everyone(view)["municipality_code"]:
        return which_municipality.not_there(view, code)
    if not queries.store_info().last_sequence:
        return anatomy.empty_store(view)

    state.run().visitor.reads(code, state.run().now)
    municipality = one_municipality(view, code)
    which_municipality.formed_from(municipality, view)
    which_municipality.awaits_approval(municipality, view)
    which_municipality.reported_later(municipality, view)
    if municipality.is_silent:
        which_municipality.it_is_silent(municipality, view)
    printing.button(view)
    anatomy.headlines(
        beside_age(headlines(municipality, view), view, lambda whole: headlines(one_municipality(whole, code), whole))
    )
    own_timeline(municipality, view)
    over_time, beside = st.columns([650, 470], gap="large")
    with over_time:
        fan(municipality, view)
    with beside:
        strips(municipality, view)
    own_costs(municipality, view)
    per_step, recent = st.columns([500, 620], gap="large")
    with per_step:
        peer_steps(municipality, view)
    with recent:
        for_running_steps(municipality, view)
    history, warnings = st.columns(2, gap="large")
    with history:
        what_it_changed(municipality, view)
    with warnings:
        what_stands_out(municipality, view)
    what_was_refused(municipality, view)
    if anatomy.why_not("seen_by_others") is None:  # to others it says nothing, not even that it is there
        seen_by_others(municipality, view)
    return None
