"""Every role, signed in in a real browser, on every page: nothing reaches it that they may not see.

Looked at are the messages over the socket, the bodies of all answers, and the page with all its parts. No address gives
somebody what it does not give to nobody: there is nothing to download by address.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.dashboard.browser import CHROMIUM, QUIET
from tests.door import asking
from tests.door.signing_in import Browser as Visit
from tests.door.signing_in import Installation
from tests.door.table import canaries, listening
from tests.door.table.agreed import (
    EVERYBODY,
    FILLER,
    NOBODY,
    REACHES,
    WALK,
    leaked,
    named_to,
    title,
)  # fmt: skip

pytestmark = pytest.mark.browser
EACH_TIME = FILLER
"""What comes over a socket is looked at of others each time (test_messages_over_a_socket): a browser gets no more."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


def _rarely(who: str) -> list[pytest.MarkDecorator]:
    return [] if who == EACH_TIME else [pytest.mark.long]


@pytest.mark.parametrize("who", [pytest.param(who, marks=_rarely(who)) for who in EVERYBODY])
def test_nothing_reaches_the_browser_of_somebody_that_they_may_not_see(
    chromium: Browser, installation: Installation, visits: Mapping[str, Visit], who: str
):
    reached: set[tuple[str, str]] = set()
    with listening.tab(chromium, visits[who]) as tab:
        for page, code in WALK:
            text = tab.go(page, title(who, page), gemeente=code)
            found = canaries.found_in(text)
            assert leaked(who, found) == set(), (page, code)
            assert named_to(who, text) == set(), (page, code)
            reached |= found
        bodies = tab.bodies()
    assert reached >= REACHES[who]
    assert len(bodies) > 50
    assert [url for url, body in bodies.items() if canaries.found_in(body) or named_to(NOBODY, body)] == []
    assert _differ_for_nobody(installation, bodies) == []


def _differ_for_nobody(installation: Installation, bodies: Mapping[str, str]) -> list[str]:
    """The paths that gave somebody another answer than they give to nobody; scripts are the same files for all."""
    scripts = ("/static/js/", "/static/css/", "/scripts/")
    own = {url.removeprefix(installation.address): body for url, body in bodies.items() if installation.address in url}
    asked = {path: body for path, body in own.items() if path.startswith("/") and not path.startswith(scripts)}
    assert len(asked) > 3
    differing: list[str] = []
    for path, body in asked.items():
        answer = asking.ask(installation.address, path, Accept="text/html")  # a page is sent to who asks for one
        if path.startswith("/opgave/"):  # a draft is for who may write it: nobody gets none
            assert answer.status == HTTPStatus.UNAUTHORIZED, path
            continue
        differing += [] if answer.body.decode("latin-1") == body else [path]
    return differing
