"""`wams demo` and `wams serve`: the app on the store, on this machine only where nobody can sign in."""

import os
import socket
import subprocess  # nosec B404 # of our own command
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.outcome import echo, end_not_done, end_wrong_use, now
from cli.simulating import DEFAULT_MESS, DEFAULT_RESPONSE, DEFAULT_SEED, progress_bar, say_plain_assumptions
from cli.surroundings import Surroundings, surroundings
from cli.workers import app_command, authority, caddy, serve_by_workers
from domain.places import PROJECT_DIRECTORY

if TYPE_CHECKING:
    from domain.settings import Settings

DEFAULT_PORT = 8501
THIS_MACHINE = "127.0.0.1"


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(
        epilog="Example: wams demo --municipalities 60 --months 12 --port 8600",
        help="Make a synthetic store where there is none, and serve the app.",
    )(demo)
    app.command(epilog="Example: wams serve --port 8501", help="Serve the app on the store.")(serve)


def demo(
    *,
    municipalities: Annotated[int, typer.Option(min=1)] = 342,
    months: Annotated[int, typer.Option(min=1, max=240)] = 24,
    seed: Annotated[int, typer.Option(min=0)] = DEFAULT_SEED,
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    build_only: Annotated[bool, typer.Option("--build-only", help="make the store, serve nothing")] = False,
) -> None:
    """Make a synthetic store where there is none, and serve the app."""
    here = surroundings()
    with here.store.reader() as reader:
        info = reader.info
    if info.last_sequence == 0:
        if not build_only:
            refuse_taken_port("127.0.0.1", port)
        echo(f"making a synthetic country of {municipalities} municipalities and {months} months")
        echo(f"{make_example(here, municipalities, months, seed)} files taken in")
    elif not info.is_synthetic:
        end_not_done(f"{here.places.home} holds real reports; the example goes elsewhere: WAMS_HOME=example wams demo")
    else:
        echo(f"the example in {here.places.home} is there already; delete that folder to make it anew")
    if not build_only:
        serve(port=port)


def make_example(here: Surroundings, municipalities: int, months: int, seed: int) -> int:
    """Fills an empty store with a made-up country, up to the last whole month; returns how many files were taken in."""
    from domain.clocks import dutch_day, last_month_end
    from pipelines.replay import replay
    from pipelines.simulator import simulate

    say_plain_assumptions(here)
    with tempfile.TemporaryDirectory() as folder:
        country = Path(folder) / "country"
        simulate(
            country,
            register=here.register,
            programme=here.programme,
            municipality_count=municipalities,
            month_count=months,
            until=last_month_end(dutch_day(now())),
            seed=seed,
            response=DEFAULT_RESPONSE,
            mess=DEFAULT_MESS,
        )
        with progress_bar("taking in") as on_progress, here.store.writer(holder="wams demo") as writer:
            receipts = replay(
                country, writer=writer, register=here.register, programme=here.programme, on_progress=on_progress
            )
    return len(receipts)


def serve(
    *,
    host: Annotated[str, typer.Option(help="where to listen; without logins a loopback address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    workers: Annotated[int, typer.Option(min=1, max=64, help="processes of the app, under one address of Caddy")] = 1,
) -> None:
    """Serve the app until it is stopped with Ctrl+C."""
    from domain.settings import Settings
    from door.judging import is_loopback

    settings = Settings.from_environment(os.environ)
    is_local = settings.is_local
    if not is_loopback(host) and is_local:
        end_wrong_use(f"--host {host}: without logins the app serves this machine only; leave --host out")
    if workers > 1 and not is_local and THIS_MACHINE not in settings.trusted_proxies:
        end_wrong_use(
            f"--workers: name {THIS_MACHINE} under trusted_proxies in the settings; visitors come from there then"
        )
    refuse_taken_port(host, port)
    echo(f"the monitor answers on http://{authority(host, port)} (stop with Ctrl+C)")
    if is_local:
        echo("local mode: nobody signs in, and it answers this machine only; on every page you choose whom to look as")
    for beside in _beside(settings):
        command = [sys.executable, "-m", "cli.main", beside, "--follow"]
        subprocess.Popen(command, cwd=PROJECT_DIRECTORY, stdout=subprocess.DEVNULL)  # nosec B603 # ours; ends with us
    sys.stdout.flush()
    os.chdir(PROJECT_DIRECTORY)
    program = caddy() if workers > 1 else None
    if program is not None:
        return serve_by_workers(program, host, port, workers, settings)
    if workers > 1:
        echo("there is no Caddy to share visitors among processes: one process serves (sh bin/have-caddy fetches it)")
    # one process, so that whoever stops this command stops the app
    command = app_command(host, port)
    return os.execv(command[0], command)  # nosec B606 # the command is ours, and no shell reads it


def _beside(settings: "Settings") -> list[str]:
    """The commands that go on beside the app; a machine that shows a copy has one before the app begins."""
    if settings.read_from is not None:
        from cli.publishing import fetch_first

        fetch_first(surroundings(), settings.read_from)
        return ["fetch"]
    return ["answers", *(["publish"] if settings.publish_to is not None else [])]


def refuse_taken_port(host: str, port: int) -> None:
    """Ends where something else answers there already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            end_not_done(f"port {port} is taken; choose another: --port {port + 1}")
