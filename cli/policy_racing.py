"""`wams bench policy`: what the policy costs a warm page, against one that allows everything, in the same run."""

import gc
import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType
from typing import Annotated, Any, Final

import typer

from cli.outcome import Ending, echo, end_not_done, now, print_json
from cli.racing import filled_home
from cli.simulating import progress_bar
from cli.surroundings import surroundings
from domain.principal import Function, Principal, Role

ROLES: Final = {
    "municipality": Principal(Role.MUNICIPALITY, "GM0301", frozenset({Function.FILLER})),
    "ministry": Principal(Role.MINISTRY),
    "vng": Principal(Role.VNG),
}
PAGES: Final = ("national", "steps", "training", "costs", "municipality", "compare", "quality", "account")
SCRIPT: Final = "from cli.policy_racing import run_page\nrun_page()\n"
WARMING: Final = 2  # runs of a page that are not counted: they ask what is then kept
_asked: dict[str, Any] = {}


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        epilog="Example: wams bench policy --rounds 5",
        help="What the policy costs a warm page, against one that allows everything: a few minutes.",
    )(policy)


def policy(
    *,
    rounds: Annotated[int, typer.Option(min=1)] = 15,
    write: Annotated[bool, typer.Option("--write", help="keep the outcome in data/studies and docs/bench.md")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Run every page as three roles on the store in WAMS_HOME, or on a made-up country; exit 1 when one costs more."""
    if find_spec("pandas") is None:
        end_not_done("running a page without a browser needs pandas, which the environment of `make setup` has")
    from bench.policy_outcome import PolicyOutcome, lines, summary
    from cli.docs import write_page
    from domain.clocks import dutch_day

    with filled_home(surroundings()) as home:
        samples = _samples(home, rounds)
    rows = summary(samples)
    outcome = PolicyOutcome(dutch_day(now()), version("wams-monitor"), rounds, os.cpu_count() or 1, rows)
    if write:
        outcome.write()
        write_page("bench.md")
    if as_json:
        print_json({"rounds": rounds, "rows": rows.to_dicts()})
    else:
        echo("\n".join(lines(outcome)))
    if not outcome.is_as_wanted:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def run_page() -> None:
    """One run of the app, as whom and on which page was asked for last."""
    from access.agreement import Agreement
    from dashboard import shell
    from dashboard.view import cached
    from dashboard.view.visitor import Visitor
    from domain.places import Places

    places = Places.from_environment({**os.environ, "WAMS_HOME": str(_asked["home"])})
    agreement = Agreement.of(cached.programme(places.programme))
    visitor = Visitor(_asked["principal"], agreement=agreement)
    shell.run(places, now=_asked["now"], find=lambda: visitor, front=_asked["page"])


def _samples(home: Path, rounds: int) -> Any:
    """A row per run, as `bench.policy_outcome.SAMPLES`."""
    import polars as pl
    from streamlit.testing.v1 import AppTest

    from bench.policy_outcome import SAMPLES

    taken: list[dict[str, object]] = []
    with progress_bar("pages") as on_progress:
        for place, (role, page) in enumerate((role, page) for role in ROLES for page in PAGES):
            _asked.update(home=home, principal=ROLES[role], page=page, now=now())
            app = AppTest.from_string(SCRIPT, default_timeout=60)
            for number in range(WARMING + rounds):
                for is_policy in (True, False) if number % 2 else (False, True):
                    milliseconds = _run(app, is_policy=is_policy)
                    if number >= WARMING:
                        row: dict[str, object] = {
                            "role": role,
                            "page": page,
                            "is_policy": is_policy,
                            "milliseconds": milliseconds,
                        }
                        taken.append(row)
            if on_progress is not None:
                on_progress(place + 1, len(ROLES) * len(PAGES))
    return pl.DataFrame(taken, schema=SAMPLES)


def _run(app: Any, *, is_policy: bool) -> float:
    with _everything_allowed() if not is_policy else _as_it_is():
        gc.collect()  # or the one side pays for what the other left
        # of the processor, over all threads: never less than the time a visitor waits for it, and not that of others
        begun = time.process_time()
        app.run()
        taken = (time.process_time() - begun) * 1000
    if app.exception:
        end_not_done(f"the page {_asked['page']} did not run: {app.exception[0].message}")
    return taken


@contextmanager
def _as_it_is() -> Generator[None]:
    yield


@contextmanager
def _everything_allowed() -> Generator[None]:
    """Puts functions that say yes in the place of those of the policy, wherever a module has them."""
    from access import policy as asked

    def allowed(*_: object) -> asked.Decision:
        return asked.Decision(is_allowed=True)

    def seen(*_: object) -> bool:
        return True

    instead: dict[Any, Any] = {asked.decide: allowed, asked.seen_by_name: seen, asked.sees_every_group: seen}
    rooms = ("access", "metrics", "dashboard")
    modules = [module for name, module in list(sys.modules.items()) if name.split(".")[0] in rooms]
    put: list[tuple[Any, str, Any]] = [
        (module, name, value)
        for module in modules
        for name, value in list(vars(module).items())
        if getattr(value, "__module__", "") == asked.__name__ and isinstance(value, FunctionType) and value in instead
    ]
    for module, name, value in put:
        setattr(module, name, instead[value])
    try:
        yield
    finally:
        for module, name, value in put:
            setattr(module, name, value)
