"""When the app itself goes wrong, whoever asked gets a sentence and the headers, and no trace of the code."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from door.heading import HEADERS, failed


async def _broken(_request: Request) -> Response:
    raise RuntimeError("a secret of the code")


def test_an_error_of_the_app_is_answered_with_a_sentence_and_the_headers_and_goes_to_the_log():
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    app = Starlette(routes=[Route("/", _broken)], exception_handlers={Exception: failed})
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"taal=en", "headers": []}
    with pytest.raises(RuntimeError, match="a secret"):
        asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    assert said[0]["status"] == 500
    assert (
        said[1]["body"] == b"Something went wrong in the app; try again. If it stays, look in the log of the server.\n"
    )
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS
