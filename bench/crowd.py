"""A crowd: so many visitors who open pages at once, each with an own municipality; beside the rivals, in one run.

A server has been answering for a while when a crowd comes: one visitor opened every page before, of a municipality
that nobody of the crowd asks. The rivals have the front page alone, so the crowd opens that of ours as well.
"""

import asyncio
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx2
import numpy as np

from bench.holding import Held, held
from bench.incoming import coming_in
from bench.measurements import Measurement
from bench.sides import DASH_COMMAND, PLAIN_COMMAND, Serving, SideError, serving
from bench.spending import WAMS, cost
from bench.visitors import LONGEST, Visit, Visited, open_all, visit_dash, visit_streamlit
from domain.clocks import last_month_end
from domain.municipalities import Register

FIGURES: Final = (
    "landelijk-beeld", "stappen", "opleiding", "kosten", "mijn-gemeente", "vergelijken", "gegevenskwaliteit",
    "verantwoording",
)  # fmt: skip
"""The addresses of the pages with figures; a test holds them against those of the app."""
FRONT: Final = FIGURES[:1]
MOST_SECONDS: Final = 2.0
MOST_SECONDS_WITH_REPORTS: Final = 3.0
REPORTS_A_MINUTE: Final = 20
FEWEST_PER_SECOND: Final = 30.0
MOST_PER_PAGE: Final = 60.0  # milliseconds of processor
MOST_MEGABYTES: Final = 1024.0
MOST_LEFT_BEHIND: Final = 150.0  # MB more than before, once they are gone
LOOK_EVERY: Final = 1.0  # seconds
WORKER_COOKIE: Final = "wams_worker"
MOST_GREETINGS: Final = 40  # new visitors until each process has had one; of two processes it takes three or so
RIVALS: Final = (("plain Streamlit", PLAIN_COMMAND, visit_streamlit), ("Dash", DASH_COMMAND, visit_dash))


@dataclass(frozen=True)
class Size:
    """How many visitors for how many seconds, on how many processes, and of which pages when not the front page.

    `forgotten_after`: how many seconds after they left is looked again what is still held.
    """

    visitors: int
    seconds: float
    seconds_at_front: float
    processes: int
    forgotten_after: float
    pages: Sequence[str] = FIGURES


WHOLE: Final = Size(50, 30, 10, 2, forgotten_after=140)  # Streamlit keeps what a visitor left behind for two minutes
SMALL: Final = Size(3, 0, 0, 1, forgotten_after=0, pages=FIGURES[:2])
WITH_REPORTS: Final = Size(50, 60, 0, 2, forgotten_after=0)


@dataclass(frozen=True)
class Crowd:
    """What a crowd met: every page it opened, from the first that began to the last that was whole.

    `before` and `after`: what the server held; `most_megabytes`: at any moment between.
    """

    visited: Sequence[Visited]
    before: Held
    after: Held
    most_megabytes: float

    @property
    def middle(self) -> float:
        """Seconds within which half of the pages were whole."""
        return float(np.median([one.seconds for one in self.visited]))

    @property
    def slowest_twentieth(self) -> float:
        """Seconds within which 95 of 100 pages were whole."""
        return float(np.quantile([one.seconds for one in self.visited], 0.95, method="inverted_cdf"))

    @property
    def longest(self) -> float:
        """Seconds that nobody waited longer than."""
        return max(one.seconds for one in self.visited)

    @property
    def per_second(self) -> float:
        """Pages per second of the clock."""
        begun = min(one.begun for one in self.visited)
        return len(self.visited) / (max(one.begun + one.seconds for one in self.visited) - begun)

    @property
    def milliseconds_per_page(self) -> float:
        """Of the processor, of all processes that serve."""
        return 1000 * (self.after.processor_seconds - self.before.processor_seconds) / len(self.visited)


def measurements(home: Path, size: Size, today: date) -> list[Measurement]:
    """What a crowd meets on every page, and on the front page beside the rivals. Raises SideError, VisitError."""
    greeter, *codes = spread_out(1 + size.visitors, today)
    with serving_ours(home, size.processes) as ours:
        _greet(ours.address, greeter, size)
        everywhere = met([ours], visit_streamlit, size.pages, codes, size.seconds)
        front = met([ours], visit_streamlit, FRONT, codes, size.seconds_at_front)
        left_at = time.monotonic()
        rivals = {name: _met_by_rival(name, command, visit, home, codes, size) for name, command, visit in RIVALS}
        time.sleep(max(0.0, left_at + size.forgotten_after - time.monotonic()))
        left_behind = held(ours.process.pid).megabytes - everywhere.before.megabytes
    who = f"{size.visitors} visitors"
    return [
        *_of_all(who, everywhere, MOST_SECONDS),
        Measurement(f"{who}, memory once they are gone", "MB more than before", left_behind, MOST_LEFT_BEHIND),
        *(one for name, theirs in rivals.items() for one in _beside(who, front, name, theirs)),
    ]


