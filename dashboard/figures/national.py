"""The figures of the national picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import components, findings, parts, queries, state, tables
from dashboard.address import View
from dashboard.charts.progress import OverTimeData, progress
from dashboard.charts.steps import stacked_steps
from dashboard.components.bars import BarsData
from dashboard.components.sentences import SentencesData
from dashboard.download import TableData
from dashboard.figures import atlas
from dashboard.figures.atlas import ChosenAtlas
from dashboard.national import National, Told, changes, headlines, national
from dashboard.parts import HeadlinesData
from domain.bilingual import Language
from language.texts import say


class ChosenHeadlines(HeadlinesData):
    """The headline figures of one choice; `chosen`: the filters that they are of."""

    chosen: str


class ChosenOverTime(OverTimeData):
    """The step over time of one choice; `chosen`: the filters that it is of."""

    chosen: str


@dataclass(frozen=True)
class Ahead:
    """The parts that the browser draws ahead of the server when a filter is chosen.

    Each says of which filters it is, so that the browser can keep it as the answer to them.
    """

    headlines: ChosenHeadlines
    atlas: ChosenAtlas
    over_time: ChosenOverTime

    def by_part(self) -> dict[str, Mapping[str, object]]:
        """The data of each part by its name, for who compares them whatever they are."""
        return {"headlines": self.headlines, "atlas": self.atlas, "over_time": self.over_time}


def drawn(view: View) -> Ahead:
    """What those parts are drawn with in one view."""
    picture, chosen = queries.kept(view, national), view.filters()
    return Ahead(
        headlines={**parts.headlines_drawn(headlines(picture, view)), "chosen": chosen},
        atlas={**atlas.drawn(picture, view), "chosen": chosen},
        over_time={**_months_drawn(picture, view.language), "chosen": chosen},
    )


def steps(picture: National, view: View) -> None:
    """The steps as stacked shares, with the estimate and its bounds."""
    language = view.language
    finding, data, table = queries.kept(view, _steps_drawn)
    bounds_note = say("screen_national.steps.bounds_note", language)
    parts.figure(
        "steps",
        finding=finding,
        subtitle=say("screen_national.steps.subtitle", language),
        draw=lambda: components.draw("bars", data, key="bars"),
        note=f"{parts.note(picture.completion, language, 'both')} · {bounds_note}",
        table=table,
        made_by=picture.completion,
    )


def _steps_drawn(view: View) -> tuple[str, BarsData, TableData]:
    """The finding, the data of the drawn part, the table."""
    picture, language = queries.kept(view, national), view.language
    finding = findings.stacked_steps(picture.standing_counts, picture.programme, language)
    alt = say("screen_national.steps.alt", language, count=len(picture.programme.steps), finding=finding)
    data = stacked_steps(
        picture.counts, picture.completion_by_step, picture.programme,
        municipality_count=picture.completion.municipality_count, alt=alt, language=language,
    )  # fmt: skip
    table = tables.stacked_steps(picture.completion.rows, picture.standing_counts, picture.programme, language, finding)
    return finding, data, table


def over_time(picture: National, data: OverTimeData, view: View) -> None:
    """One step per month."""
    parts.figure(
        "progress",
        finding=data["finding"],
        subtitle=data["subtitle"],
        draw=lambda: components.draw("over_time", data, key="over_time"),
        note=picture.progress_note(view.language),
        table=tables.progress(picture.months, view.language, data["finding"]),
        made_by=picture.progress,
        is_headed=True,
    )


def _months_drawn(picture: National, language: Language) -> OverTimeData:
    finding = findings.progress(picture.progress, picture.followed_step, language)
    subtitle = say("screen_national.progress.subtitle", language, number=picture.followed_step)
    return progress(picture.months, finding, subtitle, language)


def what_changed(view: View) -> None:
    """What changed since the previous period, in sentences."""
    told = queries.kept(view, changes)
    parts.figure(
        "changes",
        finding=told.finding,
        subtitle=told.subtitle,
        draw=lambda: _draw_changes(told, view),
        note=say("screen_national.changes.note", view.language),
        rows_under=told.rows,
    )


def _draw_changes(told: Told, view: View) -> None:
    data: SentencesData = {"sentences": told.sentences, "more": say("screen_national.changes.all", view.language)}
    if components.draw("sentences", data, key="changes").go:
        there = view.with_choice("eerder", told.known_before.isoformat(), state.run().choices)
        state.go("quality", there, figure="moments")
