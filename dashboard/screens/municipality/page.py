"""Mijn gemeente: one municipality on its own timeline, beside its peers."""

import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.words import plain, size_word
from dashboard.frame import filters, printing
from dashboard.screens.municipality import asked, costs, fan, headlines, peer_steps, refused, reuse, strips, timeline
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.history import what_it_changed
from dashboard.screens.municipality.warnings import what_stands_out
from dashboard.subjects import peers
from dashboard.subjects.reuse import variant_word
from dashboard.view import queries, state
from dashboard.view.address import View
from language.formats import day, integer, listing
from language.texts import say


def show() -> None:
    """Draws the page; without a municipality, or with one that is not there on the as_of date, it asks for another."""
    view = state.chosen_view()
    language, code = view.language, view.municipality_code
    _header(view)
    search = filters.municipality(view)
    search["takes_focus"] = code is None  # then there is nothing else to do here
    filters.show(view, [search, peers.group_choice(view), *filters.dates(view)])
    if code is None:
        return _choose(view)
    if code not in queries.everyone(view)["municipality_code"]:
        return _not_there(view, code)
    if not queries.store_info().last_sequence:
        return anatomy.empty_store(view)

    municipality = asked.one_municipality(view, code)
    _formed_from(municipality, view)
    if municipality.is_silent:
        title = plain(say("screen_municipality.silent.title", view.language, name=municipality.name))
        text = plain(
            say(
                "screen_municipality.silent.text",
                view.language,
                name=municipality.name,
                as_of=day(view.as_of, language),
            )
        )
        st.info(f"**{title}**  \n{text}")
    printing.button(view)
    anatomy.headlines(headlines.headlines(municipality, view))
    timeline.own_timeline(municipality, view)
    over_time, beside = st.columns([650, 470], gap="large")
    with over_time:
        fan.over_time(municipality, view)
    with beside:
        strips.on_other_figures(municipality, view)
    costs.own_costs(municipality, view)
    per_step, recent = st.columns([500, 620], gap="large")
    with per_step:
        peer_steps.per_step(municipality, view)
    with recent:
        reuse.for_running_steps(municipality, view)
    history, warnings = st.columns(2, gap="large")
    with history:
        what_it_changed(municipality, view)
    with warnings:
        what_stands_out(municipality, view)
    refused.what_was_refused(municipality, view)
    return None


def _header(view: View) -> None:
    everyone, code = queries.everyone(view), view.municipality_code
    if code is None or code not in everyone["municipality_code"]:
        return anatomy.page_header(
            say("screen.page.municipality", view.language), say("screen_municipality.lead.choose", view.language)
        )
    facts = peers.facts_of(everyone, code)
    count, variant = facts.inhabitant_count, facts.access_variant
    words = {
        "province": facts.province,
        "inhabitants": integer(count, view.language, unknown=""),
        "size": size_word(facts.size_class, view.language),
        "access": say("screen_municipality.lead.access", view.language, variant=variant_word(variant, view.language))
        if variant
        else say("screen_municipality.lead.access_unknown", view.language),
    }
    return anatomy.page_header(
        facts.name,
        say(
            "screen_municipality.lead.one" if count else "screen_municipality.lead.no_inhabitants",
            view.language,
            **words,
        ),
    )


def _choose(view: View) -> None:
    st.header(say("screen_municipality.choose.title", view.language), anchor=False)
    st.markdown(say("screen_municipality.choose.text", view.language))


def _not_there(view: View, code: str) -> None:
    """A dissolved municipality is explained; a future one is told to be not there yet."""
    register, language = queries.the_register(), view.language
    gone = register.by_code[code]
    st.header(
        plain(say("screen_municipality.merged.title", view.language, name=gone.name, day=day(view.as_of, language))),
        anchor=False,
    )
    if gone.dissolved_on is None or gone.dissolved_on > view.as_of:
        st.markdown(
            plain(
                say("screen_municipality.merged.not_yet", view.language, name=gone.name, day=day(view.as_of, language))
            )
        )
        return
    successors = [(into, register.by_code[into].name) for into in register.successors_on(code, view.as_of)]
    key = "gone" if not successors else "into" if len(successors) == 1 else "split"
    names = listing([name for _, name in successors], language)
    text = say(
        f"screen_municipality.merged.{key}",
        view.language,
        name=gone.name,
        day=day(gone.dissolved_on, language),
        successor=names,
        successors=names,
    )
    st.markdown(plain(text))
    for successor, name in successors:
        there = view.with_choice("gemeente", successor, state.run().choices)
        label = plain(say("screen_municipality.merged.open", view.language, name=name))
        st.page_link(state.page("municipality"), label=label, query_params=there.address())


def _formed_from(municipality: OneMunicipality, view: View) -> None:
    gone = [queries.the_register().by_code[code] for code in asked.parts_of(municipality.code, view.as_of)]
    said_before = [part for part in gone if part.code in municipality.said["municipality_code"]]
    if said_before:
        names = listing([part.name for part in said_before], view.language)
        since = day(said_before[0].dissolved_on, view.language, unknown="")
        said = say(
            "screen_municipality.merged.from_parts", view.language, name=municipality.name, day=since, parts=names
        )
        st.markdown(f":gray[{plain(said)}]")
