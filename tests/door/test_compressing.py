"""Scripts and styles are compressed once, and handed to whoever can unpack them."""

import asyncio
import gzip
from datetime import date
from typing import Any

import pytest
from backports import zstd
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from dashboard.drawing import served
from domain.municipalities import Register
from domain.places import PROJECT_DIRECTORY
from door.compressing import FONTS, Compressed, Wardrobe, takes_gzip
from door.heading import PAGE

SCRIPT = f"/scripts/{served.VERSION}/drawing/rows.js"
CONTENT = served.SCRIPTS["drawing/rows.js"]


@pytest.fixture(scope="module")
def wardrobe() -> Wardrobe:
    packed = Wardrobe()
    packed.pack_all()
    return packed


def _asked(wardrobe: Wardrobe, method: str = "GET", path: str = SCRIPT, **headers: str) -> tuple[Message, bytes]:
    said: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"as it is", headers={"Vary": "Origin"})(scope, receive, send)

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        said.append(message)

    scope: dict[str, Any] = {"type": "http", "method": method, "path": path}
    scope["headers"] = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(Compressed(app, wardrobe)(scope, receive, send))
    start = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return {"status": said[0]["status"], **start}, said[1]["body"]


def test_who_takes_gzip_gets_the_packed_script_with_its_type_and_may_keep_it(wardrobe: Wardrobe):
    start, body = _asked(wardrobe, accept_encoding="gzip, br")
    assert gzip.decompress(body) == CONTENT
    assert start["content-length"] == str(len(body))
    assert start["content-encoding"] == "gzip"
    assert start["content-type"].startswith("text/javascript")
    assert (start["vary"], start["cache-control"]) == ("Accept-Encoding", "public, max-age=31536000, immutable")


def test_who_takes_zstd_gets_gzip_at_first_and_from_then_on_less():
    own = Wardrobe()
    own.pack_all()
    first, _ = _asked(own, accept_encoding="gzip, deflate, br, zstd")
    own.pack_wanted()
    start, body = _asked(own, accept_encoding="gzip, deflate, br, zstd")
    assert (first["content-encoding"], start["content-encoding"]) == ("gzip", "zstd")
    assert zstd.decompress(body) == CONTENT
    assert first["etag"] != start["etag"]
    assert _asked(own, accept_encoding="gzip, zstd;q=0")[0]["content-encoding"] == "gzip"


def test_head_says_the_same_without_the_body(wardrobe: Wardrobe):
    got, body = _asked(wardrobe, accept_encoding="gzip")
    assert _asked(wardrobe, "HEAD", accept_encoding="gzip") == (got, b"")
    assert body


def test_who_has_it_already_is_told_so(wardrobe: Wardrobe):
    tag = _asked(wardrobe, accept_encoding="gzip")[0]["etag"]
    start, body = _asked(wardrobe, accept_encoding="gzip", if_none_match=f'"other", W/{tag}')
    assert (start["status"], start["etag"], body) == (304, tag, b"")
    assert _asked(wardrobe, accept_encoding="gzip", if_none_match='"other"')[0]["status"] == 200


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "br"}, {"accept_encoding": "gzip", "range": "bytes=0-9"}])
def test_who_does_not_take_gzip_or_asks_for_a_piece_gets_it_as_it_is_and_caches_hear_of_the_other_form(
    wardrobe: Wardrobe, headers: dict[str, str]
):
    start, body = _asked(wardrobe, **headers)
    assert body == b"as it is"
    assert start["vary"] == "Origin, Accept-Encoding"


def test_nobody_waits_until_all_is_packed():
    assert _asked(Wardrobe(), accept_encoding="gzip")[1] == b"as it is"


def test_an_earlier_version_of_a_script_is_left_to_who_knows_of_it(wardrobe: Wardrobe):
    start, body = _asked(wardrobe, path="/scripts/0123456789abcdef/drawing/rows.js", accept_encoding="gzip")
    assert (body, start["vary"]) == (b"as it is", "Origin")


ACCEPTED = ["gzip", "br, gzip", "GZIP", "gzip;q=0.5", "*", "*;q=0.1", "br;q=1.0, gzip;q=0.001"]
REFUSED = ["", "br", "identity", "gzip;q=0", "gzip;q=0.0", "*;q=0", "*, gzip;q=0", "gzip;q=nothing"]


@pytest.mark.parametrize(
    ("accepted", "taken"), [*((one, True) for one in ACCEPTED), *((one, False) for one in REFUSED)]
)
def test_gzip_is_sent_only_to_who_names_it_or_takes_anything(accepted: str, taken: bool):
    assert takes_gzip(accepted) is taken


LETTERS = ("SourceSansVF-Upright", "SourceSerifVariable-Roman")


@pytest.mark.parametrize("name", LETTERS)
def test_in_place_of_the_letters_of_every_page_come_those_that_have_what_a_page_writes(wardrobe: Wardrobe, name: str):
    brought = next(PAGE.parent.rglob(f"{name}*.woff2"))
    address = f"{served.base()}/{brought.relative_to(PAGE.parent).as_posix()}"
    start, body = _asked(wardrobe, path=address, accept_encoding="gzip, zstd")
    assert start["content-type"] == "font/woff2"
    assert "content-encoding" not in start
    assert len(body) < brought.stat().st_size / 2
    start, body = _asked(wardrobe, path=address, if_none_match=start["etag"])
    assert (start["status"], body) == (304, b"")


def test_the_letters_have_every_sign_of_every_text_and_of_the_name_of_every_municipality():
    ranges = [
        (int(first, 16), int(last or first, 16))
        for line in (FONTS / "characters.txt").read_text(encoding="utf-8").splitlines()
        for first, _, last in [line.partition(" ")[0].partition("-")]
    ]
    texts = [path.read_text(encoding="utf-8") for path in (PROJECT_DIRECTORY / "language" / "texts").glob("*.toml")]
    signs = set("".join([*texts, *Register.load().on(date(2026, 11, 30))["name"]])) - {"\n", "\t"}
    assert {sign for sign in signs if not any(first <= ord(sign) <= last for first, last in ranges)} == set()
