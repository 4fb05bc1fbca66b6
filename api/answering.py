"""How something is answered: kept by whom, since when it is the same, and where the rest of a list is."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

from access.agreement import Agreement
from api.asking import asker_of, language_of
from api.monitor import Monitor
from api.problems import BASE

JSON: Final = "application/json"
_ASKED_ANEW: Final = "private, no-cache"  # kept by who asked alone, and never shown without asking whether it holds
_HANGS_ON: Final = "Authorization, Accept, Accept-Language"


def tag_of(request: Request, monitor: Monitor, *also: object) -> str:
    """What is the same as long as the answer is: the data, the question, and what who asks may see.

    Weak, for a moment of now in the answer may be another one.
    """
    asker = asker_of(request)
    who = [asker.principal.role, asker.principal.municipality_code, asker.principal.scopes, asker.principal.token]
    asked = [request.url.path, request.url.query, request.headers.get("accept", ""), language_of(request)]
    facts = [*monitor.edition(), *who, _spelt(asker.agreement), *asked, *also]
    return f'W/"{sha256(repr(facts).encode()).hexdigest()[:32]}"'


def _spelt(agreement: Agreement) -> list[object]:
    """A set has no order of its own: two processes would spell it in two ways."""
    yes = [sorted(agreement.yes_to_ministry), sorted(agreement.yes_to_everybody)]
    part = None if agreement.taking_part is None else sorted(agreement.taking_part)
    return [repr(agreement.terms), *yes, part, agreement.readers_see_figures]


def unchanged(request: Request, tag: str) -> Response | None:
    """The answer to who has it already: 304; None for who has not."""
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    same = {tag, tag.removeprefix("W/"), "*"}
    return Response(status_code=304, headers=headers_of(tag)) if same & set(known) else None


def headers_of(tag: str) -> dict[str, str]:
    """How an answer about data may be kept."""
    return {"ETag": tag, "Cache-Control": _ASKED_ANEW, "Vary": _HANGS_ON}


def json_answer(content: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A document, dates and moments as ISO 8601 has them."""
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, default=plain)
    return Response(written, status_code=status, media_type=JSON, headers=dict(headers or {}))


def plain(value: object) -> object:
    """A moment in UTC with a Z, a day without a time."""
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def page_of(rows: Sequence[Any], page: int, size: int) -> Sequence[Any]:
    """The rows of a page, counted from 1."""
    return rows[(page - 1) * size : page * size]


def links(request: Request, page: int, size: int, count: int) -> dict[str, str]:
    """Where the other pages are, as a header (RFC 8288); and how many rows there are in all."""
    last = max(1, -(-count // size))
    named = {"first": 1, "last": last}
    named |= {"prev": min(page - 1, last)} if page > 1 else {}
    named |= {"next": page + 1} if page < last else {}
    asked = URL(scope=request.scope)
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in ("page", "pageSize")]
    path = BASE + asked.path.split(BASE, 1)[-1]
    found = [
        f'<{path}?{urlencode([*kept, ("page", number), ("pageSize", size)])}>; rel="{rel}"'
        for rel, number in named.items()
    ]
    return {"Link": ", ".join(found), "Total-Count": str(count)}
