"""What was spent on the steps for which the impact analysis names no amount."""

from dashboard.drawing.rows import ROWS, Row, RowsData
from dashboard.drawing.ticks import axis_around
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import TableData
from dashboard.figure.withheld_rows import held_note
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
from dashboard.screens.costs.readings import Spread
from dashboard.screens.costs.words import MILLION, counted_spent, middle, money_spent, step_name, tag_word, unbroken
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, decimal, integer, listing, millions
from language.texts import say
from metrics.defining.enough import bears_one_number
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
        note=never_note(picture, view),
        table=(lambda: never_table(picture, language, finding)) if picture.never else None,
        made_by=picture.realisation,
    )


def never_note(picture: Costs, view: View) -> str:
    """How many municipalities stand behind it, where that may be said; and how many of its rows are withheld."""
    if picture.sees_counts:
        return counted_spent("screen_costs.never.note", picture.outside, view)
    note = say("screen_costs.table.note_held", view.language, as_of=day(view.as_of, view.language))
    return held_note(note, sum(step.number in picture.held for step in picture.never), view.language)


def never_finding(picture: Costs, language: Language) -> str:
    """On which of the steps that were never estimated most was spent."""
    if not picture.never:
        return say("screen_costs.never.finding_whole", language)
    said = [(picture.by_step[step.number], step) for step in picture.never if step.number not in picture.held]
    if not said:
        return say("screen_costs.table.finding_held", language)
    most = max(spread.realised_eur or 0 for spread, _ in said)
    spread_of_dearest, dearest = next(found for found in said if (found[0].realised_eur or 0) == most)
    if spread_of_dearest.realised_eur is None:
        return say("screen_costs.never.finding_none", language)
    said_count = picture.outside.municipality_count if picture.sees_counts else spread_of_dearest.stated_count
    few = too_few(said_count, picture.municipality_count)
    if few is not None and picture.sees_counts:
        return few_about(few, say("screen_costs.never.about", language), language)
    if few is not None:  # of this step alone: of one that is withheld more may have stated an amount
        shown = say("screen_costs.word.shown", language, about=step_name(dearest, language))
        return few_about(few, shown, language)
    level = [step.short_name.of(language) for spread, step in said if spread.realised_eur == most]
    if len(level) > 1:
        values = {"names": listing(level, language), "spent": money_spent(most, language)}
        return say("screen_costs.never.finding_tie", language, **values)
    count = spread_of_dearest.stated_count
    if picture.is_held(picture.never):
        words = {
            "name": dearest.short_name.of(language),
            "spent": money_spent(spread_of_dearest.realised_eur, language),
        }
        return say("screen_costs.never.finding_shown", language, count=integer(count, language), **words)
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
    is_held = [step.number in picture.held for step in picture.never]
    no_spread, every = [not picture.sees_spread] * len(rows), [picture.municipality_count] * len(rows)
    counts = count_column("screen_costs.column.count", [row.stated_count for row in rows], language)
    finished = count_column("screen_costs.column.finished", [row.finished_count for row in rows], language)
    return TableData(
        caption,
        [
            *step_columns(picture.never, language),
            text_column("screen_costs.column.kind", kinds, language),
            shielded(spent_column(rows, language), is_held, language),
            shielded(counts, is_held, language),
            *(shielded(column, no_spread, language) for column in quartile_columns(rows, every, language)),
            shielded(finished, no_spread, language),
            *expected_columns(picture, picture.never, language),
        ],
    )


def _tick(value: float, most: float, language: Language) -> str:
    """A place on the axis in millions, with as many decimals as its length asks for, so that no two are alike."""
    digits = next((digits for digits, least in enumerate((3.0, 0.3, 0.03)) if most >= least * MILLION), 3)
    return decimal(value / MILLION, language, digits if value else 0)


def _middle(spread: Spread, asked_count: int, language: Language) -> str:
    """The middle amount, or the word for why there is none: too few for one number too."""
    if spread.median is not None and not bears_one_number(spread.finished_count, asked_count):
        return middle(None, ValueStatus.TOO_FEW, language)
    return middle(spread.median, spread.spread_status, language)


def never_drawn(picture: Costs, alt: str, language: Language) -> RowsData:
    """A bar per step without an estimate, from nothing; beside it how many, and the middle municipality."""
    unknown, word = say("screen.state.not_reported", language), say("screen.state.withheld_word", language)
    rows: list[Row] = []
    for step in picture.never:
        if step.number in picture.held:
            told = picture.held.told(step.number, language)
            rows.append({"label": step_name(step, language), "right": ["", "", "", ""], "withheld": told})
            continue
        spread = picture.by_step[step.number]
        spent = spread.realised_eur
        right = [
            millions(spent, language, unknown=unknown, rounding="down"),
            integer(spread.stated_count, language),
            _middle(spread, picture.municipality_count, language) if picture.sees_spread else word,
            integer(spread.finished_count, language) if picture.sees_spread else word,
        ]
        row: Row = {"label": step_name(step, language), "right": right}
        if spent is None:
            row["words"] = unknown
        else:
            row["marks"] = [{"kind": "finished", "from": 0, "to": spent}]
        rows.append(row)
    shown = [step.number for step in picture.never if step.number not in picture.held]
    most = max([picture.by_step[number].realised_eur or 0 for number in shown], default=0)
    axis = axis_around(0, max(most, 1), lambda value: _tick(value, most, language))
    heads = [
        say("screen_costs.never.spent", language),
        say("screen_costs.never.count", language),
        say("screen_costs.never.median", language),
        say("screen_costs.never.finished", language),
    ]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}
