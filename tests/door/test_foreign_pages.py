"""A page of another origin cannot hold the app up, nor make it call anybody."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from tests.dashboard.browser import served
from tests.door.asking import ask, shake_hands

TIMES_SLOWER = 5  # a refusal is answered too, and everybody shares two processors
SMALLEST_WAIT = 0.5  # seconds, on a machine that does much else too; Streamlit's own look-up takes two
FOREIGN = (
    {"Origin": "http://evil.example"},
    {"Host": "evil.example"},
    {"Host": "evil.example", "Origin": "http://evil.example"},
    {"Origin": "http://192.0.2.7:8501"},
    {"Origin": "null"},
)


class SilentProxy:
    """Takes every call and never answers; `calls` counts them."""

    def __init__(self) -> None:
        self.calls = 0
        self._kept: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._take, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        names = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), address)
        return {**names, **{name.upper(): value for name, value in names.items()}, "no_proxy": "", "NO_PROXY": ""}

    def _take(self) -> None:
        while True:
            with suppress(OSError):
                self._kept.append(self._door.accept()[0])
                self.calls += 1


def _visit(address: str) -> float:
    """How long an honest visitor waits for the page, its health and its socket, in seconds."""
    begun = time.perf_counter()
    assert ask(address, "/", Accept="text/html").status == 200
    assert ask(address, "/_stcore/health").status == 200
    assert shake_hands(address, Origin=address).status == 101
    return time.perf_counter() - begun


@contextmanager
def _foreign_pages(address: str) -> Iterator[list[int]]:
    """Two of them ask without end, over sockets and plain; gives the statuses that they get."""
    over, found = threading.Event(), list[int]()

    def page() -> None:
        while not over.is_set():
            for headers in FOREIGN:
                found.append(shake_hands(address, **headers).status)
                found.append(ask(address, "/_stcore/host-config", **headers).status)
            time.sleep(0.05)

    pages = [threading.Thread(target=page) for _ in range(2)]
    for one in pages:
        one.start()
    try:
        yield found
    finally:
        over.set()
        for one in pages:
            one.join()


def test_a_page_of_another_origin_makes_the_app_call_nobody_and_an_honest_visitor_does_not_wait(tmp_path: Path):
    proxy = SilentProxy()
    with served(tmp_path, **proxy.environment) as address:
        alone = median(_visit(address) for _ in range(10))
        with _foreign_pages(address) as statuses:
            beside = [_visit(address) for _ in range(10)]
    assert len(statuses) > 10
    assert set(statuses) == {403}
    assert proxy.calls == 0
    assert median(beside) <= max(TIMES_SLOWER * alone, SMALLEST_WAIT)
    assert max(beside) < 2  # nobody waited for a look-up
