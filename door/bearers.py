"""Which program asks: the token that it sends along, looked up at every request."""

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.asking import PLACE, Asker
from api.problems import answer, preferred
from domain.principal import NOBODY, Principal
from door.visitors import Visitors
from language.texts import say
from office.acts import Way
from office.errors import OfficeError
from office.tokens import Invalid

_SCHEME: Final = "bearer"
_WORDS: Final = {
    Invalid.UNKNOWN: "api.token_unknown",
    Invalid.EXPIRED: "api.token_expired",
    Invalid.REVOKED: "api.token_revoked",
}
_WRONG: Final = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
_BUSY: Final = {"Retry-After": "5"}


class Bearers:
    """Says to the API who asks: whose token it is, or nobody where none was sent. A wrong one is refused.

    The session of a visitor is not looked at: a page of another could have a browser ask with it.
    """

    def __init__(self, app: ASGIApp, visitors: Visitors) -> None:
        """`app` is the API."""
        self.app = app
        self._visitors = visitors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes from somebody; answers by itself where the token is worth nothing."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        language = preferred(headers.get("accept-language", ""))
        try:
            found = await run_in_threadpool(self._found, headers.getlist("authorization"))
        except OfficeError as error:
            return await answer(503, error.message[language], language, headers=_BUSY)(scope, receive, send)
        if isinstance(found, Invalid):
            refused = answer(401, say(_WORDS[found], language), language, headers=_WRONG)
            return await refused(scope, receive, send)
        return await self.app({**scope, PLACE: self._asker(found)}, receive, send)

    def _found(self, written: list[str]) -> Principal | Invalid:
        if not written:
            return NOBODY
        scheme, _, token = written[0].partition(" ")
        if len(written) > 1 or scheme.lower() != _SCHEME or not self._visitors.has_office:
            return Invalid.UNKNOWN
        known = self._visitors.office.tokens.find(token.strip(), now=_now())
        return known if isinstance(known, Invalid) else known.principal

    def _asker(self, principal: Principal) -> Asker:
        visitors = self._visitors
        return Asker(principal, said=visitors.agreement, closed=visitors.rounds, note_reading=self._noting(principal))

    def _noting(self, principal: Principal) -> Callable[[str], object]:
        def note(code: str) -> object:
            log = self._visitors.office.audit
            return log.note_reading(principal, code, session=None, way=Way.API, now=_now())

        return note


def _now() -> datetime:
    return datetime.now(timezone.utc)
