"""Small countries with reports, and who asks about them."""

from datetime import date

from access.agreement import Agreement
from domain.principal import NOBODY, OWNER, Principal, Role
from domain.programme_agreement import AgreementTerms, Sight, TableTerms
from metrics.defining.request import Request
from metrics.released.answer import ReleasedFigure
from metrics.released.release import Asking, released
from metrics.standing.known import Known
from tests.metrics.drawn import known, programme, register

END = date(2026, 3, 31)
TERMS = AgreementTerms(
    milestone=TableTerms(municipalities=Sight.BY_NAME, ministry=Sight.IF_YES, everybody=Sight.IF_YES)
)
AGREED = Agreement(TERMS, readers_see_figures=True)
MINISTRY, VNG = Principal(Role.MINISTRY), Principal(Role.VNG)
WHO = {"reader": NOBODY, "ministry": MINISTRY, "vng": VNG, "owner": OWNER}
GROUPS = tuple(group.key for group in programme().target_groups)


def places(**counts: int) -> str:
    """A register: so many municipalities per province, numbered on, of size classes 4, 5 and 6 in turn."""
    rows = [(province, number) for province, count in counts.items() for number in range(count)]
    lines = [f"GM{one:04d} | {province} | {4 + one % 3}" for one, (province, _) in enumerate(rows, start=1)]
    return "\n".join(["code | province | size_class", *lines])


def country(register_drawn: str, said: dict[str, list[int]], *, silent: tuple[int, ...] = ()) -> Known:
    """`said`: per reporting date the numbers of the municipalities that say something (new) on it, in every table."""
    milestones, training, costs = ["code|on|step|standing"], ["code|on|group|staff|trained"], ["code|on|step|spent"]
    for turn, (day, numbers) in enumerate(said.items()):
        for one in numbers:
            if one in silent:
                continue
            standing = ("started", "finished", "not_started")[(one + turn) % 3]
            milestones += [f"GM{one:04d}|{day}|{step}|{standing}" for step in (1, 2)]
            training += [f"GM{one:04d}|{day}|{group}|{50 + one + turn}|{one + turn}" for group in GROUPS]
            costs += [f"GM{one:04d}|{day}|{step}|{1000 * one + turn}" for step in (1, 2)]
    drawings = ("\n".join(lines) for lines in (milestones, training, costs))
    milestone, trained, spent = drawings
    return known(milestone, training=trained, costs=spent, places=register(register_drawn))


def ask(
    key: str,
    what: Known,
    principal: Principal,
    *,
    as_of: date = END,
    by: tuple[str, ...] = (),
    agreement: Agreement = AGREED,
    rounds: tuple[Known, ...] = (),
    **more: object,
) -> ReleasedFigure:
    """A figure as this principal gets it."""
    request = Request(as_of, by=by, **more)  # pyright: ignore[reportArgumentType]
    return released(key, what, request, Asking(principal, agreement, rounds), is_now=True)
