"""`wams simulate` and `wams replay`: a made-up country, and taking it in at the moments it arrived."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from cli.intake import is_refused
from cli.outcome import CLOCK_IS_RIGHT, Ending, asked_day, echo, end_wrong_use, now, print_json
from cli.surroundings import Surroundings, surroundings

DEFAULT_SEED = 20260101  # any number will do; a fixed one makes the example the same everywhere
DEFAULT_RESPONSE = 0.8  # share of municipalities that hand in at all: enough silent ones to see what silence hides
DEFAULT_MESS = 0.01  # share of spoiled rows, enough for every rule to occur


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams simulate --out example --municipalities 342 --months 24 --seed 1",
        help="Write synthetic report files, a manifest, and apart from them the truth.",
    )(simulate)
    app.command(
        epilog="Example: wams replay example --json",
        help="Take in a simulated folder in the order and at the moments of its manifest.",
    )(replay)


def simulate(
    *,
    out: Annotated[Path, typer.Option(help="a folder that does not exist yet; the truth goes to OUT.truth")],
    municipalities: Annotated[int, typer.Option(min=1)] = 342,
    months: Annotated[int, typer.Option(min=1, max=240)] = 24,
    until: Annotated[str | None, typer.Option(help="last day of the last month; default the last whole month")] = None,
    seed: Annotated[int, typer.Option(min=0)] = DEFAULT_SEED,
    response: Annotated[float, typer.Option(min=0, max=1)] = DEFAULT_RESPONSE,
    mess: Annotated[float, typer.Option(min=0, max=1)] = DEFAULT_MESS,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Write a made-up country as municipalities would send it."""
    from domain.clocks import dutch_day, last_month_end
    from pipelines.simulator import simulate as write_country

    if out.exists() and any(out.iterdir()):
        end_wrong_use(f"{out} is not empty; name a folder that does not exist yet")
    here = surroundings()
    last = asked_day(until, "--until") if until else last_month_end(dutch_day(now()))
    there_are = here.register.on(last).height
    if municipalities > there_are:
        end_wrong_use(f"--municipalities {municipalities}: on {last} there are {there_are}")
    if last > dutch_day(now()):
        end_wrong_use(f"--until {until}: reports from the future cannot be taken in; choose a day up to today")
    summary = write_country(
        out,
        register=here.register,
        programme=here.programme,
        municipality_count=municipalities,
        month_count=months,
        until=last,
        seed=seed,
        response=response,
        mess=mess,
    )
    say_plain_assumptions(here)
    if as_json:
        return print_json(summary)
    echo(f"{summary['files']} files written to {out}, the truth to {out}.truth (seed {seed}, until {last})")
    return None


def say_plain_assumptions(here: Surroundings) -> None:
    """Say it when there is no file of assumptions for the programme, so that plain ones were taken."""
    from language.texts import say
    from pipelines.simulator.country.assumptions import assumptions_file

    file = assumptions_file(here.programme)
    if not file.is_file():
        echo(say("cli.simulate.plain", here.language, file=file), err=True)


def replay(
    directory: Annotated[Path, typer.Argument(help="a folder that `wams simulate` wrote")],
    *,
    clock_is_right: Annotated[bool, CLOCK_IS_RIGHT] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print every receipt as JSON")] = False,
) -> None:
    """Take in a simulated folder; exit 1 when anything was quarantined or rejected, as it should be."""
    from pipelines.replay import ManifestError
    from pipelines.replay import replay as take_in_all

    if not (directory / "manifest.csv").is_file():
        end_wrong_use(f"{directory} holds no manifest.csv; make one with: wams simulate --out {directory}")
    here = surroundings()
    try:
        session = here.store.writer(holder="wams replay", clock_is_right=clock_is_right)
        with progress_bar("replay") as on_progress, session as writer:
            receipts = take_in_all(
                directory, writer=writer, register=here.register, programme=here.programme, on_progress=on_progress
            )
    except ManifestError as error:
        end_wrong_use(str(error))
    skipped = sum(bool(receipt.get("is_skipped")) for receipt in receipts)
    refused = sum(is_refused(receipt) for receipt in receipts if not receipt.get("is_skipped"))
    if as_json:
        print_json({"recorded_at": now(), "files": receipts})
    else:
        echo(f"{len(receipts) - skipped} files taken in, {refused} of them partly or not; {skipped} were there already")
    if refused:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


@contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int], None] | None]:
    """A progress bar on standard error when that is a terminal, else nothing."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(label, total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield on_progress
