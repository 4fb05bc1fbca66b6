"""What went wrong, as problem+json (RFC 9457), in the language that the asker prefers."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from starlette.responses import Response

from domain.bilingual import Language
from language.texts import say

BASE: Final = "/api/v1"
VERSION: Final = "1.0.0"
"""Of what is asked and answered, not of the monitor: semantic, so 2 is the first that breaks a program of somebody."""
MEDIA_TYPE: Final = "application/problem+json"
TITLES: Final[Mapping[int, str]] = {
    400: "api.title.bad_request",
    401: "api.title.unauthorized",
    403: "api.title.forbidden",
    404: "api.title.not_found",
    405: "api.title.method_not_allowed",
    406: "api.title.not_acceptable",
    411: "api.title.length_required",
    413: "api.title.too_large",
    414: "api.title.too_long",
    422: "api.title.key_taken",
    429: "api.title.too_many",
    500: "api.title.failed",
    503: "api.title.unavailable",
}
OTHER_TITLE: Final = "api.title.other"
_PRIVATE: Final = {"Cache-Control": "no-store", "API-Version": VERSION}


class ProblemError(Exception):
    """What is asked cannot be answered. `key`: the text that says why; `errors` and `receipt` go along as they are."""

    def __init__(
        self,
        status: int,
        key: str,
        /,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
        receipt: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        """`values` fill the text."""
        self.status, self.key, self.values = status, key, values
        self.headers = dict(headers or {})
        self.more = {**({"errors": list(errors)} if errors else {}), **({"receipt": receipt} if receipt else {})}
        super().__init__(say(key, "en", **values))


def is_of_api(path: str) -> bool:
    """Whether an address is one of the API, so that a program asks."""
    return path == BASE or path.startswith(f"{BASE}/")


def preferred(accepted: str) -> Language:
    """The language of `Accept-Language`: English where it stands before Dutch, else Dutch."""
    weights: dict[str, float] = {}
    for entry in accepted.lower().split(","):
        name, _, weight = entry.partition(";")
        try:
            weights[name.strip().partition("-")[0]] = float(weight.partition("=")[2] or 1)
        except ValueError:
            continue
    return "en" if weights.get("en", 0) > weights.get("nl", weights.get("*", 0)) else "nl"


def answer(
    status: int, detail: str, language: Language, *, headers: Mapping[str, str] | None = None, **more: object
) -> Response:
    """The problem as an answer; `more` are members beside those of the standard."""
    title = say(TITLES.get(status, OTHER_TITLE), language)
    body = {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **more}
    return Response(
        json.dumps(body, ensure_ascii=False, default=str),
        status_code=HTTPStatus(status),
        media_type=MEDIA_TYPE,
        headers={**_PRIVATE, "Content-Language": language, **(headers or {})},
    )
