"""`wams bench ui`: the reference page against the same page by two rivals, in the same browser and the same run."""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from cli.app_serving import make_example
from cli.outcome import Ending, echo, end_not_done, now, print_json
from cli.simulating import DEFAULT_SEED, progress_bar
from cli.surroundings import Surroundings, surroundings

# by the name of the command, the quickest first: a browser with a window of its own draws that as well
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MUNICIPALITIES, MONTHS = 342, 24  # of the made-up country
SMALL = (60, 3)  # of a country in which every choice of the race still holds somebody
NEEDED = ("dash", "playwright", "waitress")


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams bench ui --rounds 3 --json",
        help="The reference page against the same page in Plotly Dash and plain Streamlit: about fifteen minutes.",
    )(ui)


def ui(
    *,
    rounds: Annotated[int, typer.Option(min=1)] = 7,
    small: Annotated[bool, typer.Option("--small", help="a small form, to see that it runs; says nothing")] = False,
    write: Annotated[bool, typer.Option("--write", help="keep the outcome in data/studies and docs/bench.md")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Race the pages on the store in WAMS_HOME, or on a made-up country when it is empty; exit 1 when ours loses."""
    chromium = browser()
    from bench.outcome import Outcome, frames_while_scrubbing, lines, summary
    from bench.reference_page import Source, known, months_shown
    from bench.sides import SideError
    from bench.ui import FILTERS, Race
    from cli.docs import write_page
    from domain.clocks import dutch_day

    with filled_home(surroundings(), small=small) as home:
        today = dutch_day(now())
        source = Source.now(home, now())
        months = months_shown(source, today)
        race = Race(home, months, chromium, rounds)
        if small:
            race = replace(race, rounds=1, filters=FILTERS[:2], turns=1)
        try:
            with progress_bar("rounds") as on_progress:
                raced = race.run(on_progress)
        except SideError as error:
            end_not_done(f"the race could not be run: {error}")
        outcome = Outcome(
            made_on=today, release=version("wams-monitor"), rounds=rounds,
            municipality_count=known(source).register.on(months[-1]).height, month_count=len(months),
            cores=os.cpu_count() or 1, streamlit=version("streamlit"), dash=version("dash"), plotly=version("plotly"),
            chromium=raced.chromium, frames_while_scrubbing=frames_while_scrubbing(raced.samples),
            rows=summary(raced.samples),
        )  # fmt: skip
    if write and not small:
        outcome.write()
        write_page("bench.md")
    if as_json:
        print_json({**outcome.head(), "rows": outcome.rows.to_dicts()})
    else:
        echo("\n".join(lines(outcome)))
    if not small and not outcome.is_as_wanted:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def browser() -> Path:
    """The browser that pages are raced in; ends where there is none, or not what drives it."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        end_not_done(f"this needs {', '.join(missing)}, which the environment of `make setup` has")
    found = browser_path()
    if found is None:
        end_not_done(
            "this needs Chromium; install it (Debian: chromium-headless-shell), or name yours in WAMS_CHROMIUM"
        )
    return found


def browser_path() -> Path | None:
    """The browser named in WAMS_CHROMIUM, else the first of BROWSERS that is here."""
    asked = os.environ.get("WAMS_CHROMIUM")
    found = asked or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return Path(found) if found else None


@contextmanager
def filled_home(here: Surroundings, *, small: bool = False) -> Generator[Path]:
    """The home of the store, or of a made-up country where that is empty; in the small form of a small one."""
    with here.store.reader() as reader:
        is_empty = reader.info.last_sequence == 0
    if not is_empty:
        yield here.places.home
        return
    with made_up_home(here, *(SMALL if small else (MUNICIPALITIES, MONTHS))) as home:
        yield home


@contextmanager
def made_up_home(here: Surroundings, municipalities: int, months: int) -> Generator[Path]:
    """The home of a made-up country, which goes again."""
    with tempfile.TemporaryDirectory() as folder:
        made_up = replace(here, places=replace(here.places, home=Path(folder)))
        make_example(made_up, municipalities, months, DEFAULT_SEED)
        yield Path(folder)
