"""Wacht op: what those at work on this step wait on."""

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, party_names
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.words import number_column
from dashboard.subjects.waits import names_table
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, integer, listing
from language.texts import say
from metrics.defining.sentences import party_name
from metrics.readings.in_progress import waits


def waiting(one: OneStep, view: View) -> None:
    """What those who have started the step say that they wait on."""
    finding = waiting_finding(one, view.language)
    data = waiting_drawn(one, say("screen_steps.waiting.alt", view.language, finding=finding), view.language)
    anatomy.figure(
        "waiting",
        finding=finding,
        subtitle=say("screen_steps.waiting.subtitle", view.language, step=one.number),
        draw=lambda: one.busy.height and ROWS.draw(data, key="waiting"),
        note=waiting_note(one, view.language),
        table=waiting_table(one, view.language, finding),
        rows_under=waiting_names(one, view.language, finding),
        made_by=one.waiting,
    )


def waiting_finding(one: OneStep, language: Language) -> str:
    """What those at work wait on most, and how many of them name nobody."""
    started = one.busy.height
    if not started:
        return say("screen_steps.waiting.finding_none", language, step=one.number)
    most = max(one.waits["count"].to_list(), default=0)
    if not most:
        return say("screen_steps.waiting.finding_nobody", language, step=one.number)
    keys = one.waits.filter(one.waits["count"] == most)["party"].to_list()
    names = [party_name(one.parties[key].key, one.parties[key].name).of(language) for key in keys]
    values = {"step": one.number, "party": listing(names, language)}
    if started == 1:
        return say("screen_steps.waiting.finding_only", language, **values)
    nobody = one.busy["waiting_on"].null_count()
    rest = counted("screen_steps.waiting.rest", nobody, language, count=integer(nobody, language)) if nobody else ""
    values |= {"count": integer(most, language), "started": integer(started, language), "rest": rest}
    if len(keys) > 1:
        return say("screen_steps.waiting.finding_tie", language, **values)
    return counted("screen_steps.waiting.finding", most, language, **values)


def waiting_note(one: OneStep, language: Language) -> str:
    """Of how many municipalities that have started, and on which day."""
    return note_of_started(one, language, [])


def note_of_started(one: OneStep, language: Language, more: list[str]) -> str:
    """Of how many at work, what more must be said, the date and the kind."""
    said = [counted("screen_steps.waiting.note", one.busy.height, language), *more, day(one.as_of, language)]
    return " · ".join([*said, say("screen.kind.observation", language)])


def waiting_table(one: OneStep, language: Language, caption: str) -> TableData:
    """A row per party, and one for those that name nobody."""
    nobody = say("screen_steps.waiting.nobody", language)
    parties = [party_names(key, one.programme, language)[0] for key in one.waits["party"]]
    here = [*one.waits["count"], one.busy["waiting_on"].null_count()]
    return TableData(
        caption,
        [
            Column(say("screen_steps.waiting.party", language), [*parties, nobody]),
            number_column(say("screen_steps.waiting.this_step", language), here, language),
            number_column(say("screen_steps.waiting.all_steps", language), [*one.waits["everywhere"], None], language),
        ],
    )


def waiting_names(one: OneStep, language: Language, caption: str) -> TableData:
    """The municipalities behind the bars: a row for each party that one waits on, the most waited on first; those that
    name nobody last.
    """
    order = {key: place for place, key in enumerate(one.waits["party"])}
    named = waits(one.busy).sort(pl.col("party").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
    silent = one.busy.filter(pl.col("waiting_on").is_null()).with_columns(party=pl.lit(None, pl.String))
    return names_table(pl.concat([named, silent]), one.programme, language, caption)


def waiting_drawn(one: OneStep, alt: str, language: Language) -> RowsData:
    """A bar per party, and one for those that name nobody; at right the count over all steps."""
    rows: list[Row] = [
        {
            "label": party_names(row.party, one.programme, language)[0],
            "marks": _bar(row.count, "started", language),
            "right": [integer(row.everywhere, language)],
        }
        for row in one.waited_on
    ]
    nobody = one.busy["waiting_on"].null_count()
    rows.append({"label": say("screen_steps.waiting.nobody", language), "marks": _bar(nobody, "outline", language)})
    return {
        "alt": alt,
        "key": [],
        "axis": {"from": 0, "to": max([*one.waits["count"], nobody, 1]), "ticks": []},
        "right": [say("screen_steps.waiting.all_steps", language)],
        "narrow_below": 300,
        "row": 35,
        "room_right": 44,
        "rows": rows,
    }


def _bar(count: int, kind: MarkKind, language: Language) -> list[Mark]:
    drawn: MarkKind = kind if count else "interval"
    return [
        {"kind": drawn, "from": 0, "to": count, "text": integer(count, language), "place": "right", "is_strong": True}
    ]
