"""An installation where people sign in: the real app, and a provider on this machine that believes whoever one says."""

import http.client
import re
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from cli import signing_in_example as example
from domain.settings import Issuer, Settings, secret_of
from office.office import Office
from tests.dashboard.browser import free_port, served

SESSION, AWAY = "wams", "wams-inloggen"
PEOPLE = example.people()


@dataclass(frozen=True)
class Installation:
    """Where it answers, where its provider does, its home and settings; `trusts`: whose word a visitor takes that it is
    this installation that answers, where it is under https.
    """

    address: str
    provider: str
    home: Path
    settings: Settings
    trusts: Path | None = None

    def connection(self) -> http.client.HTTPConnection:
        """To where it answers."""
        parts = urlsplit(self.address)
        if self.trusts is None:
            return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15)
        trusting = ssl.create_default_context(cafile=self.trusts)
        return http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=15, context=trusting)

    @contextmanager
    def office(self) -> Generator[Office]:
        """Opened beside the app, as another process of it would."""
        with Office.open(self.settings, self.home) as office:
            yield office


@contextmanager
def installed(home: Path, **chosen: object) -> Generator[Installation]:
    """The six people of the example can sign in; `chosen` are settings."""
    port, provider_port = free_port(), free_port()
    where = f"http://127.0.0.1:{provider_port}"
    issuer = Issuer(key=example.ISSUER, address=where, client_id="test", label_nl="Werkaccount", label_en="Work")
    settings = Settings.model_validate({"public_address": f"http://127.0.0.1:{port}", "issuers": [issuer], **chosen})
    example.admit_people(settings, home, now())
    file = example.written(settings, home)
    more = {"WAMS_SETTINGS": str(file), secret_of(example.ISSUER): "verzonnen"}
    provider = example.start_provider(provider_port, [*PEOPLE, example.UNKNOWN])
    try:
        with served(home, port=port, **more) as address:
            yield Installation(address, where, home, settings)
    finally:
        provider.terminate()
        provider.wait(timeout=10)


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)


@dataclass
class Browser:
    """A browser that keeps cookies and follows nothing by itself."""

    installation: Installation
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, *, method: str = "GET", **headers: str) -> "Answer":
        """One request to the app with the cookies that it set; those that come back are kept."""
        connection = self.installation.connection()
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, headers={**({"Cookie": kept} if kept else {}), **headers})
            found = connection.getresponse()
            answer = Answer(
                found.status, found.getheader("location") or "", found.read().decode(), dict(found.getheaders())
            )
            for name, value in found.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
        finally:
            connection.close()
        return answer

    def begin(self, back: str = "/") -> str:
        """Goes away to sign in; the address at the provider."""
        answer = self.ask(f"/inloggen/{example.ISSUER}?{urlencode({'terug': back})}")
        assert answer.status == 303, answer
        return answer.location

    def at_the_provider(self, address: str, whom: str) -> str:
        """Says who one is; the address that the provider sends back to."""
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15)
        try:
            form = urlencode({"action": "deny"} if whom == "" else {"sub": whom})
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", f"{parts.path}?{parts.query}", body=form, headers=kind)
            return connection.getresponse().getheader("location") or ""
        finally:
            connection.close()

    def sign_in(self, whom: str, back: str = "/") -> "Answer":
        """The whole way; what the app answers at the end of it."""
        return self.come_back(self.at_the_provider(self.begin(back), whom))

    def come_back(self, address: str) -> "Answer":
        """Follows the provider back to the app."""
        parts = urlsplit(address)
        return self.ask(f"{parts.path}?{parts.query}")

    def sign_out(self) -> "Answer":
        """As the button does."""
        return self.ask("/uitloggen", method="POST", Origin=self.installation.address, **{"Content-Length": "0"})

    def _keep(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            if morsel["max-age"] == "0" or not morsel.value or morsel.value == '""':
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


@dataclass(frozen=True)
class Answer:
    """What the app answered."""

    status: int
    location: str
    body: str
    headers: dict[str, str]

    @property
    def notice(self) -> str:
        """Why nobody was signed in; "" where somebody was."""
        found = re.search(r"[?&]melding=(\w+)", self.location)
        return found[1] if found else ""
