"""`wams bench start|intake|growth`: what commands cost, beside a rival or a floor in the same run."""

import os
from collections.abc import Callable
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from cli.outcome import Ending, echo, now, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measurements import Measurement

SMALL_OPTION = typer.Option("--small", help="a small form, to see that it runs; its figures say nothing")
WRITE_OPTION = typer.Option("--write", help="keep the outcome in data/studies and docs/performance.md")
BESIDE_OPTION = typer.Option("--beside", help="what else the machine does meanwhile, in words, to stand beside it")
JSON_OPTION = typer.Option("--json", help="print JSON alone")
Small = Annotated[bool, SMALL_OPTION]
Write = Annotated[bool, WRITE_OPTION]
Beside = Annotated[str, BESIDE_OPTION]
AsJson = Annotated[bool, JSON_OPTION]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams bench start --write",
        help="The help and one small file, beside an empty Python: a minute.",
    )(start)
    app.command(
        epilog="Example: wams bench intake --write",
        help="National files of 150,000 and 1,500,000 rows, beside DuckDB without checks: some minutes.",
    )(intake)
    app.command(
        epilog="Example: wams bench growth --write",
        help="Verify, rebuild and a figure of stores 1, 10 and 100 times as large: some minutes.",
    )(growth)


def start(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure what it costs to begin; exit 1 when a figure falls short of its goal."""
    from bench.start import measured

    _measure("start", lambda: measured(1 if small else 9), small=small, write=write, beside=beside, as_json=as_json)


def intake(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure taking in a national file; exit 1 when a figure falls short of its goal."""
    from bench.intake import measurements

    sizes = (2_000,) if small else (150_000, 1_500_000)
    _measure("intake", lambda: measurements(sizes), small=small, write=write, beside=beside, as_json=as_json)


def growth(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure stores that grow; exit 1 when a figure falls short of its goal."""
    from bench.growth import measurements

    sizes = (1,) if small else (1, 10, 100)
    _measure("growth", lambda: measurements(sizes), small=small, write=write, beside=beside, as_json=as_json)


def _measure(
    bench: str, run: "Callable[[], Sequence[Measurement]]", *, small: bool, write: bool, beside: str, as_json: bool
) -> None:
    from bench.measurements import Measurements, lines
    from cli.docs import write_page
    from domain.clocks import dutch_day

    cores = os.cpu_count() or 1
    found = Measurements(bench, dutch_day(now()), version("wams-monitor"), cores, beside, run())
    if write and not small:
        found.write()
        write_page("performance.md")
    if as_json:
        print_json([vars(one) | {"held": one.held, "is_reached": one.is_reached} for one in found.measurements])
    else:
        echo("\n".join(lines(found)))
    if not small and not all(one.is_reached for one in found.measurements):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)
