"""Mijn gemeente: one municipality on its own timeline, beside its peers."""

import streamlit as st

from dashboard import filters, municipality_headlines, one_municipality, parts, peers, printing, queries, state
from dashboard.address import View
from dashboard.figures import beside_peers, reuse
from dashboard.figures import municipality as figures
from dashboard.one_municipality import One
from dashboard.reuse import variant_word
from dashboard.words import plain, size_word
from language.formats import day, integer, listing
from language.texts import say


def show() -> None:
    """The page."""
    view = state.chosen_view()
    language, code = view.language, view.municipality_code
    _header(view)
    search = {**filters.municipality(view), "takes_focus": code is None}  # then there is nothing else to do here
    filters.show(view, [search, peers.group_choice(view), *filters.dates(view)])
    if code is None:
        return _choose(view)
    if code not in queries.everyone(view)["municipality_code"]:
        return _not_there(view, code)
    if not queries.store_info().last_sequence:
        return parts.empty_store(view)

    one = one_municipality.one_municipality(view, code)
    _formed_from(one, view)
    if one.is_silent:
        st.info(f"**{plain(_word('silent.title', view, name=one.name))}**  \n"
                + plain(_word("silent.text", view, name=one.name, as_of=day(view.as_of, language))))  # fmt: skip
    printing.button(view)
    parts.headlines(municipality_headlines.headlines(one, view))
    figures.own_timeline(one, view)
    over_time, beside = st.columns([650, 470], gap="large")
    with over_time:
        beside_peers.over_time(one, view)
    with beside:
        beside_peers.on_other_figures(one, view)
    figures.own_costs(one, view)
    per_step, recent = st.columns([500, 620], gap="large")
    with per_step:
        beside_peers.per_step(one, view)
    with recent:
        reuse.for_running_steps(one, view)
    history, warnings = st.columns(2, gap="large")
    with history:
        figures.what_it_changed(one, view)
    with warnings:
        figures.what_stands_out(one, view)
    figures.what_was_refused(one, view)
    return None


def _header(view: View) -> None:
    everyone = {row["municipality_code"]: row for row in queries.everyone(view).iter_rows(named=True)}
    row = everyone.get(view.municipality_code or "")
    if row is None:
        return parts.page_header(say("screen.page.municipality", view.language), _word("lead.choose", view))
    count = row["inhabitant_count"]
    variant = row["access_variant"]
    words = {
        "province": row["province"],
        "inhabitants": integer(count, view.language, unknown=""),
        "size": size_word(row["size_class"], view.language),
        "access": _word("lead.access", view, variant=variant_word(variant, view.language))
        if variant
        else _word("lead.access_unknown", view),
    }
    return parts.page_header(row["name"], _word("lead.one" if count else "lead.no_inhabitants", view, **words))


def _choose(view: View) -> None:
    st.header(_word("choose.title", view), anchor=False)
    st.markdown(_word("choose.text", view))


def _not_there(view: View, code: str) -> None:
    """A dissolved municipality is explained; a future one is told to be not there yet."""
    register, language = queries.the_register(), view.language
    gone = register.by_code[code]
    st.header(plain(_word("merged.title", view, name=gone.name, day=day(view.as_of, language))), anchor=False)
    if gone.dissolved_on is None or gone.dissolved_on > view.as_of:
        st.markdown(plain(_word("merged.not_yet", view, name=gone.name, day=day(view.as_of, language))))
        return
    successors = [(one, register.by_code[one].name) for one in register.successors_on(code, view.as_of)]
    key = "gone" if not successors else "into" if len(successors) == 1 else "split"
    names = listing([name for _, name in successors], language)
    text = _word(
        f"merged.{key}", view, name=gone.name, day=day(gone.dissolved_on, language), successor=names, successors=names
    )
    st.markdown(plain(text))
    for successor, name in successors:
        there = view.with_choice("gemeente", successor, state.run().choices)
        label = plain(_word("merged.open", view, name=name))
        st.page_link(state.page("municipality"), label=label, query_params=there.address())


def _formed_from(one: One, view: View) -> None:
    gone = [queries.the_register().by_code[code] for code in one_municipality.parts_of(one.code, view.as_of)]
    said_before = [part for part in gone if part.code in one.said["municipality_code"]]
    if said_before:
        names = listing([part.name for part in said_before], view.language)
        since = day(said_before[0].dissolved_on, view.language, unknown="")
        st.markdown(f":gray[{plain(_word('merged.from_parts', view, name=one.name, day=since, parts=names))}]")


def _word(key: str, view: View, **values: object) -> str:
    return say(f"screen_municipality.{key}", view.language, **values)
