"""What a page asks: of the catalogue and of the store, once per (version of the store, view); `cached` keeps it."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar

import polars as pl

from access.policy import sees_every_group
from dashboard.view import cached, readable, state
from dashboard.view.address import ALL_STEPS, CHOICE, FILTERS, View
from dashboard.view.cached import Moment
from dashboard.view.cached import the_programme as the_programme  # both are asked for here, with all else
from dashboard.view.cached import the_register as the_register
from dashboard.view.visitor import Visitor
from domain.clocks import end_of_day
from domain.statements import Standing, Table
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Kind
from metrics.defining.figure import Figure
from metrics.defining.request import Request, Value
from metrics.defining.sentences import Finding
from metrics.readings.revising.replaying import Recorded
from metrics.readings.revising.revisions import Revisions
from metrics.released.answer import ReleasedFigure
from metrics.released.release import Asking
from metrics.standing.awaiting import awaiting_approval as awaiting_approval_of
from metrics.standing.known import Known
from store.reader import StoreInfo

Asked = ParamSpec("Asked")
Derived = TypeVar("Derived")


def store_info() -> StoreInfo:
    """What was in the store when this run began; every figure of the run is of that version.

    Raises one of `readable.CANNOT_BE_READ` when no version of it could ever be read.
    """
    return readable.shown().info


def ask(
    view: View, key: str, *, by: tuple[str, ...] = (), step: int | None = None, municipality: str | None = None
) -> Figure:
    """A figure of the catalogue, for the municipalities that the filters choose."""
    asked = replace(request_of(view, key), by=by, step=step, municipality=municipality)
    return cached.figure(moment_of(view), key, asked, view.known_on)


def released(
    view: View, key: str, *, by: tuple[str, ...], visitor: Visitor, step: int | None = None
) -> ReleasedFigure | str:
    """A figure of the catalogue as who looks gets it; the key of the reason where nothing of it may be seen."""
    asked = replace(request_of(view, key), by=by, step=step)
    return cached.released(moment_of(view), key, asked, visitor, view.known_on)


def lengths_shown(
    view: View, *, by: str, visitor: Visitor, step: int | None = None
) -> Mapping[Value, str | None] | str:
    """Per group (None: all together) why how long it took for a step is withheld; None: it is not.

    `step`: left out, the one that is shown. The key of the reason where nothing of it may be seen.
    """
    number = step or step_in_view(view, visitor)
    return cached.lengths_shown(moment_of(view), request_of(view), number, by, visitor, view.known_on)


def asking(view: View, visitor: Visitor) -> Asking:
    """Who looks, as `metrics.released` takes it, with what was known at each closed round."""
    return cached.asking(moment_of(view), visitor)


def changes(view: View, *, since: date, known_before: date) -> tuple[Finding, ...]:
    """What changed since an earlier date, against what was known on that earlier day."""
    return cached.changes(moment_of(view), request_of(view), since, known_before, view.known_on)[0]


def changed_rows(view: View, *, since: date, known_before: date) -> pl.DataFrame:
    """What those findings count, with the municipalities; as `metrics.readings.changes.changed_rows`."""
    return cached.changes(moment_of(view), request_of(view), since, known_before, view.known_on)[1]


def ask_until(view: View, day: date, key: str, *, by: tuple[str, ...]) -> Figure:
    """A figure as of another date than that of the view."""
    return ask(replace(view, as_of=day), key, by=by)


def with_month_ends(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by month, with the last day of each as month_end."""
    return rows.with_columns(month_end=pl.col("month").str.to_date("%Y-%m").dt.month_end()).sort("month_end")


def population(view: View) -> pl.DataFrame:
    """The municipalities that the filters choose; one row each, as `metrics.standing.state.municipalities` gives."""
    return kept(view, _population, on=CHOICE)


def _population(view: View) -> pl.DataFrame:
    return chosen(everyone(view), view)


def everyone(view: View) -> pl.DataFrame:
    """All municipalities of the register on the as_of date, whatever the filters say."""
    return cached.municipalities(moment_of(view), view.as_of, view.max_age_days, view.known_on)


def municipality_codes(view: View) -> list[str]:
    """The codes of all municipalities of the register on the as_of date, by name; whoever looks may know that."""
    every = the_register().by_code.values()
    return [one.code for one in sorted(every, key=lambda one: one.name) if one.exists_on(view.as_of)]


def standings(view: View) -> pl.DataFrame:
    """Municipality × step of those that the filters choose, as `metrics.standing.state.standings` gives."""
    return kept(view, _standings, on=CHOICE)


def _standings(view: View) -> pl.DataFrame:
    return all_standings(view).join(population(view).select("municipality_code"), on="municipality_code", how="semi")


def all_standings(view: View) -> pl.DataFrame:
    """Municipality × step for the whole register on the as_of date."""
    return cached.standings(moment_of(view), view.as_of, view.max_age_days, view.known_on)


def known(view: View) -> Known:
    """The statements that stood on the known_on of this view, with register and programme."""
    return cached.known(moment_of(view), view.known_on)


def young_enough(view: View) -> Mapping[Table, pl.DataFrame]:
    """The statements that stood, of the age that was chosen or younger; one row per key, as `Known.statements`."""
    return known(view).no_older_than(view.max_age_days, view.as_of).statements


