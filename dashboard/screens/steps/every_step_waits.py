"""Wie wacht op wie: how many wait on each party, all steps side by side, and the names of who waits on a chosen one."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.drawing.list import LIST, ListColumn, ListData, ListRow
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import counted, few_about, not_known, plain
from dashboard.screens.steps.every_step import AllSteps
from dashboard.screens.steps.every_step_busy import nobody_busy_anywhere
from dashboard.screens.steps.words import drawn_list, go_to_municipality, go_to_step, heard, number_column
from dashboard.subjects.waits import busy_head, busy_word, names_table, step_word, waits_word
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import WaitingParty
from language.formats import day, integer, listing
from language.texts import say
from metrics.defining.sentences import party_name


def waits(picture: AllSteps, view: View) -> None:
    """Who waits on whom, over all steps: counts by step and party, and the names of the party chosen."""
    if anatomy.withheld("waits"):
        return
    finding = waits_finding(picture, view.language)
    anatomy.figure(
        "waits",
        finding=finding,
        subtitle=say("screen_steps.waits.subtitle", view.language),
        draw=lambda: _draw_waits(picture, finding, view),
        note=waits_note(picture, view.language),
        table=lambda: waits_table(picture, view.language, finding),
        rows_under=lambda: names_table(picture.named, picture.as_of, picture.programme, view.language, finding),
        made_by=queries.ask(view, "waiting_on", by=("party", "step")),
    )


def _draw_waits(picture: AllSteps, finding: str, view: View) -> None:
    options = [["", say("screen.filter.all", view.language)]]
    options += [[party.key, party.name.of(view.language)] for party in picture.programme.waiting_parties]
    anatomy.chooser("wacht", say("screen_steps.waits.choose", view.language), options, picture.party or "")
    go_to_step(LIST.draw(waits_drawn(picture, view.language, finding), key="waits").open, view, "waiting")
    if anatomy.why_not("waits/names") is not None:
        st.markdown(f":gray[{plain(say('screen_steps.waits.names_withheld', view.language))}]")
    elif picture.party is None:
        st.markdown(f":gray[{plain(say('screen_steps.waits.choose_names', view.language))}]")
    elif picture.named.height:
        caption = names_caption(picture, view.language)
        st.markdown(f"**{plain(caption)}**")  # on a phone the column with the party is not there
        named = waits_names_drawn(picture, view.language, caption)
        go_to_municipality(LIST.draw(named, key="waits_names").open, view)


def names_caption(picture: AllSteps, language: Language) -> str:
    """On whom those in the list of names wait."""
    chosen = next(party for party in picture.programme.waiting_parties if party.key == picture.party)
    return say("screen_steps.waits.names", language, party=party_name(chosen.key, chosen.name).of(language))


def waits_finding(picture: AllSteps, language: Language) -> str:
    """Who was waited on most over all steps, all of them where they are level; of a chosen party how often, and at
    which steps most. Named in the last reports, so who waits and named nobody is in no rank.
    """
    if picture.too_few is not None:
        return few_about(picture.too_few, say("screen_steps.waits.about", language), language)
    if picture.held:
        return say("screen_steps.waits.finding_held", language)
    if picture.rows.is_empty():
        return nobody_busy_anywhere(picture, language)
    names = {party.key: party_name(party.key, party.name).of(language) for party in picture.programme.waiting_parties}
    if picture.party is not None:
        return _of_party(picture, picture.party, names[picture.party], language)
    totals = {party: picture.total(party) for party in names}
    most = max(totals.values(), default=0)
    if not most:
        return counted(
            "screen_steps.waits.finding_nobody", picture.rows.height, language, rest=_unheard(picture, language)
        )
    first = [names[party] for party, total in totals.items() if total == most]
    key = "screen_steps.waits.finding" if len(first) == 1 else "screen_steps.waits.finding_tie"
    return counted(key, most, language, party=listing(first, language), rest=_unheard(picture, language))


def _unheard(picture: AllSteps, language: Language) -> str:
    return not_known("screen.known.not_of_step", picture.unsaid_step_count, language)


def _of_party(picture: AllSteps, party: str, name: str, language: Language) -> str:
    counts = {step: picture.counts.get((step, party), 0) for step in picture.programme.step_numbers}
    most, total, started = max(counts.values()), sum(counts.values()), picture.rows.height
    values = {"party": name, "rest": _unheard(picture, language)}
    if not total:
        return counted("screen_steps.waits.finding_party_none", started, language, **values)
    steps = [str(step) for step, count in counts.items() if count == most]
    if len(steps) == 1:
        values |= {"step": steps[0], "most": integer(most, language)}
        return counted("screen_steps.waits.finding_party", total, language, **values)
    values |= {"steps": listing(steps, language), "total": integer(total, language)}
    return counted("screen_steps.waits.finding_party_tie", most, language, **values)


def waits_note(picture: AllSteps, language: Language) -> str:
    """Of how many started steps; that one of them may wait on several."""
    if picture.held:
        note = say("screen_steps.waits.note_held", language, as_of=day(picture.as_of, language))
        return held_note(note, picture.held.count, language)
    said = counted("screen_steps.waits.note", picture.rows.height, language)
    of_whom = heard("screen_steps.heard", picture.reporter_count, picture.municipality_count, language)
    return " · ".join([said, of_whom, day(picture.as_of, language), say("screen.kind.observation", language)])


def waits_table(picture: AllSteps, language: Language, caption: str) -> TableData:
    """A row per step and one for all steps: how many wait on each party."""
    steps = picture.programme.step_numbers
    every = say("screen_steps.waiting.all_steps", language)
    at_work = dict(picture.by_step.select("step_number", "started_count").iter_rows())
    started = _as_far_as_said(picture, [*(at_work.get(step, 0) for step in steps), picture.rows.height])
    is_held = [*(step in picture.held for step in steps), bool(picture.held)]
    numbers = [
        number_column(say("screen_steps.all_busy.started", language), started, language),
        *(_party_column(picture, party, language) for party in picture.programme.waiting_parties),
        _unknown_column(picture, language),
    ]
    names = [*(step_word(step, picture.programme, language) for step in steps), every]
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), names),
            *(shielded(column, is_held, language) for column in numbers),
        ],
    )


def _unknown_column(picture: AllSteps, language: Language) -> Column:
    """Of how many municipalities it is not known where they stand with the step; they may wait too."""
    unknown = [picture.municipality_count - count for count in picture.said.values()]
    label = say("screen_steps.waits.unknown", language)
    return number_column(label, [*unknown, picture.unsaid_step_count], language)


def _party_column(picture: AllSteps, party: WaitingParty, language: Language) -> Column:
    here = [picture.counts.get((step, party.key), 0) for step in picture.programme.step_numbers]
    return number_column(party.name.of(language), _as_far_as_said(picture, [*here, picture.total(party.key)]), language)


def _as_far_as_said(picture: AllSteps, counts: list[int]) -> list[int | None]:
    """Counts per step and over all; unknown of a step that nobody said anything about: that is not none."""
    said = [*picture.said.values(), picture.reporter_count]
    return [count if told else None for count, told in zip(counts, said, strict=True)]


def waits_drawn(picture: AllSteps, language: Language, caption: str) -> ListData:
    """The counts of the table as a list to act on; on a narrow screen those of the chosen party alone."""
    table = waits_table(picture, language, caption)
    numbers = [*picture.programme.step_numbers, None]  # the row of all steps stays last and leads nowhere
    counts = table.columns[1:]
    rows: list[ListRow] = [
        {"open": None if number is None else str(number), "cells": cells, "is_chosen": number is None,
         "sort": [number, *(None if number is None else _in_order(column.values[place]) for column in counts)]}
        for place, (number, cells) in enumerate(zip(numbers, table.words(), strict=True))
    ]  # fmt: skip
    chosen = {party.name.of(language): party.key == picture.party for party in picture.programme.waiting_parties}
    first_party, last = 2, len(table.columns) - 1
    columns: list[ListColumn] = [
        {"label": head.label, "is_number": head.is_number, "is_link": not place,
         "is_minor": place in (1, last)
         or (picture.party is not None and place >= first_party and not chosen.get(head.label, False))}
        for place, head in enumerate(table.columns)
    ]  # fmt: skip
    return drawn_list(caption, columns, rows, len(rows), language)


def _in_order(value: object) -> float | None:
    """What a cell is sorted by: nothing where it is withheld."""
    return value if isinstance(value, int | float) else None


@dataclass(frozen=True)
class _Waiting:
    """What the list says of one municipality at one step; the columns of `AllSteps.named`."""

    municipality_code: str
    name: str
    step_number: int
    busy_days: float | None
    is_stale: bool
    opened_on: date | None
    waiting_on: str
    reporting_date: date


def waits_names_drawn(picture: AllSteps, language: Language, caption: str) -> ListData:
    """The data of the drawn list of who waits on the chosen party; each leads to its own page."""
    rows: list[ListRow] = [
        {
            "open": row.municipality_code,
            "cells": [row.name, step_word(row.step_number, picture.programme, language),
                      busy_word(row.busy_days, language, is_stale=row.is_stale, opened_on=row.opened_on),
                      waits_word(row.waiting_on, picture.programme, language), day(row.reporting_date, language)],
            "sort": [row.name, row.step_number, row.busy_days, row.waiting_on, row.reporting_date.isoformat()],
        }
        for row in rows_of(picture.named, _Waiting)
    ]  # fmt: skip
    columns: list[ListColumn] = [
        {"label": say("screen.column.municipality", language), "is_link": True},
        {"label": say("screen.column.step", language)},
        {"label": busy_head(picture.as_of, language), "is_number": True},
        {"label": say("screen.column.waiting_on", language), "is_minor": True},
        {"label": say("screen.column.reporting_date", language), "is_minor": True},
    ]
    return drawn_list(caption, columns, rows, 15, language)
