"""`wams bench start|intake|growth|forecast|crowd|pages|bytes`: what each costs, beside a rival or floor in one run."""

import os
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from cli.outcome import Ending, echo, end_not_done, now, print_json
from cli.racing import browser, filled_home
from cli.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

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
    app.command(
        epilog="Example: wams bench forecast --write",
        help="What is expected of all municipalities, drawn anew, beside the bare draws: a minute.",
    )(forecast)
    app.command(
        epilog="Example: wams bench crowd --write",
        help="Fifty visitors at once on two processes, beside plain Streamlit and Dash: four minutes.",
    )(crowd)
    app.command(
        epilog="Example: wams bench pages --write",
        help="The processor that each page takes, seen before and after new data: two minutes.",
    )(pages)
    app.command(
        name="bytes",
        epilog="Example: wams bench bytes --write",
        help="What a first visit brings over the wire, beside plain Streamlit and Dash: a minute.",
    )(bytes_sent)


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


def forecast(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure one question about the future, on the store in WAMS_HOME or on a made-up country; exit 1 when missed."""
    from bench.expectation import ROUNDS, measurements
    from bench.reference_page import Source, known
    from domain.clocks import dutch_day, last_month_end

    def run() -> "Sequence[Measurement]":
        with _filled(small=small) as home:
            said = known(Source.now(home, now()))
            return measurements(said, last_month_end(dutch_day(now())), 1 if small else ROUNDS)

    _measure("forecast", run, small=small, write=write, beside=beside, as_json=as_json)


def crowd(
    *,
    with_reports: Annotated[bool, typer.Option("--with-reports", help="while 20 reports a minute come in")] = False,
    small: Small = False,
    write: Write = False,
    beside: Beside = "",
    as_json: AsJson = False,
) -> None:
    """Measure what a crowd meets on the store in WAMS_HOME, or on a made-up country; exit 1 when a goal is missed."""
    _see_what_it_needs("psutil", "websockets", "dash", "waitress")
    from bench.crowd import SMALL, WHOLE, WITH_REPORTS, measurements, measurements_with_reports
    from domain.clocks import dutch_day

    def run() -> "Sequence[Measurement]":
        size, today = SMALL if small else WITH_REPORTS if with_reports else WHOLE, dutch_day(now())
        with _filled(small=small) as home:
            return (measurements_with_reports if with_reports else measurements)(home, size, today)

    name = "crowd_with_reports" if with_reports else "crowd"
    _measure(name, run, small=small, write=write, beside=beside, as_json=as_json)


def pages(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure what each page takes, on the store in WAMS_HOME or on a made-up country; exit 1 when a goal is missed."""
    _see_what_it_needs("psutil", "websockets", "dash", "waitress")
    from bench.pages import PAGES, TIMES, measurements
    from domain.clocks import dutch_day

    def run() -> "Sequence[Measurement]":
        with _filled(small=small) as home:
            if small:  # rivals are started by the small crowd
                return measurements(home, dutch_day(now()), PAGES[:2], 1, beside_rivals=False)
            return measurements(home, dutch_day(now()), PAGES, TIMES)

    _measure("pages", run, small=small, write=write, beside=beside, as_json=as_json)


def bytes_sent(*, small: Small = False, write: Write = False, beside: Beside = "", as_json: AsJson = False) -> None:
    """Measure what a first visit brings over the wire, in a browser; exit 1 when a goal is missed."""
    chromium = browser()
    from bench.wire import MOST_VISITS, measurements

    def run() -> "Sequence[Measurement]":
        with _filled(small=small) as home:
            return measurements(home, chromium, 1 if small else MOST_VISITS, beside_rivals=not small)

    _measure("bytes", run, small=small, write=write, beside=beside, as_json=as_json)


def _see_what_it_needs(*names: str) -> None:
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        end_not_done(f"this needs {', '.join(missing)}, which the environment of `make setup` has")


@contextmanager
def _filled(*, small: bool) -> "Generator[Path]":
    """A home that may be changed: a copy of the store or of a made-up country; in the small form of a small one."""
    with filled_home(surroundings(), small=small) as home, TemporaryDirectory() as folder:
        yield Path(shutil.copytree(home, f"{folder}/home"))


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
