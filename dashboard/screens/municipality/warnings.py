"""What stands out in the reports of one municipality, in words with what to do."""

from collections.abc import Sequence

import polars as pl

from dashboard.drawing.sentences import SENTENCES, Sentence, SentencesData
from dashboard.figure import anatomy
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.consistency import consistency_warnings
from domain.statements import SUBJECT, Table
from language.formats import day, integer, listing
from language.texts import has, say


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
        made_by=queries.ask(view.without_filters(), "consistency", by=("rule",), municipality=municipality.code),
    )


def warnings_finding(municipality: OneMunicipality, told: Sequence[Sentence], language: Language) -> str:
    """How many things stand out; where nothing does, whether there is anything to look at."""
    if told:
        key = "screen_municipality.warnings.finding_one" if len(told) == 1 else "screen_municipality.warnings.finding"
        return say(key, language, count=integer(len(told), language))
    is_silent = municipality.history.is_empty()
    return say("screen_municipality.warnings.silent" if is_silent else "screen_municipality.warnings.none", language)


def warnings_told(municipality: OneMunicipality, view: View) -> list[Sentence]:
    """One sentence per rule, about the newest statement on each subject; the steps it is about in small."""
    found = _standing_warnings(municipality, view)
    told: list[Sentence] = []
    for rule in found["rule"].unique().sort().to_list():
        steps = found.filter(pl.col("rule") == rule)["step_number"].drop_nulls().unique().sort().to_list()
        numbers = listing([str(step) for step in steps], view.language)
        about = say("screen_municipality.warnings.steps", view.language, numbers=numbers) if steps else ""
        remedy = say(f"warning.{rule}.remedy", view.language) if has(f"warning.{rule}.remedy") else ""
        note = ". ".join(part for part in (about, remedy) if part)
        told.append({"text": say(f"screen_rule.warning.{rule}", view.language), "note": note})
    return told


def _standing_warnings(municipality: OneMunicipality, view: View) -> pl.DataFrame:
    """One row per rule and key, those about what the municipality said last."""
    own = pl.col("municipality_code") == municipality.code
    statements = {table: frame.filter(own) for table, frame in queries.young_enough(view).items()}
    found = consistency_warnings(
        statements, programme=municipality.programme, register=queries.the_register(), as_of=view.as_of
    )
    parts = [_newest(found, table, statements[table], view) for table in Table]
    return pl.concat([part for part in parts if part.height] or [found.clear()])


def _newest(found: pl.DataFrame, table: Table, statements: pl.DataFrame, view: View) -> pl.DataFrame:
    subject = SUBJECT[table]
    newest = (
        statements.filter(pl.col("reporting_date") <= view.as_of).group_by(subject).agg(pl.col("reporting_date").max())
    )
    return found.filter(pl.col("table") == table.value).join(newest, on=[*subject, "reporting_date"], how="semi")
