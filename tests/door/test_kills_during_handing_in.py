"""Whenever the app is killed while somebody hands in: what was typed is there, what was acknowledged is one report."""

import random
from datetime import date
from pathlib import Path

import pytest

from domain.principal import OWNER
from domain.settings import Settings
from domain.statements import Table
from office.office import Office
from store.store import Store
from tests.door.kill_jobs import about, fields, form_of, post
from tests.kill_range import KillRange

KILLS_PER_STORE = 5  # so that an app also goes on after a kill, over whatever was left behind


def kill_often(directory: Path, kills: int, first_seed: int) -> tuple[int, int]:
    """Number of acknowledged reports and of kills that hit."""
    handed_count = killed_count = 0
    with KillRange("tests.door.kill_jobs:hand_in_drafts") as killing:
        for kill in range(kills):
            seed, home = first_seed + kill, directory / f"home-{kill // KILLS_PER_STORE}"
            with Store(home).writer(holder="test"):
                pass  # an installation has a store; a kill before the first report must not be taken for a lost one
            delay = random.Random(seed).uniform(0.2, 1.4)
            lines, was_killed = killing.run(str(home), seed * 1000, kill_after_seconds=delay)
            told = [line.split() for line in lines]
            saved = [int(word[1]) for word in told if word[0] == "saved"]
            handed = {int(word[1]): int(word[2]) for word in told if word[0] == "handed"}
            assert_survived(home, saved, handed)
            handed_count += len(handed)
            killed_count += was_killed
    return handed_count, killed_count


def assert_survived(home: Path, saved: list[int], handed: dict[int, int]) -> None:
    """What was typed is a draft or a report; handed in once more, each is one report with all that is beside it."""
    store = Store(home)
    assert store.verify() == []
    for number in saved:
        reports = reports_of(store, number)
        draft = drafted(home, number)
        assert reports or draft == fields(number), number
        assert number not in handed or reports == [handed[number]]
        if draft:  # as whoever was typing does, once the app is there again
            form = form_of(home)
            with Office.open(Settings(), home) as office:
                code, day = about(number).values()
                key = office.drafts.read(OWNER, code, date.fromisoformat(day)).key
            answer = post(form.hand_in, {**about(number), "key": key})
            assert answer["report"] == (reports or [answer["report"]])[0]
        (report,) = reports_of(store, number)
        assert beside(store, report) == [("completeness", None), ("answer", f"klopt, nummer {number}")]
        assert drafted(home, number) == {}
    if saved:
        assert store.verify() == []
        with Office.open(Settings(), home) as office:
            assert office.verify_audit() == []


def reports_of(store: Store, number: int) -> list[int]:
    """The reports in which the amount of a number was said of its own day."""
    code, day = about(number).values()
    with store.reader() as reader:
        said = reader.history(Table.COST, municipality_codes=[code])
    mine = said.filter(said["reporting_date"].dt.to_string() == day, said["realised_cost_eur"] == number)
    return sorted(mine["ledger_sequence"].to_list())


def drafted(home: Path, number: int) -> dict[tuple[str, str, str], str]:
    """What stands in the draft of a number."""
    code, day = about(number).values()
    with Office.open(Settings(), home) as office:
        draft = office.drafts.read(OWNER, code, date.fromisoformat(day))
    return {(at.part, at.row_key, at.field): typed.text for at, typed in draft.fields.items()}


def beside(store: Store, report: int) -> list[tuple[str, str | None]]:
    with store.reader() as reader:
        return reader.beside().filter(report_sequence=report).select("kind", "text").rows()


def test_seeded_kills_during_handing_in_lose_nothing_that_was_typed_and_nothing_that_was_acknowledged(tmp_path: Path):
    handed_count, killed_count = kill_often(tmp_path, 3, first_seed=1)
    assert killed_count == 3
    assert handed_count >= 2


@pytest.mark.kills
def test_two_hundred_seeded_kills_during_handing_in_lose_nothing(tmp_path: Path):
    handed_count, killed_count = kill_often(tmp_path, 200, first_seed=201)
    assert killed_count == 200
    assert handed_count > 200
