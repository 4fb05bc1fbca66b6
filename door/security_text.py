"""`/.well-known/security.txt` (RFC 9116): whom to tell of a leak, as the settings say."""

from collections.abc import Callable
from datetime import date, datetime, time, timezone
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from domain.settings import Settings
from door.refusing import Refusal, answer

ADDRESS: Final = "/.well-known/security.txt"


def route(settings: Settings, today: Callable[[], date]) -> Route:
    """Answers with the text; 404 where nobody is named in the settings, and once what is said there has expired."""

    async def security_text(request: Request) -> Response:
        text = written(settings, today())
        if text is None:
            return answer(Refusal(HTTPStatus.NOT_FOUND, "closed"), request.scope)
        return PlainTextResponse(text)

    return Route(ADDRESS, security_text, methods=["GET"])


def written(settings: Settings, today: date) -> str | None:
    """The text, None where there is none to give."""
    expires = settings.security_text_expires
    if settings.security_contact is None or expires is None or expires < today:
        return None
    end = datetime.combine(expires, time(23, 59, 59), tzinfo=timezone.utc)
    lines = [
        f"Contact: {settings.security_contact}",
        f"Expires: {end:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    ]
    if settings.public_address is not None:
        lines.append(f"Canonical: {settings.public_address}{ADDRESS}")
    return "\n".join(lines) + "\n"
