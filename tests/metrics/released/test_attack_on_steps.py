"""An attacker with every figure of the steps: standings, waits and lengths, by month end, age, group and filter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timezone
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from access.policy import RefusedError
from domain.clocks import month_ends
from domain.principal import Principal, Role
from metrics.defining.request import Request
from metrics.readings.shown_lengths import shown_lengths
from metrics.released.release import Asking
from metrics.standing.known import Known
from tests.access.attacker import given_away
from tests.metrics.drawn import known, programme, register
from tests.metrics.released.asked import AGREED, END, MINISTRY, ask, country, places

ENDS = month_ends(date(2026, 2, 1), date(2026, 3, 31))
AGES = (None, 90)
BY: tuple[tuple[str, ...], ...] = ((), ("province",), ("size_class",))
PARTY = programme().waiting_parties[0].key
STATES = (("started", PARTY), ("started", ""), ("finished", ""), ("not_started", ""))
COUNTRY = register(places(Drenthe=8, Utrecht=6))

Said = dict[int, list[tuple[date, int]]]
"""Per municipality its statements on one step in order: reporting date, and which of STATES."""


@st.composite
def said_by_all(draw: st.DrawFn) -> Said:
    """Fourteen municipalities; each says something at some of the month ends and on a day in December."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    often = draw(st.sampled_from([0.1, 0.4, 0.9]))
    said: Said = {}
    for one in range(1, 15):
        days = [day for day in (date(2025, 12, 15), *ENDS) if rng.random() < (0.7 if day.year == 2025 else often)]
        said[one] = [(day, int(rng.integers(0, len(STATES)))) for day in days]
    return said


def _known(said: Said) -> Known:
    lines = ["code|on|step|standing|start|waiting_on|end"]
    for one, statements in said.items():
        for day, state in statements:
            standing, party = STATES[state]
            end = day if standing == "finished" else ""
            lines.append(f"GM{one:04d}|{day}|1|{standing}|2025-06-0{one % 9 + 1}|{party}|{end}")
    return replace(known("\n".join(lines), places=COUNTRY), known_on=datetime(2026, 4, 2, tzinfo=timezone.utc))


