"""`wams bench smoke`: every measuring command in its small form, on one made-up country, so that none rots."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import typer

from cli import measuring, racing, spark_racing
from cli.outcome import echo
from cli.surroundings import surroundings

EACH: Final[Mapping[str, Callable[..., Any]]] = {
    "start": measuring.start,
    "intake": measuring.intake,
    "growth": measuring.growth,
    "forecast": measuring.forecast,
    "crowd": measuring.crowd,
    "pages": measuring.pages,
    "bytes": measuring.bytes_sent,
    "ui": partial(racing.ui, rounds=1),
    "spark": spark_racing.spark,
}


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams bench smoke",
        help="Each of these in its small form, on one made-up country, to see that it runs: a minute.",
    )(smoke)


def smoke() -> None:
    """Run each measuring command in its small form; what it prints says nothing but that it runs."""
    with racing.made_up_home(surroundings(), *racing.SMALL) as home:
        os.environ["WAMS_HOME"] = str(home)
        for name, run in EACH.items():
            echo(f"== {name}")
            run(small=True)
