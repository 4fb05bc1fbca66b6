"""What was spent on what was never budgeted."""

from functools import partial

from dashboard.drawing.rows import Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.screens.costs import words
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.columns import (
    count_column,
    expected_columns,
    money_column,
    or_word,
    quartile_columns,
    step_columns,
    text_column,
)
from dashboard.screens.costs.words import MILLION, counted_spent, draw_rows
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import decimal, integer, millions
from language.texts import say


def never(picture: Costs, view: View) -> None:
    """What was never estimated, with the first evidence."""
    language = view.language
    finding = never_finding(picture, language)
    data = (
        never_drawn(picture, say("screen_costs.never.alt", view.language, finding=finding), language)
        if picture.never
        else None
    )
    anatomy.figure(
        "cost_never",
        finding=words.unbroken(finding),
        subtitle=say("screen_costs.never.subtitle", view.language),
        draw=partial(draw_rows, data, "cost_never"),
        note=behind_never(picture, view),
        table=never_table(picture, language, finding) if picture.never else None,
        made_by=picture.realisation,
    )


def never_finding(picture: Costs, language: Language) -> str:
    """On which of the steps that were never estimated most was spent."""
    if not picture.never:
        return say("screen_costs.never.finding_whole", language)
    said = [(picture.by_step[step.number], step) for step in picture.never]
    spread_of_dearest, dearest = max(said, key=lambda found: found[0].realised_eur or 0)
    if spread_of_dearest.realised_eur is None:
        return say("screen_costs.never.finding_none", language)
    count = spread_of_dearest.stated_count
    return say(
        f"screen_costs.never.finding{'_one' if count == 1 else ''}",
        language,
        name=dearest.short_name.of(language),
        spent=words.money(spread_of_dearest.realised_eur, language),
        count=integer(count, language),
    )


def behind_never(picture: Costs, view: View) -> str:
    """How many municipalities stated an amount for a step that was never estimated."""
    return counted_spent("never.note", picture.outside, view)


def never_table(picture: Costs, language: Language, caption: str) -> TableData:
    """One row per step that was never estimated."""
    said = [picture.by_step[step.number] for step in picture.never]
    kinds = [say(f"screen_costs.tag.{words.kind(step.cost)}", language) for step in picture.never]
    return TableData(
        caption,
        [
            *step_columns(picture.never, language),
            text_column("kind", kinds, language),
            money_column("spent", [or_word(row.realised_eur, "not_reported", language) for row in said], language),
            count_column("count", [row.stated_count for row in said], language),
            *quartile_columns(said, language),
            *expected_columns(picture, picture.never, language),
        ],
    )


def never_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """A bar per step without an estimate, from nothing; beside it how many, and the middle municipality."""
    unknown = say("screen.state.not_reported", language)
    rows: list[Row] = []
    for step in picture.never:
        said = picture.by_step[step.number]
        spent = said.realised_eur
        right = [
            millions(spent, language, unknown=unknown),
            integer(said.stated_count, language),
            words.middle(said.median, said.spread_status, language),
        ]
        row: Row = {"label": words.step_name(step, language), "right": right}
        if spent is None:
            row["words"] = unknown
        else:
            row["marks"] = [{"kind": "finished", "from": 0, "to": spent}]
        rows.append(row)
    most = max([picture.by_step[step.number].realised_eur or 0 for step in picture.never])
    axis = axis_around(
        0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 1 if most >= 3e5 else 2)
    )
    heads = [say(f"screen_costs.never.{name}", language) for name in ("spent", "count", "median")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}
