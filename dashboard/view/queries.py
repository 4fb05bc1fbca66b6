"""The cached door: reads the store and asks the catalogue, once per (version of the store, view)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, NotRequired, ParamSpec, TypedDict, TypeVar

import polars as pl
import streamlit as st

from dashboard.view import state
from dashboard.view.address import FILTERS, View
from domain.bilingual import Language
from domain.clocks import end_of_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table
from metrics.defining.figure import Figure
from metrics.defining.request import Request, Value
from metrics.defining.sentences import Finding
from metrics.figures import figure
from metrics.readings import changes as metric_changes
from metrics.readings.revising.replaying import Recorded
from metrics.readings.revising.revisions import Revisions, revisions
from metrics.standing import state as standing_state
from metrics.standing.known import Known
from metrics.standing.mergers import successors
from store.reader import Reader, StoreInfo
from store.store import Store

Asked = ParamSpec("Asked")
Derived = TypeVar("Derived")


@dataclass(frozen=True)
class Moment:
    """Names one state of knowledge: a store at a version, as known on a moment. Equal moments share a cache."""

    home: str
    version: str
    known: str  # as in the address; "now" for the last thing in the store


class Problem(TypedDict):
    """What is wrong with a file or a row, as it stands in its receipt; with the column and what stands there."""

    rule: str
    message: dict[Language, str]
    column: NotRequired[str | None]
    value: NotRequired[str | None]


@dataclass(frozen=True)
class Rejection:
    """One file that was rejected whole: its name, the moment it came in, what is wrong with it."""

    file: str
    received_at: datetime
    problems: list[Problem]


@st.cache_resource
def register(reference: Path | None) -> Register:
    """The register of municipalities."""
    return Register.load(reference)


@st.cache_resource
def programme(path: Path | None) -> Programme:
    """The programme that is monitored."""
    return Programme.load(path)


def the_register() -> Register:
    """The register of this run."""
    return register(state.run().places.reference)


def the_programme() -> Programme:
    """The programme of this run."""
    return programme(state.run().places.programme)


def store_info() -> StoreInfo:
    """What was in the store when this run began; every figure of the run is of that version."""
    return state.once("store_info", _store_info)


def ask(
    view: View, key: str, *, by: tuple[str, ...] = (), step: int | None = None, municipality: str | None = None
) -> Figure:
    """A figure of the catalogue, for the municipalities that the filters choose."""
    asked = replace(_request(view), by=by, step=step, municipality=municipality)
    return _figure(_moment(view), key, asked, view.known_on)


def changes(view: View, *, since: date, known_before: date) -> tuple[Finding, ...]:
    """What changed since an earlier date, against what was known on that earlier day."""
    return _changes(_moment(view), _request(view), since, known_before, view.known_on)[0]


def changed_rows(view: View, *, since: date, known_before: date) -> pl.DataFrame:
    """What those findings count, with the municipalities; as `metrics.changes.changed_rows`."""
    return _changes(_moment(view), _request(view), since, known_before, view.known_on)[1]


def ask_until(view: View, day: date, key: str, *, by: tuple[str, ...]) -> Figure:
    """A figure as of another date than that of the view."""
    return ask(replace(view, as_of=day), key, by=by)


def with_month_ends(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by month, with the last day of each as month_end."""
    return rows.with_columns(month_end=pl.col("month").str.to_date("%Y-%m").dt.month_end()).sort("month_end")


def population(view: View) -> pl.DataFrame:
    """The municipalities that the filters choose; one row each, as `metrics.state.municipalities` gives."""
    return kept(view, _population)


def _population(view: View) -> pl.DataFrame:
    return chosen(everyone(view), view)


def everyone(view: View) -> pl.DataFrame:
    """All municipalities of the register on the as_of date, whatever the filters say."""
    return _municipalities(_moment(view), view.as_of, view.known_on)


def standings(view: View) -> pl.DataFrame:
    """Municipality × step for the municipalities that the filters choose, as `metrics.state.standings` gives."""
    return all_standings(view).join(population(view).select("municipality_code"), on="municipality_code", how="semi")


def all_standings(view: View) -> pl.DataFrame:
    """Municipality × step for the whole register on the as_of date."""
    return _standings(_moment(view), view.as_of, view.known_on)


