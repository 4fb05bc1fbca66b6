"""Who asks is decided where somebody gets an answer: which modules open the store, and what takes who asks."""

import ast
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from dashboard.view import queries, showing
from metrics.readings.shown_lengths import shown_lengths
from metrics.released.release import released, why_no_lengths

ROOT: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = ("access", "api", "cli", "dashboard", "door", "metrics", "office", "pipelines", "studies")
ON_SCREENS = "shown only through a figure of `figure/made_of`, for who looks"
AT_THE_DESK = "a page of who may keep calls and settle rows; each of its figures says so in `figure/made_of`"
OWN_FILES = "a command of who holds the files; `--as` asks what a role gets"
BEFORE = "decided before it is opened: whose report it is, and who may hand it in or put it right"
BY_TOKEN = "the token says who asks; `metrics/released` or the policy decides before anything read is answered"
OPENED_BY: Final = {
    "api/figures.py": BY_TOKEN,
    "api/handing_in.py": BY_TOKEN,
    "api/monitor.py": BY_TOKEN,
    "api/reference.py": BY_TOKEN,
    "api/reports.py": BY_TOKEN,
    "dashboard/view/cached.py": ON_SCREENS,
    "dashboard/view/store_rows.py": ON_SCREENS,
    "dashboard/screens/desk/causes.py": AT_THE_DESK,
    "dashboard/screens/desk/received.py": AT_THE_DESK,
    "dashboard/screens/desk/round_asked.py": AT_THE_DESK,
    "dashboard/screens/hand_in/mending.py": BEFORE,
    "dashboard/screens/hand_in/receipt_page.py": BEFORE,
    "door/handing_in.py": BEFORE,
    "door/workbooks.py": BEFORE,
    "cli/answering.py": OWN_FILES,
    "cli/app_serving.py": OWN_FILES,
    "cli/correcting.py": OWN_FILES,
    "cli/exporting.py": OWN_FILES,
    "cli/figures.py": OWN_FILES,
    "cli/intake.py": OWN_FILES,
    "cli/knowing.py": OWN_FILES,
    "cli/quarantine.py": OWN_FILES,
    "cli/racing.py": OWN_FILES,
    "cli/returned.py": OWN_FILES,
    "cli/revising.py": OWN_FILES,
    "cli/store_state.py": OWN_FILES,
    "cli/template.py": OWN_FILES,
}
"""Module -> how it is decided who gets what it reads. Written by hand: think of it before you add one."""
ASKED_BY_SOMEBODY: Final[dict[Callable[..., object], str]] = {
    released: "asking",
    why_no_lengths: "asking",
    shown_lengths: "asking",
    showing.why_withheld: "visitor",
    showing.rows_withheld: "visitor",
    showing.as_seen: "visitor",
    showing.lengths_withheld: "visitor",
    showing.seen_by_name: "visitor",
    showing.sees_all: "visitor",
    queries.released: "visitor",
    queries.lengths_shown: "visitor",
    queries.step_in_view: "visitor",
}
"""What gives an answer -> the argument that is who asks."""


def _opens_a_reader(source: str) -> bool:
    """Whether something named `reader` is opened of nothing: that of the csv module is given a file."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and not node.args)
    return any(isinstance(call.func, ast.Attribute) and call.func.attr == "reader" for call in calls)


def test_the_store_is_opened_only_where_it_was_thought_of_who_gets_what_is_read() -> None:
    found = {
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if _opens_a_reader(path.read_text(encoding="utf-8"))
    }
    assert found == set(OPENED_BY)


@pytest.mark.parametrize("gives", ASKED_BY_SOMEBODY, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_whatever_gives_an_answer_takes_who_asks_and_has_nobody_for_a_default(gives: Callable[..., object]) -> None:
    asks = inspect.signature(gives).parameters[ASKED_BY_SOMEBODY[gives]]
    assert asks.default is inspect.Parameter.empty
    assert asks.annotation is not inspect.Parameter.empty


def test_a_module_that_opens_a_reader_under_another_name_is_found_too() -> None:
    assert _opens_a_reader("with there.made_store.reader() as found: pass")
    assert not _opens_a_reader("csv.reader(stream)")
