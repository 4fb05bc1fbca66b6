"""The scripts of the drawn parts: what is served and what is not, and how they hang together."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.types import Message

from dashboard import shell
from dashboard.drawing import served
from dashboard.drawing.parts import Part

IMPORTED = re.compile(r"""(?:\bfrom|\bimport\()\s*"([^"]+)\"""")
# Which rooms the scripts of a room may take from, besides their own; a screen is a room of its own.
MAY_TAKE_FROM = {"drawing": (), "figure": ("drawing",), "frame": ("drawing",), "screens": ("figure", "drawing")}
assert shell.SCREENS  # every screen is there, and so is every part that one draws
PARTS = sorted(Part.declared)


def _asked(path: str) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body that a path is answered with."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [],
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 80), "client": None,
    }  # fmt: skip
    asyncio.run(Starlette(routes=served.routes())(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return said[0]["status"], headers, b"".join(message.get("body", b"") for message in said[1:])


def _text(name: str) -> str:
    return served.SCRIPTS[name].decode()


def _imports(name: str) -> Iterator[str]:
    """What a script takes from, as paths under dashboard/."""
    for specifier in IMPORTED.findall(_text(name)):
        assert specifier.startswith(("./", "../")), f"{name}: {specifier} is no script beside it"
        there = (served.ROOT / name).parent / specifier
        yield there.resolve().relative_to(served.ROOT).as_posix()


def _room(name: str) -> tuple[str, str]:
    """The room of a script, and which of its kind it is."""
    first, *rest = PurePosixPath(name).parts
    return first, rest[0] if first == "screens" else ""


@pytest.mark.parametrize("name", served.SCRIPTS)
def test_a_script_is_served_as_it_stands_and_may_be_kept_for_a_year(name: str):
    status, headers, body = _asked(f"/scripts/{served.VERSION}/{name}")
    assert (status, body) == (200, (served.ROOT / name).read_bytes())
    assert headers["content-type"].startswith("text/javascript")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"


def test_an_earlier_version_gets_what_there_is_now_and_may_not_be_kept():
    name = next(iter(served.SCRIPTS))
    status, headers, body = _asked(f"/scripts/0123456789abcdef/{name}")
    assert (status, body) == (200, served.SCRIPTS[name])
    assert headers["cache-control"] == "no-store"


BESIDE_THEM = ("__init__.py", "served.py", "shared.css", "../shell.py", "../../server.py", "..%2f..%2fserver.py")


@pytest.mark.parametrize("path", ["", "shell.py", "shell.js", "../server.py", "/etc/passwd", *BESIDE_THEM])
def test_nothing_but_scripts_is_served(path: str):
    for folder in {PurePosixPath(name).parent for name in served.SCRIPTS} | {PurePosixPath()}:
        status, _, body = _asked(f"/scripts/{served.VERSION}/{folder}/{path}")
        assert (status, body) == (404, b"")


def test_the_version_is_of_all_scripts_together():
    assert re.fullmatch(r"[0-9a-f]{16}", served.VERSION)
    found = {path.relative_to(served.ROOT).as_posix() for path in served.ROOT.rglob("*.js")}
    assert served.SCRIPTS.keys() == found


@pytest.mark.parametrize("ending", ["js", "css"])
def test_no_two_files_have_one_name(ending: str):
    names = [path.stem for path in served.ROOT.rglob(f"*.{ending}")]
    assert len(names) == len(set(names))  # Streamlit knows a part by the name of its script


@pytest.mark.parametrize("name", PARTS)
def test_what_streamlit_is_handed_fetches_the_script_of_the_part(name: str):
    assert f'"/scripts/{served.VERSION}/{name}"' in served.stub(name)


def test_scripts_stand_under_the_path_that_streamlit_is_served_under(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "/monitor/"}.__getitem__)
    assert f'"/monitor/scripts/{served.VERSION}/drawing/rows.js"' in served.stub("drawing/rows.js")
    assert _asked(f"/monitor/scripts/{served.VERSION}/drawing/rows.js")[0] == 200


def test_a_part_without_a_script_is_told_at_once():
    with pytest.raises(KeyError, match="there is no such script"):
        served.stub("drawing/nothing.js")


@pytest.mark.parametrize("name", served.SCRIPTS)
def test_what_a_script_takes_from_is_there(name: str):
    assert set(_imports(name)) <= served.SCRIPTS.keys()


@pytest.mark.parametrize("name", [name for name in served.SCRIPTS if _room(name)[0] in MAY_TAKE_FROM])
def test_a_script_takes_from_its_own_room_and_from_those_under_it(name: str):
    own = _room(name)
    for other in map(_room, _imports(name)):
        assert other == own or other[0] in MAY_TAKE_FROM[own[0]]


@pytest.mark.parametrize("name", served.SCRIPTS)
def test_a_script_says_what_it_is_and_is_checked(name: str):
    first, second, *_ = _text(name).splitlines()
    assert first == "// @ts-check"
    assert re.match(r"// [A-Z]", second)
    assert "@ts-ignore" not in _text(name)
    assert "@ts-nocheck" not in _text(name)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_says_what_data_comes_in_and_of_which_type(part: str):
    text = _text(part)
    header = text[: text.index("\n\n")]
    assert re.search(r"^// data: |\bdata: ", header, re.MULTILINE), "the header names the data"
    component = r'@param \{import\("[./\w]*mounting\.js"\)\.Component<(?!any|unknown)[^\n]+\} component \*/'
    assert re.search(component + r"\nexport default function \w+\(", text)


@pytest.mark.parametrize("name", served.SCRIPTS)
def test_no_script_keeps_anything_on_the_window(name: str):
    assert not re.search(r"\bglobalThis\b|\bwindow\.wams|\bwindow\[", _text(name))
