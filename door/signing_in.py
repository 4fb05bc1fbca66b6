"""The addresses of signing in and out: away to a provider, back from it, out; and, in local mode, whom to look as.

What is known about somebody who is away (state, nonce, the verifier) stays on the server, under an opaque id that is
used once. After signing in the session gets an id of its own: one that somebody else put in the browser is worth nothing.
"""

from collections.abc import Callable
from datetime import datetime, timezone
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from access import looking_as
from domain.municipalities import Register
from door.cookies import Cookies
from door.providers import NotSignedInError, Providers
from door.refusing import language_of
from door.visitors import Visitors
from door.ways_back import FRONT, way_back

SIGN_OUT = "/uitloggen"
LOOK_AS = "/kijk-als"
POSTED = (SIGN_OUT, LOOK_AS)  # what changes something, so no link of another site can ask for it
_NOT_KEPT = {"Cache-Control": "no-store"}


class SigningIn:
    """What answers at those addresses."""

    def __init__(self, visitors: Visitors, cookies: Cookies, register: Callable[[], Register]) -> None:
        """Over the visitors of this app."""
        self._visitors = visitors
        self._cookies = cookies
        self._register = register
        self._providers = Providers(visitors.settings)

    def routes(self) -> list[Route]:
        """In local mode nobody signs in, and elsewhere nobody chooses whom to look as."""
        if self._visitors.settings.is_local:
            return [Route(LOOK_AS, self.look_as, methods=["POST"])]
        return [
            Route("/inloggen/{issuer}", self.begin, methods=["GET"]),
            Route("/terug/{issuer}", self.come_back, methods=["GET"]),
            Route(SIGN_OUT, self.sign_out, methods=["POST"]),
        ]

    async def begin(self, request: Request) -> Response:
        """Sends somebody to the provider; `terug` is the page of ours that they came from."""
        key = request.path_params["issuer"]
        if key not in self._providers.issuers:
            return _told(request, "begin_again")
        request.scope["session"] = kept = dict[str, Any]()
        try:
            address = await self._providers.send_to(key, request)
        except NotSignedInError as error:
            return _told(request, error.reason)
        back = way_back(request.query_params.get("terug"))
        secret = await run_in_threadpool(self._visitors.note_away, {"issuer": key, "kept": kept}, back, _now())
        away = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER, headers=_NOT_KEPT)
        self._cookies.set_signing_in(away, secret)
        return away

    async def come_back(self, request: Request) -> Response:
        """Opens a session for who the provider says it is, or puts an unknown person on the list of the manager."""
        key, now = request.path_params["issuer"], _now()
        secret = request.cookies.get(self._cookies.signing_in, "")
        away = await run_in_threadpool(self._visitors.take_away, secret, now)
        if away is None or away.kept.get("issuer") != key or key not in self._providers.issuers:
            return self._failed(request, "begin_again")
        request.scope["session"] = away.kept["kept"]
        try:
            identity = await self._providers.returned(key, request)
        except NotSignedInError as error:
            return self._failed(request, error.reason)
        session = await run_in_threadpool(
            self._visitors.signed_in, identity, request.cookies.get(self._cookies.session), now
        )
        if session is None:
            return self._failed(request, "not_known")
        back = RedirectResponse(away.way_back, status_code=HTTPStatus.SEE_OTHER, headers=_NOT_KEPT)
        self._cookies.drop(back, self._cookies.signing_in)
        self._cookies.set_session(back, session)
        return back

    async def sign_out(self, request: Request) -> Response:
        """Ends the session, and leads to where the provider ends its own."""
        secret = request.cookies.get(self._cookies.session, "")
        ended = await run_in_threadpool(self._visitors.signed_out, secret, _now())
        address = await self._providers.address_of_leaving(ended.issuer, ended.token) if ended else None
        out = Response((address or FRONT).encode(), media_type="text/plain", headers=_NOT_KEPT)
        self._cookies.drop(out, self._cookies.session)
        return out

    async def look_as(self, request: Request) -> Response:
        """Keeps whom the visitor looks as; what cannot be read is the first of the list."""
        asked = parse_qs((await request.body()).decode("utf-8", "replace")).get("als", [""])[0]
        chosen = looking_as.read(asked, self._register())
        out = Response(status_code=HTTPStatus.NO_CONTENT, headers=_NOT_KEPT)
        self._cookies.set_looks_as(out, looking_as.written(chosen))
        return out

    def _failed(self, request: Request, reason: str) -> Response:
        said = _told(request, reason)
        self._cookies.drop(said, self._cookies.signing_in)
        return said


def _told(request: Request, reason: str) -> RedirectResponse:
    """Back to the front page, which says in words why nobody was signed in."""
    query = urlencode({"melding": reason, **({"taal": "en"} if language_of(request.scope) == "en" else {})})
    return RedirectResponse(f"{FRONT}?{query}", status_code=HTTPStatus.SEE_OTHER, headers=_NOT_KEPT)


def _now() -> datetime:
    return datetime.now(timezone.utc)
