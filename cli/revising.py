"""`wams revisions`: what was recorded between two moments, and what it did to the headline figures."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.outcome import asked_day, echo, end_wrong_use, now, print_json
from cli.statement_age import MAX_AGE, age_in_document, age_in_words
from cli.surroundings import Surroundings, surroundings

if TYPE_CHECKING:
    from domain.bilingual import Language
    from metrics.readings.revising.replaying import Recorded
    from metrics.readings.revising.revisions import Revisions

SHARES = ("step_completion", "training_coverage")
WHOLE = ("all_steps_done",)


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams revisions --from 2026-07-15 --to 2026-10-15 --as-of 2026-06-30",
        help="Say what changed between two moments, and what it did to the headline figures.",
    )(revisions)


def revisions(
    *,
    from_: Annotated[str, typer.Option("--from", help="a date (its end) or a moment")],
    to: Annotated[str, typer.Option("--to", help="a later date or moment")],
    as_of: Annotated[str | None, typer.Option(help="the figures are about this date; default the day of --to")] = None,
    max_age: Annotated[int | None, MAX_AGE] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Replay the ledger lines in between, in order; new reports stand apart from corrections and withdrawals."""
    from domain.clocks import dutch_day, known_on_moment
    from domain.municipalities import FIRST_DAY
    from metrics.readings.revising.revisions import revisions as replay

    moment = now()
    here = surroundings()
    try:
        known_from, known_to = (known_on_moment(written, now=moment) for written in (from_, to))
        day = asked_day(as_of, "--as-of") if as_of else dutch_day(known_to)
        if not FIRST_DAY <= day <= dutch_day(known_to):
            raise ValueError(f"--as-of {day}: ask a day from {FIRST_DAY} up to {dutch_day(known_to)}, the day of --to")
        if known_from > known_to:
            raise ValueError(f"--from {from_} lies after --to {to}; turn them round")
    except ValueError as error:
        end_wrong_use(str(error))
    recorded = _recorded(here, known_to)
    found = replay(recorded, known_from=known_from, known_to=known_to, as_of=day, max_age_days=max_age)
    if as_json:
        return print_json({**_document(found, here), **age_in_document(max_age)})
    if max_age is not None:
        echo(age_in_words(max_age, here.language))
    return _say(found, here)


def _recorded(here: Surroundings, known_to: datetime) -> "Recorded":
    from domain.statements import Table
    from metrics.readings.revising.replaying import Recorded

    with here.made_store.reader() as reader:
        history = {table: reader.history(table, known_on=known_to) for table in Table}
        files = reader.files(known_on=known_to)
    return Recorded(history, files, here.register, here.programme)


def _document(found: "Revisions", here: Surroundings) -> dict[str, Any]:
    effects = found.effects.partition_by("sequence", "change", as_dict=True, maintain_order=True)
    lines: list[dict[str, Any]] = []
    for line in found.lines.iter_rows(named=True):
        moved = effects.get((line["sequence"], line["change"]))
        lines.append({**line, "effects": [] if moved is None else moved.drop("sequence", "change").to_dicts()})
    return {
        "as_of": found.as_of.isoformat(),
        "known_from": found.known_from,
        "known_to": found.known_to,
        "register_version": here.register.version,
        "programme_version": here.programme.version,
        "differences": found.differences.to_dicts(),
        "lines": lines,
    }


def _say(found: "Revisions", here: Surroundings) -> None:
    """For people: the finding in words, then a line per headline figure that moved, then one per ledger line."""
    from language.formats import integer, moment
    from language.texts import say
    from metrics.readings.revising.revision_findings import revised

    language = here.language
    for finding in revised(found):
        echo(f"{finding.said(language)}.")
    for row in found.differences.iter_rows(named=True):
        if row["before"] != row["after"]:
            echo(f"{_figure_name(row, here)}\t{_change(row, language)}")
    for line in found.lines.iter_rows(named=True):
        change = say(f"cli.revisions.{line['change'] or 'nothing'}", language)
        count = integer(line["statement_count"] or 0, language)
        codes = line["municipality_codes"] or []
        shown = ", ".join(codes[:3]) + (f" +{len(codes) - 3}" if len(codes) > 3 else "")
        told = [str(line["sequence"]), moment(line["recorded_at"], language), line["file_name"] or "-", change, count]
        echo("\t".join([*told, shown, _effects(found, line, here)]).rstrip())


def _figure_name(row: dict[str, Any], here: Surroundings) -> str:
    from language.texts import say

    names = {group.key: group.name.of(here.language) for group in here.programme.training.target_groups}
    values = {"step": row["step"], "group": names.get(row["target_group"])}
    return say(f"cli.revisions.figure.{row['figure']}", here.language, **values)


def _change(row: dict[str, Any], language: "Language") -> str:
    """Before and after, and what new reports, corrections and withdrawals each did; rounded for reading."""
    from language.texts import say

    values = {name: _value(row["figure"], row[name], language) for name in ("before", "after")}
    apart = {name: _effect(row["figure"], row[name], language) for name in ("new_report", "correction", "withdrawal")}
    return say("cli.revisions.change", language, **values, **apart)


def _value(figure: str, value: float | None, language: "Language") -> str:
    from language.formats import decimal, euro, integer, share
    from language.texts import say

    unknown = say("cli.revisions.unknown", language)
    if figure == "realised_cost":
        return euro(value, language, unknown=unknown)
    if figure in SHARES:
        return share(value, language, 1, unknown=unknown)
    return (
        integer(value, language, unknown=unknown) if figure in WHOLE else decimal(value, language, 2, unknown=unknown)
    )


def _effect(figure: str, effect: float | None, language: "Language") -> str:
    from language.formats import percentage_points, signed
    from language.texts import say

    unknown = say("cli.revisions.unknown", language)
    if figure in SHARES:
        return percentage_points(effect, language, unknown=unknown)
    return signed(effect, language, 0 if figure in (*WHOLE, "realised_cost") else 2, unknown=unknown)


def _effects(found: "Revisions", line: dict[str, Any], here: Surroundings) -> str:
    """What one line did to each headline figure that it moved."""
    import polars as pl

    is_of_line = (pl.col("sequence") == line["sequence"]) & (pl.col("change") == line["change"])
    moved = found.effects.filter(is_of_line).to_dicts()
    return "; ".join(
        f"{_figure_name(row, here)} {_effect(row['figure'], row['effect'], here.language)}" for row in moved
    )
