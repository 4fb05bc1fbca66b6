"""A figure of one day needs only what holds on that day: the same to the last digit, however much is left out."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import KEY, STATED_STANDINGS, SUBJECT, Table
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Group, Request
from metrics.figures import figure
from metrics.standing.mergers import looks_back
from metrics.standing.reading import read_known
from metrics.standing.state import cost_state, municipalities, standings, training_state
from store.reader import Reader
from store.store import Store
from tests.store.reports import costs, milestones, moment, profiles, report, trainings

VOORNE = ("GM0501", "GM0530", "GM0614")  # Brielle, Hellevoetsluis, Westvoorne: together GM1992 from 2023 on
CODES = (*VOORNE, "GM1992", "GM0457", "GM0363", "GM0599", "GM0513")  # Weesp became part of Amsterdam in 2022
DAYS = (
    date(2022, 3, 23),
    date(2022, 3, 24),
    date(2022, 12, 31),
    date(2023, 1, 1),
    date(2023, 9, 30),
    date(2025, 9, 30),
)
MOMENTS = (moment(30), moment(1000))
OF_ONE_DAY = [key for key, definition in CATALOGUE.items() if definition.is_of_one_day]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Five years of reports through two mergers, some of them corrected or withdrawn, some of who is there no more."""
    store, drawn = Store(tmp_path_factory.mktemp("past")), random.Random(20260301)
    with store.writer(holder="test") as writer:
        for number in range(60):
            code, day = drawn.choice(CODES), date(2021, 3, 31) + timedelta(days=28 * drawn.randrange(60))
            writer.record(report(f"{number}.csv", _said(code, day, drawn)), recorded_at=moment(number))
        for number in (4, 40):
            writer.withdraw(statements=number, reason="toets", recorded_at=moment(100 + number))
    with store.reader() as reader:
        yield reader


def _said(code: str, day: date, drawn: random.Random) -> dict[Table, pl.DataFrame]:
    steps = drawn.sample(range(1, 12), 5)
    return {
        Table.MILESTONE: milestones(*((code, step, day, drawn.choice(STATED_STANDINGS)) for step in steps)),
        Table.COST: costs(*((code, step, day, drawn.randrange(9000) / 2) for step in steps)),
        Table.TRAINING: trainings(*((code, group, day, 40, drawn.randrange(40)) for group in ("basis", "intensief"))),
        Table.PROFILE: profiles((code, day, drawn.choice(["a", "b", None]))),
    }


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def programme() -> Programme:
    return Programme.load()


def differing(
    reader: Reader, known_on: datetime, day: date, register: Register, programme: Programme, asked: Sequence[Group]
) -> list[str]:
    """What is not the same made of what holds on the day alone, asked by each of these groups."""
    whole = read_known(reader, register, programme, known_on)
    of_day = read_known(reader, register, programme, known_on, of_day=day)
    found: list[str] = []
    for key in OF_ONE_DAY:
        groups = [group for group in asked if group in CATALOGUE[key].groups]
        requests = [Request(as_of=day, by=(group,), max_age_days=age) for group in groups for age in (None, 200)]
        found += [
            f"{key} {request}"
            for request in (requests or [Request(as_of=day)])
            if not figure(key, of_day, request).rows.equals(figure(key, whole, request).rows)
        ]
    return found


@pytest.mark.parametrize("day", [DAYS[3], DAYS[5]], ids=str)
def test_a_figure_of_one_day_is_the_same_made_of_what_holds_on_it_alone(
    day: date, past: Reader, register: Register, programme: Programme
):
    assert len(OF_ONE_DAY) == 14
    assert differing(past, MOMENTS[day.year % 2], day, register, programme, [Group.MUNICIPALITY]) == []


