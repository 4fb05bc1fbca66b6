"""`wams bench coverage`: how often the intervals hold the truth, on made-up countries."""

from importlib.metadata import version
from typing import Annotated

import typer

from cli.outcome import echo, now, print_json
from cli.surroundings import surroundings
from domain.study_outcome import Study


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams bench coverage --study forecast --write",
        help="How often the intervals hold the truth: those of step_completion (estimate: 95%, 1,000 countries), "
        "of nowcast (90%, 15 countries), of forecast (80%, 15 countries) and of cost_expected_total (cost: 95%, 200 "
        "countries). All of them, on two processors, take half an hour and more.",
    )(coverage)


def coverage(
    *,
    study: Annotated[list[Study] | None, typer.Option(help="this study only; may be repeated")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="keep the outcome in data/studies and docs/coverage.md")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Run the studies with their fixed seeds and print their tables."""
    from cli.docs import write_page
    from domain.clocks import dutch_day
    from studies.country import Setting
    from studies.outcome import keep, told
    from studies.running import RECIPES, outcome_of

    here = surroundings()
    setting = Setting(here.register, here.programme)
    outcomes = [
        outcome_of(asked, setting, made_on=dutch_day(now()), release=version("wams-monitor"))
        for asked in RECIPES
        if study is None or asked in study
    ]
    if write:
        for outcome in outcomes:
            keep(outcome)
        write_page("coverage.md")
    if as_json:
        return print_json({str(outcome.study): outcome.rows.to_dicts() for outcome in outcomes})
    for outcome in outcomes:
        echo(told(outcome))
    return None
