"""`--server`: the same commands against a monitor that is served elsewhere, with a token."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

import typer

from cli.outcome import end_not_done, end_wrong_use
from domain.bilingual import Language
from language.texts import say

if TYPE_CHECKING:
    from httpx2 import Response

TOKEN: Final = "WAMS_TOKEN"  # nosec B105 # the name of a variable
TOKEN_FILE: Final = "WAMS_TOKEN_FILE"  # nosec B105 # the same
SERVER = typer.Option(
    "--server", metavar="URL", envvar="WAMS_SERVER", help=f"a served monitor instead of the store here; {TOKEN} or"
    f" {TOKEN_FILE} holds the token",
)  # fmt: skip
TRIES: Final = 5  # when the server says that it is busy
_SECONDS: Final = 120.0  # an upload waits for the writer, and a figure may be worked out for the first time
_HERE: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Served:
    """A monitor that is served at an address. Every question ends the command where it cannot be answered."""

    address: str
    language: Language

    @classmethod
    def at(cls, address: str, language: Language) -> "Served":
        """Ends with 2 for what is no address: a token may cross the network under https alone."""
        parts = urlsplit(address)
        is_here = parts.scheme == "http" and parts.hostname in _HERE
        if not parts.netloc or (parts.scheme != "https" and not is_here) or parts.username:
            end_wrong_use(say("cli_server.no_address", language, address=address))
        return cls(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", language)

    def get(self, path: str, asked: Mapping[str, Any] | None = None, *, accept: str = "application/json") -> "Response":
        """What is answered at an address of the API."""
        return self._checked(self._asked("GET", path, params=_given(asked), headers={"Accept": accept}))

    def hand_in(self, content: bytes, file_name: str, *, dry_run: bool) -> dict[str, Any]:
        """The receipt of a file, also of one that was refused whole."""
        asked = {"fileName": file_name[-200:], **({"dryRun": "true"} if dry_run else {})}
        kind = {"Content-Type": "application/octet-stream"}
        found = self._asked("POST", "/reports", params=asked, headers=kind, content=content)
        receipt = _problem(found).get("receipt") if found.status_code >= HTTPStatus.BAD_REQUEST else None
        return receipt or self._checked(found).json()

    def _asked(self, method: str, path: str, **more: Any) -> "Response":
        import time

        import httpx2

        headers = {**self._headers(), **more.pop("headers", {})}
        address = f"{self.address}/api/v1{quote(path)}"
        for turn in range(1, TRIES + 1):
            try:
                with httpx2.Client(timeout=_SECONDS) as client:
                    found = client.request(method, address, headers=headers, **more)
            except httpx2.HTTPError as error:
                end_not_done(say("cli_server.unreachable", self.language, address=self.address, reason=error))
            wait = found.headers.get("Retry-After", "")
            is_busy = found.status_code in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS)
            if not is_busy or not wait.isdecimal() or turn == TRIES:
                return found
            time.sleep(min(int(wait), 60))
        raise AssertionError  # the last turn returns

    def _headers(self) -> dict[str, str]:
        token = _token(self.language)
        return {"Accept-Language": self.language, **({"Authorization": f"Bearer {token}"} if token else {})}

    def _checked(self, found: "Response") -> "Response":
        """The answer; ends with 2 for a question that is wrong, with 3 for what is refused or cannot be done."""
        if found.status_code < HTTPStatus.BAD_REQUEST:
            return found
        problem = _problem(found)
        said = str(problem.get("detail") or say("cli_server.odd", self.language, status=found.status_code))
        more = [str(one.get("detail", "")) for one in problem.get("errors", [])]
        message = "\n".join([said, *more])
        is_wrong = found.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)
        return end_wrong_use(message) if is_wrong else end_not_done(message)


def _problem(found: "Response") -> dict[str, Any]:
    is_problem = "problem+json" in found.headers.get("Content-Type", "")
    return found.json() if is_problem else {}


def _given(asked: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (asked or {}).items() if value is not None and value != []}


def _token(language: Language) -> str:
    """The token of the environment, or of the file that it names; empty where there is neither."""
    written = os.environ.get(TOKEN, "")
    file = os.environ.get(TOKEN_FILE)
    if written or not file:
        return written.strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        end_wrong_use(say("cli_server.no_file", language, variable=TOKEN_FILE, file=file, reason=error))
