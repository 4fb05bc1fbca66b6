"""The language of the page in its first line."""

import re
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.bilingual import Language
from door.refusing import language_of
from language.texts import say

_OPENING_TAG = re.compile(rb"<html[^>]*>")
_WITHOUT_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


class PageLanguage:
    """Sets `<html lang>` to the language in the address, and says in it what a browser without scripts is told.

    Streamlit's own page always says English.
    """

    def __init__(self, app: ASGIApp) -> None:
        """`app` is everything that is served."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything on; only the page itself is rewritten."""
        if scope["type"] != "http" or not _asks_for_a_page(scope):
            return await self.app(scope, receive, send)
        plain = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        return await self.app(plain, receive, _Rewriter(send, language_of(scope)))


class _Rewriter:
    """Holds back a page until it is whole, and sends it on with its language."""

    def __init__(self, send: Send, language: Language) -> None:
        """`send` passes on."""
        self.send = send
        self.language: Language = language
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
        body = _OPENING_TAG.sub(f'<html lang="{self.language}">'.encode(), self.body, count=1)
        told = f"<noscript><p>{escape(say('door.without_script', self.language))}</p></noscript>"
        body = _WITHOUT_SCRIPT.sub(lambda _: told.encode(), body, count=1)
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
