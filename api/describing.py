"""The OpenAPI document: made of the routes, with their texts in one language.

Routes name their texts by key, so that one text serves both languages and stands where all texts do.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

from api.problems import BASE, VERSION
from api.shapes import EnteredReport, Problem
from domain.bilingual import Language
from language.texts import has, say

OPENAPI: Final = "3.1.0"
SHAPES: Final[Mapping[str, str]] = {
    "Counts": "api.shape.counts",
    "EnteredReport": "api.shape.entered",
    "FieldError": "api.shape.field_error",
    "FigureDocument": "api.shape.figure",
    "Finding": "api.shape.finding",
    "Health": "api.shape.health",
    "Links": "api.shape.links",
    "Metric": "api.shape.metric",
    "Metrics": "api.shape.metrics",
    "Municipalities": "api.shape.municipalities",
    "MunicipalityFacts": "api.shape.municipality",
    "Problem": "api.shape.problem",
    "ProgrammeFacts": "api.shape.programme",
    "Receipt": "api.shape.receipt",
    "Report": "api.shape.report",
    "Reports": "api.shape.reports",
    "RoundFacts": "api.shape.round",
    "Rounds": "api.shape.rounds",
    "Status": "api.shape.status",
}
"""What each shape is, as a text."""
RESPONSES: Final[Mapping[str, str]] = {
    "200": "api.response.done",
    "201": "api.response.created",
    "304": "api.response.unchanged",
    "400": "api.title.bad_request",
    "401": "api.title.unauthorized",
    "403": "api.title.forbidden",
    "404": "api.title.not_found",
    "405": "api.title.method_not_allowed",
    "406": "api.title.not_acceptable",
    "411": "api.title.length_required",
    "413": "api.title.too_large",
    "414": "api.title.too_long",
    "422": "api.title.key_taken",
    "429": "api.title.too_many",
    "500": "api.title.failed",
    "503": "api.title.unavailable",
}
_EVERYWHERE: Final = ("400", "401", "403", "404", "405", "406", "413", "414", "429", "500", "503")
_OF_POST: Final = ("411", "422")
_OPEN: Final = ("", "/healthz", "/readyz", "/municipalities", "/programme", "/rounds", "/metrics")
_KEY: Final = re.compile(r"api\.[a-z0-9_]+(\.[a-z0-9_]+)?")
_HEADERS: Final = {
    "API-Version": {"description": "api.header.version", "schema": {"type": "string"}},
    "ETag": {"description": "api.header.etag", "schema": {"type": "string"}},
    "Link": {"description": "api.header.link", "schema": {"type": "string"}},
    "Total-Count": {"description": "api.header.total", "schema": {"type": "integer"}},
    "Location": {"description": "api.header.location", "schema": {"type": "string"}},
    "Retry-After": {"description": "api.header.retry", "schema": {"type": "integer"}},
}


def document(
    routes: list[BaseRoute], language: Language, *, server: str | None = None, email: str | None = None
) -> dict[str, Any]:
    """The document in one language. `server`: the origin outside, None where it is this machine."""
    found = get_openapi(
        title="api.name", version=VERSION, openapi_version=OPENAPI, description="api.description", routes=routes,
        contact={"name": "api.contact", "url": server or "https://vng.nl", **({"email": email} if email else {})},
        servers=[{"url": f"{server or ''}{BASE}"}],
    )  # fmt: skip
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    _, more = models_json_schema(
        [(EnteredReport, "validation"), (Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    schemas.update(more["$defs"])
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for name, schema in schemas.items():
        schema["description"] = SHAPES[name]
    found["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "api.security"}
    }
    found["paths"] = {path.removeprefix("/v1") or "/": item for path, item in found["paths"].items()}
    for path, item in found["paths"].items():
        for method, operation in item.items():
            _complete(operation, method, path)
    return cast("dict[str, Any]", _said(found, language))


def _complete(operation: dict[str, Any], method: str, path: str) -> None:
    """Every answer that there can be, with its headers and the form of a problem."""
    responses = operation["responses"]
    responses.pop("422", None)
    for status in (*_EVERYWHERE, *(_OF_POST if method == "post" else ("304",))):
        responses.setdefault(status, {})
    for status, response in responses.items():
        response["description"] = RESPONSES[status]
        response["headers"] = {"API-Version": _HEADERS["API-Version"], **_headers(status, path)}
        if status >= "400":
            problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
            response["content"] = {"application/problem+json": problem}
    operation["responses"] = dict(sorted(responses.items()))
    operation["security"] = [{}, {"token": []}] if path in _OPEN or path == "/" else [{"token": []}]


def _headers(status: str, path: str) -> dict[str, Any]:
    named = {"200": ["ETag"], "304": ["ETag"], "201": ["Location"], "429": ["Retry-After"], "503": ["Retry-After"]}
    names = list(named.get(status, []))
    if status == "200" and path in ("/reports", "/municipalities"):
        names += ["Link", "Total-Count"]
    return {name: _HEADERS[name] for name in names}


def _said(part: object, language: Language) -> object:
    """The same with every key of a text replaced by its text."""
    if isinstance(part, dict):
        return {name: _said(value, language) for name, value in cast("dict[str, object]", part).items()}
    if isinstance(part, list):
        return [_said(value, language) for value in cast("list[object]", part)]
    is_text = isinstance(part, str) and _KEY.fullmatch(part) is not None and has(part)
    return say(str(part), language) if is_text else part