def known(view: View) -> Known:
    """The statements that stood on the known_on of this view, with register and programme."""
    return _known(_moment(view), view.known_on)


def known_then(view: View, day: date) -> Known:
    """What stood at the end of an earlier day, whatever the known_on of this view; both are kept."""
    return _known(replace(_moment(view), known=day.isoformat()), end_of_day(day))


def derived(
    view: View,
    work: Callable[Concatenate[Known, Request, Asked], Derived],
    *unnamed: Asked.args,  # none: what is asked has a name, by which it is kept
    **asked: Asked.kwargs,
) -> Derived:
    """`work(known, request, **asked)` for this view, once per (version of the store, view, what is asked).

    For what is made with the figures and is no key of the catalogue: a curve with its readings, a decile fan. `work`
    is a function with a name of its own (no lambda); its answer is shared between visitors and must not be changed.
    """
    name, given = f"{work.__module__}.{work.__qualname__}", tuple(sorted(asked.items()))
    return _derived(_moment(view), name, _request(view), given, view.known_on, work)


def kept(view: View, make: Callable[[View], Derived]) -> Derived:
    """`make(view)`, once per (version of the store, view, day): what a page draws, in words and numbers.

    `make` is a function with a name of its own; its answer is shared between visitors and must not be changed.
    """
    name, address = f"{make.__module__}.{make.__qualname__}", tuple(view.address().items())
    return _kept(_moment(view), name, address, state.run().choices.today, view, make)


def exact_address(view: View) -> dict[str, str]:
    """The address of a view that shows the same later: now becomes the moment at which this version was first seen."""
    run = state.run()
    seen = _first_seen(_moment(view).home, store_info().version, run.choices.today, run.now)
    return {**view.address(), "bekend": view.known or seen.isoformat(timespec="microseconds").replace("+00:00", "Z")}


def recorded(view: View) -> Recorded:
    """Every version of every statement with the ledger, up to the known_on of this view: what revisions replay."""
    return _recorded(_moment(view), view.known_on)


def revised(view: View, *, known_from: datetime | None, as_of: date) -> Revisions:
    """What was recorded after `known_from` up to the known_on of this view, and what that did to the figures as of a
    date; of the municipalities that the filters choose now. None for no time in between: the figures as they stand.
    """
    codes = tuple(population(view)["municipality_code"]) if view.is_filtered else None
    return _revised(_moment(view), known_from, as_of, codes, view.as_of, view.known_on)


def history(view: View, table: Table, code: str) -> pl.DataFrame:
    """Every version that one municipality ever stated in a table, withdrawn ones with the moment of withdrawal."""
    return _read(lambda reader: reader.history(table, known_on=view.known_on, municipality_codes=[code]))


def quarantine(view: View) -> pl.DataFrame:
    """The refused rows that wait for somebody."""
    return _read(lambda reader: reader.quarantine(known_on=view.known_on))


def ever_refused(view: View) -> pl.DataFrame:
    """Every row that was ever refused, those too that were put right since."""
    return _read(lambda reader: reader.quarantine(known_on=view.known_on, only_open=False))


def rejected_files(view: View) -> list[Rejection]:
    """The files that were rejected whole, newest first."""
    rejected = known(view).files.filter(pl.col("outcome") == "rejected").sort("sequence", descending=True)
    with Store(state.run().places.home).reader() as reader:
        found = [
            (reader.receipt(sequence), at) for sequence, at in rejected.select("sequence", "recorded_at").iter_rows()
        ]
    return [Rejection(receipt["file"], at, receipt["problems"]) for receipt, at in found]


def _moment(view: View) -> Moment:
    return Moment(str(state.run().places.home), store_info().version, view.known or "now")


def _store_info() -> StoreInfo:
    return Store(state.run().places.home).info()  # the generation need not be opened for it


def _read(read: Callable[[Reader], pl.DataFrame]) -> pl.DataFrame:
    with Store(state.run().places.home).reader() as reader:
        return read(reader)


@st.cache_resource(max_entries=6, show_spinner=False)
def _known(moment: Moment, _known_on: datetime) -> Known:
    with Store(Path(moment.home)).reader() as reader:
        statements = {table: reader.statements(table, known_on=_known_on) for table in Table}
        files = reader.files(known_on=_known_on)
    return Known(
        statements=statements, files=files, register=the_register(), programme=the_programme(), known_on=_known_on
    )


