"""The few addresses that take something: from a page of ours alone, and little."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from domain.settings import Settings
from door.judging import MOST_IN_A_BODY, Judge
from door.rating import Rated

POSTED = "/uitloggen"
OWN = {"host": "localhost:8501", "origin": "http://localhost:8501", "content-length": "0"}


def _scope(path: str, method: str, headers: dict[str, str], client: str = "127.0.0.1") -> Scope:
    return {
        "type": "http", "method": method, "scheme": "http", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("127.0.0.1", 8501), "client": (client, 40_000),
    }  # fmt: skip


def _status(middleware: Any, scope: Scope) -> int:
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    asyncio.run(middleware(scope, receive, send))
    return int(said[0]["status"])


async def _app(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _posted(headers: dict[str, str], *, method: str = "POST", path: str = POSTED) -> int:
    return _status(Judge(_app, posted=[POSTED]), _scope(path, method, headers))


def test_what_is_posted_by_a_page_of_the_app_is_passed_on():
    assert _posted(OWN) == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:8502", "https://localhost:8501"])
def test_a_page_of_another_origin_can_post_nothing(origin: str):
    assert _posted({**OWN, "origin": origin}) == 403


def test_a_post_without_an_origin_is_refused_since_every_browser_says_one():
    assert _posted({name: value for name, value in OWN.items() if name != "origin"}) == 403


def test_a_link_cannot_do_what_a_post_does():
    assert _posted(OWN, method="GET") == 405


def test_elsewhere_nothing_can_be_posted():
    assert _posted(OWN, path="/stappen") == 405


@pytest.mark.parametrize("length", [str(MOST_IN_A_BODY + 1), "-1", "1e3", "x", "99999999999999999999"])
def test_a_body_that_is_larger_than_any_choice_or_does_not_say_its_size_is_refused_unread(length: str):
    assert _posted({**OWN, "content-length": length}) == 413


def test_a_body_whose_size_is_not_said_beforehand_is_refused_unread():
    assert _posted({"host": OWN["host"], "origin": OWN["origin"], "transfer-encoding": "chunked"}) == 413


@pytest.mark.parametrize("path", ["/media/0123.csv", "/_stcore/upload_file/x/y", "/component/x/index.html"])
def test_addresses_of_files_and_uploads_are_closed_for_everybody(path: str):
    assert _posted({"host": OWN["host"]}, method="GET", path=path) == 404


def test_who_tries_to_sign_in_too_often_waits_and_others_do_not():
    rated = Rated(_app, Settings(sign_in_attempts_per_minute=3))
    tries = [_status(rated, _scope("/inloggen/werk", "GET", OWN, "192.0.2.1")) for _ in range(5)]
    assert tries == [200, 200, 200, 429, 429]
    assert _status(rated, _scope("/inloggen/werk", "GET", OWN, "192.0.2.2")) == 200
    assert _status(rated, _scope("/stappen", "GET", OWN, "192.0.2.1")) == 200


def test_scripts_and_styles_are_not_counted_since_many_people_share_an_address_and_a_page_has_a_hundred():
    rated = Rated(_app, Settings(requests_per_minute=60))
    assert {_status(rated, _scope("/scripts/0123/frame/banner.js", "GET", OWN)) for _ in range(200)} == {200}
    assert _status(rated, _scope("/", "GET", OWN)) == 200


def test_who_asks_too_much_of_anything_waits():
    rated = Rated(_app, Settings(requests_per_minute=60))
    assert [_status(rated, _scope("/", "GET", OWN)) for _ in range(62)] == [200] * 60 + [429] * 2
