"""Wacht op: on whom those at work on this step wait, a bar per party."""

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, few_about, not_known, party_names
from dashboard.screens.steps.asked import OneStep
from dashboard.screens.steps.words import nobody_busy, note_of_started, number_column
from dashboard.subjects.waits import names_table
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer, listing
from language.texts import say
from metrics.defining.sentences import party_name
from metrics.readings.in_progress import waits


def waiting(picture: OneStep, view: View) -> None:
    """What those who have started the step say that they wait on."""
    if anatomy.withheld("waiting"):
        return
    finding = waiting_finding(picture, view.language)
    data = waiting_drawn(picture, say("screen_steps.waiting.alt", view.language, finding=finding), view.language)
    anatomy.figure(
        "waiting",
        finding=finding,
        subtitle=say("screen_steps.waiting.subtitle", view.language, step=picture.number),
        draw=lambda: picture.busy.height and ROWS.draw(data, key="waiting"),
        note=note_of_started(picture, view.language),
        table=lambda: waiting_table(picture, view.language, finding),
        rows_under=lambda: waiting_rows(picture, view.language, finding),
        made_by=picture.waiting,
    )


def waiting_finding(picture: OneStep, language: Language) -> str:
    """What those at work waited on most by their last report, how many of them named nobody, of how many it is not
    known.
    """
    if picture.too_few is not None:
        return few_about(picture.too_few, say("screen_steps.waiting.about", language, step=picture.number), language)
    started = picture.busy.height
    if not started:
        return nobody_busy(picture, language)
    most = max(picture.waits["count"].to_list(), default=0)
    unheard = not_known("screen.known.not_of", picture.said.unknown_count, language)
    if not most:
        return counted("screen_steps.waiting.finding_nobody", started, language, step=picture.number, rest=unheard)
    keys = picture.waits.filter(picture.waits["count"] == most)["party"].to_list()
    names = [party_name(picture.parties[key].key, picture.parties[key].name).of(language) for key in keys]
    values = {"step": picture.number, "party": listing(names, language)}
    if started == 1:
        return say("screen_steps.waiting.finding_only", language, **values, rest=unheard)
    nobody = picture.busy["waiting_on"].null_count()
    rest = counted("screen_steps.waiting.rest", nobody, language) if nobody else ""
    values |= {"count": integer(most, language), "started": integer(started, language), "rest": f"{rest}{unheard}"}
    if len(keys) > 1:
        return say("screen_steps.waiting.finding_tie", language, **values)
    return counted("screen_steps.waiting.finding", most, language, **values)


def waiting_table(picture: OneStep, language: Language, caption: str) -> TableData:
    """A row per party, and one for those that name nobody."""
    nobody = say("screen_steps.waiting.nobody", language)
    parties = [party_names(key, picture.programme, language)[0] for key in picture.waits["party"]]
    counts = [*picture.waits["count"], picture.busy["waiting_on"].null_count()]
    here = counts if picture.said_count else [None] * len(counts)
    everywhere = [*picture.waits["everywhere"], None]  # over all steps those that name nobody are not counted
    over_all = number_column(say("screen_steps.waiting.all_steps", language), everywhere, language)
    return TableData(
        caption,
        [
            Column(say("screen_steps.waiting.party", language), [*parties, nobody]),
            number_column(say("screen_steps.waiting.this_step", language), here, language),
            shielded(over_all, [*(row.everywhere is None for row in picture.waited_on), False], language),
        ],
    )


def waiting_rows(picture: OneStep, language: Language, caption: str) -> TableData:
    """The municipalities behind the bars: a row for each party that one waits on, the most waited on first; those that
    name nobody last.
    """
    order = {key: place for place, key in enumerate(picture.waits["party"])}
    named = waits(picture.busy).sort(pl.col("party").replace_strict(order, return_dtype=pl.Int64), maintain_order=True)
    silent = picture.busy.filter(pl.col("waiting_on").is_null()).with_columns(party=pl.lit(None, pl.String))
    return names_table(pl.concat([named, silent]), picture.as_of, picture.programme, language, caption)


def waiting_drawn(picture: OneStep, alt: str, language: Language) -> RowsData:
    """A bar per party, and one for those that name nobody; at right the count over all steps."""
    rows: list[Row] = [
        {
            "label": party_names(row.party, picture.programme, language)[0],
            "marks": _bar(row.count, "started", language),
            "right": [integer(row.everywhere, language, unknown=say("screen.state.withheld_word", language))],
        }
        for row in picture.waited_on
    ]
    nobody = picture.busy["waiting_on"].null_count()
    rows.append({"label": say("screen_steps.waiting.nobody", language), "marks": _bar(nobody, "outline", language)})
    return {
        "alt": alt,
        "key": [],
        "axis": {"from": 0, "to": max([*picture.waits["count"], nobody, 1]), "ticks": []},
        "right": [say("screen_steps.waiting.all_steps", language)],
        "narrow_below": 300,
        "row": 35,
        "room_right": 44 if all(row.everywhere is not None for row in picture.waited_on) else 84,
        "rows": rows,
    }


def _bar(count: int, kind: MarkKind, language: Language) -> list[Mark]:
    drawn: MarkKind = kind if count else "interval"
    return [
        {"kind": drawn, "from": 0, "to": count, "text": integer(count, language), "place": "right", "is_strong": True}
    ]
