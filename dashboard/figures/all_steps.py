"""All steps side by side: at which municipalities are longest, and who waits on whom."""

import streamlit as st

from dashboard import all_steps, components, parts, queries, state, waiting_tables
from dashboard.address import View
from dashboard.all_steps import AllSteps
from dashboard.words import plain
from language.texts import say


def busy(found: AllSteps, view: View) -> None:
    """At which steps municipalities are longest, and where most of them wait."""
    finding = all_steps.busy_finding(found, view.language)
    has_rows = not found.rows.is_empty()
    parts.figure(
        "all_busy",
        finding=finding,
        subtitle=say("screen_steps.all_busy.subtitle", view.language),
        draw=lambda: has_rows and _draw_busy(found, finding, view),
        note=all_steps.busy_note(found, view.language),
        table=waiting_tables.busy(found, view.language, finding) if has_rows else None,
    )


def _draw_busy(found: AllSteps, finding: str, view: View) -> None:
    _to_step(components.draw("list", waiting_tables.busy_list(found, view.language, finding), key="all_busy").open,
             view, None)  # fmt: skip


def waits(found: AllSteps, view: View) -> None:
    """Who waits on whom, over all steps: counts by step and party, and the names of the party chosen."""
    finding = all_steps.waits_finding(found, view.language)
    parts.figure(
        "waits",
        finding=finding,
        subtitle=say("screen_steps.waits.subtitle", view.language),
        draw=lambda: _draw_waits(found, finding, view),
        note=all_steps.waits_note(found, view.language),
        table=waiting_tables.counts(found, view.language, finding),
        rows_under=waiting_tables.names(found.named, found.programme, view.language, finding),
        made_by=queries.ask(view, "waiting_on", by=("party", "step")),
    )


def _draw_waits(found: AllSteps, finding: str, view: View) -> None:
    options = [["", say("screen.filter.all", view.language)]]
    options += [[party.key, party.name.of(view.language)] for party in found.programme.waiting_parties]
    parts.chooser("wacht", say("screen_steps.waits.choose", view.language), options, found.party or "")
    opened = components.draw("list", waiting_tables.counts_list(found, view.language, finding), key="waits").open
    _to_step(opened, view, "waiting")
    if found.party is None:
        st.markdown(f":gray[{plain(say('screen_steps.waits.choose_names', view.language))}]")
    elif found.named.height:
        caption = say("screen_steps.waits.names", view.language)
        named = waiting_tables.names_list(found, view.language, caption)
        opened = components.draw("list", named, key="waits_names").open
        if opened:
            state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def _to_step(opened: str | None, view: View, figure: str | None) -> None:
    if opened:
        state.go("steps", view.with_choice("stap", opened, state.run().choices), figure=figure)
