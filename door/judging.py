"""The one place where hosts, origins, methods and sizes are judged, before Streamlit looks.

Streamlit asks public hosts for its own address when the origin of a socket is not one that it knows, one second each,
and nobody else is answered meanwhile. So nothing foreign may come that far: the Host must be a name of this app with
its own port, and an Origin must be the origin of that same host.
"""

import ipaddress
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from door.refusing import Refusal, refuse

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "[::1]")
METHODS: Final = ("GET", "HEAD")
# of Streamlit's own addresses: what nothing here uses, and so nobody can be handed a file of somebody else
CLOSED: Final = ("/_stcore/upload_file", "/_stcore/agent", "/media/", "/component/")
MOST_IN_A_BODY: Final = 2_000  # bytes; what is posted is a choice, or nothing
MOST_IN_AN_ADDRESS: Final = 16_384  # bytes; the longest that the app itself makes has some 700
MOST_IN_A_MESSAGE: Final = 1_000_000  # bytes from a browser over its socket; a visit sends messages of some kB
_STEERING: Final = re.compile(r"[\x00-\x1f\x7f]")
_TOO_BIG: Final = 1009  # the code that closes a socket for that
_FOREIGN_SITES: Final = {"cross-site", "same-site"}  # the second: another port or name beside ours
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Asked:
    """What is judged: where it came in, under which name, from which page, and how much it brings."""

    scheme: str
    server: str
    port: int | None
    path: str
    address_bytes: int
    method: str
    headers: Sequence[tuple[bytes, bytes]]

    @classmethod
    def of(cls, scope: Scope) -> "Asked":
        """A request, or the handshake of a socket."""
        server, port = scope.get("server") or ("", None)
        return cls(
            scheme="https" if scope["scheme"] in ("https", "wss") else "http",
            server=server,
            port=port,
            path=scope["path"],
            address_bytes=len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b""),
            method=scope.get("method", "GET"),
            headers=scope["headers"],
        )

    def all(self, name: bytes) -> list[str]:
        """Every value of a header."""
        return [value.decode("latin-1") for found, value in self.headers if found.lower() == name]


class Judge:
    """Refuses what is foreign, too much, or for an address that is closed; passes everything else on as it is."""

    def __init__(
        self,
        app: ASGIApp,
        public: Sequence[str] = (),
        posted: Collection[str] = (),
        base: str = "",
        *,
        bodies: Mapping[str, int] = MappingProxyType({}),
        brought: Mapping[str, int] = MappingProxyType({}),
        open_to_all: Collection[str] = (),
        shown_port: int | None = None,
    ) -> None:
        """`public`: origins under which the app is known outside ("https://monitor.example"); none as long as nobody
        can sign in, and then it answers this machine only. `posted`: the addresses that take something of a page.
        `base`: what Streamlit puts before its own addresses. `bodies`: which of those take more than a choice, in
        bytes. `brought`: the addresses that programs bring something to, with how many bytes at most. `open_to_all`:
        what pages of anybody may read. `shown_port`: under which visitors know the app, where one of several processes
        answers them on a port of its own."""
        self.shown_port = shown_port
        self.bodies = bodies
        self.app = app
        self.public = {urlsplit(origin).netloc: origin for origin in public}
        self.posted = frozenset(posted)
        self.brought = brought or {}
        self.open_to_all = frozenset(open_to_all)
        self.closed = tuple(base + closed for closed in CLOSED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judges each request and each handshake by itself."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        asked = Asked.of(scope) if self.shown_port is None else replace(Asked.of(scope), port=self.shown_port)
        for judged in (_place, _host, self._origin, _address, self._use, self._body):
            refusal = judged(asked, self.public)
            if refusal:
                return await refuse(scope, receive, send, refusal)
        if scope["type"] == "websocket":
            return await self.app(scope, _measured(receive), send)
        return await self.app(scope, receive, send)

    def _origin(self, asked: Asked, public: dict[str, str]) -> Refusal | None:
        """A page of the same host. Without an Origin it is a visitor who follows a link, a program, or a page of
        another that loads a picture or a script from here: a browser tells that last one apart."""
        if asked.path in self.open_to_all and asked.method in METHODS:
            return None
        origins, host = asked.all(b"origin"), asked.all(b"host")[0]
        is_own = origins == [public.get(host.lower(), f"{asked.scheme}://{host}")]
        is_from_elsewhere = bool(_FOREIGN_SITES & {*asked.all(b"sec-fetch-site")})
        is_visit = asked.all(b"sec-fetch-mode") == ["navigate"]
        if is_own or (not origins and (is_visit or not is_from_elsewhere)):
            return None
        return Refusal(HTTPStatus.FORBIDDEN, "foreign_origin")

    def _use(self, asked: Asked, _public: dict[str, str]) -> Refusal | None:
        """Read only, but for the few addresses that take something; those take it from a page of ours alone."""
        if asked.path.startswith(self.closed):
            return Refusal(HTTPStatus.NOT_FOUND, "closed")
        if asked.path in self.posted:
            if asked.method != "POST":
                return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "post_only", headers={"Allow": "POST"})
            return None if asked.all(b"origin") else Refusal(HTTPStatus.FORBIDDEN, "foreign_origin")
        methods = (*METHODS, "POST") if asked.path in self.brought else METHODS
        if asked.method in methods:
            return None
        return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method", headers={"Allow": ", ".join(methods)})

    def _body(self, asked: Asked, _public: dict[str, str]) -> Refusal | None:
        """Where nothing is taken, nothing is read; elsewhere its size is said beforehand."""
        lengths = asked.all(b"content-length")
        if asked.path in self.brought and asked.method == "POST":
            return _brought(asked, lengths, self.brought[asked.path])
        most = self.bodies.get(asked.path, MOST_IN_A_BODY if asked.path in self.posted else 0)
        is_told = not asked.all(b"transfer-encoding") and all(length.isdecimal() for length in lengths)
        if is_told and len(lengths) <= 1 and all(int(length) <= most for length in lengths):
            return None
        return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body")


