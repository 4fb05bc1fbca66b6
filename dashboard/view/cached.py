"""What was read and worked out once, shared by every visitor: the caches under `queries`, which pages ask.

A figure hangs on the version of the store and on what was asked of it; both stand in its key. `known_on` does not: it
follows from the moment.
"""

from collections.abc import Callable, Generator, Hashable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import polars as pl

from access.policy import RefusedError
from dashboard.view import state
from dashboard.view.memory import Memory
from dashboard.view.visitor import Visitor
from domain.clocks import end_of_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from metrics import answers, figures
from metrics.catalogue import CATALOGUE
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
from store.answers import kept_answers
from store.reader import Reader
from store.store import Store

Made = TypeVar("Made")
_FILES: Final = Memory(8)
_FIRST_SEEN: Final = Memory(60)
_KNOWN: Final = Memory(6)
_PAST: Final = Memory(12)
_STATES: Final = Memory(120)
_FIGURES: Final = Memory(1000)
_RELEASED: Final = Memory(1000)
_LENGTHS: Final = Memory(200)
_DAYS: Final = Memory(400)
_CHANGES: Final = Memory(60)
_DERIVED: Final = Memory(200)
_KEPT: Final = Memory(1000)
_RECORDED: Final = Memory(4)
_REVISED: Final = Memory(24)


def seen_by(who: Visitor | None) -> Hashable:
    """What of a visitor a key holds: two who may see the same share what was worked out, whoever they are."""
    if who is None:
        return None
    return who.principal.role, who.principal.municipality_code, who.agreement, who.rounds


@dataclass(frozen=True)
class Moment:
    """Names one state of knowledge: a store at a version, as known on a moment. Equal moments share what is kept."""

    home: str
    version: str
    known: str  # as in the address; "now" for the last thing in the store


def register(reference: Path | None) -> Register:
    """The register of municipalities."""
    return _FILES.get(("register", reference), lambda: Register.load(reference))


def programme(path: Path | None) -> Programme:
    """The programme that is monitored."""
    return _FILES.get(("programme", path), lambda: Programme.load(path))


def the_register() -> Register:
    """The register of this run."""
    return register(state.run().places.reference)


def the_programme() -> Programme:
    """The programme of this run."""
    return programme(state.run().places.programme)


def first_seen(home: str, version: str, today: date, now: datetime) -> datetime:
    """Of all moments at which this version was the last, one for everybody: what holds it need not be sent again."""
    return _FIRST_SEEN.get((home, version, today), lambda: now)


@contextmanager
def reading(moment: Moment) -> Generator[Reader]:
    """The store at the version of a moment; what is read of another is never kept under this one.

    Where another was published since this run began, the run begins again.
    """
    with Store(Path(moment.home)).reader() as reader:
        if reader.info.version != moment.version:
            state.see_shown()
        yield reader


def known(moment: Moment, known_on: datetime) -> Known:
    """The statements that stood, with register and programme."""

    def read() -> Known:
        with reading(moment) as reader:
            found = read_known(reader, the_register(), the_programme(), known_on)
        return _as_before(found, moment) if moment.known != "now" else _with_answers(found, moment)

    return _KNOWN.get(moment, read)


def _as_before(known: Known, moment: Moment) -> Known:
    """What was known in the past stays as it was: then it goes on with all that was ever worked out of it.

    So after new reports nobody waits for what was expected half a year ago to be worked out once more.
    """
    last = _PAST.get((moment.home, moment.known), lambda: [known])
    if not known.says_the_same(last[0]):
        last[0] = known
    return last[0]


def _with_answers(known: Known, moment: Moment) -> Known:
    """With what is answered of this version beforehand, from the moment on that it is there."""
    made_by = answers.made_by(known.register, known.programme, known.known_on)
    look = partial(kept_answers, Path(moment.home), moment.version, made_by)
    return known.with_answers(answers.Beforehand(look, known.known_on).get)


def known_for(key: str, moment: Moment, known_on: datetime) -> Known:
    """The statements that stood, and every version of them for a figure that looks back at those."""
    found = known(moment, known_on)
    return replace(found, history=recorded(moment, known_on).history) if CATALOGUE[key].needs_history else found


def known_rounds(moment: Moment, rounds: tuple[datetime, ...], key: str | None = None) -> tuple[Known, ...]:
    """What was known when each round was closed, as a figure needs it."""
    at = [(replace(moment, known=closed.isoformat()), closed) for closed in rounds]
    return tuple(known(*one) if key is None else known_for(key, *one) for one in at)


def municipalities(moment: Moment, as_of: date, max_age_days: int | None, known_on: datetime) -> pl.DataFrame:
    """One row per municipality, as `metrics.standing.state.municipalities`, by statements of at most this age."""
    return _STATES.get(
        (moment, "municipalities", as_of, max_age_days),
        lambda: standing_state.municipalities(known(moment, known_on).no_older_than(max_age_days, as_of), as_of),
    )


