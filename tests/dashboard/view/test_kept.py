"""What is kept for everybody depends on what it is kept by, and on nothing else of the address or of who looks."""

import ast
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from dashboard.view import cached, queries, state
from dashboard.view.address import View
from tests.dashboard import looking
from tests.dashboard.looking import OTHER, OWN, VISITORS, looked

DASHBOARD: Final = Path(queries.__file__).parents[1]
LOOKS: Final = (
    ("vng", {"gemeente": OTHER}),
    ("vng", {"gemeente": OWN, "vergelijk": "provincie", "wacht": "municipality", "traag": "6"}),
    (
        "contact",
        {"gemeente": OTHER, "cijfer": "cost_realisation", "klok": "stap", "naar": "provincie", "doelgroep": "care"},
    ),
)
"""Who looks, and with what in the address that figures of everybody do not depend on."""
PAGES: Final = ("national", "steps", "training", "costs", "compare", "quality", "account")
FOR_OTHERS_TOO: Final = ("national", "compare")
WHERE_PEOPLE_WORK: Final = {
    "dashboard.screens.desk.causes._kept_remedies", "dashboard.screens.hand_in.mending._remedies",
    "dashboard.subjects.put_right._lines",
}  # fmt: skip
"""On pages that open an office, or within what is kept itself: these read the refused rows of the store alone."""
Country = tuple[Path, list[str]]
Kept = dict[tuple[object, ...], dict[str, object]]  # by what it is kept by: what each who looks would have made


@pytest.fixture(scope="module")
def kept(country: Country) -> Kept:
    """All that pages keep, made anew by each who looks as if nobody had been there before."""
    found: Kept = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "EVERYTHING", frozenset())  # no tables and no files: they are made of what is kept
        really, who, within = queries.kept, "", False

        def watched(view: View, make: Callable[[View], Any], *, on: Sequence[str], **more: Any) -> Any:
            nonlocal within
            part = {name: getattr(view, name) for name in on}
            seen_by = cached.seen_by(more.get("who"))
            key = (make.__module__, make.__qualname__, queries.moment_of(view), view.as_of, seen_by, *part.items())
            if who not in found.setdefault(key, {}) and not within:
                within, plain = True, View(view.as_of, view.known_on, view.known, **part)
                with state.looking_at(plain):
                    found[key][who] = _told(make(plain))
                within = False
            return really(view, make, on=on, **more)

        patch.setattr(queries, "kept", watched)
        for page in PAGES:
            for role, address in LOOKS if page in FOR_OTHERS_TOO else LOOKS[:2]:
                who = f"{role} with {address}"
                assert not looked(patch, country[0], VISITORS[role], page, **address).exception
    return found


def test_what_is_left_out_of_a_key_changes_nothing_of_what_is_kept(kept: Kept):
    seen_by_many = {key: by_who for key, by_who in kept.items() if len(by_who) > 1}
    assert len(seen_by_many) >= 8
    differing = {
        key[1]: list(by_who) for key, by_who in seen_by_many.items()
        if any(told != next(iter(by_who.values())) for told in by_who.values())
    }  # fmt: skip
    assert differing == {}


def test_every_function_that_is_kept_is_met_and_by_two_who_look_unless_it_is_kept_for_one(kept: Kept):
    met = {f"{key[0]}.{key[1]}" for key, by_who in kept.items() if len(by_who) > 1 or key[4] is not None}
    assert _kept_in_code() - met == WHERE_PEOPLE_WORK


def _kept_in_code() -> set[str]:
    """Each function that is handed to `queries.kept`, by its module and name."""
    found: set[str] = set()
    for path in DASHBOARD.rglob("*.py"):
        module = ".".join(path.relative_to(DASHBOARD.parent).with_suffix("").parts)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("queries.kept", "kept"):
                names = [node.id for node in ast.walk(call.args[1]) if isinstance(node, ast.Name)]
                found |= {f"{module}.{name}" for name in names if name.startswith("_") or name.endswith("told")}
    assert len(found) >= 8
    return found


def _told(value: Any) -> object:
    """A value as it can be compared: the rows of its frames, the fields of its objects."""
    if isinstance(value, pl.DataFrame):
        return (value.schema, value.rows())
    if isinstance(value, pl.Series):
        return value.to_list()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _told(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return value if not callable(value) else "a way to write it"
