"""How often one address may ask: everything, and signing in apart, which somebody could use to guess or to flood."""

import time
from http import HTTPStatus

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.drawing import served
from domain.settings import Settings
from door.refusing import Refusal, refuse

SIGNING_IN = ("/inloggen/", "/terug/")
PUBLIC = ("/scripts/", "/static/")  # the same for everybody, and kept by the browser: a page asks for a hundred of them


class Rated:
    """Refuses who asks too often; counts in the memory of this process, so several processes each allow as much."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """`app` is what was judged already."""
        self.app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._all = RateLimitItemPerMinute(settings.requests_per_minute, namespace="all")
        self._signing_in = RateLimitItemPerMinute(settings.sign_in_attempts_per_minute, namespace="sign_in")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Counts requests and handshakes by the address they come from, but for files that are the same for all."""
        if scope["type"] not in ("http", "websocket") or scope["path"].removeprefix(served.base()).startswith(PUBLIC):
            return await self.app(scope, receive, send)
        client = (scope.get("client") or ("", 0))[0]
        rates = [self._all, *([self._signing_in] if scope["path"].startswith(SIGNING_IN) else [])]
        for rate in rates:
            if not self._limiter.hit(rate, client):
                headers = {"Retry-After": str(self._wait(rate, client))}
                refusal = Refusal(HTTPStatus.TOO_MANY_REQUESTS, "too_many", headers=headers)
                return await refuse(scope, receive, send, refusal)
        return await self.app(scope, receive, send)

    def _wait(self, rate: RateLimitItem, client: str) -> int:
        """Whole seconds until one more is allowed."""
        return max(1, round(self._limiter.get_window_stats(rate, client).reset_time - time.time()))
