"""How a request is refused: a status and one sentence, in the language of the address."""

from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from api import problems
from domain.bilingual import Language
from language.texts import say

_OF_A_HANDSHAKE = "websocket.http.response"  # how a server says that it can answer a handshake with words
_NOT_ALLOWED = 1008  # the code that closes a socket by the rules of the house


@dataclass(frozen=True)
class Refusal:
    """Why something is refused: the text is `door.<reason>`, with its values."""

    status: HTTPStatus
    reason: str
    values: dict[str, object] = field(default_factory=dict[str, object])
    headers: dict[str, str] = field(default_factory=dict[str, str])


def language_of(scope: Scope) -> Language:
    """The language that the address asks for; where it asks for none Dutch, or of a program what its header says."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("taal")
    if asked is None and problems.is_of_api(scope["path"]):
        accepted = [value for name, value in scope["headers"] if name.lower() == b"accept-language"]
        return problems.preferred(b",".join(accepted).decode("latin-1"))
    return "en" if asked is not None and asked[0] == "en" else "nl"


async def refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    """Answers a request or a handshake of a socket, without reading what else it would send."""
    if scope["type"] == "websocket":
        await receive()  # the wish to connect
        if _OF_A_HANDSHAKE not in (scope.get("extensions") or {}):
            return await send({"type": "websocket.close", "code": _NOT_ALLOWED})
    return await answer(refusal, scope)(scope, receive, send)


def answer(refusal: Refusal, scope: Scope) -> Response:
    """The refusal as an answer; the connection is closed, so that a body that was not read is not sent on.

    A program gets it as a problem, a browser as a sentence.
    """
    language = language_of(scope)
    sentence = say(f"door.{refusal.reason}", language, **refusal.values)
    headers = {"Cache-Control": "no-store", "Connection": "close", **refusal.headers}
    if problems.is_of_api(scope["path"]):
        return problems.answer(refusal.status, sentence, language, headers=headers)
    return PlainTextResponse(f"{sentence}\n", status_code=refusal.status, headers=headers)
