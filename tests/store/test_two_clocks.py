"""The store against its two clocks told again in plain Python, for random histories and random questions."""

import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.statements import KEY, Table
from store.errors import NothingToChangeError
from store.reader import Reader
from store.store import Store
from store.writer import Writer
from tests.store.reports import costs, milestones, moment, profiles, report, trainings

CODES = ["GM0001", "GM0002"]
DAYS = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
VALUE = {
    Table.MILESTONE: "standing",
    Table.TRAINING: "trained_staff_count",
    Table.COST: "realised_cost_eur",
    Table.PROFILE: "access_variant",
}
FRAMES = {Table.MILESTONE: milestones, Table.COST: costs, Table.PROFILE: profiles}

Key = tuple[object, ...]


@dataclass
class Said:
    """One statement in the model."""

    table: Table
    key: Key  # in the order of KEY
    value: object
    sequence: int
    recorded_at: datetime
    withdrawn_at: datetime | None = None


@dataclass
class Model:
    """A list of everything that was ever said; the last one known that was not withdrawn stands."""

    said: list[Said] = field(default_factory=list)

    def standing(self, table: Table, known_on: datetime | None, as_of: date | None) -> dict[Key, tuple[object, int]]:
        answer: dict[Key, tuple[object, int]] = {}
        for one in self.said:  # in the order of the ledger, so the last one that is known wins
            is_known = known_on is None or one.recorded_at <= known_on
            is_withdrawn = one.withdrawn_at is not None and (known_on is None or one.withdrawn_at <= known_on)
            if one.table == table and is_known and not is_withdrawn and (as_of is None or one.key[-1] <= as_of):
                answer[one.key] = (one.value, one.sequence)
        return answer


codes, days = st.sampled_from(CODES), st.sampled_from(DAYS)
statements = st.one_of(
    st.tuples(st.just(Table.MILESTONE), codes, st.integers(1, 2), days, st.sampled_from(["started", "finished"])),
    st.tuples(st.just(Table.COST), codes, st.integers(1, 2), days, st.sampled_from([0.1, 0.2, 1e9])),
    st.tuples(st.just(Table.TRAINING), codes, st.sampled_from(["basis", "intensief"]), days, st.integers(0, 2)),
    st.tuples(st.just(Table.PROFILE), codes, days, st.sampled_from(["a", "b", None])),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("report"), st.lists(statements, min_size=1, max_size=5, unique_by=lambda s: s[:-1])),
        st.tuples(st.just("withdraw report"), st.integers(1, 6)),
        st.tuples(st.just("withdraw key"), statements),
        st.tuples(st.just("new session"), st.none()),
    ),
    min_size=1,
    max_size=10,
)


def frames_of(said: list[tuple[object, ...]]) -> dict[Table, pl.DataFrame]:
    frames: dict[Table, pl.DataFrame] = {}
    for table in Table:
        rows = [row[1:] for row in said if row[0] == table]
        if table == Table.TRAINING:
            rows = [(code, group, day, 10, trained) for code, group, day, trained in rows]
        if rows:
            frames[table] = trainings(*rows) if table == Table.TRAINING else FRAMES[table](*rows)
    return frames


def do_report(writer: Writer, model: Model, said: list[tuple[object, ...]], minutes: int) -> None:
    recorded = writer.record(report(f"opgave {minutes}", frames_of(said)), recorded_at=moment(minutes))
    for table, *key, value in said:
        model.said.append(Said(Table(table), tuple(key), value, recorded.sequence, recorded.recorded_at))


def do_withdraw(writer: Writer, model: Model, pointed: object, minutes: int) -> None:
    if isinstance(pointed, int):
        targets = [one for one in model.said if one.sequence == pointed and one.withdrawn_at is None]
        argument: dict[Table, pl.DataFrame] | int = pointed
    else:
        table, *key, _ = pointed  # pyright: ignore[reportGeneralTypeIssues]
        targets = [
            one for one in model.said if (one.table, one.key) == (table, tuple(key)) and one.withdrawn_at is None
        ]
        argument = {table: pl.DataFrame([dict(zip(KEY[table], key, strict=True))])}
    if not targets:
        with pytest.raises(NothingToChangeError):
            writer.withdraw(statements=argument, reason="toets", recorded_at=moment(minutes))
        return
    recorded = writer.withdraw(statements=argument, reason="toets", recorded_at=moment(minutes))
    for one in targets:
        one.withdrawn_at = recorded.recorded_at


def assert_same(reader: Reader, model: Model, known_on: datetime | None, as_of: date | None) -> None:
    for table in Table:
        expected = model.standing(table, known_on, as_of)
        for asked in (None, ["GM0002"], ["GM0002", "GM0001", "GM9999"]):
            frame = reader.statements(table, known_on=known_on, as_of=as_of, municipality_codes=asked)
            found = {
                tuple(row[name] for name in KEY[table]): (row[VALUE[table]], row["ledger_sequence"])
                for row in frame.iter_rows(named=True)
            }
            assert found == {key: value for key, value in expected.items() if asked is None or key[0] in asked}
            assert frame.height == len(found)
            assert frame.equals(frame.sort(*KEY[table]))


@settings(max_examples=6, deadline=None)
@given(steps=steps, known=st.lists(st.integers(-1, 12), min_size=2, max_size=2), as_of=st.sampled_from([*DAYS, None]))
def test_every_question_is_answered_as_the_rules_say(
    steps: list[tuple[str, object]], known: list[int], as_of: date | None
):
    model = Model()
    with tempfile.TemporaryDirectory() as directory:
        store = Store(Path(directory))
        minutes = 0
        while minutes < len(steps):
            with store.writer(holder="test") as writer:
                for table in Table:  # so that the session answers from memory, and what it has in hand is tested
                    writer.reader.statements(table, municipality_codes=CODES)
                while minutes < len(steps):
                    kind, what = steps[minutes]
                    minutes += 1
                    if kind == "new session":
                        break
                    if kind == "report":
                        do_report(writer, model, what, minutes)  # pyright: ignore[reportArgumentType]
                    else:
                        do_withdraw(writer, model, what, minutes)
                    assert_same(writer.reader, model, None, as_of)
        with store.reader() as reader:
            for minute in known:
                assert_same(reader, model, moment(minute) + timedelta(seconds=1), as_of)
            assert_same(reader, model, None, as_of)
        if model.said:
            assert_rebuilt_is_the_same(store)


def assert_rebuilt_is_the_same(store: Store) -> None:
    before = store.fingerprint()
    store.rebuild()
    assert store.fingerprint() == before
    assert store.verify() == []
