"""People who open pages, as a browser does it: the page, what it asks before it draws, the socket, the whole of a run.

What they leave out is what a browser keeps (scripts and styles) and drawing. A visit ends where the run of the page
has ended; until then the page is not whole.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

LONGEST: Final = 60.0  # seconds for one page; after that the visit has failed
LARGEST_SIGN: Final = 4_096  # bytes; what says that a run has ended is far below it, what draws is not read
ASKED_FIRST: Final = ("/_stcore/health", "/_stcore/host-config")  # what Streamlit's own script asks before its socket
ASKED_OF_DASH: Final = ("/_dash-layout", "/_dash-dependencies")
Visit = Callable[[httpx2.AsyncClient, str], Awaitable[None]]


class VisitError(RuntimeError):
    """A page was not answered as a page."""


@dataclass(frozen=True)
class Visited:
    """One page that somebody opened: which, the moment they began and until it was whole, in seconds of the clock."""

    address: str
    begun: float
    seconds: float


async def open_all(visit: Visit, everybody: Iterable[Iterator[str]], seconds: float) -> list[Visited]:
    """Everybody begins at once and opens a page as soon as the last one is whole, until so many seconds are over.

    Each opens one page at least. Raises VisitError.
    """
    end = time.perf_counter() + seconds
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_in_turn(visit, addresses, end)) for addresses in everybody]
    return [one for task in tasks for one in task.result()]


async def _in_turn(visit: Visit, addresses: Iterator[str], end: float) -> list[Visited]:
    opened: list[Visited] = []
    async with httpx2.AsyncClient(timeout=LONGEST) as client:
        for address in addresses:
            begun = time.perf_counter()
            async with asyncio.timeout(LONGEST):
                await visit(client, address)
            opened.append(Visited(address, begun, time.perf_counter() - begun))
            if time.perf_counter() >= end:
                break
    return opened


async def visit_streamlit(client: httpx2.AsyncClient, address: str) -> None:
    """Opens a page of a Streamlit app. Raises VisitError."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    await _asked(client, address)
    await asyncio.gather(*(_asked(client, origin + path) for path in ASKED_FIRST))
    said = BackMsg()
    said.rerun_script.query_string = parts.query
    said.rerun_script.page_name = parts.path.strip("/")
    said.rerun_script.context_info.timezone = "Europe/Amsterdam"
    said.rerun_script.context_info.locale = "nl-NL"
    said.rerun_script.context_info.url = address
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    socket = connect(
        f"ws://{parts.netloc}/_stcore/stream", origin=Origin(origin), subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookies}, compression=None, max_size=None, ping_interval=None,
    )  # fmt: skip
    async with socket as opened:
        await opened.send(said.SerializeToString())
        while not _is_end(await opened.recv()):
            pass


async def visit_dash(client: httpx2.AsyncClient, address: str) -> None:
    """Opens a page of Dash: its frame, its layout with every figure in it, and what calls what. Raises VisitError."""
    parts = urlsplit(address)
    await _asked(client, address)
    await asyncio.gather(*(_asked(client, f"{parts.scheme}://{parts.netloc}{path}") for path in ASKED_OF_DASH))


async def _asked(client: httpx2.AsyncClient, address: str) -> None:
    answer = await client.get(address)
    if not answer.is_success:
        raise VisitError(f"{address}: {answer.status_code}")


def _is_end(message: Any) -> bool:
    if len(message) > LARGEST_SIGN:
        return False
    read = ForwardMsg.FromString(message)
    if read.WhichOneof("type") != "script_finished" or read.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
        return False
    if read.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise VisitError("the run of the page failed")
    return True
