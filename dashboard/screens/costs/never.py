"""What was spent on the steps for which the impact analysis names no amount."""

from dashboard.drawing.rows import ROWS, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.words import few_about
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    count_column,
    expected_columns,
    quartile_columns,
    spent_column,
    step_columns,
    text_column,
)
from dashboard.screens.costs.words import MILLION, counted_spent, middle, money_spent, step_name, tag_word, unbroken
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, integer, listing, millions
from language.texts import say
from metrics.readings.headlines import too_few


def never(picture: Costs, view: View) -> None:
    """What was never estimated, with the first evidence."""
    language = view.language
    finding = never_finding(picture, language)
    alt = say("screen_costs.never.alt", language, finding=finding)
    data = never_drawn(picture, alt, language) if picture.never else None
    anatomy.figure(
        "cost_never",
        finding=unbroken(finding),
        subtitle=say("screen_costs.never.subtitle", language),
        draw=lambda: data and ROWS.draw(data, key="cost_never"),
        note=counted_spent("screen_costs.never.note", picture.outside, view),
        table=never_table(picture, language, finding) if picture.never else None,
        made_by=picture.realisation,
    )


def never_finding(picture: Costs, language: Language) -> str:
    """On which of the steps that were never estimated most was spent."""
    if not picture.never:
        return say("screen_costs.never.finding_whole", language)
    said = [(picture.by_step[step.number], step) for step in picture.never]
    most = max(spread.realised_eur or 0 for spread, _ in said)
    spread_of_dearest, dearest = next(found for found in said if (found[0].realised_eur or 0) == most)
    if spread_of_dearest.realised_eur is None:
        return say("screen_costs.never.finding_none", language)
    few = too_few(picture.outside.municipality_count, picture.municipality_count)
    if few is not None:
        return few_about(few, say("screen_costs.never.about", language), language)
    level = [step.short_name.of(language) for spread, step in said if spread.realised_eur == most]
    if len(level) > 1:
        values = {"names": listing(level, language), "spent": money_spent(most, language)}
        return say("screen_costs.never.finding_tie", language, **values)
    count = spread_of_dearest.stated_count
    return say(
        "screen_costs.never.finding_one" if count == 1 else "screen_costs.never.finding",
        language,
        name=dearest.short_name.of(language),
        spent=money_spent(spread_of_dearest.realised_eur, language),
        count=integer(count, language),
    )


def never_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step that was never estimated."""
    rows = [picture.by_step[step.number] for step in picture.never]
    kinds = [tag_word(step.cost, language) for step in picture.never]
    return TableData(
        caption,
        [
            *step_columns(picture.never, language),
            text_column("screen_costs.column.kind", kinds, language),
            spent_column(rows, language),
            count_column("screen_costs.column.count", [row.stated_count for row in rows], language),
            *quartile_columns(rows, language),
            count_column("screen_costs.column.finished", [row.finished_count for row in rows], language),
            *expected_columns(picture, picture.never, language),
        ],
    )


def _tick(value: float, most: float, language: Language) -> str:
    """A place on the axis in millions, with as many decimals as its length asks for, so that no two are alike."""
    digits = next((digits for digits, least in enumerate((3.0, 0.3, 0.03)) if most >= least * MILLION), 3)
    return decimal(value / MILLION, language, digits if value else 0)


def never_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """A bar per step without an estimate, from nothing; beside it how many, and the middle municipality."""
    unknown = say("screen.state.not_reported", language)
    rows: list[Row] = []
    for step in picture.never:
        spread = picture.by_step[step.number]
        spent = spread.realised_eur
        right = [
            millions(spent, language, unknown=unknown, rounding="down"),
            integer(spread.stated_count, language),
            middle(spread.median, spread.spread_status, language),
            integer(spread.finished_count, language),
        ]
        row: Row = {"label": step_name(step, language), "right": right}
        if spent is None:
            row["words"] = unknown
        else:
            row["marks"] = [{"kind": "finished", "from": 0, "to": spent}]
        rows.append(row)
    most = max([picture.by_step[step.number].realised_eur or 0 for step in picture.never])
    axis = axis_around(0, max(most, 1), lambda value: _tick(value, most, language))
    heads = [
        say("screen_costs.never.spent", language),
        say("screen_costs.never.count", language),
        say("screen_costs.never.median", language),
        say("screen_costs.never.finished", language),
    ]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}
