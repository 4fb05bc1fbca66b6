"""Tabs of a real browser, signed in at an installation."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.dashboard.browser import wait_until_drawn
from tests.door.signing_in import Browser, Installation


def sign_in(context: BrowserContext, installation: Installation, whom: str) -> None:
    """As a browser does it, with the cookie of who was there before; the one that comes back takes its place."""
    visit = Browser(installation, {one["name"]: one["value"] for one in context.cookies(f"{installation.address}/")})
    visit.sign_in(whom)
    take_over(context, visit)


def take_over(context: BrowserContext, visit: Browser) -> None:
    """Gives a window the cookies of a visit."""
    installation = visit.installation
    is_secure = urlsplit(installation.address).scheme == "https"
    for name, value in visit.cookies.items():
        where = {"url": f"{installation.address}/", "httpOnly": True, "secure": is_secure}
        context.add_cookies([{"name": name, "value": value, "sameSite": "Lax", **where}])


def open_tab(context: BrowserContext, installation: Installation, path: str = "/") -> Page:
    """A page, once all of it was drawn."""
    page = context.new_page()
    page.goto(f"{installation.address}{path}")
    wait_until_drawn(page)
    return page


def go_to(page: Page, title: str) -> None:
    """A click in the navigation: a message over the socket that the tab has, no new request with its cookies."""
    page.locator(".st-key-navigation").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)


def heading(page: Page) -> str:
    """What stands over the page that is shown."""
    return page.locator("h1").inner_text()