@st.cache_resource(max_entries=1000, show_spinner=False)
def _figure(
    moment: Moment,
    key: str,
    asked: Request,
    _known_on: datetime,
) -> Figure:
    return figure(key, _known(moment, _known_on), asked)


@st.cache_resource(max_entries=200, show_spinner=False)
def _derived(
    moment: Moment,
    name: str,
    request: Request,
    asked: tuple[tuple[str, Any], ...],  # of many kinds of work; `derived` has checked them against theirs
    _known_on: datetime,
    _work: Callable[..., Derived],
) -> Derived:
    return _work(_known(moment, _known_on), request, **dict(asked))


@st.cache_resource(max_entries=60, show_spinner=False)
def _first_seen(home: str, version: str, today: date, _now: datetime) -> datetime:
    """Of all moments at which this version was the last, one for everybody: what holds it need not be sent again."""
    return _now


@st.cache_resource(max_entries=1000, show_spinner=False)
def _kept(
    moment: Moment,
    name: str,
    address: tuple[tuple[str, str], ...],
    today: date,
    _view: View,
    _make: Callable[[View], Derived],
) -> Derived:
    return _make(_view)


@st.cache_resource(max_entries=4, show_spinner=False)
def _recorded(moment: Moment, _known_on: datetime) -> Recorded:
    with Store(Path(moment.home)).reader() as reader:
        versions = {table: reader.history(table, known_on=_known_on) for table in Table}
        files = reader.files(known_on=_known_on)
    return Recorded(versions, files, the_register(), the_programme())


@st.cache_resource(max_entries=24, show_spinner=False)
def _revised(
    moment: Moment,
    known_from: datetime | None,
    as_of: date,
    chosen: tuple[str, ...] | None,
    chosen_on: date,
    _known_on: datetime,
) -> Revisions:
    found = _recorded(moment, _known_on)
    if chosen is not None:
        shown_under = successors(found.register, chosen_on)
        codes = shown_under.filter(pl.col("successor_code").is_in(chosen))["municipality_code"].to_list()
        found = found.narrowed(codes)
    return revisions(found, known_from=known_from or _known_on, known_to=_known_on, as_of=as_of)


@st.cache_resource(max_entries=60, show_spinner=False)
def _standings(moment: Moment, as_of: date, _known_on: datetime) -> pl.DataFrame:
    return standing_state.standings(_known(moment, _known_on), as_of)


@st.cache_resource(max_entries=60, show_spinner=False)
def _municipalities(moment: Moment, as_of: date, _known_on: datetime) -> pl.DataFrame:
    return standing_state.municipalities(_known(moment, _known_on), as_of)


@st.cache_resource(max_entries=60, show_spinner=False)
def _changes(
    moment: Moment,
    request: Request,
    since: date,
    known_before: date,
    _known_on: datetime,
) -> tuple[tuple[Finding, ...], pl.DataFrame]:
    then = _known(Moment(moment.home, moment.version, known_before.isoformat()), end_of_day(known_before))
    now = _known(moment, _known_on)
    found = metric_changes.changes(now, request, since=since, known_then=then)
    return found, metric_changes.changed_rows(now, request, since=since, known_then=then)


def _request(view: View) -> Request:
    return Request(as_of=view.as_of, where=filters_of(view))


def filters_of(view: View) -> dict[str, Value]:
    """The filters that are set, by the name of their column."""
    return {name: getattr(view, name) for name in FILTERS if getattr(view, name) is not None}


def chosen(municipalities: pl.DataFrame, view: View) -> pl.DataFrame:
    """The rows of the municipalities that the filters choose, from a frame with their columns."""
    for column, value in filters_of(view).items():
        municipalities = municipalities.filter(pl.col(column) == value)
    return municipalities


def busiest_step(standings: pl.DataFrame) -> int:
    """The step that most municipalities are working on; the first of them in a tie."""
    counts = standings.group_by("step_number").agg(started=(pl.col("standing") == Standing.STARTED).sum())
    return int(counts.sort("started", "step_number", descending=[True, False]).item(0, "step_number"))
