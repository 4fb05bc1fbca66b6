"""The app as it is served, asked over the wire: headers, sizes, closed addresses."""

import gzip
import socket
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit

from dashboard.drawing import served
from door.heading import HEADERS
from tests.door.asking import Answer, ask, shake_hands

FILES = Path(streamlit.__file__).parent / "static"
LARGEST = sorted(FILES.rglob("*.js"), key=lambda path: -path.stat().st_size)[:6]
SCRIPT = f"/scripts/{served.VERSION}/drawing/rows.js"
FONT = "/" + next(FILES.rglob("SourceSansVF-Upright*.woff2")).relative_to(FILES).as_posix()
GB = 1_000_000_000


def _static(path: Path) -> str:
    return "/" + path.relative_to(FILES).as_posix()


ANSWERS = {
    "page": ("/", 200, {"Accept": "text/html"}),
    "page of a screen": ("/stappen?taal=en", 200, {"Accept": "text/html"}),
    "script of Streamlit": (_static(LARGEST[0]), 200, {}),
    "packed script": (_static(LARGEST[0]), 200, {"Accept-Encoding": "gzip"}),
    "own script": (SCRIPT, 200, {}),
    "letters": (FONT, 200, {}),
    "health": ("/_stcore/health", 200, {}),
    "redirect": ("/stappen/", 301, {}),
    "media that is not there": ("/media/0123456789.csv", 404, {}),
    "script that is not there": (f"/scripts/{served.VERSION}/nothing.js", 404, {}),
    "path that climbs": ("//etc/passwd", 400, {}),
    "foreign host": ("/", 403, {"Host": "evil.example"}),
    "foreign origin": (_static(LARGEST[0]), 403, {"Origin": "http://evil.example"}),
    "closed": ("/_stcore/upload_file/a/b", 404, {}),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_carries_the_headers_whatever_it_is(address: str, what: str):
    path, status, headers = ANSWERS[what]
    found = ask(address, path, **headers)
    assert found.status == status
    assert {name: found.headers[name.lower()] for name in HEADERS} == HEADERS


def test_a_refused_handshake_carries_them_too_and_says_why(address: str):
    found = shake_hands(address, Origin="http://evil.example")
    assert (found.status, found.text) == (403, "Een pagina van een ander adres mag deze app niets vragen.")
    assert {name: found.headers[name.lower()] for name in HEADERS} == HEADERS


def test_a_page_of_the_app_itself_gets_its_socket(address: str):
    assert shake_hands(address, Origin=address).status == 101


def test_the_policy_lets_nobody_frame_the_app_and_nothing_be_loaded_from_elsewhere(address: str):
    policy = ask(address).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert policy.startswith("default-src 'none'")
    assert "http:" not in policy
    assert "https:" not in policy
    assert "unsafe-eval" not in policy
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in script


def _packed(address: str, path: str) -> Answer:
    """As a browser gets it once the app has packed it, which it does in the background from its start on."""
    for _ in range(100):
        found = ask(address, path, Accept_Encoding="gzip, deflate, br")
        if found.headers.get("content-encoding") == "gzip":
            return found
        time.sleep(0.1)
    raise AssertionError(f"{path} is never packed")


@pytest.mark.parametrize("file", LARGEST, ids=lambda path: path.name.partition(".")[0])
def test_the_six_largest_scripts_are_sent_at_forty_percent_of_their_size_or_less(address: str, file: Path):
    found = _packed(address, _static(file))
    assert len(found.body) <= 0.4 * file.stat().st_size
    assert gzip.decompress(found.body) == file.read_bytes()


def test_our_own_scripts_are_packed_too_all_of_them_at_forty_percent_together(address: str):
    worth_it = {name: text for name, text in served.SCRIPTS.items() if len(text) > 1_000}
    sent = [_packed(address, f"/scripts/{served.VERSION}/{name}").body for name in worth_it]
    assert [gzip.decompress(body) for body in sent] == list(worth_it.values())
    assert sum(map(len, sent)) <= 0.4 * sum(map(len, worth_it.values()))


def test_a_packed_script_is_made_once_and_costs_no_time_when_it_is_asked_for(address: str):
    _packed(address, _static(LARGEST[0]))
    begun = time.perf_counter()
    for _ in range(10):
        ask(address, _static(LARGEST[0]), Accept_Encoding="gzip")
    each = (time.perf_counter() - begun) / 10
    begun = time.perf_counter()
    gzip.compress(LARGEST[0].read_bytes(), 6)
    assert each < (time.perf_counter() - begun) / 2


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
def test_two_gigabytes_for_the_upload_address_are_refused_and_not_read(address: str, method: str):
    parts = urlsplit(address)
    head = f"{method} /_stcore/upload_file/a/b HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {2 * GB}\r\n\r\n"
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=10) as line:
        line.sendall(head.encode())
        assert line.recv(65_536).startswith(b"HTTP/1.1 404 ")
        sent = 0
        with suppress(BrokenPipeError, ConnectionResetError):
            while sent < 2 * GB:
                sent += line.send(b"\0" * 65_536)
    assert sent < GB / 50  # what fits in the buffers on the way