def standings(moment: Moment, as_of: date, max_age_days: int | None, known_on: datetime) -> pl.DataFrame:
    """One row per municipality and step, as `metrics.standing.state.standings`, by statements of at most this age."""
    return _STATES.get(
        (moment, "standings", as_of, max_age_days),
        lambda: standing_state.standings(known(moment, known_on).no_older_than(max_age_days, as_of), as_of),
    )


def figure(moment: Moment, key: str, asked: Request, known_on: datetime) -> Figure:
    """A figure of the catalogue."""
    return _FIGURES.get((moment, key, asked), lambda: figures.figure(key, known_for(key, moment, known_on), asked))


def asking(moment: Moment, who: Visitor, key: str | None = None) -> Asking:
    """Who looks, as `metrics.released` takes it, with what was known at each closed round, as a figure needs it."""
    return Asking(who.principal, who.agreement, known_rounds(moment, who.rounds, key))


def released(moment: Moment, key: str, asked: Request, who: Visitor, known_on: datetime) -> ReleasedFigure | str:
    """A figure as who looks gets it beside closed rounds; the key of the reason where nothing of it may be seen."""

    def ask() -> ReleasedFigure | str:
        what, beside = known_for(key, moment, known_on), asking(moment, who, key)
        try:
            return release.released(key, what, asked, beside, is_now=moment.known == "now")
        except RefusedError as error:
            return str(error.reason)

    return _RELEASED.get((moment, key, asked, seen_by(who)), ask)


def days_shown(moment: Moment, key: str, asked: Request, who: Visitor, known_on: datetime) -> tuple[date, ...]:
    """As `metrics.released.release.days_shown`; none where nothing of it may be seen on any day."""

    def ask() -> tuple[date, ...]:
        is_now = moment.known == "now"
        try:
            return tuple(release.days_shown(key, known(moment, known_on), asked, asking(moment, who), is_now=is_now))
        except RefusedError:
            return ()

    return _DAYS.get((moment, key, asked, seen_by(who)), ask)


def lengths_shown(
    moment: Moment, asked: Request, step: int, between: str, who: Visitor, known_on: datetime
) -> Mapping[Value, str | None] | str:
    """As `metrics.readings.shown_lengths`; the key of the reason where nothing of it may be seen."""

    def ask() -> Mapping[Value, str | None] | str:
        what, is_now = known(moment, known_on), moment.known == "now"
        try:
            return shown_lengths(what, asked, asking(moment, who), is_now=is_now, step=step, between=between)
        except RefusedError as error:
            return str(error.reason)

    return _LENGTHS.get((moment, asked, step, between, seen_by(who)), ask)


def changes(
    moment: Moment,
    request: Request,
    since: date,
    known_before: date,
    known_on: datetime,
) -> tuple[tuple[Finding, ...], pl.DataFrame]:
    """What changed since an earlier date as findings, and the rows that those count."""

    def ask() -> tuple[tuple[Finding, ...], pl.DataFrame]:
        then = known(Moment(moment.home, moment.version, known_before.isoformat()), end_of_day(known_before))
        now = known(moment, known_on)
        found = metric_changes.changes(now, request, since=since, known_then=then)
        return found, metric_changes.changed_rows(now, request, since=since, known_then=then)

    return _CHANGES.get((moment, request, since, known_before), ask)


def derived(
    moment: Moment,
    name: str,
    request: Request,
    asked: tuple[tuple[str, Any], ...],  # of many kinds of work; `queries.derived` has checked them against theirs
    known_on: datetime,
    work: Callable[..., Made],
) -> Made:
    """What a work of this name makes of the statements."""
    return _DERIVED.get((moment, name, request, asked), lambda: work(known(moment, known_on), request, **dict(asked)))


def kept(moment: Moment, name: str, on: Hashable, make: Callable[[], Made]) -> Made:
    """What is made under a name, from what stands in `on` and from nothing else."""
    return _KEPT.get((moment, name, on), make)


def recorded(moment: Moment, known_on: datetime) -> Recorded:
    """Every version of every statement, with the ledger."""

    def read() -> Recorded:
        with reading(moment) as reader:
            versions = {table: reader.history(table, known_on=known_on) for table in Table}
            files = reader.files(known_on=known_on)
        return Recorded(versions, files, the_register(), the_programme())

    return _RECORDED.get(moment, read)


def revised(
    moment: Moment,
    known_from: datetime | None,
    as_of: date,
    max_age_days: int | None,
    chosen: tuple[str, ...] | None,
    chosen_on: date,
    known_on: datetime,
) -> Revisions:
    """What was recorded after `known_from`, of the municipalities `chosen` as they are on a day; None for all.

    Of statements of at most this age on the as_of date.
    """

    def replay() -> Revisions:
        found = recorded(moment, known_on)
        if chosen is not None:
            shown_under = successors(found.register, chosen_on)
            codes = shown_under.filter(pl.col("successor_code").is_in(chosen))["municipality_code"].to_list()
            found = found.narrowed(codes)
        since = known_from or known_on
        return revisions(found, known_from=since, known_to=known_on, as_of=as_of, max_age_days=max_age_days)

    return _REVISED.get((moment, known_from, as_of, max_age_days, chosen, chosen_on), replay)
