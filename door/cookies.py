"""The cookies of the app: what they are called and how a browser must keep them."""

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

_SESSION: Final = "wams"
_SIGNING_IN: Final = "wams-inloggen"
_TEN_MINUTES: Final = 600  # seconds; longer than anybody takes to sign in elsewhere


@dataclass(frozen=True)
class Cookies:
    """Names and ways of setting. Each is unreadable for scripts, and of this host alone where the app is under https.

    Over http, which is on this machine only, a browser refuses the prefix that says so.
    """

    is_secure: bool

    @property
    def session(self) -> str:
        """Holds the opaque id of a session."""
        return self._named(_SESSION)

    @property
    def signing_in(self) -> str:
        """Holds the opaque id of somebody who is away to sign in."""
        return self._named(_SIGNING_IN)

    def set_session(self, answer: Response, secret: str) -> None:
        """Until the browser is closed; how long the session lasts, the server decides."""
        self._set(answer, self.session, secret, None)

    def set_signing_in(self, answer: Response, secret: str) -> None:
        """As long as signing in may take."""
        self._set(answer, self.signing_in, secret, _TEN_MINUTES)

    def drop(self, answer: Response, name: str) -> None:
        """Takes a cookie away."""
        answer.delete_cookie(name, path="/", secure=self.is_secure, httponly=True, samesite="lax")

    def _named(self, name: str) -> str:
        return f"__Host-{name}" if self.is_secure else name

    def _set(self, answer: Response, name: str, value: str, seconds: int | None) -> None:
        # lax: it must come along when somebody returns from where they signed in, and never with a form of another site
        answer.set_cookie(name, value, max_age=seconds, path="/", secure=self.is_secure, httponly=True, samesite="lax")
