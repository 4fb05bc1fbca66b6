"""`wams correct`: what was changed afterwards; list it, show one key, withdraw."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.municipality_asked import code_to_list
from cli.outcome import CLOCK_IS_RIGHT, asked_day, echo, end_behind, end_wrong_use, now, print_json
from cli.surroundings import surroundings
from domain.statements import KEY, STATEMENT_COLUMNS, SUBJECT, Table

if TYPE_CHECKING:
    import polars as pl

app = typer.Typer(help="Corrections and withdrawals: list, show, withdraw.", no_args_is_help=True)
JSON_OPTION = typer.Option("--json", help="print JSON alone")


@app.command("list", epilog="Example: wams correct list --municipality GM0363 --json")
def list_corrections(
    *,
    municipality: Annotated[str | None, typer.Option(help="one municipality only, by code")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """List every key that was said more than once or withdrawn, newest change first."""
    from domain.clocks import dutch_day
    from language.texts import say

    here = surroundings()
    found = sorted(
        _changed_keys(code_to_list(here, municipality, dutch_day(now()))),
        key=lambda row: row["last_change"],
        reverse=True,
    )
    if as_json:
        return print_json(found)
    if not found:
        return echo(say("cli.correct.none", here.language))
    for row in found:
        shown = [str(row[name]) for name in ("table", "municipality_code", "subject", "reporting_date", "versions")]
        echo("\t".join([*shown, "withdrawn" if row["is_withdrawn"] else "corrected"]))
    return None


@app.command("show", epilog="Example: wams correct show milestone GM0363 2026-03-31 --step 5")
def show(
    table: Annotated[Table, typer.Argument()],
    municipality: Annotated[str, typer.Argument(help="code")],
    reporting_date: Annotated[str, typer.Argument(help="2026-03-31")],
    *,
    step: Annotated[int | None, typer.Option()] = None,
    group: Annotated[str | None, typer.Option(help="target group of a training statement")] = None,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Show every version of one statement, oldest first."""
    versions = _versions(table, municipality, reporting_date, step, group)
    if as_json:
        return print_json(versions)
    for version in versions:
        said = {name: value for name, value in version.items() if value is not None}
        echo("\t".join(f"{name}={value}" for name, value in said.items()))
    return None


@app.command("withdraw", epilog='Example: wams correct withdraw --report 17 --reason "sent by mistake"')
def withdraw(
    *,
    reason: Annotated[str, typer.Option(help="why, in a few words; no personal data")],
    report: Annotated[int | None, typer.Option(help="all statements of this ledger line")] = None,
    table: Annotated[Table | None, typer.Option(help="with the options below: all versions of one statement")] = None,
    municipality: Annotated[str | None, typer.Option(help="code")] = None,
    reporting_date: Annotated[str | None, typer.Option(help="2026-03-31")] = None,
    step: Annotated[int | None, typer.Option()] = None,
    group: Annotated[str | None, typer.Option(help="target group of a training statement")] = None,
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Withdraw a whole report, or one statement; from now on it does not exist, earlier figures stay readable."""
    import polars as pl

    from language.texts import say
    from pipelines.normalising.personal_data import holds_personal_data
    from store.clock import behind_message

    here = surroundings()
    if not reason.strip() or holds_personal_data(reason):
        end_wrong_use(say("cli.reason.refused", here.language))
    if (report is None) == (table is None):
        end_wrong_use("say either --report N, or --table, --municipality and --reporting-date of one statement")
    if report is not None:
        statements: int | dict[Table, pl.DataFrame] = report
    elif table is not None and municipality and reporting_date:
        key = _key(table, municipality, reporting_date, step, group)
        types = {name: STATEMENT_COLUMNS[table][name] for name in KEY[table]}
        statements = {table: pl.DataFrame([key], schema=types)}
    else:
        end_wrong_use("--table goes with --municipality and --reporting-date")
    with here.made_store.writer(holder="wams correct withdraw", clock_is_right=clock_is_right) as writer:
        behind = behind_message(now(), writer.last_recorded_at)
        recorded = writer.withdraw(statements=statements, reason=reason, recorded_at=now())
        count = sum(
            writer.reader.history(of).filter(pl.col("withdrawn_at") == recorded.recorded_at).height for of in Table
        )
    if as_json:
        print_json({"withdrawn": count, "clock_is_behind": behind is not None})
    else:
        echo(say("cli.correct.withdrawn", here.language, count=count))
    end_behind(behind, here.language)


def _key(table: Table, municipality: str, reporting_date: str, step: int | None, group: str | None) -> dict[str, Any]:
    given = {"municipality_code": municipality, "step_number": step, "target_group": group}
    absent = [name for name in SUBJECT[table] if given[name] is None]
    if absent:
        end_wrong_use(f"a statement of {table} is told by {', '.join(KEY[table])}; missing: {', '.join(absent)}")
    return {**{name: given[name] for name in SUBJECT[table]}, "reporting_date": asked_day(reporting_date, "the date")}


def _versions(
    table: Table, municipality: str, reporting_date: str, step: int | None, group: str | None
) -> list[dict[str, Any]]:
    key = _key(table, municipality, reporting_date, step, group)
    with surroundings().made_store.reader() as reader:
        history = reader.history(table, municipality_codes=[municipality])
    rows = [row for row in history.to_dicts() if all(row[name] == value for name, value in key.items())]
    if not rows:
        end_wrong_use(f"nothing was said of {table} {municipality} {reporting_date}; see: wams correct list")
    return sorted(rows, key=lambda row: row["ledger_sequence"])


def _changed_keys(municipality: str | None) -> list[dict[str, Any]]:
    codes = [municipality] if municipality else None
    with surroundings().made_store.reader() as reader:
        return [row for table in Table for row in _changed(table, reader.history(table, municipality_codes=codes))]


def _changed(table: Table, history: "pl.DataFrame") -> list[dict[str, Any]]:
    import polars as pl

    grouped = (
        history.group_by(KEY[table])
        .agg(
            versions=pl.len(),
            is_withdrawn=pl.col("withdrawn_at").is_not_null().all(),
            has_withdrawal=pl.col("withdrawn_at").is_not_null().any(),
            last_change=pl.max_horizontal("recorded_at", "withdrawn_at").max(),
        )
        .filter((pl.col("versions") > 1) | pl.col("has_withdrawal"))
        .sort(KEY[table])
    )
    subject = SUBJECT[table][1:]
    return [{**row, "table": str(table), "subject": row[subject[0]] if subject else "-"} for row in grouped.to_dicts()]
