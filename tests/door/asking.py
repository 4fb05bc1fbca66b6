"""Asks the served app as a browser, a foreign page or a program would: header by header."""

import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@dataclass(frozen=True)
class Answer:
    """What came back; the names of the headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8").strip()


def ask(address: str, path: str = "/", *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """One request on a connection of its own. `Accept_Encoding` stands for Accept-Encoding; Host is that of the address
    unless it is given."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def shake_hands(address: str, *, path: str = "/_stcore/stream", **headers: str) -> Answer:
    """Asks for a socket as a page does; the body is what a refusal says."""
    parts = urlsplit(address)
    asked = {"Host": parts.netloc, **HANDSHAKE, **headers}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as line:
        line.sendall("\r\n".join(lines).encode())
        head, _, rest = _until(line, b"\r\n\r\n").partition(b"\r\n\r\n")
        first, *others = head.decode("latin-1").split("\r\n")
        found = {name.lower(): value for name, _, value in (other.partition(": ") for other in others)}
        missing = int(found.get("content-length", 0)) - len(rest)
        while missing > 0 and (more := line.recv(65_536)):
            rest, missing = rest + more, missing - len(more)
    return Answer(int(first.split()[1]), found, rest)


def _until(line: socket.socket, mark: bytes) -> bytes:
    found = b""
    while mark not in found and (more := line.recv(65_536)):
        found += more
    return found
