"""The API as one application: its routes, how what goes wrong is answered, and its document."""

from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus
from typing import Final, cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access.policy import RefusedError
from api import figures, handing_in, problems, reference, reports
from api.answering import json_answer
from api.asking import asker_of, language_of
from api.describing import document
from api.documentation import page
from api.monitor import Monitor
from api.problems import ProblemError
from api.wrong_questions import errors_of
from domain.bilingual import Language, is_language
from language.texts import say
from office.errors import OfficeError
from store.errors import StoreError

MOUNTED: Final = "/api"
DOCUMENT: Final = f"{problems.BASE}/openapi.json"
"""The one address that a page of anybody may read: there stands what everybody may know."""
_BUSY: Final = {"Retry-After": "5"}


def application(monitor: Monitor) -> ASGIApp:
    """What answers under /api. Whoever mounts it says who asks (`api.asking.PLACE`)."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.monitor, app.state.clock = monitor, monitor.clock
    for part in (reference, figures, reports, handing_in):
        app.include_router(part.router, prefix="/v1")
    described = list(app.routes)

    @cache
    def in_language(language: Language) -> dict[str, object]:
        return document(described, language, server=monitor.public_address, email=monitor.contact_email)

    async def openapi(request: Request) -> Response:
        found = in_language(language_of(request))
        return json_answer(found, headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"})

    async def documentation(request: Request) -> Response:
        asked = request.query_params.get("taal") or language_of(request)
        language: Language = asked if is_language(asked) else "nl"
        origin = str(request.base_url.replace(path=""))
        return HTMLResponse(page(in_language(language), language, origin), headers={"Cache-Control": "no-cache"})

    app.add_route("/v1/openapi.json", openapi, methods=["GET"])
    app.add_route("/v1/documentation", documentation, methods=["GET"])
    _answer_what_goes_wrong(app)
    return Versioned(app)


class Versioned:
    """Puts the version on every answer, keeps none that does not say how, and answers HEAD as GET without a body."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` has the routes."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on."""
        is_head = scope.get("method") == "HEAD"

        async def versioned(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["API-Version"] = problems.VERSION
                headers.setdefault("Cache-Control", "no-store")
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if is_head else scope, receive, versioned)


def _answer_what_goes_wrong(app: FastAPI) -> None:
    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        ProblemError: _problem,
        RefusedError: _refused,
        RequestValidationError: _wrong_question,
        HTTPException: _no_route,
        StoreError: _store,
        OfficeError: _office,
        Exception: _failed,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def _problem(request: Request, error: Exception) -> Response:
    found = cast("ProblemError", error)
    language = language_of(request)
    detail = say(found.key, language, **found.values)
    return problems.answer(found.status, detail, language, headers=found.headers, **found.more)


async def _refused(request: Request, error: Exception) -> Response:
    return await _problem(request, asker_of(request).refusal(cast("RefusedError", error).reason))


async def _wrong_question(request: Request, error: Exception) -> Response:
    language = language_of(request)
    errors = errors_of(cast("RequestValidationError", error).errors(), language)
    detail = "; ".join(one["detail"] for one in errors)
    return problems.answer(HTTPStatus.BAD_REQUEST, detail, language, errors=errors)


async def _no_route(request: Request, error: Exception) -> Response:
    found, language = cast("HTTPException", error), language_of(request)
    if found.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = say("api.no_method", language)
        return problems.answer(found.status_code, detail, language, headers=dict(found.headers or {}))
    return problems.answer(found.status_code, say("api.no_address", language), language)


async def _store(request: Request, error: Exception) -> Response:
    language = language_of(request)
    return problems.answer(503, cast("StoreError", error).message[language], language, headers=_BUSY)


async def _office(request: Request, error: Exception) -> Response:
    language = language_of(request)
    return problems.answer(503, cast("OfficeError", error).message[language], language, headers=_BUSY)


async def _failed(request: Request, _error: Exception) -> Response:
    language = language_of(request)
    return problems.answer(500, say("door.failed", language), language)
