"""Tabs of a real browser and sessions on the server: left open, taken over, after a restart, over two processes."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from domain.principal import OWNER
from domain.settings import SETTINGS_FILE, secret_of
from language.texts import say
from office.acts import Way
from tests.dashboard.browser import CHROMIUM, QUIET, free_port, served
from tests.door.proxy import behind_caddy
from tests.door.signing_in import Installation, installed, now
from tests.door.tabs import go_to, heading, open_tab, sign_in

pytestmark = pytest.mark.browser
OVER = say("screen_entrance.notice.over", "nl")
PEOPLE, LOG = say("screen.page.people", "nl"), say("screen.page.log", "nl")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("tabs"), sign_in_attempts_per_minute=10_000) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    found = chromium.new_context(ignore_https_errors=True)
    yield found
    found.close()


def _revoke(installation: Installation, subject: str) -> None:
    with installation.office() as office:
        person = next(one for one in office.people.all(OWNER) if one.identity.subject == subject)
        assert office.sessions.revoke_person(OWNER, person.number, way=Way.COMMAND_LINE, now=now())


def test_a_tab_left_open_is_refused_at_its_next_action_within_a_second_of_revoking(
    context: BrowserContext, installation: Installation
):
    sign_in(context, installation, "beheerder")
    tab = open_tab(context, installation)
    assert heading(tab) == PEOPLE
    _revoke(installation, "beheerder")
    begun = time.monotonic()
    tab.locator(".st-key-navigation").get_by_role("link", name=LOG, exact=True).click()
    expect(tab.get_by_text(OVER)).to_be_visible()
    assert time.monotonic() - begun < 1
    assert "invuller-zutphen" not in tab.inner_text("body")


def test_of_two_people_in_one_browser_the_first_is_out_and_sees_nothing_of_the_second(
    context: BrowserContext, installation: Installation
):
    sign_in(context, installation, "beheerder")
    first = open_tab(context, installation)
    sign_in(context, installation, "adviseur")
    second = open_tab(context, installation, "/mensen")
    assert heading(second) == say("screen_people.refused_title", "nl")
    first.locator(".st-key-navigation").get_by_role("link", name=LOG, exact=True).click()
    expect(first.get_by_text(OVER)).to_be_visible()  # its socket is of the manager, whose session has ended
    first.reload()
    expect(first.get_by_text(say("screen_log.lead_acts", "nl"))).to_be_visible()  # and anew it is the adviser's


def test_a_tab_of_somebody_who_signed_out_in_another_does_nothing_any_more(
    context: BrowserContext, installation: Installation
):
    sign_in(context, installation, "beheerder")
    first, second = (open_tab(context, installation) for _ in range(2))
    out = first.request.post(f"{installation.address}/uitloggen", headers={"Origin": installation.address})
    assert out.status == 200
    second.locator(".st-key-navigation").get_by_role("link", name=LOG, exact=True).click()
    expect(second.get_by_text(OVER)).to_be_visible()


@pytest.mark.long
def test_a_restart_of_the_app_keeps_sessions(context: BrowserContext, tmp_path: Path):
    with installed(tmp_path) as installation:
        sign_in(context, installation, "beheerder")
        assert heading(open_tab(context, installation)) == PEOPLE
    port = urlsplit(installation.address).port
    with served(tmp_path, port=port, **_told(installation)):
        assert heading(open_tab(context, installation)) == PEOPLE


def test_an_app_process_that_begins_later_on_one_office_shares_the_sessions_of_before_and_what_ends_them(
    context: BrowserContext, installation: Installation
):
    sign_in(context, installation, "beheerder")  # a browser sends the cookies of a host to all of its ports
    with ExitStack() as stack:
        port = free_port()
        settings = installation.settings.model_copy(update={"public_address": f"http://127.0.0.1:{port}"})
        other = replace(installation, address=f"http://127.0.0.1:{port}", settings=settings)
        told = _told(other, name="other.toml")
        stack.enter_context(served(installation.home, port=port, **told))
        tab = open_tab(context, other)
        assert heading(tab) == PEOPLE
        first = open_tab(context, installation)
        first.request.post(f"{installation.address}/uitloggen", headers={"Origin": installation.address})
        tab.locator(".st-key-navigation").get_by_role("link", name=LOG, exact=True).click()
        expect(tab.get_by_text(OVER)).to_be_visible()


def test_a_page_is_drawn_and_worked_through_the_proxy_over_https(context: BrowserContext, tmp_path: Path):
    with behind_caddy(tmp_path, trusted_proxies=["127.0.0.1"]) as (outside, _):
        sign_in(context, outside, "beheerder")
        tab = open_tab(context, outside)
        go_to(tab, LOG)


def _told(installation: Installation, name: str = "demo-login.toml") -> dict[str, str]:
    """Where the settings of an installation stand, written anew where they are others."""
    file = installation.home / name
    if not file.exists():
        former = (installation.home / "demo-login.toml").read_text(encoding="utf-8")
        address = f'public_address = "{installation.address}"'
        lines = [address if line.startswith("public_address") else line for line in former.splitlines()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {SETTINGS_FILE: str(file), secret_of("voorbeeld"): "verzonnen"}
