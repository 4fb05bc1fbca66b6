"""`wams demo-login`: the example with signing in, by a provider on this machine that believes everybody."""

import json
import os
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cli.app_serving import DEFAULT_PORT, demo, refuse_taken_port, serve
from cli.outcome import echo, end_not_done, now
from cli.surroundings import surroundings
from domain.principal import OWNER, Function, Role
from domain.settings import SETTINGS_FILE, Issuer, Settings, secret_of

if TYPE_CHECKING:
    from office.office import Office

ISSUER: Final = "voorbeeld"
SETTINGS: Final = "demo-login.toml"  # in the home
UNKNOWN: Final = "gast"
LOOKS_EVERY: Final = 0.5  # seconds; how soon the provider notices that the app is gone


def people() -> "dict[str, tuple[Role, str | None, frozenset[Function]]]":
    """The six who are let in: what they are called at the provider -> what they are here."""
    return {
        "invuller-zutphen": (Role.MUNICIPALITY, "GM0301", frozenset({Function.FILLER})),
        "vaststeller-zutphen": (Role.MUNICIPALITY, "GM0301", frozenset({Function.APPROVER})),
        "contact-schagen": (Role.MUNICIPALITY, "GM0441", frozenset({Function.CONTACT})),
        "beleidsmedewerker": (Role.MINISTRY, None, frozenset()),
        "adviseur": (Role.VNG, None, frozenset()),
        "beheerder": (Role.MANAGER, None, frozenset()),
    }


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        "demo-login",
        epilog="Example: wams demo-login --port 8600",
        help="Serve the example with signing in: six made-up people, and a provider on this machine.",
    )(demo_login)


def demo_login(
    *,
    municipalities: Annotated[int, typer.Option(min=1)] = 342,
    months: Annotated[int, typer.Option(min=1, max=240)] = 24,
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    provider_port: Annotated[int, typer.Option(min=1, max=65535)] = 9400,
) -> None:
    """Serve the example with signing in: six made-up people, and a provider on this machine."""
    for taken in (port, provider_port):
        refuse_taken_port("127.0.0.1", taken)
    demo(municipalities=municipalities, months=months, port=port, build_only=True)
    home = surroundings().places.home
    settings = Settings(
        public_address=f"http://127.0.0.1:{port}",
        issuers=(
            Issuer(
                key=ISSUER,
                address=f"http://127.0.0.1:{provider_port}",
                client_id="wams-monitor",
                label_nl="Inloggen met een verzonnen account",
                label_en="Sign in with a made-up account",
            ),
        ),
    )
    os.environ[SETTINGS_FILE] = str(written(settings, home))
    os.environ[secret_of(ISSUER)] = "verzonnen"  # the provider takes any, but there must be one
    admit_people(settings, home, now())
    start_provider(provider_port, [*people(), UNKNOWN])
    echo(f"sign in as one of {', '.join(people())}; {UNKNOWN} is somebody unknown")
    serve(port=port)


def written(settings: Settings, home: Path) -> Path:
    """Writes settings as the app reads them; returns the file."""
    issuer = settings.issuers[0]
    facts = {"address": issuer.address, "client_id": issuer.client_id, "key": issuer.key}
    facts |= {"label_nl": issuer.label_nl, "label_en": issuer.label_en}
    chosen = settings.model_dump(mode="json", exclude_defaults=True, exclude={"issuers", "database"})
    lines = [f"{name} = {json.dumps(value)}" for name, value in chosen.items()]
    lines += ["", "[[issuers]]", *(f"{name} = {json.dumps(value)}" for name, value in facts.items())]
    path = home / SETTINGS
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def admit_people(settings: Settings, home: Path, moment: datetime) -> None:
    """Lets the six in, who are not yet."""
    from office.office import Office

    with Office.open(settings, home) as office:
        _admit(office, moment)


def _admit(office: "Office", moment: datetime) -> None:
    from office.acts import Way
    from office.identity import Appointment, Identity

    for subject, (role, code, functions) in people().items():
        identity = Identity(ISSUER, None, subject)
        if office.people.recognised(identity) is None:
            appointment = Appointment(role, code, functions)
            office.people.admit(OWNER, identity, appointment, display_name=subject, way=Way.COMMAND_LINE, now=moment)


def start_provider(port: int, subjects: list[str]) -> "subprocess.Popen[bytes]":
    """Starts the provider beside this process; it ends with it."""
    try:
        import importlib.util

        if importlib.util.find_spec("oidc_provider_mock") is None:
            raise ImportError
    except ImportError:
        end_not_done("the made-up provider is not installed; it comes with `make setup`")
    command = [sys.executable, "-W", "ignore", "-m", "cli.signing_in_example", str(port), *subjects]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=silent, stderr=silent)  # nosec B603 # the command is ours, without a shell


def provide(port: int, subjects: list[str]) -> None:
    """Is the provider, until the process that began it is gone."""
    from oidc_provider_mock import User, run_server_in_thread

    parent = os.getppid()
    # of everybody it also claims a role, which the app must not believe
    users = [User(sub=name, claims={"name": name, "role": str(Role.MANAGER)}) for name in subjects]
    with run_server_in_thread(port=port, user_claims=users):
        gone = threading.Event()
        while os.getppid() == parent and not gone.wait(LOOKS_EVERY):
            time.sleep(0)


if __name__ == "__main__":
    provide(int(sys.argv[1]), sys.argv[2:])
