"""An installation whose people, sessions and log the tests of the pages for keeping people work on, as somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cli.signing_in_example import written
from domain.principal import OWNER, Function, Role
from domain.settings import SETTINGS_FILE, Issuer, Settings
from office.acts import Way
from office.identity import Appointment, Identity, Person
from office.office import Office

SCRIPT = str(Path(__file__).parent / "app_of_somebody.py")
GOUDA, EDE = "GM0513", "GM0228"
TENANT_OF_GOUDA, TENANT_OF_EDE = "tenant-gouda", "tenant-ede"
MANAGER = Appointment(Role.MANAGER)
ADVISER = Appointment(Role.VNG)


def now() -> datetime:
    return datetime.now(timezone.utc)


def of(code: str, *functions: Function) -> Appointment:
    return Appointment(Role.MUNICIPALITY, code, frozenset(functions))


def someone(subject: str, tenant: str | None = None) -> Identity:
    return Identity("entra", tenant, subject)


@dataclass(frozen=True)
class Installed:
    """The office, and how to open a page as somebody."""

    office: Office
    monkeypatch: pytest.MonkeyPatch

    def let_in(self, name: str, appointment: Appointment, tenant: str | None = None) -> Person:
        identity = someone(name, tenant)
        return self.office.people.admit(
            OWNER, identity, appointment, display_name=name, way=Way.COMMAND_LINE, now=now()
        )

    def knocked(self, name: str, tenant: str | None = None) -> int:
        return self.office.knocks.note(someone(name, tenant), display_name=name, now=now()).number

    def opened(self, person: Person, page: str, **address: str) -> AppTest:
        """A tab of its own, in which they have just signed in."""
        session = self.office.sessions.open(person.number, way=Way.SCREEN, now=now())
        self.monkeypatch.setenv("WAMS_TEST_SESSION", session)
        self.monkeypatch.setenv("WAMS_TEST_PAGE", page)
        app = AppTest.from_file(SCRIPT, default_timeout=30)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    issuer = Issuer(key="entra", address="https://login.example", client_id="m", label_nl="Inloggen", label_en="In")
    settings = Settings(public_address="https://monitor.example", issuers=(issuer,))
    monkeypatch.setenv("WAMS_HOME", str(tmp_path))
    monkeypatch.setenv(SETTINGS_FILE, str(written(settings, tmp_path)))
    with Office.open(settings, tmp_path) as office:
        yield Installed(office, monkeypatch)


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All words that stand on the page itself."""
    parts = (*app.title, *app.header, *app.markdown, *app.info)
    return "\n".join(part.value.replace("\\", "") for part in parts)
