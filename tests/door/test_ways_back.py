"""After signing in somebody is led to a page of the app, whatever the address asked for."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from office.sign_ins import local_path

OURS = "https://monitor.example"


@pytest.mark.parametrize("asked", ["/", "/stappen", "/stappen?stap=6&taal=en", "/mijn-gemeente?gemeente=GM0363"])
def test_a_page_of_ours_is_gone_back_to(asked: str):
    assert local_path(asked) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "", "stappen", "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
        "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", " /stappen", "javascript:alert(1)",
        "/a\r\nSet-Cookie: wams=x", "/" + "a" * 5_000,
    ],
)  # fmt: skip
def test_whatever_would_lead_elsewhere_leads_to_the_front_page(asked: str):
    assert local_path(asked) == "/"


SIGNS = st.text(alphabet="/\\:.?#@ab%\t\n\r \x00;&=é", max_size=12)


@given(SIGNS)
@example("/%2f/evil.example")
@example("/.//evil.example")
def test_no_address_leads_out_of_the_app_as_a_browser_reads_it(asked: str):
    led = local_path(asked)
    # a browser reads a backslash as a slash, and leaves out tabs and line ends
    read = led.replace("\\", "/").translate({9: None, 10: None, 13: None})
    assert urlsplit(urljoin(OURS, read)).netloc == "monitor.example"
