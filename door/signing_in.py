"""The addresses of signing in and out: away to a provider, back from it, out; and, in local mode, whom to look as.

What is known about somebody who is away (state, nonce, the verifier) stays on the server, under an opaque id that is
used once. After signing in the session gets an id of its own: one that somebody else put there is worth nothing.
"""

from collections.abc import Callable
from datetime import datetime, timezone
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from access import looking_as
from domain.municipalities import Register
from door.providers import NotSignedInError, Providers
from door.refusing import language_of
from door.visitors import Visitors
from office.sign_ins import local_path

SIGN_OUT = "/uitloggen"
LOOK_AS = "/kijk-als"
FRONT = "/"
POSTED = (SIGN_OUT, LOOK_AS)  # what changes something, so no link of another site can ask for it
_NOT_KEPT = {"Cache-Control": "no-store"}


class SigningIn:
    """What answers at those addresses."""

    def __init__(self, visitors: Visitors, register: Callable[[], Register]) -> None:
        """Over the visitors of this app."""
        self._visitors = visitors
        self._cookies = visitors.cookies
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
        back = local_path(request.query_params.get("terug") or FRONT)
        try:
            address, sign_in = await self._providers.send_to(key, back, request)
        except NotSignedInError as error:
            return _told(request, error.reason)
        secret = await run_in_threadpool(self._visitors.away, sign_in, _now())
        away = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER, headers=_NOT_KEPT)
        self._cookies.set_signing_in(away, secret)
        return away

    async def come_back(self, request: Request) -> Response:
        """Opens a session for who the provider says it is, or puts an unknown person on the list of the manager."""
        now = _now()
        sign_in = await run_in_threadpool(self._visitors.back, request.cookies.get(self._cookies.signing_in, ""), now)
        if sign_in is None or sign_in.issuer != request.path_params["issuer"]:
            return self._failed(request, "begin_again")
        if sign_in.issuer not in self._providers.issuers:
            return self._failed(request, "begin_again")
        try:
            who = await self._providers.returned(sign_in, request)
        except NotSignedInError as error:
            return self._failed(request, error.reason)
        former = request.cookies.get(self._cookies.session, "")
        session = await run_in_threadpool(self._visitors.signed_in, who.identity, who.name, who.token, former, now)
        if session is None:
            return self._failed(request, "not_known")
        back = RedirectResponse(sign_in.return_path, status_code=HTTPStatus.SEE_OTHER, headers=_NOT_KEPT)
        self._cookies.drop(back, self._cookies.signing_in)
        self._cookies.set_session(back, session)
        return back

    async def sign_out(self, request: Request) -> Response:
        """Ends the session, and leads to where the provider ends its own."""
        secret = request.cookies.get(self._cookies.session, "")
        ended = await run_in_threadpool(self._visitors.signed_out, secret, _now())
        address = None
        if ended is not None and ended.issuer is not None:
            address = await self._providers.address_of_leaving(ended.issuer, ended.id_token or "")
        out = PlainTextResponse(address or FRONT, headers=_NOT_KEPT)
        self._cookies.drop(out, self._cookies.session)
        return out

    async def look_as(self, request: Request) -> Response:
        """Opens a session as whom the visitor looks; what cannot be read is the first of the list."""
        asked = parse_qs((await request.body()).decode("utf-8", "replace")).get("als", [""])[0]
        chosen = looking_as.read(asked, self._register())
        former = request.cookies.get(self._cookies.session, "")
        session = await run_in_threadpool(self._visitors.looks_as, chosen, former, _now())
        out = Response(status_code=HTTPStatus.NO_CONTENT, headers=_NOT_KEPT)
        self._cookies.set_session(out, session)
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