def _counted(said: Said, end: date, age: int | None, row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Whose statements stand in a row: of each municipality of the group the last one, where it is young enough."""
    for one, statements in said.items():
        turns = [turn for turn, (day, _) in enumerate(statements) if day <= end]
        province = "Drenthe" if one <= 8 else "Utrecht"
        is_in = row.get("province", province) == province and row.get("size_class", 4 + one % 3) == 4 + one % 3
        if turns and is_in and (age is None or (end - statements[turns[-1]][0]).days <= age):
            yield one, turns[-1]


def _all_asked(what: Known, who: Principal) -> Iterator[tuple[str, date, int | None, dict[str, Any]]]:
    """Every row that is shown of standings and of waits, as a breakdown and as a filter."""
    filters = [{"province": "Drenthe"}, {"province": "Utrecht"}, *({"size_class": size} for size in (4, 5, 6))]
    for end in ENDS:
        for age in AGES:
            for key in ("step_completion", "waiting_on"):
                by = ("party",) if key == "waiting_on" else ()
                shapes = [({"by": (*by, *groups)}, {}) for groups in BY]
                shapes += [({"by": by, "where": chosen}, chosen) for chosen in filters]
                for shape, chosen in shapes:
                    for row in ask(key, what, who, as_of=end, step=1, max_age_days=age, **shape).rows.iter_rows(
                        named=True
                    ):
                        if row["withheld"] is None and row.get("party", PARTY) == PARTY:
                            yield key, end, age, {**row, **chosen}


def _answers(said: Said, who: Principal) -> tuple[np.ndarray, list[str]]:
    """A row per number that is shown, a column for each thing that somebody said, however often; and whose it is."""
    columns = sorted({_thing(said, one, turn) for one, statements in said.items() for turn in range(len(statements))})
    place, rows = {column: number for number, column in enumerate(columns)}, []
    for key, end, age, row in _all_asked(_known(said), who):
        counted = list(_counted(said, end, age, row))
        states = [STATES[said[one][turn][1]] for one, turn in counted]
        wanted = states.count(STATES[0]) if key == "waiting_on" else sum(one == "finished" for one, _ in states)
        assert (row["numerator"] or 0) == wanted, key  # the attacker knows what stands in the number
        one_row = np.zeros(len(columns))
        one_row[[place[_thing(said, one, turn)] for one, turn in counted]] = 1
        rows.append(one_row)
    return np.array(rows).reshape(len(rows), len(columns)), [str(one) for one, *_ in columns]


def _thing(said: Said, one: int, turn: int) -> tuple[int, int, str]:
    """What stands in a statement: whose, which of STATES, and the day on which it was finished, as `_known` has it."""
    day, state = said[one][turn]
    return one, state, str(day) if STATES[state][0] == "finished" else ""


@settings(max_examples=4, deadline=None)
@given(said=said_by_all())
def test_whoever_asks_every_figure_of_steps_learns_nothing_about_four_municipalities(said: Said) -> None:
    out, owners = _answers(said, MINISTRY)
    assert given_away(out, owners, 4) is None


@settings(max_examples=4, deadline=None)
@given(said=said_by_all())
def test_whoever_asks_how_long_a_step_takes_learns_nothing_about_four_municipalities(said: Said) -> None:
    """What is read off a curve is taken to give away all that it is made of: whom it followed, and until when."""
    what, columns = _known(said), [(one, turn) for one, statements in said.items() for turn in range(len(statements))]
    place, rows = {column: number for number, column in enumerate(columns)}, []
    for end in ENDS:
        for age in AGES:
            for between, groups in (("province", ("Drenthe", "Utrecht")), ("size_class", ("middle", "large"))):
                request = Request(end, max_age_days=age)
                shown = shown_lengths(
                    what, request, Asking(MINISTRY, AGREED), is_now=True, step=1, between=between
                )  # fmt: skip
                for name in (None, *groups):
                    if shown[name] is None:
                        row = np.zeros(len(columns))
                        for one, turn in _counted(said, end, age, {}):
                            row[place[one, turn]] = name is None or name == _group_of(one, between)
                        rows.append(row)
    out = np.array(rows).reshape(len(rows), len(columns))
    assert given_away(out, [str(one) for one, _ in columns], 4) is None


def _group_of(one: int, between: str) -> str:
    if between == "province":
        return "Drenthe" if one <= 8 else "Utrecht"
    return "middle" if one % 3 == 0 else "large"  # of size class 4, or of 5 and 6


def test_how_long_a_step_takes_is_shown_of_groups_of_five_and_the_curve_of_nobody() -> None:
    what = country(places(Drenthe=9, Utrecht=8, Zeeland=3), {"2026-03-31": list(range(1, 21))})
    asking = Asking(MINISTRY, AGREED)
    found = shown_lengths(what, Request(END), asking, is_now=True, step=1, between="province")
    assert found[None] is None
    assert found["Drenthe"] is None
    assert found["Zeeland"] == "access.withheld.too_few"
    assert found["Utrecht"] == "access.withheld.others_would_follow"
    with pytest.raises(RefusedError):
        ask("time_to_event", what, MINISTRY, step=1)


def test_a_breakdown_within_a_chosen_group_is_two_choices() -> None:
    what = country(places(Drenthe=9, Utrecht=8), {"2026-03-31": list(range(1, 18))})
    request = Request(END, where={"province": "Drenthe"})
    found = shown_lengths(what, request, Asking(MINISTRY, AGREED), is_now=True, step=1, between="province")
    assert (found[None], found["Drenthe"]) == (None, None)
    assert found["Utrecht"] == "access.not_askable.two_choices"


def test_how_many_at_work_have_an_old_report_is_never_shown_since_it_changes_when_nobody_reports() -> None:
    what = country(places(Drenthe=12), {"2025-09-30": list(range(1, 13))})
    told = ask("waiting_on", what, MINISTRY, by=("party",), step=1)
    assert told.rows["stale_count"].null_count() == told.rows.height
    assert told.withheld_columns == {"stale_count": "access.withheld.changes_by_itself"}
    vng = ask("waiting_on", what, Principal(Role.VNG), by=("party",), step=1)
    assert vng.rows["stale_count"].sum() > 0
