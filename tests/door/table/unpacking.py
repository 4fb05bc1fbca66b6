"""All that a message over the socket says, as text: packed answers, workbooks, tables and drawn numbers unpacked."""

import base64
import binascii
import json
import zlib
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from google.protobuf.message import Message
from python_calamine import CalamineError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.dashboard.figure.leaving import text_of_workbook

LONG: Final = 60  # a text in base 64 shorter than this is a word
SAME_FOR_ALL: Final = ("js_content", "css_content", "html_content")  # the scripts and sheets of a part


def read(frame: bytes) -> ForwardMsg:
    """A message as the server sends it."""
    message = ForwardMsg()
    message.ParseFromString(frame)
    return message


def said_by(message: Message) -> str:
    """Every text and number in it, each on a line."""
    return "\n".join(_of_message(message)).replace("\\", "")


def _of_message(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in SAME_FOR_ALL:
            continue
        for one in value if field.is_repeated else (value,):
            if isinstance(one, Message):
                yield from _of_message(one)
            elif isinstance(one, bytes):
                yield from (one.decode("utf-8", "replace"), one.decode("utf-16-le", "replace"))
            else:
                yield from _of_value(one)


def _of_value(value: Any) -> Iterator[str]:
    """Any: whatever JSON holds."""
    if isinstance(value, dict):
        if isinstance(value.get("bdata"), str) and isinstance(value.get("dtype"), str):
            yield from map(str, np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist())
            return
        for key, one in value.items():
            yield str(key)
            yield from _of_value(one)
    elif isinstance(value, list):
        for one in value:
            yield from _of_value(one)
    elif isinstance(value, str):
        yield from _of_text(value)
    else:
        yield str(value)


def _of_text(text: str) -> Iterator[str]:
    if text[:1] in ("{", "["):
        try:
            yield from _of_value(json.loads(text))
            return
        except ValueError:
            pass
    unpacked = None if len(text) < LONG or " " in text else _unpacked(text)
    yield from (text,) if unpacked is None else unpacked


def _unpacked(text: str) -> list[str] | None:
    """What stands in a workbook, or in something that was made small; None where it is a text."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    if content.startswith(b"PK"):
        try:
            return [text_of_workbook(content)]
        except CalamineError:
            return None
    try:
        plain = zlib.decompress(content)
    except zlib.error:
        return None
    try:
        return list(_of_value(json.loads(plain)))
    except ValueError:
        return [plain.decode("latin-1")]  # cells of a few bits: standings, no text
