"""The API with all that stands before it, on a real store and a real office, asked in this process."""

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Self

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.testclient import TestClient

from access.agreement import Agreement
from api.application import DOCUMENT, MOUNTED, application
from api.monitor import Monitor
from api.problems import BASE
from domain.municipalities import Register
from domain.principal import OWNER, Role, Scope
from domain.programme import Programme
from domain.settings import Settings
from door.bearers import Bearers
from door.heading import Headed
from door.judging import Judge
from door.rating import Rated
from door.visitors import Visitors
from office.acts import Way
from office.audit import Asked
from office.audit_line import Line
from pipelines.format.raw import APP_LIMITS

WHERE = "http://127.0.0.1:8501"
HEADER = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum"
GOUDA, UTRECHT, EDE = "GM0513", "GM0344", "GM0228"
REGISTER, PROGRAMME = Register.load(), Programme.load()


def csv_of(*rows: str, header: str = HEADER) -> bytes:
    """A file of milestones."""
    return ("\n".join([header, *rows]) + "\n").encode()


def step_of(code: str, step: int, day: str = "2026-10-31") -> str:
    """A row that says that a step was begun."""
    return f"{code};{day};{step};gestart;2026-02-01;;"


@dataclass
class Installation:
    """Where reports are kept, and what answers."""

    home: Path
    settings: Settings
    visitors: Visitors
    monitor: Monitor
    app: Starlette

    @classmethod
    def at(cls, home: Path, **chosen: object) -> Self:
        """In a folder of its own; `chosen` are settings."""
        settings = Settings.model_validate({"requests_per_minute": 100_000, **chosen})
        visitors = Visitors(settings, home, lambda: PROGRAMME)
        monitor = Monitor(
            home,
            register=lambda: REGISTER,
            programme=lambda: PROGRAMME,
            office=lambda: visitors.office,
            has_office=lambda: visitors.has_office,
        )
        judged: dict[str, Any] = {"brought": {f"{BASE}/reports": APP_LIMITS.file_bytes}, "open_to_all": (DOCUMENT,)}
        before = [Middleware(Headed), Middleware(Judge, **judged), Middleware(Rated, settings=settings)]
        app = Starlette(routes=[Mount(MOUNTED, app=Bearers(application(monitor), visitors))], middleware=before)
        return cls(home, settings, visitors, monitor, app)

    def token(self, role: Role, code: str | None = None, *scopes: Scope, days: int = 30) -> str:
        """A new token, for everything where nothing is said."""
        given = frozenset(
            scopes or (Scope.FIGURES, Scope.REPORTS, *(() if role is Role.MINISTRY else (Scope.HAND_IN,)))
        )
        return self.visitors.office.tokens.make(
            OWNER, "proef", role, code, given, days=days, way=Way.COMMAND_LINE, now=now()
        )[1]

    def client(self, token: str | None = None, **headers: str) -> TestClient:
        """Asks with this token, or as nobody; Dutch unless the headers say otherwise."""
        given = {} if token is None else {"Authorization": f"Bearer {token}"}
        kept = {name.replace("_", "-"): value for name, value in headers.items()}
        return TestClient(self.app, base_url=WHERE, headers={**given, **kept}, raise_server_exceptions=False)

    def of(self, role: Role, code: str | None = None, *scopes: Scope, **headers: str) -> TestClient:
        """Asks with a token of its own."""
        return self.client(self.token(role, code, *scopes), **headers)

    def audited(self) -> list[Line]:
        """All that stands in the audit log."""
        return self.visitors.office.audit.read(OWNER, Asked())

    @property
    def agreement(self) -> Agreement:
        """What others may see by name."""
        return self.visitors.agreement(OWNER)

    def outcomes(self) -> list[tuple[str, str]]:
        """The hash and the outcome of every file in the ledger, in its order."""
        with self.monitor.store.reader() as reader:
            return reader.files().select("received_sha256", "outcome").rows()


def now() -> datetime:
    """This moment."""
    return datetime.now(timezone.utc)
