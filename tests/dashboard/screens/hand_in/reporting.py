"""A municipality that reports in the tests of Opgave doen: an installation with a store, and files handed in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from domain.clocks import dutch_day, last_month_end
from domain.municipalities import Register
from domain.principal import Function
from domain.programme import Programme
from domain.statements import Table
from office.acts import Way
from office.identity import Person
from pipelines.intake import take_in
from store.store import Store
from tests.dashboard.conftest import drawn
from tests.dashboard.screens.desk.desk_home import copied
from tests.dashboard.somebody import GOUDA, Installed, now, of
from tests.dashboard.somebody import installed as installed
from tests.pipelines.desk import csv_of

HOW: Final[Any] = {"way": Way.SCREEN}
STEPS = "gemeentecode | peildatum | stap | status | startdatum | einddatum"
LAST = last_month_end(last_month_end(last_month_end(dutch_day(now()))))  # so that the usual day is a later one


def hand_in(home: Path, drawn_rows: str, *, ago: timedelta = timedelta(minutes=5), **more: Any) -> int:
    """A file of Gouda with these rows of steps; its place in the ledger."""
    facts: dict[str, Any] = {"register": Register.load(), "programme": Programme.load()}
    with Store(home).writer(holder="test") as writer:
        receipt = take_in(
            csv_of(f"{STEPS}\n{drawn_rows}"), "opgave.csv", writer=writer, recorded_at=now() - ago, **facts, **more
        )
    return int(receipt["sequence"])


def row(step: int = 6, status: str = "gestart", start: str = "01-02-2025", end: str = "") -> str:
    return f"{GOUDA} | {LAST.isoformat()} | {step} | {status} | {start} | {end}"


@pytest.fixture(autouse=True)
def store_is_there(installed: Installed, tmp_path: Path) -> None:
    """An installation has a store; one cannot begin beside the file with its settings."""
    del installed
    elsewhere = tmp_path / "elsewhere"
    with Store(elsewhere).writer(holder="test"):
        pass
    copied(elsewhere, tmp_path)


@pytest.fixture
def people(installed: Installed) -> Callable[..., Person]:
    def let_in(*functions: Function) -> Person:
        return installed.let_in("+".join(functions), of(GOUDA, *functions))

    return let_in


@pytest.fixture
def filler(people: Callable[..., Person]) -> Person:
    return people(Function.FILLER)


def part(app: AppTest, key: str) -> dict[str, Any]:
    """The data of a drawn part that has this word in it."""
    return next(one for one in drawn(app) if key in one)


def table(app: AppTest, caption: str) -> list[list[str]]:
    return next([line["cells"] for line in one["rows"]] for one in drawn(app) if caption in str(one.get("caption", "")))


def standing(home: Path, column: str = "reporting_date") -> list[Any]:
    with Store(home).reader() as reader:
        return reader.statements(Table.MILESTONE, municipality_codes=[GOUDA])[column].to_list()
