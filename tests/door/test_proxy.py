"""Behind a reverse proxy: the sample configuration of the docs, with a real Caddy in front of the real app."""

import http.client
import subprocess
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.signing_in_example import ISSUER
from domain.places import PROJECT_DIRECTORY
from domain.principal import Role
from domain.programme import Programme
from door.heading import HEADERS, SECURE
from door.visitors import Visitors
from tests.door.asking import HANDSHAKE
from tests.door.proxy import behind_caddy
from tests.door.signing_in import Answer, Browser, Installation, now

ATTEMPTS = 25
Both = tuple[Installation, Installation]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    home = tmp_path_factory.mktemp("behind")
    with behind_caddy(home, trusted_proxies=["127.0.0.1"], sign_in_attempts_per_minute=ATTEMPTS) as found:
        yield found


@pytest.fixture
def visit(both: Both) -> Browser:
    return Browser(both[0])


def _said(answer: Answer) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}


def test_somebody_signs_in_through_the_proxy_and_comes_back_over_https(visit: Browser, both: Both):
    answer = visit.sign_in("adviseur", back="/stappen")
    assert (answer.status, answer.location) == (303, "/stappen")
    visitors = Visitors(both[0].settings, both[0].home, Programme.load)
    assert visitors.visitor(visit.cookies, now()).principal.role is Role.VNG
    visitors.office.close()


def test_the_cookies_are_of_this_host_and_of_https_alone(visit: Browser):
    answer = visit.sign_in("invuller-zutphen")
    assert "__Host-wams" in visit.cookies
    written = _said(answer)["set-cookie"]
    assert written.startswith("__Host-wams=")
    assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in written.split(";")}
    assert "Domain" not in written


def test_every_answer_says_that_the_app_is_under_https_and_has_its_headers_once(visit: Browser):
    for path, status in (("/", 200), ("/_stcore/health", 200), ("/media/x", 404), ("/.well-known/security.txt", 404)):
        answer = visit.ask(path)
        assert answer.status == status
        assert {name: _said(answer)[name.lower()] for name in SECURE} == dict(SECURE)
        assert {name: _said(answer)[name.lower()] for name in HEADERS} == dict(HEADERS)


def _shaken(both: Both, origin: str) -> int:
    connection = both[0].connection()
    try:
        connection.request("GET", "/_stcore/stream", headers={**HANDSHAKE, "Origin": origin})
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_page_of_ours_gets_its_socket_through_the_proxy_and_a_page_of_another_does_not(both: Both):
    assert _shaken(both, both[0].address) == HTTPStatus.SWITCHING_PROTOCOLS
    assert _shaken(both, "https://evil.example") == HTTPStatus.FORBIDDEN
    assert _shaken(both, both[0].address.replace("https", "http")) == HTTPStatus.FORBIDDEN


def test_signing_out_works_from_a_page_under_https(visit: Browser):
    visit.sign_in("beleidsmedewerker")
    assert visit.sign_out().status == 200
    assert "__Host-wams" not in visit.cookies


def _tried(behind: Installation, source: str, forged: str) -> int:
    """Begins to sign in at the app itself, from an address of this machine, with a header that says another."""
    parts = urlsplit(behind.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=15, source_address=(source, 0))
    try:
        public = urlsplit(behind.settings.public_address or "").netloc
        connection.request("GET", f"/inloggen/{ISSUER}", headers={"Host": public, "X-Forwarded-For": forged})
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_forwarded_header_of_somebody_who_is_no_trusted_proxy_is_ignored(both: Both):
    answers = {_tried(both[1], "127.0.0.3", f"203.0.113.{number}") for number in range(ATTEMPTS + 1)}
    assert HTTPStatus.TOO_MANY_REQUESTS in answers  # all of them counted as one address
    answers = {_tried(both[1], "127.0.0.1", f"203.0.113.{number}") for number in range(ATTEMPTS + 1)}
    assert answers == {HTTPStatus.SEE_OTHER}  # of the proxy that the settings trust each is another visitor


def test_what_a_visitor_forges_does_not_come_through_the_proxy(both: Both):
    answers = []
    for number in range(ATTEMPTS + 1):
        forged = {"X-Forwarded-For": f"198.51.100.{number}"}
        answers.append(Browser(both[0]).ask(f"/inloggen/{ISSUER}", **forged).status)
    assert HTTPStatus.TOO_MANY_REQUESTS in answers


def test_where_there_is_no_caddy_and_none_to_be_had_it_is_said_what_to_do(tmp_path: Path):
    for tool in ("dirname", "sh"):
        (tmp_path / tool).symlink_to(f"/usr/bin/{tool}")
    command = ["/bin/sh", PROJECT_DIRECTORY / "bin" / "have-caddy", tmp_path / "none"]
    ended = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "apt-get install caddy" in ended.stderr
