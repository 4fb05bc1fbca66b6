"""The headers that every answer carries: what a browser may do with it, and what it may load.

What the policy of contents allows beyond the app's own files, and why it cannot do without, stands beside each line.
"""

import base64
import re
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from door.refusing import Refusal, answer

PAGE: Final = Path(streamlit.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def _hashes_of_inline_scripts(page: str) -> list[str]:
    """The scripts that stand in the page of Streamlit itself, each allowed by its hash and no other."""
    digests = (sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


POLICY: Final[Mapping[str, list[str]]] = {
    "default-src": ["'none'"],
    # blob: because Streamlit turns the few lines that it is handed per drawn part into a module of its own
    "script-src": ["'self'", "blob:", *_hashes_of_inline_scripts(PAGE.read_text(encoding="utf-8"))],
    # 'unsafe-inline' because Streamlit and Plotly write their styles into the page while they draw
    "style-src": ["'self'", "'unsafe-inline'"],
    # data: because signs stand in the styles, and a drawing becomes a picture on its way to a file
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'", "data:"],  # data: because a picture that is taken away carries its letters
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
}
_UNUSED: Final = (
    "accelerometer", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "screen-wake-lock", "usb",
)  # fmt: skip
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "; ".join(" ".join([what, *sources]) for what, sources in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # says again what frame-ancestors says, for who knows no policy
    # not "no-referrer": with that a browser says Origin: null of our own pages too
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# a year: whoever was here once is never sent over http again; its subdomains are not ours to speak for
SECURE: Final[Mapping[str, str]] = {"Strict-Transport-Security": "max-age=31536000"}
_STARTS: Final = ("http.response.start", "websocket.http.response.start")


class Headed:
    """Puts the headers on every answer, whatever answered; what else the answer says of itself stays."""

    def __init__(self, app: ASGIApp, *, is_secure: bool = False) -> None:
        """`app` is everything that is served; `is_secure`: whether it is under https outside."""
        self.app = app
        self.headers = {**HEADERS, **(SECURE if is_secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on, with the headers."""

        async def headed(message: Message) -> None:
            if message["type"] in _STARTS:
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, headed)


def failed(request: Request, _error: Exception) -> Response:
    """What is answered when the app itself went wrong; the error stands in the log of the server.

    It is sent from outside of all that stands around the app, so it takes the headers along by itself.
    """
    said = answer(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "failed"), request.scope)
    said.headers.update(HEADERS)
    return said
