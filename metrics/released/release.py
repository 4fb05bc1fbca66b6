"""The one door to a figure for somebody: what they may see of it, and of the rest why not.

Screens, exports and the command line ask here; `metrics.figures.figure` is for whoever sees everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from access.agreement import Agreement
from access.askable import Asked, latest_month_end, why_not
from access.permissions import Action
from access.policy import NAMED, RefusedError, decide, seen_by_name, sees_every_group
from access.suppression.decisions import FEWEST, GROUPINGS, NATIONAL
from domain.clocks import dutch_day, month_ends
from domain.principal import Principal, Role
from domain.statements import Table
from metrics.catalogue import CATALOGUE
from metrics.defining.figure import Figure
from metrics.defining.request import MUNICIPALITY_GROUPS, POPULATION_FILTERS, Group, Request, Value
from metrics.figures import figure
from metrics.released.accounts import ACCOUNTS, Account, Treatment
from metrics.released.answer import ReleasedFigure
from metrics.released.contributing import STEPS, first_month
from metrics.released.decisions import Decisions, decisions
from metrics.released.gating import Gate, gated, place_of
from metrics.standing.known import Known


@dataclass(frozen=True, eq=False)
class Asking:
    """Who asks, under which agreement, and beside which closed rounds.

    `rounds`: what was known when each round was closed, the oldest first. What they show counts in what is shown now.
    """

    principal: Principal
    agreement: Agreement
    rounds: Sequence[Known] = ()


def day_asked(known_on: datetime, asking: Asking) -> date:
    """The day that is asked when none is said: that of `known_on`, or for who is suppressed the last month end."""
    day = dutch_day(known_on)
    return day if sees_every_group(asking.principal, asking.agreement) else latest_month_end(day)


def open_day(key: str, known: Known, request: Request, asking: Asking, *, is_now: bool) -> date:
    """The day of `request` where none was said: the newest of which something of it is shown, up to its own.

    As a page opens on it. Its own where that is shown, where none is, and for whoever sees everything.
    """
    if sees_every_group(asking.principal, asking.agreement):
        return request.as_of
    try:
        days = days_shown(key, known, request, asking, is_now=is_now)
    except RefusedError:
        return request.as_of  # what is asked then says why
    return next((day for day in days if day <= request.as_of), request.as_of)


def released(key: str, known: Known, request: Request, asking: Asking, *, is_now: bool) -> ReleasedFigure:
    """The figure `key` as this principal gets it.

    Rows that are withheld keep their groups; their values are null, value_status is suppressed, and the column
    `withheld` holds the key of the reason (null where the row is shown). For whoever sees everything the figure is
    that of `metrics.figures` and has no such column. `is_now`: `known` is what is known now, or else it must be that
    of one of the rounds.

    Raises RefusedError where nothing of it may be seen, and what `metrics.figures.figure` raises.
    """
    hidden = _hidden_from(key, known, request, asking, is_now=is_now)
    if not hidden:
        return ReleasedFigure.of(figure(key, known, request))
    if ACCOUNTS[key].treatment is Treatment.WHOLE:
        raise RefusedError("access.withheld.not_for_groups")
    return _gated(figure(key, known, request), ACCOUNTS[key], known, request, asking, hidden)


def why_no_lengths(
    known: Known,
    request: Request,
    asking: Asking,
    *,
    is_now: bool,
    step: int,
    also_tells: Sequence[Table] = (),
    places: Mapping[Value, Sequence[tuple[str, str | None]]],
) -> Mapping[Value, str | None]:
    """Per group in `places` why it is withheld how long it took for a step: the reason's key, None where it is shown.

    A curve of `time_to_event` has a step for each municipality, and is never released; what is read off it (how many
    were followed and finished, the middle one, shares at a few landmarks) is, where the sums over who was followed may
    be. `places`: per group the grouping and the group of each sum that it is made of; none of all that were chosen.
    `also_tells`: the tables that tell who is in which of those groups.

    Raises RefusedError where nothing of it may be seen.
    """
    hidden = _hidden_from("time_to_event", known, request, asking, is_now=is_now, also_tells=also_tells)
    if not hidden:
        return dict.fromkeys(places)
    found = _decided("time_to_event", known, request, asking, hidden)
    whole, part = place_of(request), [f"followed {step}"]
    is_chosen = whole[1] != NATIONAL
    reasons: dict[Value, str | None] = {}
    for name, sums in places.items():
        why = (found.reason((request.as_of, *one), part) for one in sums)
        reason = next(filter(None, why), None) if sums else found.reason(whole, part)
        if sums and is_chosen and any((request.as_of, *one) != whole for one in sums):
            reason = "access.not_askable.two_choices"
        reasons[name] = reason
    return reasons


def days_shown(key: str, known: Known, request: Request, asking: Asking, *, is_now: bool) -> Sequence[date]:
    """The month ends, the newest first, of which something is shown of what `request` asks of the figure `key`.

    Whatever its as_of: that must be a month end that can be asked. It is decided of all month ends together, so this
    is as cheap as any figure of that family. Of a figure that is not summed, or of which nobody is hidden, all of them.

    Raises RefusedError where nothing of it may be seen on any day.
    """
    hidden = _hidden_from(key, known, request, asking, is_now=is_now)
    if not hidden or ACCOUNTS[key].treatment is not Treatment.GROUPS:
        return list(reversed(month_ends(first_month(known, request.as_of), dutch_day(known.known_on))))
    found = _decided(key, known, request, asking, hidden)
    _, grouping, group = place_of(request)
    by = next((one for one in GROUPINGS if one in request.by), None)
    places = {place[1:] for place, _ in found.reasons if place[1] == by} if by else {(grouping, group)}
    return [
        end
        for end in sorted(found.days, reverse=True)
        if any(
            found.reason((end, *place), parts) is None
            for place in places
            for parts in _parts_of_rows(ACCOUNTS[key], found, request)
        )
    ]


def _parts_of_rows(account: Account, found: Decisions, request: Request) -> list[list[str]]:
    """The parts of the family that a row of the figure can sum: of one step or target group, or of all of them."""
    parts = [name for name in found.names if name.split()[0] in account.parts]
    subjects = {name.split()[-1] for name in parts} - {"all"}
    if request.step is not None:
        subjects &= {str(request.step)}
    elif not {Group.STEP, Group.TARGET_GROUP} & set(request.by) or not subjects:
        return [parts]
    return [[name for name in parts if name.split()[-1] in (subject, "all")] for subject in sorted(subjects)]


def _hidden_from(
    key: str, known: Known, request: Request, asking: Asking, *, is_now: bool, also_tells: Sequence[Table] = ()
) -> frozenset[str]:
    """Of whom nothing may come out in this figure by name; of nobody where it may be seen as it is.

    Raises RefusedError where nothing of it may be seen.
    """
    seen = decide(asking.principal, Action.SEE_FIGURES, None, asking.agreement)
    if not seen.is_allowed:
        raise RefusedError(str(seen.reason))
    if not seen.is_suppressed or key not in CATALOGUE:  # a key that nobody knows is said to be that
        return frozenset()
    if key not in ACCOUNTS:
        raise RefusedError("access.withheld.not_for_groups")
    _refuse_names(ACCOUNTS[key], request, asking)
    hidden = _hidden((*_tables(ACCOUNTS[key], request), *also_tells), known, asking)
    reason = why_not(_asked(request, known, is_now=is_now), [one.known_on for one in asking.rounds])
    if reason is None and request.as_of > dutch_day(known.known_on):
        reason = "access.not_askable.day"  # a forecast can be asked from a later day; nothing is decided of that day
    if hidden and reason is not None:
        raise RefusedError(reason)
    return hidden


def _editions(known: Known, asking: Asking) -> list[Known]:
    return [*(one for one in asking.rounds if one.known_on < known.known_on), known]


def _fewest(asking: Asking) -> int:
    return FEWEST + (asking.principal.role is Role.MUNICIPALITY)  # it knows its own part of every sum


def _decided(key: str, known: Known, request: Request, asking: Asking, hidden: frozenset[str]) -> Decisions:
    return decisions(
        _editions(known, asking),
        ACCOUNTS[key].family,
        hidden=hidden,
        fewest=_fewest(asking),
        first=first_month(known, request.as_of),
        max_age_days=request.max_age_days,
    )


def _gated(
    whole: Figure, account: Account, known: Known, request: Request, asking: Asking, hidden: frozenset[str]
) -> ReleasedFigure:
    audited = _decided(whole.key, known, request, asking, hidden)
    gate = Gate(
        definition=CATALOGUE[whole.key],
        account=account,
        request=request,
        programme=known.programme,
        decisions=audited,
        fewest=_fewest(asking),
        hidden=hidden - ({asking.principal.municipality_code} if asking.principal.municipality_code else set()),
        withheld_by_name=_reason_by_name(account, asking),
    )
    editions, first = _editions(known, asking), first_month(known, request.as_of)
    reporters = _counts_are_shown(gate, editions, first, _hidden((Table.MILESTONE,), known, asking))
    _, grouping, _ = gate.whole_place
    is_hidden_group = grouping == "access_variant" and audited.reason(gate.whole_place, audited.names) is not None
    rows, columns = gated(whole.rows, gate)
    return ReleasedFigure.of(whole, rows, columns, has_counts=reporters, has_size=not is_hidden_group)


def _tables(account: Account, request: Request) -> Sequence[Table]:
    """The tables that a figure gives something away of: who is in a group by access variant is part of a profile."""
    is_by_variant = "access_variant" in request.by or "access_variant" in request.where
    return (*account.tables, Table.PROFILE) if is_by_variant else account.tables


def _counts_are_shown(gate: Gate, editions: Sequence[Known], first: date, hidden: frozenset[str]) -> bool:
    """Whether it may be said how many reported their steps: where a figure of some step says so of the same place."""
    if not hidden or gate.is_about_one:
        return True
    age = gate.request.max_age_days
    audited = decisions(editions, STEPS, hidden=hidden, fewest=gate.fewest, first=first, max_age_days=age)
    return any(audited.reason(gate.whole_place, [part]) is None for part in audited.names)


def _hidden(tables: Sequence[Table], known: Known, asking: Asking) -> frozenset[str]:
    """Of whom nothing may come out: whom the agreement does not show by name. One's own is among them.

    So what is decided is the same for every municipality; that it knows its own part is in `fewest`.
    """
    anybody = Principal(Role.MUNICIPALITY, "") if asking.principal.role is Role.MUNICIPALITY else asking.principal
    return frozenset(
        code
        for code in known.register.by_code
        if not all(seen_by_name(anybody, table, code, asking.agreement) for table in tables)
    )


def _refuse_names(account: Account, request: Request, asking: Asking) -> None:
    """Raise RefusedError where one municipality is asked for that may not be seen by name."""
    chosen = request.where.get("municipality", ())
    codes = [request.municipality, *(chosen if isinstance(chosen, tuple) else (chosen,))]
    for code in codes:
        for table in account.tables if code is not None else ():
            decision = decide(asking.principal, NAMED[table], str(code), asking.agreement)
            if not decision.is_allowed:
                raise RefusedError(str(decision.reason))


def _reason_by_name(account: Account, asking: Asking) -> str:
    """Why a row of another municipality is withheld: the strictest of its tables."""
    reasons = [decide(asking.principal, NAMED[table], "", asking.agreement).reason for table in account.tables]
    return next((reason for reason in reversed(reasons) if reason is not None), "access.refused.standing_of_other")


def _asked(request: Request, known: Known, *, is_now: bool) -> Asked:
    where = {
        name: len(value) if isinstance(value, tuple) else 1
        for name, value in request.where.items()
        if name in POPULATION_FILTERS
    }
    if request.municipality is not None:
        where["municipality"] = 1
    return Asked(
        as_of=request.as_of,
        by=[group for group in request.by if group in MUNICIPALITY_GROUPS],
        where=where,
        max_age_days=request.max_age_days,
        stale_after_days=request.stale_after_days,
        known_on=None if is_now else known.known_on,
        silent_months_slower=request.silent_months_slower,
    )
