"""A real browser of which everything that comes in is heard: messages over its socket, bodies of answers, its pages."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.door.signing_in import Browser as Visit
from tests.door.table import unpacking
from tests.door.table.over_socket import OVER
from tests.door.tabs import take_over

PATIENCE = 30_000  # ms
# To another page of the app as the back button of a browser goes there: over the socket that the tab has.
GO = "(address) => { history.pushState({}, '', address); dispatchEvent(new PopStateEvent('popstate')); }"
# What stands on the page and in its parts, attributes included, whether it is seen or not.
ALL_TEXT = """() => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      for (const one of element.attributes) found.push(one.value);
      for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.textContent);
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return found.join('\\n');
}"""
HEADING = """(title) => [...document.querySelectorAll('h1')].some((one) => !title || one.innerText === title)
  && document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') !== null"""


@dataclass
class Tab:
    """Of somebody, or of nobody. `answers`: by their address; `runs`: how many were heard to their end."""

    page: Page
    address: str
    messages: list[ForwardMsg] = field(default_factory=list)
    answers: dict[str, Response] = field(default_factory=dict)
    runs: int = 0

    def __post_init__(self) -> None:
        """Listens from before the first request."""
        self.page.on("websocket", self._socket_opened)
        self.page.on("response", self._answered)

    def go(self, path: str, title: str, **address: str) -> str:
        """To a page, with an address; all that came in since, and all that stands on it."""
        heard, runs = len(self.messages), self.runs
        to = f"/{path}?{urlencode(address)}"
        if self.page.url.startswith(self.address):
            self.page.evaluate(GO, to)
        else:
            self.page.goto(f"{self.address}{to}")
        self._wait_for_a_run(runs)
        self.page.wait_for_function(HEADING, arg=title, timeout=PATIENCE)
        said = [unpacking.said_by(message) for message in self.messages[heard:]]
        return "\n".join([*said, self.page.evaluate(ALL_TEXT)])

    def bodies(self) -> dict[str, str]:
        """What was answered at each address, but for redirects, which have no body."""
        return {
            url: answer.body().decode("latin-1")
            for url, answer in list(self.answers.items())
            if not 300 <= answer.status < 400
        }

    def _wait_for_a_run(self, before: int) -> None:
        waited = 0
        while self.runs == before:
            assert waited < PATIENCE, f"nothing was answered to {self.page.url}"
            self.page.wait_for_timeout(20)
            waited += 20

    def _answered(self, answer: Response) -> None:
        self.answers.setdefault(answer.url, answer)

    def _socket_opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._heard)

    def _heard(self, frame: str | bytes) -> None:
        assert isinstance(frame, bytes)
        message = unpacking.read(frame)
        self.messages.append(message)
        if message.WhichOneof("type") == "script_finished" and message.script_finished in OVER:
            self.runs += 1


@contextmanager
def tab(chromium: Browser, visit: Visit) -> Generator[Tab]:
    """A tab in a window of its own, with the cookies of a visit."""
    context: BrowserContext = chromium.new_context()
    take_over(context, visit)
    try:
        yield Tab(context.new_page(), visit.installation.address)
    finally:
        context.close()


def path_of(url: str) -> str:
    """The path of an address, with what is asked of it."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