def awaiting_approval(view: View) -> pl.DataFrame:
    """Who is counted by a report that still has to be approved, as `metrics.standing.awaiting`."""
    return awaiting_approval_of(known(view).no_older_than(view.max_age_days, view.as_of), view.as_of)


def known_then(view: View, day: date) -> Known:
    """What stood at the end of an earlier day, whatever the known_on of this view; both are kept."""
    return cached.known(replace(moment_of(view), known=day.isoformat()), end_of_day(day))


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
    return cached.derived(moment_of(view), name, request_of(view), given, view.known_on, work)


def kept(
    view: View,
    make: Callable[[View], Derived],
    *,
    on: Sequence[str],
    who: Visitor | None = None,
    beside: Hashable = None,
) -> Derived:
    """`make(view)`, once per (version of the store, as_of date, day, what it is made `on`): what a page draws.

    `on`: the fields of the view that it depends on, beside its dates. `make` is given a view that has these alone,
    and finds no other on the screen, so what is left out of the key cannot change what is kept. It is a function with
    a name of its own; its answer is shared between visitors and must not be changed. `who`: where it hangs on who
    looks; it is shared by those who may see the same. `beside`: what it hangs on that stands in no view.
    """
    fields = {name: getattr(view, name) for name in on}
    part = View(view.as_of, view.known_on, view.known, **fields)

    def made() -> Derived:
        with state.looking_at(part):
            return make(part)

    key = (state.run().choices.today, view.as_of, cached.seen_by(who), beside, *fields.items())
    return cached.kept(moment_of(view), f"{make.__module__}.{make.__qualname__}", key, made)


def exact_address(view: View) -> dict[str, str]:
    """The address of a view that shows the same later: now becomes the moment at which this version was first seen."""
    run = state.run()
    seen = cached.first_seen(moment_of(view).home, store_info().version, run.choices.today, run.now)
    return {**view.address(), "bekend": view.known or seen.isoformat(timespec="microseconds").replace("+00:00", "Z")}


def recorded(view: View) -> Recorded:
    """Every version of every statement with the ledger, up to the known_on of this view: what revisions replay."""
    return cached.recorded(moment_of(view), view.known_on)


def revised(view: View, *, known_from: datetime | None, as_of: date) -> Revisions:
    """What was recorded after `known_from` up to the known_on of this view, and what that did to the figures as of a
    date; of the municipalities that the filters choose now. None for no time in between: the figures as they stand.
    """
    codes = tuple(population(view)["municipality_code"]) if view.is_filtered else None
    return cached.revised(moment_of(view), known_from, as_of, view.max_age_days, codes, view.as_of, view.known_on)


def filters_of(view: View) -> dict[str, Value]:
    """The filters that are set, by the name of their column."""
    return {name: getattr(view, name) for name in FILTERS if getattr(view, name) is not None}


def unknown_variant_count(view: View) -> int:
    """How many municipalities may belong to the choice by access variant and do not count: theirs is not known."""
    if view.access_variant is None:
        return 0
    elsewhere = chosen(everyone(view), replace(view, access_variant=None))
    return elsewhere.filter(pl.col("access_variant").is_null()).height


def chosen(municipalities: pl.DataFrame, view: View) -> pl.DataFrame:
    """The rows of the municipalities that the filters choose, from a frame with their columns."""
    for column, value in filters_of(view).items():
        municipalities = municipalities.filter(pl.col(column) == value)
    return municipalities


def step_in_view(view: View, visitor: Visitor) -> int:
    """The step that a page about one step shows: the one in the address, else the one that most are working on.

    For who may not see of every group how many that are, of the whole country: that of a small group would be told.
    """
    if view.step_number not in (None, ALL_STEPS):
        return view.step_number or 0
    sees_all = sees_every_group(visitor.principal, visitor.agreement)
    return busiest_step_of(view if sees_all else view.without_filters())


def busiest_step_of(view: View) -> int:
    """The step that most of the municipalities chosen are working on; the first of them in a tie."""
    return kept(view, _busiest_step, on=CHOICE)


def _busiest_step(view: View) -> int:
    return busiest_step(standings(view))


def busiest_step(standings: pl.DataFrame) -> int:
    """The step that most municipalities are working on; the first of them in a tie."""
    return busiest_steps(standings)[0]


def busiest_steps(standings: pl.DataFrame) -> list[int]:
    """The step that most municipalities are working on; all of them in a tie, by number."""
    counts = standings.group_by("step_number").agg(started=(pl.col("standing") == Standing.STARTED).sum())
    return counts.filter(pl.col("started") == pl.col("started").max())["step_number"].sort().to_list()


def moment_of(view: View) -> Moment:
    """What was known for this view, as the caches are keyed by."""
    return Moment(str(state.run().places.home), store_info().version, view.known or "now")


def request_of(view: View, key: str = "") -> Request:
    """What the view asks of every figure: its date, its municipalities, how old a statement may be.

    Of a figure (`key`) that is expected, also what is assumed of those that never reported.
    """
    slower = view.silent_months_slower if key in CATALOGUE and CATALOGUE[key].kind is Kind.FORECAST else 0
    return Request(view.as_of, where=filters_of(view), max_age_days=view.max_age_days, silent_months_slower=slower)
