"""`wams bench coverage`: how often the intervals hold the truth, on made-up countries."""

from importlib.metadata import version
from typing import Annotated

import typer

from cli.outcome import now, print_json
from cli.surroundings import surroundings

app = typer.Typer(help="Measure the monitor itself.", no_args_is_help=True)


@app.command(
    epilog="Example: wams bench coverage --write",
    help="How often the 95% intervals of step_completion hold the truth: 1,000 countries, a few minutes.",
)
def coverage(
    *,
    write: Annotated[
        bool, typer.Option("--write", help="keep the outcome in data/studies and docs/coverage.md")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Run the study with its fixed seeds and print its table."""
    from cli.docs import write_page
    from domain.clocks import dutch_day
    from studies.country import Setting
    from studies.coverage import REPLICATES
    from studies.coverage import coverage as study
    from studies.outcome import Outcome, page

    here = surroundings()
    outcome = Outcome(
        made_on=dutch_day(now()),
        release=version("wams-monitor"),
        replicates=REPLICATES,
        register_version=here.register.version,
        programme_version=here.programme.version,
        rows=study(Setting(here.register, here.programme)),
    )
    if write:
        outcome.write()
        write_page("coverage.md")
    if as_json:
        return print_json(outcome.rows.to_dicts())
    typer.echo(page(outcome))
    return None


@app.callback()
def bench() -> None:
    """Measure the monitor itself."""
