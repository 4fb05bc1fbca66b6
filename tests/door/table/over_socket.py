"""A tab without a browser: a socket with the cookies of somebody, over which any message can be sent."""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.door.signing_in import Browser, Installation
from tests.door.table import unpacking

PATIENCE = 60.0  # seconds; a busy machine may need some
OVER = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(frozen=True)
class Part:
    """Something drawn: its id as a widget, its key, and the part of the page that runs by itself in which it stands."""

    id: str
    key: str
    fragment: str

    def tells(self, trigger: str, value: object) -> WidgetState:
        """What a browser sends when a visitor does something with it."""
        events = json.dumps([{"event": trigger, "value": value}])
        return WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{self.id}__events", json_trigger_value=events)


@dataclass
class Tab:
    """Of somebody, or of nobody. `heard`: all that ever came; `session`: what Streamlit calls it.

    `parts`: our own parts on the page, by key; `widgets`: the ids of Streamlit's own, by key.
    """

    socket: ClientConnection
    heard: list[ForwardMsg] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    widgets: dict[str, str] = field(default_factory=dict)
    session: str = ""

    def ask(
        self, page: str, widgets: Iterable[WidgetState] = (), *, address: Mapping[str, str] | None = None,
        fragment: str = "", patience: float = PATIENCE,
    ) -> list[ForwardMsg]:  # fmt: skip
        """Asks for a page, with this address and these widgets; what the server sends until it is ready.

        `patience`: in seconds; a part of the page that the tab does not have is not answered.
        """
        if not fragment:  # the whole page is drawn anew
            self.parts, self.widgets = {}, {}
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(address or {})
        asked.rerun_script.page_script_hash = calc_hash(page)
        asked.rerun_script.page_name = page
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend(widgets)
        return self.send(asked, patience)

    def send(self, asked: BackMsg, patience: float = PATIENCE) -> list[ForwardMsg]:
        """Sends any message; what follows. `patience`: in seconds, for one after which nothing need follow."""
        self.socket.send(asked.SerializeToString())
        found = self._answers(patience)
        self.heard += found
        for message in found:
            self._look_at(message)
        return found

    def _answers(self, patience: float) -> list[ForwardMsg]:
        """Until a run is over that no other follows, or nothing comes any more."""
        found: list[ForwardMsg] = []
        while True:
            try:
                frame = self.socket.recv(timeout=patience)
            except TimeoutError:
                return found
            assert isinstance(frame, bytes)
            found.append(unpacking.read(frame))
            if found[-1].WhichOneof("type") == "script_finished" and found[-1].script_finished in OVER:
                return found

    def _look_at(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "new_session":
            self.session = message.new_session.initialize.session_id
        kind = message.delta.new_element.WhichOneof("type")
        id_ = "" if kind is None else str(getattr(getattr(message.delta.new_element, kind), "id", ""))
        key = id_.rsplit("-", 1)[-1]
        if kind == "bidi_component":
            self.parts[key] = Part(id_, key, message.delta.fragment_id)
        elif id_:
            self.widgets[key] = id_


def pressed(id_: str) -> WidgetState:
    """What a browser sends when a button is pressed."""
    return WidgetState(id=id_, trigger_value=True)


@contextmanager
def tab(installation: Installation, visit: Browser, resumes: str = "") -> Generator[Tab]:
    """A tab with the cookies of a visit. `resumes`: the session of Streamlit that it claims to have been."""
    address = installation.address
    protocols = [Subprotocol(one) for one in ("streamlit", "x", resumes) if one]
    cookie = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
    with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream", subprotocols=protocols, max_size=None, proxy=None,
        origin=Origin(address), additional_headers={"Cookie": cookie} if cookie else {},
    ) as socket:  # fmt: skip
        yield Tab(socket)


def said(messages: Sequence[ForwardMsg]) -> str:
    """All that they say."""
    return "\n".join(map(unpacking.said_by, messages))