def is_loopback(address: str) -> bool:
    """Whether an address or a name means this machine and nothing else."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _place(asked: Asked, public: dict[str, str]) -> Refusal | None:
    """Whatever the app was told to listen on: it answers on loopback only."""
    if public or is_loopback(asked.server):
        return None
    return Refusal(HTTPStatus.FORBIDDEN, "elsewhere")


def _host(asked: Asked, public: dict[str, str]) -> Refusal | None:
    hosts = asked.all(b"host")
    if len(hosts) != 1 or not hosts[0]:
        return Refusal(HTTPStatus.BAD_REQUEST, "no_host")
    if hosts[0].lower() in _own_hosts(asked, public):
        return None
    return Refusal(HTTPStatus.FORBIDDEN, "foreign_host", {"own": _shown(asked, public)})


def _own_hosts(asked: Asked, public: dict[str, str]) -> set[str]:
    if public:
        return set(public)
    names = {*LOOPBACK_NAMES, f"[{asked.server}]" if ":" in asked.server else asked.server}
    bare = names if asked.port == _DEFAULT_PORTS[asked.scheme] else set[str]()
    return {*bare, *(f"{name}:{asked.port}" for name in names)}


def _shown(asked: Asked, public: dict[str, str]) -> str:
    return next(iter(public.values()), f"{asked.scheme}://{LOOPBACK_NAMES[1]}:{asked.port}")


def _brought(asked: Asked, lengths: list[str], most: int) -> Refusal | None:
    """What a program brings: its size is said once, beforehand, and is no more than may be."""
    if asked.all(b"transfer-encoding") or len(lengths) != 1 or not lengths[0].isdecimal():
        return Refusal(HTTPStatus.LENGTH_REQUIRED, "no_length")
    if int(lengths[0]) > most:
        return Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", {"most": most // 1_000_000})
    return None


def _address(asked: Asked, _public: dict[str, str]) -> Refusal | None:
    if _STEERING.search(asked.path):  # no address of ours has a line end in it, and routers stop reading there
        return Refusal(HTTPStatus.NOT_FOUND, "closed")
    if asked.address_bytes <= MOST_IN_AN_ADDRESS:
        return None
    return Refusal(HTTPStatus.REQUEST_URI_TOO_LONG, "long_address", {"most": MOST_IN_AN_ADDRESS})


def _measured(receive: Receive) -> Receive:
    """Ends a socket over which more comes at once than any page sends."""

    async def next_message() -> Message:
        message = await receive()
        size = len(message.get("bytes") or b"") + len(message.get("text") or "")
        return {"type": "websocket.disconnect", "code": _TOO_BIG} if size > MOST_IN_A_MESSAGE else message

    return next_message
