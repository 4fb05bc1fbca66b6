"""What stands out in the reports of one municipality, in words with what to do."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.sentences import SENTENCES, Sentence, SentencesData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.subjects.stands_out import StandsOut, rows_told, stands_out
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.receipts import answers
from domain.bilingual import Language
from language.formats import day, days, integer
from language.texts import has, say
from metrics.readings.stands_out import warned_rows

MOST_ROWS: Final = 3  # per rule; the table has them all


def what_stands_out(municipality: OneMunicipality, view: View) -> None:
    """What stands out in its reports, with what to do about it."""
    told = warnings_told(municipality, view)
    data: SentencesData = {"sentences": told}
    anatomy.figure(
        "warnings",
        finding=warnings_finding(municipality, told, view.language),
        subtitle=say("screen_municipality.warnings.subtitle", view.language),
        draw=lambda: SENTENCES.draw(data, key="warnings"),
        note=say("screen_municipality.warnings.note", view.language, as_of=day(view.as_of, view.language)),
        table=(lambda: warnings_table(warned_asked(municipality, view), view.language)) if told else None,
        made_by=queries.ask(view.without_filters(), "consistency", by=("rule",), municipality=municipality.code),
        whom="own",
    )


def warnings_finding(municipality: OneMunicipality, told: Sequence[Sentence], language: Language) -> str:
    """How many things stand out; where nothing does, whether there is anything to look at."""
    if told:
        key = "screen_municipality.warnings.finding_one" if len(told) == 1 else "screen_municipality.warnings.finding"
        return say(key, language, count=integer(len(told), language))
    is_silent, age = municipality.is_silent, municipality.max_age_days
    if is_silent and age is not None:
        return say("screen_municipality.warnings.silent_age", language, age=days(age, language))
    return say("screen_municipality.warnings.silent" if is_silent else "screen_municipality.warnings.none", language)


def warnings_told(municipality: OneMunicipality, view: View) -> list[Sentence]:
    """One sentence per rule that a report of it breaks; in small the newest of those rows, and what to do."""
    warned = stands_out(warned_asked(municipality, view).sort("reporting_date", descending=True))
    said = answers(view, municipality.code) if warned else pl.DataFrame()
    found = [answered(row, said) for row in warned]
    told: list[Sentence] = []
    for rule in sorted({row.rule for row in found}):
        rows = [row for row in found if row.rule == rule]
        about = rows_told(rows[:MOST_ROWS], view.language)
        more = len(rows) - MOST_ROWS
        rest = counted("screen_municipality.warnings.more", more, view.language) if more > 0 else ""
        # what a newer report settled, or somebody answered, asks for nothing any more
        is_open = any(row.is_latest and not row.answer for row in rows)
        remedy = say(f"warning.{rule}.remedy", view.language) if is_open and has(f"warning.{rule}.remedy") else ""
        note = ". ".join(part for part in (f"{about[:1].upper()}{about[1:]}{rest}", remedy) if part)
        told.append({"text": say(f"screen_rule.warning.{rule}", view.language), "note": note})
    return told


def answered(row: StandsOut, said: pl.DataFrame) -> StandsOut:
    """The row with what was answered about it: in the report that it stands in, to this rule, on this subject."""
    about = {
        "report_sequence": row.ledger_sequence,
        "table": row.table,
        "rule": row.rule,
        "subject": None if row.step_number is None and row.target_group is None
        else str(row.step_number or row.target_group),
    }  # fmt: skip
    of_row = said.filter(pl.col(name).eq_missing(pl.lit(value)) for name, value in about.items())
    return row if of_row.is_empty() else replace(row, answer=of_row["text"][-1])


def warned_asked(municipality: OneMunicipality, view: View) -> pl.DataFrame:
    """The reports that stand out on its page: its own, and of what it was formed from; `warned_rows`."""
    rows = queries.derived(view.without_filters(), warned_rows)
    return rows.filter(pl.col("municipality_code") == municipality.code)


def warnings_table(found: pl.DataFrame, language: Language) -> TableData:
    """One row per report that stands out: the rule, what it says beside what, and where it stands."""
    rows = stands_out(found)
    return TableData(
        say("screen_municipality.warnings.caption", language),
        [
            Column(say("screen_quality.warnings.rule", language),
                   [say(f"screen_rule.warning.{row.rule}", language) for row in rows]),
            Column(say("screen_quality.warnings.about", language), [row.about(language) for row in rows]),
            Column(say("screen_quality.warnings.stated", language), [row.stated(language) for row in rows]),
            Column(say("screen_quality.warnings.beside", language), [row.beside(language) for row in rows]),
            Column(say("screen.column.reporting_date", language), [row.reporting_date for row in rows],
                   partial(day, language=language)),
            Column(say("screen_quality.refused.file", language), [row.where(language) for row in rows]),
        ],
    )  # fmt: skip
