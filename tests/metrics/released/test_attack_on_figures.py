"""An attacker with the list of figures themselves: whose reports stand in each number that is shown, and solving."""

from dataclasses import replace
from datetime import date, datetime, timezone

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks import month_ends
from domain.principal import Principal, Role
from metrics.standing.known import Known
from tests.access.attacker import given_away
from tests.metrics.drawn import known, register
from tests.metrics.released.asked import GROUPS, MINISTRY, ask, places

ENDS = month_ends(date(2026, 2, 1), date(2026, 3, 31))
BY = ((), ("province",), ("size_class",))
AGES = (None, 90)
KEYS = ("training_coverage", "training_leak", "coverage_if_none_had_left")

Said = dict[int, list[tuple[date, int, int | None]]]
"""Per municipality its statements in order: reporting date, trained, and departed where it says so."""


@st.composite
def said_by_all(draw: st.DrawFn) -> Said:
    """Fourteen municipalities; each says something else at some of the month ends and on a day in December."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    often, departed = draw(st.sampled_from([0.1, 0.4, 0.9])), draw(st.sampled_from([0.5, 0.9]))
    said: Said = {}
    for one in range(1, 15):
        days = [day for day in (date(2025, 12, 15), *ENDS) if rng.random() < (0.7 if day.year == 2025 else often)]
        has_departed = rng.random() < departed
        said[one] = [
            (day, int(rng.integers(0, 10_000)), int(rng.integers(0, 10_000)) if has_departed else None) for day in days
        ]
    return said


def _known(said: Said) -> Known:
    lines = ["code|on|group|staff|trained|departed_trained_count"]
    for one, statements in said.items():
        for day, trained, departed in statements:
            gone = "" if departed is None else departed
            lines.append(f"GM{one:04d}|{day}|{GROUPS[0]}|20000|{trained}|{gone}")
    whole = known(training="\n".join(lines), places=register(places(Drenthe=8, Utrecht=6)))
    return replace(whole, known_on=datetime(2026, 4, 2, tzinfo=timezone.utc))


def _answers(said: Said, who: Principal) -> tuple[np.ndarray, list[str]]:
    """A row per number that is shown of how many were trained, a column per statement; and whose statement it is."""
    columns = [(one, turn) for one, statements in said.items() for turn in range(len(statements))]
    place = {column: number for number, column in enumerate(columns)}
    what, rows = _known(said), []
    for end in ENDS:
        for age in AGES:
            for by in BY:
                for key in KEYS:
                    for row in ask(key, what, who, as_of=end, by=by, max_age_days=age).rows.iter_rows(named=True):
                        if row["target_group"] != GROUPS[0] or row["withheld"] is not None:
                            continue
                        one = np.zeros(len(columns))
                        total = 0
                        for number, turn in _counted(said, end, age, row, key):
                            one[place[number, turn]] = 1
                            total += _amount(said[number][turn], key)
                        assert (row["numerator"] or 0) == total  # the attacker knows what stands in the number
                        rows.append(one)
    return np.array(rows).reshape(len(rows), len(columns)), [str(one) for one, _ in columns]


def _counted(said: Said, end: date, age: int | None, row: dict, key: str) -> list[tuple[int, int]]:
    found = []
    for one, statements in said.items():
        turns = [turn for turn, (day, _, _) in enumerate(statements) if day <= end]
        province = "Drenthe" if one <= 8 else "Utrecht"
        is_in = row.get("province", province) == province and row.get("size_class", 4 + one % 3) == 4 + one % 3
        if not turns or not is_in or (age is not None and (end - statements[turns[-1]][0]).days > age):
            continue
        if key == "training_coverage" or statements[turns[-1]][2] is not None:
            found.append((one, turns[-1]))
    return found


def _amount(statement: tuple[date, int, int | None], key: str) -> int:
    _, trained, departed = statement
    return {"training_coverage": trained, "training_leak": departed or 0}.get(key, trained + (departed or 0))


@settings(max_examples=4, deadline=None)
@given(said=said_by_all())
def test_whoever_asks_every_figure_of_staff_learns_nothing_about_four_municipalities(said: Said) -> None:
    out, owners = _answers(said, MINISTRY)
    assert given_away(out, owners, 4) is None


@settings(max_examples=3, deadline=None)
@given(said=said_by_all())
def test_a_municipality_that_takes_off_its_own_part_learns_nothing_about_four_others(said: Said) -> None:
    out, owners = _answers(said, Principal(Role.MUNICIPALITY, "GM0001"))
    others = [owner != "1" for owner in owners]
    assert given_away(out[:, others], [owner for owner in owners if owner != "1"], 4) is None
