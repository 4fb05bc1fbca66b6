"""The same (as_of, known_on) gives the same bytes, whatever comes in later and in which order it came."""

import tempfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.figure_forms import as_json
from domain.statements import KEY, Table
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import MetricDefinition
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from store.errors import NothingToChangeError
from store.store import Store
from store.writer import Writer
from tests.metrics.drawn import programme, register
from tests.store.reports import costs, milestones, moment, profiles, report, trainings

AS_OF = date(2025, 12, 31)
CODES = ["GM0001", "GM0002", "GM0003", "GM0004"]
DAYS = [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)]
MAKERS = {Table.MILESTONE: milestones, Table.TRAINING: trainings, Table.COST: costs, Table.PROFILE: profiles}

codes, days = st.sampled_from(CODES), st.sampled_from(DAYS)
standings = st.sampled_from(["not_started", "started", "finished", "not_applicable"])


def rows_of(code: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Table, tuple[object, ...]]]:
    """One statement: its table and what the maker of that table takes."""
    groups = st.sampled_from(["basis", "intensief"])
    return st.one_of(
        st.tuples(st.just(Table.MILESTONE), st.tuples(code, st.integers(1, 2), days, standings)),
        st.tuples(st.just(Table.MILESTONE), st.tuples(code, st.integers(1, 2), days, standings)),
        st.tuples(st.just(Table.TRAINING), st.tuples(code, groups, days, st.integers(1, 9), st.integers(0, 1))),
        st.tuples(st.just(Table.COST), st.tuples(code, st.integers(1, 2), days, st.sampled_from([0.1, 0.2, 1e9]))),
        st.tuples(st.just(Table.PROFILE), st.tuples(code, days, st.sampled_from(["a", "b", None]))),
    )


def key_of(said: tuple[Table, tuple[object, ...]]) -> tuple[object, ...]:
    table, row = said
    return (table, *row[: len(KEY[table])])


def reports_of(code: st.SearchStrategy[str]) -> st.SearchStrategy[list[tuple[Table, tuple[object, ...]]]]:
    return st.lists(rows_of(code), min_size=1, max_size=6, unique_by=key_of)


events = st.lists(
    st.one_of(
        st.tuples(st.just("report"), reports_of(codes)),
        st.tuples(st.just("report"), reports_of(codes)),
        st.tuples(st.just("withdraw"), rows_of(codes)),
    ),
    min_size=1,
    max_size=6,
)
FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def take_in(writer: Writer, said: list[tuple[Table, tuple[object, ...]]], name: str, minute: int) -> None:
    frames = {
        table: MAKERS[table](*rows) for table in Table if (rows := [row for other, row in said if other == table])
    }
    writer.record(report(name, frames), recorded_at=moment(minute))


def happen(store: Store, what: list[tuple[str, object]], start: int) -> None:
    with store.writer(holder="test") as writer:
        for minute, (kind, said) in enumerate(what, start=start):
            if kind == "report":
                take_in(writer, said, f"opgave {minute}", minute)  # pyright: ignore[reportArgumentType]
                continue
            table, *key = key_of(said)  # pyright: ignore[reportArgumentType]
            pointed = {Table(table): pl.DataFrame([dict(zip(KEY[Table(table)], key, strict=True))])}
            with suppress(NothingToChangeError):
                writer.withdraw(statements=pointed, reason="toets", recorded_at=moment(minute))


def answers(store: Store, known_on: datetime) -> dict[str, str]:
    """The JSON of every metric: as its definition asks, and by each of its groups but the municipality's own."""
    with store.reader() as reader:
        statements = {table: reader.statements(table, known_on=known_on) for table in Table}
        known = Known(statements, reader.files(known_on=known_on), register(), programme(), known_on)
    return {key: answer(key, metric, known) for key, metric in CATALOGUE.items()}


def answer(key: str, metric: MetricDefinition, known: Known) -> str:
    asked = [(), *[(group,) for group in metric.groups if group not in metric.always_by]]
    return "".join(as_json(figure(key, known, Request(AS_OF, by=by))) for by in asked)


@FEW
@given(before=events, after=events)
def test_what_comes_later_changes_no_byte_of_what_was_known(before, after):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        happen(store, before, start=1)
        known_on = moment(50)
        then = answers(store, known_on)
        assert answers(store, known_on) == then
        happen(store, after, start=100)
        assert answers(store, known_on) == then
        later = answers(store, moment(200))
        store.rebuild()
        assert answers(store, known_on) == then
        assert answers(store, moment(200)) == later


@FEW
@given(files=st.tuples(*[reports_of(st.just(code)) for code in CODES]), order=st.permutations(range(len(CODES))))
def test_another_order_of_files_that_share_no_key_changes_no_byte(files, order):
    told = []
    for places in (range(len(CODES)), order):
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder))
            with store.writer(holder="test") as writer:
                for minute, place in enumerate(places, start=1):
                    take_in(writer, files[place], f"opgave {place}", minute)
            told.append(answers(store, moment(50)))
    assert told[0] == told[1]