@pytest.mark.long
@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("known_on", MOMENTS, ids=str)
def test_every_figure_of_one_day_by_every_group_is_the_same_made_of_what_holds_on_it_alone(
    day: date, known_on: datetime, past: Reader, register: Register, programme: Programme
):
    assert differing(past, known_on, day, register, programme, list(Group)) == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_holds_on_one_day_is_all_that_the_state_of_that_day_is_made_of(
    day: date, past: Reader, register: Register, programme: Programme
):
    for known_on in MOMENTS:
        whole = read_known(past, register, programme, known_on)
        of_day = read_known(past, register, programme, known_on, of_day=day)
        for state in (standings, training_state, cost_state, municipalities):
            assert state(of_day, day).equals(state(whole, day)), state
        of_parts = standings(whole, day).filter("is_from_parts")
        assert of_parts.height > 0 or day in (DAYS[0], DAYS[-1])
        assert sum(map(len, of_day.statements.values())) < sum(map(len, whole.statements.values()))


def test_what_holds_on_one_day_answers_no_other_question(past: Reader, register: Register, programme: Programme):
    day = DAYS[-1]
    of_day = read_known(past, register, programme, MOMENTS[0], of_day=day)
    for key, as_of in (("step_completion", day - timedelta(days=1)), ("progress_over_time", day)):
        with pytest.raises(ValueError, match="cannot be made of what holds on"):
            figure(key, of_day, Request(as_of=as_of))


def test_what_was_last_of_each_subject_is_read_as_one_would_pick_it_by_hand(tmp_path: Path):
    store, first = Store(tmp_path / "home"), date(2025, 1, 31)
    days = [first + timedelta(days=30 * number) for number in range(6)]
    with store.writer(holder="test") as writer:
        for number, day in enumerate(days):
            rows = [(code, step, day, "started") for code in ("GM0363", "GM0599") for step in range(1, 3 + number % 2)]
            said = {Table.MILESTONE: milestones(*rows), Table.COST: costs(("GM0363", 1, day, 1.0 + number))}
            writer.record(report(f"{number}.csv", said), recorded_at=moment(number))
        again = {Table.MILESTONE: milestones(("GM0363", 1, days[3], "finished"))}
        writer.record(report("again.csv", again), recorded_at=moment(10))
        writer.withdraw(statements=6, reason="dubbel", recorded_at=moment(20))
    with store.reader() as reader:
        for table in (Table.MILESTONE, Table.COST, Table.TRAINING):
            for known_on in (None, moment(5), moment(15)):
                for as_of in (days[0] - timedelta(days=1), days[3], days[5]):
                    for looks in ([], [("GM0599", days[1]), ("GM0363", days[2] - timedelta(days=1))]):
                        found = reader.last_statements(table, as_of=as_of, looks=looks, known_on=known_on)
                        whole = reader.statements(table, as_of=as_of, known_on=known_on)
                        assert found.equals(_picked(whole, table, as_of, looks))


def _picked(whole: pl.DataFrame, table: Table, as_of: date, looks: list[tuple[str, date]]) -> pl.DataFrame:
    kept: set[tuple[object, ...]] = set()
    for code, day in [("", as_of), *looks]:
        last: dict[tuple[object, ...], tuple[object, ...]] = {}
        for row in whole.select(KEY[table]).rows():
            if row[-1] <= day and code in ("", row[0]):
                last[row[:-1]] = max(row, last.get(row[:-1], row), key=lambda one: one[-1])
        kept |= set(last.values())
    assert len(SUBJECT[table]) == len(KEY[table]) - 1
    return whole.filter(pl.Series([row in kept for row in whole.select(KEY[table]).rows()], dtype=pl.Boolean))


def test_what_a_municipality_said_before_a_merger_and_on_its_last_day_is_looked_back_to(register: Register):
    looks = looks_back(register, date(2026, 1, 1))
    assert ("GM0501", date(2022, 12, 31)) in looks  # Brielle, into Voorne aan Zee on 1 January 2023
    assert looks == sorted(set(looks))
    assert max(day for _, day in looks) <= date(2026, 1, 1)
    assert [code for code, day in looks_back(register, date(2022, 12, 30)) if day == date(2022, 12, 31)] == []
