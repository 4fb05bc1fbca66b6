"""Who waits on whom, all steps side by side."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, plain
from dashboard.screens.steps.every_step import AllSteps
from dashboard.screens.steps.words import drawn_list, go_to_step, number_column
from dashboard.subjects.waits import busy_word, names_table, step_word, waits_word
from dashboard.view import queries, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import WaitingParty
from language.formats import day, integer
from language.texts import say
from metrics.defining.sentences import party_name


def waits(found: AllSteps, view: View) -> None:
    """Who waits on whom, over all steps: counts by step and party, and the names of the party chosen."""
    finding = waits_finding(found, view.language)
    anatomy.figure(
        "waits",
        finding=finding,
        subtitle=say("screen_steps.waits.subtitle", view.language),
        draw=lambda: _draw_waits(found, finding, view),
        note=waits_note(found, view.language),
        table=counts(found, view.language, finding),
        rows_under=names_table(found.named, found.programme, view.language, finding),
        made_by=queries.ask(view, "waiting_on", by=("party", "step")),
    )


def _draw_waits(found: AllSteps, finding: str, view: View) -> None:
    options = [["", say("screen.filter.all", view.language)]]
    options += [[party.key, party.name.of(view.language)] for party in found.programme.waiting_parties]
    anatomy.chooser("wacht", say("screen_steps.waits.choose", view.language), options, found.party or "")
    opened = LIST.draw(counts_list(found, view.language, finding), key="waits").open
    go_to_step(opened, view, "waiting")
    if found.party is None:
        st.markdown(f":gray[{plain(say('screen_steps.waits.choose_names', view.language))}]")
    elif found.named.height:
        caption = say("screen_steps.waits.names", view.language)
        named = names_list(found, view.language, caption)
        opened = LIST.draw(named, key="waits_names").open
        if opened:
            state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def waits_finding(found: AllSteps, language: Language) -> str:
    """Who is waited on most over all steps; of a chosen party how often, and at which step most."""
    parties = {party.key: party for party in found.programme.waiting_parties}
    if found.party is not None:
        return _of_party(found, parties[found.party], language)
    most = max(parties, key=found.total)
    if not found.total(most):
        return say("screen_steps.waits.finding_nobody", language)
    return counted("screen_steps.waits.finding", found.total(most), language, party=_inside(parties[most], language))


def _of_party(found: AllSteps, party: WaitingParty, language: Language) -> str:
    counts = {step: found.counts.get((step, party.key), 0) for step in found.programme.step_numbers}
    step = max(counts, key=lambda number: counts[number])
    words = {"party": _inside(party, language), "step": step, "most": integer(counts[step], language)}
    return counted("screen_steps.waits.finding_party", sum(counts.values()), language, **words)


def _inside(party: WaitingParty, language: Language) -> str:
    return party_name(party.key, party.name).of(language)


def waits_note(found: AllSteps, language: Language) -> str:
    """Of how many started steps; that one of them may wait on several."""
    said = counted("screen_steps.waits.note", found.rows.height, language)
    return " · ".join([said, day(found.as_of, language), say("screen.kind.observation", language)])


@dataclass(frozen=True)
class _Waiting:
    """What the list says of one municipality at one step; the columns of `AllSteps.named`."""

    municipality_code: str
    name: str
    step_number: int
    busy_days: float | None
    is_stale: bool
    waiting_on: str
    reporting_date: date


def names_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """The data of the drawn list of who waits on the chosen party; each leads to its own page."""
    rows: list[ListRow] = [
        {
            "open": row.municipality_code,
            "cells": [row.name, step_word(row.step_number, found.programme, language),
                      busy_word(row.busy_days, language, is_stale=row.is_stale),
                      waits_word(row.waiting_on, found.programme, language), day(row.reporting_date, language)],
            "sort": [row.name, row.step_number, row.busy_days, row.waiting_on, row.reporting_date.isoformat()],
        }
        for row in rows_of(found.named, _Waiting)
    ]  # fmt: skip
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.step", language)},
        {"label": say("screen_steps.busy.months", language), "is_number": True},
        {"label": say("screen.column.waiting_on", language), "is_minor": True},
        {"label": say("screen.column.reporting_date", language), "is_minor": True},
    ]
    return drawn_list(caption, columns, rows, 15, language)


def counts(found: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step and one for all steps: how many wait on each party."""
    steps = found.programme.step_numbers
    parties = [(party.key, party.name.of(language)) for party in found.programme.waiting_parties]
    every = say("screen_steps.waiting.all_steps", language)
    at_work = dict(found.by_step.select("step_number", "started_count").iter_rows())
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language),
                   [*(step_word(step, found.programme, language) for step in steps), every]),
            number_column(say("screen_steps.all_busy.started", language),
                     [*(at_work.get(step, 0) for step in steps), found.rows.height], language),
            *(
                number_column(name, [*(found.counts.get((step, key), 0) for step in steps), found.total(key)], language)
                for key, name in parties
            ),
        ],
    )  # fmt: skip


def counts_list(found: AllSteps, language: Language, caption: str) -> ListData:
    """Those counts as a list to act on; on a narrow screen the chosen party alone."""
    table = counts(found, language, caption)
    numbers = [*found.programme.step_numbers, None]  # the row of all steps stays last and leads nowhere
    rows: list[ListRow] = [
        {"open": None if number is None else str(number), "cells": cells, "is_chosen": number is None,
         "sort": [number, *(None if number is None else column.values[place] for column in table.columns[1:])]}
        for place, (number, cells) in enumerate(zip(numbers, table.words(), strict=True))
    ]  # fmt: skip
    chosen = {party.name.of(language): party.key == found.party for party in found.programme.waiting_parties}
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place,
         "is_minor": place == 1 or (found.party is not None and place > 1 and not chosen.get(head.label, False))}
        for place, head in enumerate(table.columns)
    ]  # fmt: skip
    return drawn_list(caption, columns, rows, len(rows), language)
