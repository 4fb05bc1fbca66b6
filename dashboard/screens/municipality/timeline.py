"""The own timeline: real bars, own targets as diamonds, one line at the as-of date and no mark left of it."""

import polars as pl

from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import TableData
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.timeline_drawn import TIMELINE, timeline_drawn
from dashboard.screens.municipality.timeline_words import timeline_finding, timeline_note
from dashboard.screens.municipality.words import waiting_on_column
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.texts import say


def own_timeline(municipality: OneMunicipality, view: View) -> None:
    """Its steps on its own timeline, with its own targets."""
    language = view.language
    finding = timeline_finding(municipality, language)
    alt = say("screen_municipality.timeline.alt", language, count=municipality.steps.height, finding=finding)
    data = timeline_drawn(municipality, alt, language)
    anatomy.figure(
        "timeline",
        finding=finding,
        subtitle=say(
            "screen_municipality.timeline.subtitle" if municipality.targets
            else "screen_municipality.timeline.subtitle_no_targets",
            language, name=municipality.name, rule=say("screen.rule.finished", language),
        ),
        draw=lambda: TIMELINE.draw(data, key="timeline"),
        note=timeline_note(municipality, view),
        table=lambda: timeline_table(municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "completed_steps", municipality=municipality.code),
        whom="own",
    )  # fmt: skip


def timeline_table(municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per step, with its dates and the first and the last own target."""
    numbers = municipality.steps["step_number"].to_list()
    rows = municipality.steps.with_columns(
        step_name=pl.Series(
            [municipality.programme.step(number).name.of(language) for number in numbers], dtype=pl.String
        ),
        first_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[0] for number in numbers], dtype=pl.Date
        ),
        last_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[1] for number in numbers], dtype=pl.Date
        ),
    )
    dates = ("start_date", "end_date", "first_target_date", "last_target_date", "reporting_date")
    return TableData(
        caption,
        [
            column(rows, "step_number", language, "count", "step"),
            column(rows, "step_name", language),
            column(rows, "standing", language, "standing"),
            column(rows, "is_stale", language, "yes"),
            *(column(rows, name, language, "day") for name in dates),
            waiting_on_column(rows["waiting_on"].to_list(), municipality, language),
        ],
    )
