"""What was read and worked out once, shared by every visitor: the caches under `queries`, which pages ask.

A figure hangs on the version of the store and on the view; both stand in its key. An argument that begins with _ is
no part of the key: it follows from one that is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import polars as pl
import streamlit as st

from access.agreement import Agreement
from access.policy import RefusedError
from dashboard.view import state
from dashboard.view.address import View
from domain.clocks import end_of_day
from domain.municipalities import Register
from domain.principal import Principal
from domain.programme import Programme
from domain.statements import Table
from metrics import figures
from metrics.defining.figure import Figure
from metrics.defining.request import Request, Value
from metrics.defining.sentences import Finding
from metrics.readings import changes as metric_changes
from metrics.readings.revising.replaying import Recorded
from metrics.readings.revising.revisions import Revisions, revisions
from metrics.readings.shown_lengths import shown_lengths
from metrics.released import release
from metrics.released.answer import ReleasedFigure
from metrics.released.release import Asking
from metrics.standing import state as standing_state
from metrics.standing.known import Known
from metrics.standing.mergers import successors
from metrics.standing.reading import read_known
from store.reader import StoreInfo
from store.store import Store

Made = TypeVar("Made")


def _sees_alike(principal: Principal) -> str:
    """Two people who may see the same share what was worked out: nothing hangs on who they are."""
    return f"{principal.role} {principal.municipality_code}"


@dataclass(frozen=True)
class Moment:
    """Names one state of knowledge: a store at a version, as known on a moment. Equal moments share a cache."""

    home: str
    version: str
    known: str  # as in the address; "now" for the last thing in the store


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


@dataclass
class LastGood:
    """The newest version of a store that could be read; None while none was."""

    info: StoreInfo | None = None


@st.cache_resource(max_entries=6, show_spinner=False)
def last_good(home: str) -> LastGood:
    """One for everybody who looks at the store in `home`."""
    return LastGood()


@st.cache_resource(max_entries=60, show_spinner=False)
def first_seen(home: str, version: str, today: date, _now: datetime) -> datetime:
    """Of all moments at which this version was the last, one for everybody: what holds it need not be sent again."""
    return _now


@st.cache_resource(max_entries=6, show_spinner=False)
def known(moment: Moment, _known_on: datetime) -> Known:
    """The statements that stood, with register and programme."""
    with Store(Path(moment.home)).reader() as reader:
        return read_known(reader, the_register(), the_programme(), _known_on)


def known_rounds(moment: Moment, rounds: tuple[datetime, ...]) -> tuple[Known, ...]:
    """What was known when each round was closed."""
    return tuple(known(replace(moment, known=closed.isoformat()), closed) for closed in rounds)


@st.cache_resource(max_entries=60, show_spinner=False)
def municipalities(moment: Moment, as_of: date, max_age_days: int | None, _known_on: datetime) -> pl.DataFrame:
    """One row per municipality, as `metrics.standing.state.municipalities`, by statements of at most this age."""
    return standing_state.municipalities(known(moment, _known_on).no_older_than(max_age_days, as_of), as_of)


@st.cache_resource(max_entries=60, show_spinner=False)
def standings(moment: Moment, as_of: date, max_age_days: int | None, _known_on: datetime) -> pl.DataFrame:
    """One row per municipality and step, as `metrics.standing.state.standings`, by statements of at most this age."""
    return standing_state.standings(known(moment, _known_on).no_older_than(max_age_days, as_of), as_of)


@st.cache_resource(max_entries=1000, show_spinner=False)
def figure(moment: Moment, key: str, asked: Request, _known_on: datetime) -> Figure:
    """A figure of the catalogue."""
    return figures.figure(key, known(moment, _known_on), asked)


@st.cache_resource(max_entries=1000, show_spinner=False, hash_funcs={Agreement: repr, Principal: _sees_alike})
def released(
    moment: Moment,
    key: str,
    asked: Request,
    principal: Principal,
    agreement: Agreement,
    rounds: tuple[datetime, ...],
    _known_on: datetime,
) -> ReleasedFigure | str:
    """A figure as a principal gets it beside closed rounds; the key of the reason where nothing of it may be seen."""
    asking = Asking(principal, agreement, known_rounds(moment, rounds))
    try:
        return release.released(key, known(moment, _known_on), asked, asking, is_now=moment.known == "now")
    except RefusedError as error:
        return str(error.reason)


@st.cache_resource(max_entries=400, show_spinner=False, hash_funcs={Agreement: repr, Principal: _sees_alike})
def days_shown(
    moment: Moment,
    key: str,
    asked: Request,
    principal: Principal,
    agreement: Agreement,
    rounds: tuple[datetime, ...],
    _known_on: datetime,
) -> tuple[date, ...]:
    """As `metrics.released.release.days_shown`; none where nothing of it may be seen on any day."""
    asking = Asking(principal, agreement, known_rounds(moment, rounds))
    try:
        is_now = moment.known == "now"
        return tuple(release.days_shown(key, known(moment, _known_on), asked, asking, is_now=is_now))
    except RefusedError:
        return ()


@st.cache_resource(max_entries=200, show_spinner=False, hash_funcs={Agreement: repr, Principal: _sees_alike})
def lengths_shown(
    moment: Moment,
    asked: Request,
    step: int,
    between: str,
    principal: Principal,
    agreement: Agreement,
    rounds: tuple[datetime, ...],
    _known_on: datetime,
) -> Mapping[Value, str | None] | str:
    """As `metrics.readings.shown_lengths`; the key of the reason where nothing of it may be seen."""
    asking, what = Asking(principal, agreement, known_rounds(moment, rounds)), known(moment, _known_on)
    try:
        return shown_lengths(what, asked, asking, is_now=moment.known == "now", step=step, between=between)
    except RefusedError as error:
        return str(error.reason)


@st.cache_resource(max_entries=60, show_spinner=False)
def changes(
    moment: Moment,
    request: Request,
    since: date,
    known_before: date,
    _known_on: datetime,
) -> tuple[tuple[Finding, ...], pl.DataFrame]:
    """What changed since an earlier date as findings, and the rows that those count."""
    then = known(Moment(moment.home, moment.version, known_before.isoformat()), end_of_day(known_before))
    now = known(moment, _known_on)
    found = metric_changes.changes(now, request, since=since, known_then=then)
    return found, metric_changes.changed_rows(now, request, since=since, known_then=then)


@st.cache_resource(max_entries=200, show_spinner=False)
def derived(
    moment: Moment,
    name: str,
    request: Request,
    asked: tuple[tuple[str, Any], ...],  # of many kinds of work; `queries.derived` has checked them against theirs
    _known_on: datetime,
    _work: Callable[..., Made],
) -> Made:
    """What a work of this name makes of the statements."""
    return _work(known(moment, _known_on), request, **dict(asked))


@st.cache_resource(max_entries=1000, show_spinner=False)
def kept(
    moment: Moment,
    name: str,
    address: tuple[tuple[str, str], ...],
    today: date,
    _view: View,
    _make: Callable[[View], Made],
) -> Made:
    """What a function of this name makes of a view."""
    return _make(_view)


@st.cache_resource(max_entries=4, show_spinner=False)
def recorded(moment: Moment, _known_on: datetime) -> Recorded:
    """Every version of every statement, with the ledger."""
    with Store(Path(moment.home)).reader() as reader:
        versions = {table: reader.history(table, known_on=_known_on) for table in Table}
        files = reader.files(known_on=_known_on)
    return Recorded(versions, files, the_register(), the_programme())


@st.cache_resource(max_entries=24, show_spinner=False)
def revised(
    moment: Moment,
    known_from: datetime | None,
    as_of: date,
    max_age_days: int | None,
    chosen: tuple[str, ...] | None,
    chosen_on: date,
    _known_on: datetime,
) -> Revisions:
    """What was recorded after `known_from`, of the municipalities `chosen` as they are on a day; None for all.

    Of statements of at most this age on the as_of date.
    """
    found = recorded(moment, _known_on)
    if chosen is not None:
        shown_under = successors(found.register, chosen_on)
        codes = shown_under.filter(pl.col("successor_code").is_in(chosen))["municipality_code"].to_list()
        found = found.narrowed(codes)
    since = known_from or _known_on
    return revisions(found, known_from=since, known_to=_known_on, as_of=as_of, max_age_days=max_age_days)
