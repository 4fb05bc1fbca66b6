"""The same installation over the wire, on a port of this machine."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from tests.api.installation import Installation
from tests.dashboard.browser import free_port


@contextmanager
def served(installation: Installation) -> Generator[str]:
    """Its address, for as long as it answers."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(installation.app, host="127.0.0.1", port=port, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
