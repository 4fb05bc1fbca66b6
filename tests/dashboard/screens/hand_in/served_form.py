"""An installation of which the app is ended and served again, with the same people, sessions and drafts."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cli import signing_in_example as example
from domain.settings import SETTINGS_FILE, Issuer, Settings, secret_of
from store.store import Store
from tests.dashboard.browser import free_port, served
from tests.door.signing_in import PEOPLE, Installation, now


@dataclass
class Served:
    """An installation, and the app that serves it as long as nobody ends it."""

    installation: Installation
    _running: ExitStack = field(default_factory=ExitStack)

    def serve(self) -> None:
        """Serves it, at the address that it had before."""
        more = {SETTINGS_FILE: str(self.installation.home / example.SETTINGS), secret_of(example.ISSUER): "verzonnen"}
        port = urlsplit(self.installation.address).port
        self._running.enter_context(served(self.installation.home, port=port, **more))

    def end(self) -> None:
        """Ends the app."""
        self._running.close()


@contextmanager
def served_form(home: Path) -> Generator[Served]:
    """The six people of the example can sign in; nobody has reported anything yet."""
    with Store(home).writer(holder="test"):
        pass  # an installation has a store
    port, provider_port = free_port(), free_port()
    where = f"http://127.0.0.1:{provider_port}"
    issuer = Issuer(key=example.ISSUER, address=where, client_id="test", label_nl="Werkaccount", label_en="Work")
    chosen = {"public_address": f"http://127.0.0.1:{port}", "issuers": [issuer], "sign_in_attempts_per_minute": 1_000}
    settings = Settings.model_validate(chosen)
    example.admit_people(settings, home, now())
    example.written(settings, home)
    provider = example.start_provider(provider_port, [*PEOPLE])
    found = Served(Installation(f"http://127.0.0.1:{port}", where, home, settings))
    try:
        found.serve()
        yield found
    finally:
        found.end()
        provider.terminate()
        provider.wait(timeout=10)
