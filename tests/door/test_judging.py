"""What may come in: by host, origin, interface, method and size. Each refusal is a status and one sentence."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from door.heading import HEADERS, Headed
from door.judging import MOST_IN_A_MESSAGE, MOST_IN_AN_ADDRESS, Judge

OWN = {"host": "localhost:8501"}


def _scope(kind: str, **changed: Any) -> Scope:
    headers = changed.pop("headers", OWN)
    pairs = headers if isinstance(headers, list) else list(headers.items())
    return {
        "type": kind, "method": "GET", "scheme": "http" if kind == "http" else "ws", "path": "/", "raw_path": b"/",
        "query_string": b"", "headers": [(name.encode(), value.encode()) for name, value in pairs],
        "server": ("127.0.0.1", 8501), "extensions": {"websocket.http.response": {}}, **changed,
    }  # fmt: skip


class Answered:
    """What a request came to: whether it was passed on, or the status and the sentence of its refusal."""

    def __init__(
        self,
        kind: str = "http",
        *,
        public: tuple[str, ...] = (),
        base: str = "",
        shown: int | None = None,
        **changed: Any,
    ) -> None:
        self.is_passed_on, self.read, self.said = False, 0, list[Message]()
        asyncio.run(
            Headed(Judge(self._app, public, base=base, shown_port=shown))(
                _scope(kind, **changed), self._receive, self._send
            )
        )

    async def _app(self, _scope: Scope, _receive: Receive, _send: Send) -> None:
        self.is_passed_on = True

    async def _receive(self) -> Message:
        self.read += 1
        return {"type": "websocket.connect"}

    async def _send(self, message: Message) -> None:
        self.said.append(message)

    @property
    def status(self) -> int:
        return 200 if self.is_passed_on else self.said[0]["status"]

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.said[0]["headers"]}

    @property
    def sentence(self) -> str:
        return self.said[1]["body"].decode().strip()


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", ["localhost:8501", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_each_name_of_this_machine_with_the_port_of_the_app_is_a_host_of_its_own(kind: str, host: str):
    assert Answered(kind, headers={"host": host}).is_passed_on
    assert Answered(kind, headers={"host": host, "origin": f"http://{host}"}).is_passed_on


FOREIGN_HOSTS = [
    "evil.example", "evil.example:8501", "localhost", "localhost:8502", "localhost.evil.example:8501", "127.0.0.2:8501",
    "localhost:8501.evil.example", "user@localhost:8501", "[::2]:8501", "localhost.:8501", "0.0.0.0:8501",
    "2130706433:8501",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_or_another_port_is_refused_with_the_address_of_the_app(kind: str, host: str):
    found = Answered(kind, headers={"host": host})
    assert found.status == 403
    assert found.sentence == "Onder dit adres antwoordt de app niet; open haar op http://127.0.0.1:8501"


@pytest.mark.parametrize(
    "headers", [[], [("host", "")], [("host", "localhost:8501")] * 2], ids=["none", "empty", "two"]
)
def test_a_request_without_one_host_is_refused(headers: list[tuple[str, str]]):
    assert Answered(headers=headers).status == 400


FOREIGN_ORIGINS = [
    "http://evil.example", "http://localhost:8502", "https://localhost:8501", "http://localhost", "null", "",
    "http://localhost:8501.evil.example", "http://localhost:8501/", "file://", "http://127.0.0.1:8501",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_a_page_of_another_origin_is_refused_also_one_of_another_port_or_name_of_this_machine(kind: str, origin: str):
    found = Answered(kind, headers={**OWN, "origin": origin})
    assert found.status == 403
    assert found.sentence == "Een pagina van een ander adres mag deze app niets vragen."


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_origin_cannot_load_a_picture_or_a_script_from_here_but_a_link_can_be_followed(site: str):
    assert Answered(headers={**OWN, "sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).status == 403
    assert Answered(headers={**OWN, "sec-fetch-site": site, "sec-fetch-mode": "navigate"}).is_passed_on


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_the_own_page_loads_what_it_needs_and_an_address_can_be_typed(site: str):
    assert Answered(headers={**OWN, "sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).is_passed_on


def test_two_origins_are_refused_even_when_one_is_our_own():
    own = ("origin", "http://localhost:8501")
    assert Answered(headers=[*OWN.items(), own, ("origin", "http://evil.example")]).status == 403


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("server", ["192.0.2.7", "::", "2001:db8::1", "::ffff:192.0.2.7", "/run/app.sock"])
def test_what_comes_in_on_an_address_that_others_can_reach_is_refused_whatever_it_says(kind: str, server: str):
    assert Answered(kind, server=(server, 8501), headers={"host": "localhost:8501"}).status == 403


def test_a_public_address_has_its_own_host_and_origin_and_then_those_of_this_machine_are_foreign():
    there: dict[str, Any] = {"public": ("https://monitor.example",), "server": ("192.0.2.7", 8501), "scheme": "http"}
    own = {"host": "monitor.example", "origin": "https://monitor.example"}
    assert Answered(**there, headers=own).is_passed_on
    assert Answered(**there, headers={**own, "origin": "http://monitor.example"}).status == 403
    assert Answered(**there, headers=OWN).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "EVIL"])
def test_the_app_is_only_read(method: str):
    found = Answered(method=method)
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("base", "path"),
    [
        ("", "/_stcore/upload_file/session/file"),
        ("/monitor", "/monitor/_stcore/upload_file/a/b"),
        ("", "/_stcore/agent/mcp"),
        ("", "/media/0123.csv"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_the_addresses_that_nothing_here_uses_are_closed_and_nothing_of_a_body_is_read(
    base: str, path: str, method: str
):
    found = Answered(base=base, path=path, method=method, headers={**OWN, "content-length": "2147483648"})
    assert (found.status, found.read) == (404, 0)
    assert found.headers["connection"] == "close"


@pytest.mark.parametrize(
    "brought", [{"content-length": "1"}, {"transfer-encoding": "chunked"}], ids=["length", "chunks"]
)
def test_a_request_that_brings_something_along_is_refused_unread(brought: dict[str, str]):
    found = Answered(headers={**OWN, **brought})
    assert (found.status, found.read) == (413, 0)
    assert Answered(headers={**OWN, "content-length": "0"}).is_passed_on


def test_an_address_may_be_long_but_not_without_end():
    assert Answered(query_string=b"x" * (MOST_IN_AN_ADDRESS - 1)).is_passed_on
    found = Answered(query_string=b"taal=en&x=" + b"x" * MOST_IN_AN_ADDRESS)
    assert found.status == 414
    assert found.sentence.startswith("This address is longer than 16384 characters")


def test_a_socket_over_which_too_much_comes_at_once_is_ended():
    seen: list[Message] = []
    coming = iter([MOST_IN_A_MESSAGE, MOST_IN_A_MESSAGE + 1])

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        seen.extend([await receive(), await receive()])

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b"x" * next(coming)}

    async def send(_message: Message) -> None:
        raise AssertionError

    asyncio.run(Judge(app)(_scope("websocket"), receive, send))
    assert [message["type"] for message in seen] == ["websocket.receive", "websocket.disconnect"]


def test_a_server_that_cannot_answer_a_handshake_in_words_ends_it():
    found = Answered("websocket", headers={"host": "evil.example"}, extensions={})
    assert found.said == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_refusal_carries_the_headers_of_every_answer_and_is_kept_by_nobody(kind: str):
    found = Answered(kind, headers={"host": "evil.example"}).headers
    assert {name: found[name.lower()] for name in HEADERS} == HEADERS
    assert found["cache-control"] == "no-store"
    assert found["content-type"] == "text/plain; charset=utf-8"


def test_one_of_several_processes_is_known_by_the_port_of_all_of_them_and_not_by_its_own():
    assert not Answered(shown=8600).is_passed_on
    known = {"host": "localhost:8600", "origin": "http://localhost:8600"}
    assert Answered(shown=8600, headers=known).is_passed_on
    assert not Answered(shown=8600, headers={**known, "origin": "http://localhost:8501"}).is_passed_on
