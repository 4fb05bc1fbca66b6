"""The scripts and styles of every page, compressed once and kept, and handed to whoever can unpack them.

Streamlit sends its own files as they are, and would compress ours anew for every request. Here each is compressed in
the background when the app starts: whoever comes before that is done gets the file as it is, and nobody waits. What a
browser asked that takes zstd is packed so as well, after that: a fifth smaller, and so much work that it is done for
files that are used and for no other.

In place of the two letters of every page come those of dashboard/drawing/fonts, which have what a page writes and no
more: 120 kB for 600. Whoever writes a sign that they lack sees it in a letter of their own machine.
"""

import gzip
import sys
import threading
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from queue import SimpleQueue
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.drawing import served
from door.heading import PAGE

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENDINGS: Final = (".js", ".css", ".svg")
FONTS: Final = served.ROOT / "drawing" / "fonts"
SMALLEST: Final = 1_000  # bytes; less is one packet anyway
ZSTD_LEVEL: Final = 19  # Plotly takes 2 s once, and 1.13 MB instead of the 1.42 of gzip
LEVEL: Final = 6  # 9 saves 0.3% more of the large scripts and takes three times as long
KEPT_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"  # every such address has its version in it


@dataclass(frozen=True)
class Packed:
    """One file as it is sent."""

    content: bytes
    media_type: str
    tag: str
    encoding: str = "gzip"


class Wardrobe:
    """The packed files by their address, from the moment that they are packed."""

    def __init__(self) -> None:
        """Empty until `pack_all` was called, but for the letters, which are as small as they can be."""
        self.letters = dict(_letters())
        self._packed: dict[str, Packed] = {}
        self._smaller: dict[str, Packed] = {}
        self._wanted: SimpleQueue[str] = SimpleQueue()

    def get(self, address: str) -> Packed | None:
        """The packed file, None where there is none (yet)."""
        return self._packed.get(address)

    def smaller(self, address: str) -> Packed | None:
        """The same by zstd, for who takes it; None where there is none yet, and then there soon is."""
        if address not in self._smaller:
            self._wanted.put(address)
        return self._smaller.get(address)

    def pack_all(self) -> None:
        """Packs every file that is worth it; gzip lets other threads go on."""
        for address, content in _files():
            packed = gzip.compress(content, LEVEL, mtime=0)
            media_type = guess_type(address)[0] or "application/octet-stream"
            tag = f'"{sha256(content).hexdigest()[:16]}-gzip"'
            self._packed[address] = Packed(packed, media_type, tag)

    def pack_wanted(self) -> None:
        """Packs by zstd the next file that somebody wanted so; waits until there is one."""
        address = self._wanted.get()
        packed = self._packed[address]
        if address not in self._smaller:
            content = zstd.compress(gzip.decompress(packed.content), level=ZSTD_LEVEL)
            tag = packed.tag.replace("-gzip", "-zstd")
            self._smaller[address] = Packed(content, packed.media_type, tag, "zstd")

    def _pack(self) -> None:
        self.pack_all()
        while True:
            self.pack_wanted()

    @asynccontextmanager
    async def while_serving(self, _app: object) -> AsyncGenerator[Mapping[str, object]]:
        """Packs in the background from the start of the app on."""
        threading.Thread(target=self._pack, name="packing", daemon=True).start()
        yield {}


def _letters() -> Iterator[tuple[str, Packed]]:
    """Address and content of the letters that come in place of others."""
    for path in FONTS.glob("*.woff2"):
        content = path.read_bytes()
        for brought in PAGE.parent.rglob(f"{path.stem}*{path.suffix}"):
            tag = f'"{sha256(content).hexdigest()[:16]}"'
            address = f"{served.base()}/{brought.relative_to(PAGE.parent).as_posix()}"
            yield address, Packed(content, "font/woff2", tag, encoding="")


def _files() -> Iterator[tuple[str, bytes]]:
    """Address and content: our own scripts first, then those of Streamlit from the smallest on; the front page asks
    for few of the largest."""
    before = served.base()
    for name, content in served.SCRIPTS.items():
        yield f"{before}/scripts/{served.VERSION}/{name}", content
    paths = [path for path in PAGE.parent.rglob("*") if path.suffix in ENDINGS and path.stat().st_size >= SMALLEST]
    for path in sorted(paths, key=lambda path: path.stat().st_size):
        yield f"{before}/{path.relative_to(PAGE.parent).as_posix()}", path.read_bytes()


class Compressed:
    """Answers with a packed file where there is one and the browser takes it; all else is passed on."""

    def __init__(self, app: ASGIApp, wardrobe: Wardrobe) -> None:
        """`app` has the files as they are."""
        self.app = app
        self.wardrobe = wardrobe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A packed file, or what the app says, and then that there is another form of it."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        packed, headers = self.wardrobe.get(scope["path"]), Headers(scope=scope)
        if letters := self.wardrobe.letters.get(scope["path"]):
            return await _answer(letters, headers.get("if-none-match", ""), scope["method"])(scope, receive, send)
        if packed is None:
            return await self.app(scope, receive, send)
        if "range" in headers or not takes_gzip(headers.get("accept-encoding", "")):
            return await self.app(scope, receive, _varying(send))
        if takes_zstd(headers.get("accept-encoding", "")):
            packed = self.wardrobe.smaller(scope["path"]) or packed
        return await _answer(packed, headers.get("if-none-match", ""), scope["method"])(scope, receive, send)


def takes_gzip(accepted: str) -> bool:
    """Whether `Accept-Encoding` takes gzip: named, or meant by *, and not with a weight of zero."""
    weights = _weights(accepted)
    return weights.get("gzip", weights.get("*", 0)) > 0


def takes_zstd(accepted: str) -> bool:
    """Whether it names zstd; who means it by * may be older than zstd."""
    return _weights(accepted).get("zstd", 0) > 0


def _weights(accepted: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for entry in accepted.lower().split(","):
        name, _, weight = entry.partition(";")
        try:
            weights[name.strip()] = float(weight.partition("=")[2] or 1)
        except ValueError:
            weights[name.strip()] = 0
    return weights


def _answer(packed: Packed, known: str, method: str) -> Response:
    headers = {"Cache-Control": KEPT_FOR_A_YEAR, "ETag": packed.tag, "Vary": "Accept-Encoding"}
    if packed.tag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
        return Response(status_code=304, headers=headers)
    headers["Content-Length"] = str(len(packed.content))
    if packed.encoding:
        headers["Content-Encoding"] = packed.encoding
    content = b"" if method == "HEAD" else packed.content
    return Response(content, media_type=packed.media_type, headers=headers)


def _varying(send: Send) -> Send:
    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return told
