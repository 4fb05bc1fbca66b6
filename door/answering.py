"""How the addresses of reporting answer: as JSON, in a thread, and where nothing was done with why, in words."""

import json
from collections.abc import Callable
from datetime import datetime, timezone
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from access.permissions import Action
from access.policy import RefusedError
from dashboard.view.visitor import Visitor
from domain.municipalities import Register
from domain.programme import Programme
from door.refusing import language_of
from door.visitors import Visitors
from language.texts import say
from office.drafts import hand_of
from office.errors import NotPossibleError, OfficeError
from pipelines.beside_rows import NotSaidError
from store.errors import StoreError
from store.store import Store

NOT_KEPT = {"Cache-Control": "no-store"}


class NotDoneError(Exception):
    """Why nothing was done, in words."""

    def __init__(self, status: HTTPStatus, words: str) -> None:
        """`status`: what the answer is."""
        self.status = status
        self.words = words
        super().__init__(words)


class Reporting:
    """Addresses at which a municipality reports."""

    def __init__(
        self,
        visitors: Visitors,
        store: Store,
        *,
        register: Callable[[], Register],
        programme: Callable[[], Programme],
    ) -> None:
        """Over the visitors and the store of this app."""
        self._visitors = visitors
        self._store = store
        self._register = register
        self._programme = programme


def asking(
    visitors: Visitors, request: Request, action: Action, code: str, now: datetime, *, hand: str | None = None
) -> Visitor:
    """Who asks and may do this for this municipality. Raises NotDoneError.

    `hand`: whose page it is that asks, where it says so: another may have signed in since in the same browser.
    """
    language = language_of(request.scope)
    visitor = visitors.visitor(request.cookies, now)
    if visitor.is_nobody or hand not in (None, hand_of(visitor.principal)):
        raise NotDoneError(HTTPStatus.UNAUTHORIZED, say("door.session_over", language))
    decision = visitor.may(action, code)
    if not decision.is_allowed:
        raise NotDoneError(HTTPStatus.FORBIDDEN, decision.words(language))
    return visitor


async def answered(request: Request, sent: Any, act: Callable[[Request, Any, datetime], Any]) -> Response:
    """What `act` made of what was sent, as JSON or as the answer that it is; or why nothing was done.

    It takes a thread, for the database and the store wait.
    """
    language = language_of(request.scope)
    try:
        done = await run_in_threadpool(act, request, sent, datetime.now(timezone.utc))
    except NotDoneError as refused:
        return _said(refused.status, refused.words)
    except RefusedError as refused:
        return _said(HTTPStatus.FORBIDDEN, refused.words(language))
    except ValidationError:
        return _said(HTTPStatus.BAD_REQUEST, say("door.form_unreadable", language))
    except (NotPossibleError, NotSaidError) as error:
        return _said(HTTPStatus.BAD_REQUEST, error.message[language])
    except (OfficeError, StoreError) as error:
        return _said(HTTPStatus.SERVICE_UNAVAILABLE, error.message[language])
    if isinstance(done, Response):
        return done
    written = json.dumps(done, ensure_ascii=False, default=str)  # a receipt holds moments and days
    return Response(written, media_type="application/json", headers=NOT_KEPT)


def _said(status: HTTPStatus, words: str) -> Response:
    return JSONResponse({"message": words}, status_code=status, headers=NOT_KEPT)