def measurements_with_reports(home: Path, size: Size, today: date) -> list[Measurement]:
    """What a crowd meets on every page while reports come in; what comes in stays in the store of `home`."""
    greeter, *codes = spread_out(1 + size.visitors, today)
    with serving_ours(home, size.processes) as ours:
        _greet(ours.address, greeter, size)
        with coming_in(home, REPORTS_A_MINUTE, last_month_end(today)) as taken_in:
            crowd = met([ours], visit_streamlit, size.pages, codes, size.seconds)
            reports = 60 * len(taken_in) / size.seconds if size.seconds else 0.0
    who = f"{size.visitors} visitors while reports come in"
    return [
        Measurement(f"{who}, the longest a page took", "s", crowd.longest, MOST_SECONDS_WITH_REPORTS),
        *_of_all(who, crowd, None),
        Measurement("reports that came in meanwhile", "a minute", reports, least=0.9 * REPORTS_A_MINUTE),
    ]


def met(servers: Sequence[Serving], visit: Visit, paths: Sequence[str], codes: Sequence[str], seconds: float) -> Crowd:
    """What a crowd meets, one visitor per municipality, dealt out over servers of one app; for so many seconds."""

    def addresses(number: int, code: str) -> Iterator[str]:
        server, first = servers[number % len(servers)].address, number % len(paths)  # each begins with another page
        return (f"{server}/{path}?gemeente={code}" for path in cycle((*paths[first:], *paths[:first])))

    async def crowd() -> list[Visited]:
        looking = asyncio.create_task(_look(servers, most))
        visited = await open_all(visit, (addresses(*one) for one in enumerate(codes)), seconds)
        looking.cancel()
        return visited

    before = _held_by(servers)
    most = [before.megabytes]
    visited = asyncio.run(crowd())
    after = _held_by(servers)
    return Crowd(visited, before, after, max(*most, after.megabytes))


def _of_all(who: str, crowd: Crowd, most_seconds: float | None) -> list[Measurement]:
    return [
        Measurement(f"{who}, half of the pages within", "s", crowd.middle),
        Measurement(f"{who}, 95 of 100 pages within", "s", crowd.slowest_twentieth, most_seconds),
        Measurement(f"{who}, pages", "a second", crowd.per_second, least=FEWEST_PER_SECOND),
        Measurement(f"{who}, a page", "ms of processor", crowd.milliseconds_per_page, MOST_PER_PAGE),
        Measurement(f"{who}, most memory of all processes", "MB", crowd.most_megabytes, MOST_MEGABYTES),
    ]


def _beside(who: str, ours: Crowd, rival: str, theirs: Crowd) -> list[Measurement]:
    name = f"{who} on the front page"
    return [
        Measurement(f"{name}, 95 of 100 within", "s", ours.slowest_twentieth, None, rival, theirs.slowest_twentieth),
        Measurement(f"{name}, pages", "a second", ours.per_second, None, rival, theirs.per_second),
        Measurement(
            f"{name}, a page", "ms of processor", ours.milliseconds_per_page, None, rival, theirs.milliseconds_per_page
        ),
        Measurement(f"{name}, most memory", "MB", ours.most_megabytes, None, rival, theirs.most_megabytes),
    ]


@contextmanager
def serving_ours(home: Path, processes: int) -> Generator[Serving]:
    """As `wams serve` does, for visitors who all come from this one machine: it lets them ask as often as they like.

    What everybody asks is answered first, as it is once nothing has come in for a minute.
    """
    cost([WAMS, "answers"], WAMS_HOME=str(home))
    workers = ("--workers", str(processes)) if processes > 1 else ()
    with TemporaryDirectory(prefix="wams-crowd-") as folder:
        settings = Path(folder) / "settings.toml"
        settings.write_text("requests_per_minute = 1_000_000\n", encoding="utf-8")
        with serving("monitor", (WAMS, "serve", *workers, "--port"), home, WAMS_SETTINGS=str(settings)) as ours:
            yield ours


def _met_by_rival(
    name: str, command: Sequence[str], visit: Visit, home: Path, codes: Sequence[str], size: Size
) -> Crowd:
    """As many processes, each on a port of its own: no proxy takes a part of their time."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(name, command, home)) for _ in range(size.processes)]
        for server in servers:
            asyncio.run(open_all(visit, [iter([f"{server.address}/"])], 0))
        return met(servers, visit, ("",), codes, size.seconds_at_front)


def _greet(address: str, code: str, size: Size) -> None:
    """Opens every page once on each process. Raises SideError where a process has not been met."""
    asyncio.run(_greet_each([f"{address}/{path}?gemeente={code}" for path in size.pages], size.processes))


async def _greet_each(addresses: Sequence[str], processes: int) -> None:
    greeted: set[str | None] = set()
    for _ in range(MOST_GREETINGS):
        async with httpx2.AsyncClient(timeout=LONGEST) as client:
            await client.get(addresses[0])
            worker = client.cookies.get(WORKER_COOKIE)
            if worker not in greeted:
                for one in addresses:
                    await visit_streamlit(client, one)
                greeted.add(worker)
        if len(greeted) == processes:
            return
    raise SideError(f"of {processes} processes only {len(greeted)} were met")


def spread_out(count: int, today: date) -> list[str]:
    """So many codes, over all of the country; each its own as long as there are as many."""
    codes = Register.load().on(today)["municipality_code"].sort().to_list()
    return [codes[number * len(codes) // count] for number in range(count)]


def _held_by(servers: Sequence[Serving]) -> Held:
    return sum((held(server.process.pid) for server in servers), Held(0.0, 0.0))


async def _look(servers: Sequence[Serving], most: list[float]) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        most.append((await asyncio.to_thread(_held_by, servers)).megabytes)
