"""The language of the page in its first line."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from door.refusing import language_of

_OPENING_TAG = re.compile(rb"<html[^>]*>")


class PageLanguage:
    """Sets `<html lang>` to the language in the address; Streamlit's own page always says English."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` is everything that is served."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; only the page itself is rewritten."""
        if scope["type"] != "http" or not _asks_for_a_page(scope):
            return await self.app(scope, receive, send)
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        return await self.app(plain, receive, _Rewriter(send, language_of(scope).encode()))


class _Rewriter:
    """Holds back a page until it is whole, and sends it on with its language."""

    def __init__(self, send: Send, language: bytes) -> None:
        """`language` is two letters; `send` passes on."""
        self.send = send
        self.language = language
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_on(self.start)
        else:
            await self.send(message)

    async def _send_on(self, start: Message) -> None:
        body = _OPENING_TAG.sub(b'<html lang="' + self.language + b'">', self.body, count=1)
        headers = [
            (name, value) for name, value in start["headers"] if name.lower() not in (b"content-length", b"etag")
        ]
        headers.append((b"content-length", str(len(body)).encode()))
        await self.send({**start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})


def _asks_for_a_page(scope: Scope) -> bool:
    accepted = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepted


def _is_html(message: Message) -> bool:
    return any(name.lower() == b"content-type" and b"text/html" in value for name, value in message["headers"])
