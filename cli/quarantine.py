"""`wams quarantine`: the refused rows; list them, show one, resolve one."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.municipality_asked import code_to_list
from cli.outcome import CLOCK_IS_RIGHT, Ending, echo, end_behind, end_wrong_use, now, print_json
from cli.surroundings import surroundings

if TYPE_CHECKING:
    from pipelines.remedies.remedy import Remedy

app = typer.Typer(help="The refused rows: list, show, resolve.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("list", epilog="Example: wams quarantine list --all --json")
def list_rows(
    *,
    everything: Annotated[bool, typer.Option("--all", help="also those that were cleared or dismissed")] = False,
    municipality: Annotated[str | None, typer.Option(help="one municipality only, by code")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """List the refused rows that are open, oldest first."""
    from domain.clocks import dutch_day
    from language.texts import say

    here = surroundings()
    code = code_to_list(here, municipality, dutch_day(now()))
    rows = [row for row in _rows(only_open=not everything) if code in (None, row["municipality_code"])]
    if as_json:
        return print_json(rows)
    if not rows:
        return echo(say("cli.quarantine.none", here.language))
    for row in rows:
        first = row["problems"][0]["message"][here.language]
        echo("\t".join([row["quarantine_id"], row["status"], ", ".join(row["rules"]), first]))
    return None


@app.command("show", epilog="Example: wams quarantine show 12-milestone-9")
def show(
    quarantine_id: Annotated[str, typer.Argument(help="as `wams quarantine list` prints it")],
    *,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Show one refused row word for word, with what is wrong, and what it most likely meant."""
    from language.texts import say

    here = surroundings()
    row = _row(quarantine_id)
    remedy = _remedy(row) if row["status"] == "open" else None
    if as_json:
        told = None if remedy is None else {"kind": remedy.kind, "changes": remedy.changes, "unsure": remedy.unsure}
        return print_json({**row, "remedy": told})
    echo(f"{row['quarantine_id']} ({row['status']}): {row['file_name']} {row['sheet'] or ''} {row['row_number']}")
    for column, value in row["cells"].items():
        echo(f"  {column}: {'' if value is None else value}")
    for problem in row["problems"]:
        echo(f"  [{problem['rule']}] {problem['message'][here.language]}")
    if remedy is not None:
        key = "cli.quarantine.remedy" if remedy.is_sure else "cli.quarantine.remedy_unsure"
        changes = " ".join(f"--set {column}={value}" for column, value in remedy.changes.items())
        echo(say(key, here.language, quarantine_id=quarantine_id, changes=changes))
    return None


@app.command("resolve", epilog="Example: wams quarantine resolve 12-milestone-9 --set einddatum=2026-03-01")
def resolve(
    quarantine_id: Annotated[str, typer.Argument(help="as `wams quarantine list` prints it")],
    *,
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="COLUMN=VALUE", help="put a cell right")] = None,
    as_proposed: Annotated[bool, typer.Option("--as-proposed", help="put it right as `show` proposes")] = False,
    dismiss: Annotated[str | None, typer.Option(metavar="REASON", help="close the row without a report")] = None,
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Take a refused row in with its cells put right, or close it with a reason."""
    from cli.intake import is_refused, print_receipt
    from language.texts import say
    from pipelines import quarantine as rows
    from store.clock import behind_message

    if bool(changes) + as_proposed + bool(dismiss) != 1:
        end_wrong_use(
            "say what is right (--set COLUMN=VALUE, may be repeated; or --as-proposed) or why it is closed (--dismiss)"
        )
    row = _row(quarantine_id)
    if row["status"] != "open":
        end_wrong_use(f"{quarantine_id} is not open any more ({row['status']})")
    right = _proposed(row) if as_proposed else dict(_change(written, row["cells"]) for written in changes or [])
    here = surroundings()
    with here.made_store.writer(holder="wams quarantine resolve", clock_is_right=clock_is_right) as writer:
        if dismiss:
            behind = behind_message(now(), writer.last_recorded_at)
            try:
                rows.dismiss(quarantine_id, reason=dismiss, writer=writer, recorded_at=now())
            except ValueError:
                end_wrong_use(say("cli.reason.refused", here.language))
            echo(say("cli.quarantine.dismissed", here.language, quarantine_id=quarantine_id, reason=dismiss))
            end_behind(behind, here.language)
            return
        receipt = rows.retry(
            quarantine_id,
            right,
            writer=writer,
            register=here.register,
            programme=here.programme,
            recorded_at=now(),
        )
    if as_json:
        print_json(receipt)
    else:
        print_receipt(receipt, here.language)
    if is_refused(receipt) or receipt.get("clock_is_behind"):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


@app.command("undo", epilog='Example: wams quarantine undo 12-milestone-9 --reason "meant step 9"')
def undo(
    quarantine_id: Annotated[str, typer.Argument(help="a row that was put right, as `list --all` prints it")],
    *,
    reason: Annotated[str, typer.Option(help="why, in a few words; no personal data")],
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
) -> None:
    """Take back what put a refused row right: what was said is withdrawn, and the row waits once more."""
    from language.texts import say
    from pipelines import quarantine as rows
    from pipelines.normalising.personal_data import holds_personal_data
    from store.clock import behind_message

    here = surroundings()
    row = _row(quarantine_id)
    if row["status"] != "cleared":
        end_wrong_use(f"{quarantine_id} was not put right ({row['status']})")
    if not reason.strip() or holds_personal_data(reason):
        end_wrong_use(say("cli.reason.refused", here.language))
    with here.made_store.writer(holder="wams quarantine undo", clock_is_right=clock_is_right) as writer:
        behind = behind_message(now(), writer.last_recorded_at)
        try:
            place = rows.undo(quarantine_id, row["closed_by_sequence"], reason=reason, writer=writer, recorded_at=now())
        except rows.NotOpenError as error:
            end_wrong_use(str(error))
    echo(say("cli.quarantine.undone", here.language, quarantine_id=f"{place}-{row['table']}-{row['row_number']}"))
    end_behind(behind, here.language)


def _proposed(row: dict[str, Any]) -> dict[str, str]:
    remedy = _remedy(row)
    if remedy is None or not remedy.is_sure:
        end_wrong_use(f"what {row['quarantine_id']} meant is not sure; say it: --set COLUMN=VALUE")
    return dict(remedy.changes)


def _remedy(row: dict[str, Any]) -> "Remedy | None":
    """What an open row most likely meant, seen beside all that are open."""
    from domain.clocks import dutch_day
    from pipelines.intake import Context
    from pipelines.remedies.remedy import remedies

    here = surroundings()
    with here.made_store.reader() as reader:
        context = Context(reader, here.register, here.programme, dutch_day(now()))
        return remedies(reader.quarantine().to_dicts(), context).get(row["quarantine_id"])


def _change(written: str, cells: dict[str, Any]) -> tuple[str, str]:
    column, equals, value = written.partition("=")
    if not equals or column not in cells:
        end_wrong_use(f"--set {written!r}: write COLUMN=VALUE with one of {', '.join(cells)}")
    return column, value


def _rows(*, only_open: bool) -> list[dict[str, Any]]:
    with surroundings().made_store.reader() as reader:
        found = reader.quarantine(only_open=only_open).to_dicts()
    return [{**row, "cells": json.loads(row["cells"]), "problems": json.loads(row["problems"])} for row in found]


def _row(quarantine_id: str) -> dict[str, Any]:
    for row in _rows(only_open=False):
        if row["quarantine_id"] == quarantine_id:
            return row
    end_wrong_use(f"no refused row is called {quarantine_id!r}; see: wams quarantine list --all")
