"""`wams audit`: who did what; and what need not be kept any more."""

import csv
import io
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.municipality_asked import code_asked
from cli.outcome import Ending, asked_day, echo, end_not_done, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings
from domain.principal import OWNER

if TYPE_CHECKING:
    from office.audit_line import Line

app = typer.Typer(help="Who did what, when, and by which way.")
JSON_OPTION = typer.Option("--json", help="print JSON alone")
COLUMNS: Final = (
    "at", "by_person", "by_role", "is_local", "act", "way", "municipality_code", "person", "report", "before", "after",
    "by_token", "token",
)  # fmt: skip


class Form(StrEnum):
    """How the lines are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


@app.callback(invoke_without_command=True, epilog="Example: wams audit --since 2026-11-01 --act report_handed_in")
def read(
    context: typer.Context,
    *,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="from this Dutch day on")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="up to and including this Dutch day")] = None,
    person: Annotated[int | None, typer.Option(help="what this person did, by number")] = None,
    act: Annotated[str | None, typer.Option(help="one kind of act, such as person_admitted")] = None,
    municipality: Annotated[str | None, typer.Option(help="on this municipality, by code")] = None,
    report: Annotated[str | None, typer.Option(help="on this report, by hash or number")] = None,
    form: Annotated[Form, typer.Option("--format", help="text, json or csv")] = Form.TEXT,
    out: Annotated[Path | None, typer.Option(help="a file, for csv")] = None,
) -> None:
    """Read the audit log of all processes together, oldest first."""
    if context.invoked_subcommand is not None:
        return
    from office.acts import Act
    from office.audit import Asked

    here = surroundings()
    if act is not None and act not in set(Act):
        end_wrong_use(f"--act {act!r}: write one of {', '.join(Act)}")
    if out is not None and form is not Form.CSV:
        end_wrong_use("--out goes with --format csv")
    first = asked_day(since, "--since") if since else None
    last = asked_day(until, "--until") if until else None
    asked = Asked(
        since=_midnight(first) if first else None,
        until=_midnight(date.fromordinal(last.toordinal() + 1)) if last else None,
        by_person=person,
        act=Act(act) if act else None,
        municipality_code=_code(here, municipality),
        report=report,
    )
    with here.made_office() as office:
        lines = office.audit.read(OWNER, asked)
        damage = [finding.message[here.language] for finding in office.verify_audit() if finding.kind != "torn"]
    _print(lines, form, out, here)
    for message in damage:
        echo(message, err=True)
    if damage:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


@app.command("trim", epilog="Example: wams audit trim")
def trim(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Remove the months that are older than the settings keep; the log tells what went, with the last hash of it."""
    from language.formats import integer
    from language.texts import say
    from office.acts import Way

    here = surroundings()
    with here.made_office() as office:
        removed = office.trim_audit(OWNER, way=Way.COMMAND_LINE, now=now())
    if as_json:
        told = [{"file": one.name, "lines": one.lines, "is_sound": one.is_sound} for one in removed]
        return print_json({"kept_years": here.settings.audit_kept_years, "removed": told})
    years = here.settings.audit_kept_years
    if not removed:
        return echo(say("cli_office.audit.nothing_old", here.language, years=years))
    for one in removed:
        key = "cli_office.audit.removed" if one.is_sound else "cli_office.audit.removed_damaged"
        echo(say(key, here.language, file=one.name, lines=integer(one.lines, here.language)))
    return None


def _code(here: Surroundings, municipality: str | None) -> str | None:
    try:
        return code_asked(here, municipality) if municipality else None
    except ValueError as error:
        end_wrong_use(str(error))


def _midnight(day: date) -> datetime:
    from domain.clocks import AMSTERDAM

    return datetime.combine(day, time(), tzinfo=AMSTERDAM)


def _print(lines: "list[Line]", form: Form, out: Path | None, here: Surroundings) -> None:
    from language.texts import say

    if form is Form.JSON:
        return print_json([_row(line) for line in lines])
    if form is Form.CSV:
        return _print_csv(lines, out)
    if not lines:
        return echo(say("cli_office.audit.none", here.language))
    for line in lines:
        echo(_in_words(line, here))
    return None


def _print_csv(lines: "list[Line]", out: Path | None) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(_plain(value) for value in _row(line).values())
    if out is None:
        return echo(written.getvalue().rstrip("\n"))
    try:
        out.write_text(written.getvalue(), encoding="utf-8")
    except OSError as error:
        end_not_done(f"{out}: {error.strerror}; nothing was written")
    return echo(f"{len(lines)} lines written to {out}")


def _row(line: "Line") -> dict[str, Any]:
    return {column: getattr(line, column) for column in COLUMNS}


def _plain(value: object) -> object:
    """As the JSON has it: a moment in UTC, false in small letters, nothing where there is nothing."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value).lower() if isinstance(value, bool) else value


def _in_words(line: "Line", here: Surroundings) -> str:
    from language.formats import moment
    from language.texts import say

    who = say("cli_office.audit.local", here.language, role=line.by_role) if line.is_local else line.by_role
    if line.by_person is not None:
        who = f"{who} {line.by_person}"
    if line.by_token is not None:
        who = f"{who}, {say('cli_office.audit.token', here.language, number=line.by_token)}"
    whom = [
        line.municipality_code,
        None if line.person is None else say("cli_office.audit.person", here.language, number=line.person),
        None if line.token is None else say("cli_office.audit.token", here.language, number=line.token),
        None if line.report is None else say("cli_office.audit.report", here.language, report=line.report[:12]),
    ]
    on = ", ".join(part for part in whom if part)
    done = say(f"office.act.{line.act}", here.language)
    return "\t".join([moment(line.at, here.language), who, done, on or "-", str(line.way)])
