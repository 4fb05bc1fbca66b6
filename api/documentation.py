"""The page for people who make a program that asks: the OpenAPI document in words, without scripts."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any, Final

from api.problems import BASE
from domain.bilingual import LANGUAGES, Language
from language.texts import say
from metrics.figures import VALUE_COLUMNS

_METHODS: Final = ("get", "post")
_LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"nl": "Nederlands", "en": "English"}


def page(document: Mapping[str, Any], language: Language, origin: str) -> str:
    """The whole page, in the language of the document. `origin`: where it was asked, for what can be typed."""
    info = document["info"]
    style = files("api").joinpath("documentation.css").read_text(encoding="utf-8")
    by_tag: dict[str, list[str]] = {}
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                by_tag.setdefault(item[method]["tags"][0], []).append(_operation(path, method, item[method], language))
    parts = [f"<h2>{escape(tag)}</h2>{''.join(operations)}" for tag, operations in by_tag.items()]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(info["title"])}</title>'
        f"<style>{style}</style></head><body><header><p class=brand><a href='/?taal={language}'>Monitor Wams</a></p>"
        f"{_languages(language)}</header><main><h1>{escape(info['title'])}</h1>"
        f"<p class=lead>{escape(info['description'])}</p>{_beginning(document, language, origin)}"
        f"{''.join(parts)}{_columns(language)}{_problems(language)}{_shapes(document, language)}</main></body></html>"
    )


def _languages(language: Language) -> str:
    links = (
        f"<strong lang={one}>{_LANGUAGE_NAMES[one]}</strong>"
        if one == language
        else f'<a lang={one} hreflang={one} href="?taal={one}">{_LANGUAGE_NAMES[one]}</a>'
        for one in LANGUAGES
    )
    return f'<nav aria-label="{escape(say("api.page.languages", language))}">{" ".join(links)}</nav>'


def _beginning(document: Mapping[str, Any], language: Language, origin: str) -> str:
    """Version, where the document is, and the first question, as one can type it."""
    server = document["servers"][0]["url"]
    address = server if server.startswith("http") else f"{origin}{server}"
    lines = [
        f'curl "{address}/metrics/step_completion?by=step" -H "Authorization: Bearer $WAMS_TOKEN"',
        f'curl "{address}/reports?fileName=opgave.xlsx" -H "Authorization: Bearer $WAMS_TOKEN" \\',
        '  -H "Content-Type: application/octet-stream" -H "Idempotency-Key: 2026-09-30" --data-binary @opgave.xlsx',
    ]
    version = say("api.page.version", language, version=document["info"]["version"])
    link = f'<a href="{BASE}/openapi.json">{BASE}/openapi.json</a>'
    return (
        f"<p>{escape(version)} {escape(say('api.page.document', language))} {link}</p>"
        f"<h2>{escape(say('api.page.begin', language))}</h2><p>{escape(say('api.page.token', language))}</p>"
        f"<pre tabindex=0>{escape(chr(10).join(lines))}</pre>"
    )


def _operation(path: str, method: str, operation: Mapping[str, Any], language: Language) -> str:
    name = f"{method.upper()} {BASE}{path if path != '/' else ''}"
    return (
        f"<section><h3><code>{escape(name)}</code> <span>{escape(operation['summary'])}</span></h3>"
        f"<p>{escape(operation['description'])}</p>{_parameters(operation, language)}{_answers(operation, language)}"
        "</section>"
    )


def _parameters(operation: Mapping[str, Any], language: Language) -> str:
    rows = [
        [f"<code>{escape(one['name'])}</code>", escape(one.get("description", ""))]
        for one in operation.get("parameters", [])
    ]
    if "requestBody" in operation:
        kinds = "<br>".join(f"<code>{escape(kind)}</code>" for kind in operation["requestBody"]["content"])
        rows.append([escape(say("api.page.body", language)), kinds])
    heads = (say("api.page.parameter", language), say("api.page.meaning", language))
    return _table(say("api.page.parameters", language), heads, rows) if rows else ""


def _answers(operation: Mapping[str, Any], language: Language) -> str:
    shown = [(status, one) for status, one in operation["responses"].items() if status < "400"]
    rows = [[f"<code>{status}</code>", escape(one["description"]) + "".join(_forms(one))] for status, one in shown]
    return _table(
        say("api.page.answers", language), (say("api.page.status", language), say("api.page.meaning", language)), rows
    )


def _forms(response: Mapping[str, Any]) -> Iterator[str]:
    for kind, form in response.get("content", {}).items():
        name = str(form.get("schema", {}).get("$ref", "")).rpartition("/")[2]
        yield f"<br><code>{escape(kind)}</code>" + (f' <a href="#{name}">{name}</a>' if name else "")


def _columns(language: Language) -> str:
    """What stands in the columns of a figure, whichever form it is asked in; which ones it has differs by figure."""
    rows = [[f"<code>{name}</code>", escape(say(f"catalogue.column.{name}", language))] for name in VALUE_COLUMNS]
    heads = (say("api.page.column", language), say("api.page.meaning", language))
    title = say("api.page.columns", language)
    return (
        f'<h2 id="columns">{escape(title)}</h2><p>{escape(say("api.page.columns_text", language))}</p>'
        f"{_table(title, heads, rows)}"
    )


def _problems(language: Language) -> str:
    example = {"type": "about:blank", "title": say("api.title.bad_request", language), "status": 400, "detail": "…"}
    return (
        f"<h2>{escape(say('api.page.problems', language))}</h2><p>{escape(say('api.page.problems_text', language))}</p>"
        f"<pre tabindex=0>{escape(json.dumps(example, ensure_ascii=False, indent=2))}</pre>"
    )


def _shapes(document: Mapping[str, Any], language: Language) -> str:
    shapes = document["components"]["schemas"]
    heads = (say("api.page.field", language), say("api.page.kind", language))
    parts: list[str] = []
    for name, shape in sorted(shapes.items()):
        rows = [[f"<code>{escape(field)}</code>", _kind(of)] for field, of in shape.get("properties", {}).items()]
        parts.append(f'<section id="{name}"><h3>{name}</h3><p>{escape(shape["description"])}</p>')
        parts.append(_table(name, heads, rows) + "</section>")
    return f"<h2>{escape(say('api.page.shapes', language))}</h2>{''.join(parts)}"


def _kind(shape: Mapping[str, Any]) -> str:
    """What kind of value stands there, with a link to the shape where it has one of its own."""
    if "$ref" in shape:
        name = str(shape["$ref"]).rpartition("/")[2]
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in shape:
        return " | ".join(_kind(one) for one in shape["anyOf"])
    if "enum" in shape:
        return " | ".join(f"<code>{escape(str(one))}</code>" for one in shape["enum"])
    said = f" – {escape(shape['description'])}" if "description" in shape else ""
    kind = str(shape.get("format") or shape.get("type") or shape.get("const") or "object")
    return f"{escape(kind)}[] {_kind(shape['items'])}{said}" if "items" in shape else f"{escape(kind)}{said}"


def _table(caption: str, heads: tuple[str, str], rows: list[list[str]]) -> str:
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    body = "".join(f"<tr><th scope=row>{first}</th><td>{second}</td></tr>" for first, second in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
