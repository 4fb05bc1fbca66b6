"""`wams metrics` and `wams metric`: the catalogue, and any figure of it."""

import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.asking_as import AS_ROLE, answered, asking_as
from cli.knowing import known_at
from cli.municipality_asked import code_asked
from cli.outcome import asked_day, echo, end_not_done, end_wrong_use, now, print_json
from cli.served import SERVER, Served
from cli.statement_age import MAX_AGE
from cli.surroundings import surroundings

if TYPE_CHECKING:
    from httpx2 import Response


class Format(StrEnum):
    """How a figure is written."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(epilog="Example: wams metrics --json", help="List the catalogue of figures.")(metrics)
    app.command(
        epilog="Example: wams metric step_completion --by step,size_class --as-of 2026-09-30 --known-on 2026-10-15",
        help="Ask one figure of the catalogue.",
    )(metric)


def metrics(
    *,
    server: Annotated[str | None, SERVER] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """List key, label, unit and groups of every figure."""
    from api.catalogue import catalogue

    here = surroundings()
    found = catalogue() if server is None else Served.at(server, here.language).get("/metrics").json()["metrics"]
    if as_json:
        return print_json(found)
    for one in found:
        echo("\t".join([one["key"], one["label"][here.language], one["unit"], ", ".join(one["groups"])]))
    return None


def metric(
    key: Annotated[str, typer.Argument(help="a key that `wams metrics` lists")],
    *,
    as_of: Annotated[
        str | None,
        typer.Option(
            help="the state on this date; default the day of --known-on, or with --as the newest that is shown"
        ),
    ] = None,
    known_on: Annotated[str | None, typer.Option(help="as known on this date or moment; default now")] = None,
    by: Annotated[str | None, typer.Option(help="one or more groups, split by commas")] = None,
    step: Annotated[int | None, typer.Option(help="one step only")] = None,
    municipality: Annotated[str | None, typer.Option(help="one municipality only, by code")] = None,
    where: Annotated[list[str] | None, typer.Option(metavar="GROUP=VALUE", help="only these; may be repeated")] = None,
    max_age: Annotated[int | None, MAX_AGE] = None,
    silent_slower_by: Annotated[
        int,
        typer.Option(min=0, max=120, metavar="MONTHS", help="expect those that never reported so much slower"),
    ] = 0,
    as_role: Annotated[str | None, AS_ROLE] = None,
    format_: Annotated[Format, typer.Option("--format", help="json, csv or parquet")] = Format.JSON,
    out: Annotated[Path | None, typer.Option(help="a file; needed for parquet")] = None,
    server: Annotated[str | None, SERVER] = None,
) -> None:
    """Ask one figure; nothing in it is rounded."""
    from api.figure_forms import asked_of
    from cli.figure_writing import write
    from domain.clocks import known_on_moment
    from language.texts import say
    from metrics.catalogue import CATALOGUE
    from metrics.defining.request import Request, UnknownMetricError
    from metrics.released.release import day_asked, open_day

    moment = now()
    here = surroundings()
    if format_ is Format.PARQUET and out is None:
        end_wrong_use("parquet is no text: say where it goes with --out FILE.parquet")
    if server is not None:
        if as_role is not None:
            end_wrong_use(say("cli_server.not_there", here.language, option="--as"))
        chosen = {"asOf": as_of, "knownOn": known_on, "by": by, "step": step, "municipality": municipality}
        asked = {
            **chosen,
            "where": where or [],
            "maxAgeDays": max_age,
            "silentMonthsSlower": silent_slower_by,
            "format": format_.value,
        }
        return _write_served(Served.at(server, here.language).get(f"/metrics/{key}", asked, accept="*/*"), out, key)
    try:
        moment_known = known_on_moment(known_on, now=moment) if known_on else moment
        asking = asking_as(as_role, here)
        request = Request(
            as_of=asked_day(as_of, "--as-of") if as_of else day_asked(moment_known, asking),
            by=tuple(part.strip() for part in by.split(",") if part.strip()) if by else (),
            step=step,
            municipality=code_asked(here, municipality) if municipality else None,
            where=dict(_condition(written) for written in where or []),
            max_age_days=max_age,
            silent_months_slower=silent_slower_by,
        )
        definition = CATALOGUE.get(key)
        needs_history = definition is not None and definition.needs_history
        # whoever is shown less is shown it by what was said in other months too
        is_of_one_day = as_role is None and definition is not None and definition.is_of_one_day
        of_day = request.as_of if is_of_one_day else None
        what_is_known = known_at(here, moment_known, with_history=needs_history, of_day=of_day)
        if not as_of:
            usual = request.as_of
            request = replace(request, as_of=open_day(key, what_is_known, request, asking, is_now=known_on is None))
            if request.as_of != usual:
                echo(say("cli.other_day", here.language, day=request.as_of, usual=usual), err=True)
        answer = answered(key, what_is_known, request, asking, is_now=known_on is None, language=here.language)
    except (UnknownMetricError, ValueError) as error:
        end_wrong_use(str(error))
    with here.made_store.reader() as reader:
        asked = {**asked_of(request, is_synthetic=reader.info.is_synthetic), **({"as": as_role} if as_role else {})}
    try:
        write(answer, format_.value, out, asked)
    except OSError as error:
        end_not_done(f"{out}: {error.strerror}; nothing was written")
    if out is not None:
        echo(f"{key}: {answer.rows.height} rows written to {out}")
    return None


def _write_served(found: "Response", out: Path | None, key: str) -> None:
    """As the server sent it, to a file or to standard output."""
    if out is None:
        sys.stdout.write(found.text)
        return
    try:
        out.write_bytes(found.content)
    except OSError as error:
        end_not_done(f"{out}: {error.strerror}; nothing was written")
    echo(f"{key}: {len(found.content)} bytes written to {out}")


def _condition(written: str) -> tuple[str, str]:
    group, equals, value = written.partition("=")
    if not equals or not group.strip() or not value.strip():
        raise ValueError(f"--where {written!r}: write GROUP=VALUE, for example --where province=Utrecht")
    return group.strip(), value.strip()
