"""XML from outside: no definitions, no entities, and a stream for what is too large for a tree.

defusedxml refuses the same things, but only while it builds a tree or goes through SAX; a sheet of a million cells is
read with expat itself, after `refuse_definitions` has seen that it declares nothing.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element  # nosec B405 # a type; what is read goes through defusedxml
from xml.parsers.expat import ExpatError, ParserCreate

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from pipelines.format.raw import FileRejected

_XML_NAMES: Final = (".xml", ".rels", ".vml", ".rdf", ".svg")
_PIECE_BYTES: Final = 1 << 16
_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STATED_ENCODING: Final = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]+)["']""")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")

StartHandler = Callable[[str, dict[str, str]], Any]


class _RootReachedError(Exception):
    """The root element has begun, and a definition can no longer follow."""


def refuse_definitions(parts: Mapping[str, bytes]) -> None:
    """Raises FileRejected when any XML part declares a document type or an entity, or breaks off before its root."""
    for name, data in parts.items():
        is_named_xml = name.lower().endswith(_XML_NAMES)
        if data and (is_named_xml or data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")):
            _refuse_definition(data, is_picture=name.lower().endswith(".svg"))


def tree(data: bytes) -> Element:
    """A small part as a tree. Raises FileRejected."""
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileRejected("unsafe_archive", "entities") from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRejected("unreadable", "damaged") from error


def stream(data: bytes, start: StartHandler, **handlers: Callable[..., Any]) -> None:
    """Call `start` (and other expat handlers) for what comes by. Raises FileRejected when the part is damaged."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise FileRejected("unreadable", "damaged") from error


def in_utf_8(data: bytes) -> bytes:
    """A part in UTF-8, whatever encoding its first line states: calamine reads nothing else, and says nothing of it.

    Raises FileRejected for an encoding that is not known or not kept to.
    """
    mark = next((mark for mark in _UTF_16_MARKS if data.startswith(mark)), b"")
    stated = _STATED_ENCODING.match(data)
    encoding = "utf-16" if mark else stated[1].decode("ascii").lower() if stated else "utf-8"
    if encoding in ("utf-8", "us-ascii"):
        return data.removeprefix(codecs.BOM_UTF8)
    try:
        return _DECLARATION.sub("", data.decode(encoding).lstrip("\ufeff"), count=1).encode()
    except (UnicodeError, LookupError) as error:
        raise FileRejected("unreadable", "damaged") from error


def local(name: str) -> str:
    """The name of an element or attribute without its prefix or namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise FileRejected("unsafe_archive", "entities")


def _refuse_definition(data: bytes, *, is_picture: bool) -> None:
    def on_doctype(_name: str, _system: str | None, _public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset or not is_picture:  # drawing programs write a bare document type in an SVG
            _refuse()

    def on_start(_name: str, _attributes: dict[str, str]) -> None:
        raise _RootReachedError

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = on_start
    try:
        for offset in range(0, len(data), _PIECE_BYTES):
            parser.Parse(data[offset : offset + _PIECE_BYTES], False)
        parser.Parse(b"", True)
    except _RootReachedError:
        return
    except (ExpatError, ValueError, LookupError) as error:
        raise FileRejected("unreadable", "damaged") from error
