"""Looking at the app as a visitor of each role, and all that is then sent: texts, drawn parts, tables, files."""

import base64
import binascii
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineError
from streamlit.testing.v1 import AppTest

from access.agreement import Agreement
from dashboard.view.visitor import OF_THIS_MACHINE, Visitor
from domain.principal import NOBODY, Function, Principal, Role
from domain.programme import Programme
from tests.dashboard import example
from tests.dashboard.figure.leaving import text_of_workbook

SCRIPT = str(Path(__file__).parent / "app_for_somebody.py")
OWN, OTHER = example.OWN, "GM0344"
"""The municipality that somebody works for, and another one."""
LONG = 60  # a text in base 64 shorter than this is a word


class _Everything(frozenset[str]):
    def __contains__(self, part: object) -> bool:
        return True


EVERYTHING = _Everything()
visitor: Visitor = OF_THIS_MACHINE
page: str = "national"
asked: dict[str, Any] = {}


def agreed(*yes: str, readers_see_figures: bool = False) -> Agreement:
    """The agreement of the programme, in which these said yes to the ministry."""
    return Agreement.of(Programme.load(), yes_to_ministry=yes, readers_see_figures=readers_see_figures)


def of_a_municipality(code: str, *functions: Function) -> Visitor:
    """Somebody who works at a municipality."""
    return Visitor(Principal(Role.MUNICIPALITY, code, frozenset(functions)), agreement=agreed())


VISITORS = {
    "nobody": Visitor(NOBODY, agreement=agreed()),
    "reader who sees figures": Visitor(NOBODY, agreement=agreed(readers_see_figures=True)),
    "filler": of_a_municipality(OWN, Function.FILLER),
    "contact": of_a_municipality(OWN, Function.CONTACT),
    "ministry": Visitor(Principal(Role.MINISTRY), agreement=agreed()),
    "ministry with a yes": Visitor(Principal(Role.MINISTRY), agreement=agreed(OTHER)),
    "vng": Visitor(Principal(Role.VNG), agreement=agreed()),
    "manager": Visitor(Principal(Role.MANAGER), agreement=agreed()),
}


def looked(
    monkeypatch: pytest.MonkeyPatch, home: Path, who: Visitor, shown: str, asks: dict[str, Any] | None = None,
    **address: str,
) -> AppTest:  # fmt: skip
    """A page as somebody sees it, everything under every figure asked for. `asks`: what parts had put down."""
    monkeypatch.setenv("WAMS_HOME", str(home))
    for name, value in {"visitor": who, "page": shown, "asked": asks or {}}.items():
        monkeypatch.setattr(f"tests.dashboard.looking.{name}", value)
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def sent(app: AppTest) -> str:
    """All that goes to the browser, what is packed in it unpacked, and without the signs that keep text text."""
    return "\n".join(_texts(app.main) + _texts(app.sidebar)).replace("\\", "")


def parts(app: AppTest) -> dict[str, dict[str, Any]]:
    """The data of each drawn part by its key."""
    return dict(_parts(app.main))


def _parts(element: Any) -> list[tuple[str, dict[str, Any]]]:
    found = [part for child in getattr(element, "children", {}).values() for part in _parts(child)]
    if getattr(element, "type", "") == "bidi_component":
        found.append((element.proto.id.rsplit("-", 1)[-1], json.loads(element.proto.bytes)))
    return found


def _texts(element: Any) -> list[str]:
    found = [text for child in getattr(element, "children", {}).values() for text in _texts(child)]
    proto = getattr(element, "proto", None)
    if getattr(element, "type", "") == "bidi_component":
        return found + _inside(json.loads(element.proto.bytes))
    return [*found, str(proto)] if proto is not None else found


def _inside(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in (str(key), *_inside(one))]
    if isinstance(value, list):
        return [text for one in value for text in _inside(one)]
    if isinstance(value, str):
        return _unpacked(value) or [value]
    return [str(value)]


def _unpacked(text: str) -> list[str]:
    """What stands in a workbook, or in answers that are sent ahead."""
    if len(text) < LONG or " " in text:
        return []
    try:
        content = base64.b64decode(text, validate=True)
    except binascii.Error:
        return []
    if content.startswith(b"PK"):
        try:
            return [text_of_workbook(content)]
        except CalamineError:
            return []
    try:
        return _inside(json.loads(zlib.decompress(content)))
    except zlib.error:
        return []
