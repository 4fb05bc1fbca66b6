"""Which municipality the page is of: its name and lead, what there is to do without one, what it was formed from."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard.figure import anatomy
from dashboard.figure.words import plain, size_word
from dashboard.screens.municipality.asked import OneMunicipality, parts_of
from dashboard.subjects import peers
from dashboard.subjects.reuse import variant_word
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from domain.statements import Table
from language.formats import day, days, integer, listing
from language.texts import say
from metrics.readings.said_later import finished_by_then


def header(view: View) -> None:
    """The name, with its province, inhabitants and access model; without a municipality, the name of the page."""
    language, everyone, code = view.language, queries.everyone(view), view.municipality_code
    if code is None or code not in everyone["municipality_code"]:
        anatomy.page_header(say("screen.page.municipality", language), say("screen_municipality.lead.choose", language))
        return
    facts = peers.facts_of(everyone, code)
    count, variant = facts.inhabitant_count, facts.access_variant
    access = say("screen_municipality.lead.access_unknown", language)
    if view.max_age_days is not None:
        access = say("screen_municipality.lead.access_unknown_aged", language, age=days(view.max_age_days, language))
    if anatomy.why_not("header") is not None:
        access = say("screen_municipality.lead.access_withheld", language)
    elif variant:
        access = say("screen_municipality.lead.access", language, variant=variant_word(variant, language))
    lead = say(
        "screen_municipality.lead.one" if count else "screen_municipality.lead.no_inhabitants", language,
        province=facts.province, inhabitants=integer(count, language, unknown=""),
        size=size_word(facts.size_class, language), access=access,
    )  # fmt: skip
    anatomy.page_header(facts.name, lead)


def choose_one(view: View) -> None:
    """None is chosen yet: how to choose one."""
    st.header(say("screen_municipality.choose.title", view.language), anchor=False)
    told = [say("screen_municipality.choose.text", view.language)]
    if showing.sees_all(view, Table.MILESTONE, state.run().visitor):  # who does not has no map
        told.append(say("screen_municipality.choose.map", view.language))
    st.markdown(" ".join(told))
    label = say("screen_print.label", view.language)
    st.markdown(plain(say("screen_municipality.choose.paper", view.language, button=label)))


def not_there(view: View, code: str) -> None:
    """It is not there on the as_of date: what became of it, or that it is yet to be founded."""
    register, language = queries.the_register(), view.language
    gone = register.by_code[code]
    named = {"name": gone.name, "day": day(view.as_of, language)}
    st.header(plain(say("screen_municipality.merged.title", language, **named)), anchor=False)
    if gone.dissolved_on is None or gone.dissolved_on > view.as_of:
        st.markdown(plain(say("screen_municipality.merged.not_yet", language, **named)))
        return
    successors = [(into, register.by_code[into].name) for into in register.successors_on(code, view.as_of)]
    key = (
        "screen_municipality.merged.gone" if not successors
        else "screen_municipality.merged.into" if len(successors) == 1
        else "screen_municipality.merged.split"
    )  # fmt: skip
    names = listing([name for _, name in successors], language)
    since = day(gone.dissolved_on, language)
    text = say(key, language, name=gone.name, day=since, successor=names, successors=names)
    st.markdown(plain(text))
    for successor, name in successors:
        label = plain(say("screen_municipality.merged.open", language, name=name))
        if st.button(label, key=f"open_{successor}"):
            state.choose("gemeente", successor)


def formed_from(municipality: OneMunicipality, view: View) -> None:
    """The municipalities it was formed from, where those reported before and who looks may know that."""
    if anatomy.why_not("reported") is not None:
        return
    gone = [queries.the_register().by_code[code] for code in parts_of(municipality.code, view.as_of)]
    said_before = [part for part in gone if part.code in municipality.said["municipality_code"]]
    if said_before:
        names = listing([part.name for part in said_before], view.language)
        since = day(said_before[0].dissolved_on, view.language, unknown="")
        said = say(
            "screen_municipality.merged.from_parts", view.language, name=municipality.name, day=since, parts=names
        )
        st.markdown(f":gray[{plain(said)}]")


def awaits_approval(municipality: OneMunicipality, view: View) -> None:
    """Of which day the report still has to be approved, for who may see its reports: it counts meanwhile."""
    if anatomy.why_not("awaiting") is not None:
        return
    waiting = queries.awaiting_approval(view).filter(pl.col("municipality_code") == municipality.code)
    newest = waiting["reporting_date"].max()
    if isinstance(newest, date):
        told = {"name": municipality.name, "day": day(newest, view.language)}
        st.info(plain(say("screen_municipality.awaiting.text", view.language, **told)))


def reported_later(municipality: OneMunicipality, view: View) -> None:
    """Which steps a report of after the as-of date calls finished by then: that date's figures do not count them."""
    if anatomy.why_not("timeline") is not None:
        return
    language, every = view.language, queries.known(view).statements[Table.MILESTONE]
    said = every.filter(pl.col("municipality_code") == municipality.code)
    later = [
        say("screen_municipality.later.step", language, step=step, ended=day(ended, language), day=day(on, language))
        for step, ended, on in finished_by_then(said, municipality.steps, view.as_of).iter_rows()
    ]
    if later:
        words = {"as_of": day(view.as_of, language), "steps": listing(later, language)}
        st.info(plain(say("screen_municipality.later.text", language, **words)))


def it_is_silent(municipality: OneMunicipality, view: View) -> None:
    """It never reported, or not lately enough for the chosen age: how far it is, is unknown, and that is not zero.

    Nothing for who may not know that.
    """
    if anatomy.why_not("reported") is not None:
        return
    language, name = view.language, municipality.name
    if view.max_age_days is not None and municipality.last_report is not None:
        named = {
            "name": name,
            "age": days(view.max_age_days, language),
            "last": day(municipality.last_report, language),
        }
        title = plain(say("screen_municipality.silent.title_age", language, **named))
        text = plain(say("screen_municipality.silent.text_age", language, **named))
        st.info(f"**{title}**  \n{text}")
        return
    title = plain(say("screen_municipality.silent.title", language, name=name))
    text = plain(say("screen_municipality.silent.text", language, name=name, as_of=day(view.as_of, language)))
    st.info(f"**{title}**  \n{text}")
