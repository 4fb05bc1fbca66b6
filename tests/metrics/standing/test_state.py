"""Where municipalities stand on a date."""

from datetime import date

import pytest

from metrics.standing.known import Known
from metrics.standing.state import cost_state, municipalities, standing_counts, standings, training_state
from tests.metrics.drawn import known, register

AS_OF = date(2026, 1, 31)


def standing(of: Known, code: str, step: int = 1, as_of: date = AS_OF, **choices: int) -> dict:
    rows = standings(of, as_of, **choices).rows(named=True)
    return next(row for row in rows if row["municipality_code"] == code and row["step_number"] == step)


def test_every_municipality_stands_on_every_step_and_silence_is_a_standing_of_its_own():
    state = standings(known(""), AS_OF)
    assert state.height == 4 * 2
    assert set(state["standing"]) == {"not_reported"}
    assert set(state["is_stale"]) == {False}


def test_the_latest_reporting_date_up_to_the_as_of_date_wins():
    said = known("""
        code   | on         | step | standing | start      | target     | end        | waiting_on
        GM0001 | 2025-10-31 | 1    | started  | 2025-09-01 | 2026-03-01 |            | inzamelaar+provincie
        GM0001 | 2025-12-31 | 1    | finished | 2025-09-01 |            | 2025-12-01 |
        GM0001 | 2026-02-28 | 1    | started  | 2025-09-01 |            |            |
    """)
    row = standing(said, "GM0001")
    assert (row["standing"], row["end_date"], row["own_target_date"]) == ("finished", date(2025, 12, 1), None)
    assert standing(said, "GM0001", as_of=date(2025, 12, 30))["waiting_on"] == "inzamelaar+provincie"
    assert standing(said, "GM0001", as_of=date(2026, 2, 28))["standing"] == "started"


def test_a_statement_is_stale_from_its_hundred_and_eighty_first_day_finished_ones_too():
    said = known("""
        code   | on         | step | standing
        GM0001 | 2025-08-04 | 1    | finished
        GM0002 | 2025-08-05 | 1    | finished
    """)
    assert (AS_OF - date(2025, 8, 4)).days == 180
    assert not standing(said, "GM0001")["is_stale"]
    assert standing(said, "GM0001", as_of=date(2026, 2, 1))["is_stale"]
    assert not standing(said, "GM0002", as_of=date(2026, 2, 1))["is_stale"]
    assert standing(said, "GM0002", stale_after_days=100)["is_stale"]


def test_a_municipality_is_as_fresh_as_its_newest_milestone_statement():
    said = known(
        """
        code   | on         | step | standing
        GM0001 | 2025-01-31 | 1    | finished
        GM0001 | 2026-01-31 | 2    | started
        GM0002 | 2025-01-31 | 1    | started
        """,
        costs="""
        code   | on         | step | spent
        GM0002 | 2026-01-31 | 1    | 100
        GM0003 | 2026-01-31 | 1    | 100
        """,
    )
    freshness = dict(municipalities(said, AS_OF).select("municipality_code", "freshness").rows())
    assert freshness == {"GM0001": "current", "GM0002": "stale", "GM0003": "silent", "GM0004": "silent"}


def test_a_municipality_is_stale_from_the_hundred_and_eighty_first_day_after_its_newest_statement():
    said = known("code | on | step | standing\nGM0001 | 2025-08-04 | 1 | finished")
    assert municipalities(said, AS_OF)["freshness"][0] == "current"
    assert municipalities(said, date(2026, 2, 1))["freshness"][0] == "stale"
    assert municipalities(said, AS_OF, 100)["freshness"][0] == "stale"


def test_the_counts_behind_stacked_bars_hold_all_five_standings_in_the_order_of_the_design():
    said = known("""
        code   | on         | step | standing
        GM0001 | 2025-01-31 | 1    | finished
        GM0002 | 2026-01-31 | 1    | not_applicable
    """)
    counts = standing_counts(standings(said, AS_OF)).filter(step_number=1)
    assert counts["standing"].to_list() == ["finished", "started", "not_started", "not_reported", "not_applicable"]
    assert counts["municipality_count"].to_list() == [1, 0, 0, 2, 1]
    assert counts["stale_count"].to_list() == [1, 0, 0, 0, 0]


MERGED = """
code   | province | size_class | from       | to
GM0001 | Drenthe  | 4          |            | 2025-07-01
GM0002 | Drenthe  | 4          |            | 2025-07-01
GM0009 | Drenthe  | 5          | 2025-07-01 |
"""
INTO_NEW = """
on         | old    | new
2025-07-01 | GM0001 | GM0009
2025-07-01 | GM0002 | GM0009
"""
SURVIVOR = """
code   | province | size_class | from | to
GM0001 | Drenthe  | 4          |      | 2025-07-01
GM0002 | Drenthe  | 4          |      |
"""
INTO_SURVIVOR = """
on         | old    | new
2025-07-01 | GM0001 | GM0002
"""


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("finished", "finished", "finished"),
        ("finished", "started", "started"),
        ("not_started", "started", "not_started"),
        ("finished", "", "not_reported"),
        ("started", "", "started"),
        ("not_applicable", "finished", "finished"),
        ("not_applicable", "started", "started"),
        ("not_applicable", "not_applicable", "not_applicable"),
        ("not_applicable", "", "not_reported"),
        ("", "", "not_reported"),
    ],
)
@pytest.mark.parametrize(
    ("places", "changes", "now"), [(MERGED, INTO_NEW, "GM0009"), (SURVIVOR, INTO_SURVIVOR, "GM0002")]
)
def test_until_a_merged_municipality_speaks_its_parts_speak_for_it(first, second, together, places, changes, now):
    lines = [f"GM000{n} | 2025-06-30 | 1 | {said}" for n, said in ((1, first), (2, second)) if said]
    said = known("\n".join(["code | on | step | standing", *lines]) if lines else "", places=register(places, changes))
    assert standing(said, now)["standing"] == together
    assert standing(said, now)["is_from_parts"] is bool(lines)


def test_its_own_statement_on_or_after_the_effective_date_replaces_what_its_parts_said_on_that_subject():
    said = known(
        """
        code   | on         | step | standing
        GM0001 | 2025-06-30 | 1    | finished
        GM0002 | 2025-06-30 | 1    | finished
        GM0001 | 2025-06-30 | 2    | finished
        GM0002 | 2025-06-30 | 2    | finished
        GM0009 | 2025-07-01 | 1    | started
        """,
        places=register(MERGED, INTO_NEW),
    )
    assert standing(said, "GM0009", 1)["standing"] == "started"
    assert standing(said, "GM0009", 1)["is_from_parts"] is False
    assert standing(said, "GM0009", 2)["standing"] == "finished"


def test_a_surviving_municipality_that_finished_alone_is_no_longer_known_to_be_finished_with_a_silent_part():
    said = known(
        "code | on | step | standing\nGM0002 | 2025-06-30 | 1 | finished", places=register(SURVIVOR, INTO_SURVIVOR)
    )
    assert standing(said, "GM0002", as_of=date(2025, 6, 30))["standing"] == "finished"
    assert standing(said, "GM0002", as_of=date(2025, 7, 1))["standing"] == "not_reported"
    assert municipalities(said, AS_OF)["freshness"].to_list() == ["stale"]  # it did report, as a part of itself


def test_the_start_is_the_earliest_the_end_the_latest_and_there_is_no_own_target():
    said = known(
        """
        code   | on         | step | standing | start      | target     | end        | waiting_on
        GM0001 | 2025-03-31 | 1    | finished | 2025-01-10 | 2025-04-01 | 2025-03-01 |
        GM0002 | 2025-06-30 | 1    | finished | 2025-02-10 |            | 2025-06-01 |
        GM0001 | 2025-06-30 | 2    | started  | 2025-01-10 | 2025-12-01 |            | inzamelaar
        GM0002 | 2025-06-30 | 2    | finished | 2025-01-05 |            | 2025-02-01 |
        """,
        places=register(MERGED, INTO_NEW),
    )
    row = standing(said, "GM0009", 1)
    assert (row["start_date"], row["end_date"]) == (date(2025, 1, 10), date(2025, 6, 1))
    assert row["own_target_date"] is None
    assert row["reporting_date"] == date(2025, 6, 30)
    row = standing(said, "GM0009", 2)
    assert (row["start_date"], row["end_date"]) == (date(2025, 1, 5), None)


def test_a_merged_municipality_waits_on_every_party_that_its_started_parts_wait_on_in_the_programmes_order():
    said = known(
        """
        code   | on         | step | standing | waiting_on
        GM0001 | 2025-06-30 | 1    | started  | provincie
        GM0002 | 2025-06-30 | 1    | started  | inzamelaar
        GM0001 | 2025-06-30 | 2    | started  |
        GM0002 | 2025-06-30 | 2    | finished | inzamelaar
        """,
        places=register(MERGED, INTO_NEW),
    )
    assert standing(said, "GM0009", 1)["waiting_on"] == "inzamelaar+provincie"
    assert standing(said, "GM0009", 2)["waiting_on"] is None


CHAIN = """
code   | province | size_class | from       | to
GM0001 | Drenthe  | 4          |            | 2025-03-01
GM0002 | Drenthe  | 4          |            | 2025-06-01
GM0003 | Drenthe  | 4          |            | 2025-03-01
GM0004 | Drenthe  | 5          |            |
"""
CHAINED = """
on         | old    | new
2025-03-01 | GM0001 | GM0002
2025-03-01 | GM0003 | GM0002
2025-06-01 | GM0002 | GM0004
"""


def test_mergers_in_a_chain_are_rolled_up_one_by_one():
    said = """
        code   | on         | step | standing
        GM0001 | 2025-02-01 | 1    | finished
        GM0002 | 2025-02-01 | 1    | finished
        GM0003 | 2025-02-01 | 1    | started
        GM0004 | 2025-02-01 | 1    | finished
    """
    before_second = said + "GM0002 | 2025-05-01 | 1 | finished\n"
    places = register(CHAIN, CHAINED)
    assert standing(known(said, places=places), "GM0002", as_of=date(2025, 5, 31))["standing"] == "started"
    assert standing(known(said, places=places), "GM0004", as_of=date(2025, 5, 31))["standing"] == "finished"
    assert standing(known(said, places=places), "GM0004", as_of=date(2025, 6, 1))["standing"] == "started"
    assert standing(known(before_second, places=places), "GM0004", as_of=date(2025, 6, 1))["standing"] == "finished"


def test_across_a_split_nothing_moves_by_itself():
    places = register(SURVIVOR, INTO_SURVIVOR.replace("new", "new | split").replace("GM0002", "GM0002 | yes"))
    said = known(
        """
        code   | on         | step | standing
        GM0001 | 2025-06-30 | 1    | started
        GM0002 | 2025-06-30 | 1    | finished
        """,
        places=places,
    )
    assert standing(said, "GM0002")["standing"] == "finished"
    assert standings(said, AS_OF)["municipality_code"].unique().to_list() == ["GM0002"]


def test_people_and_money_are_summed_and_are_at_least_when_a_part_is_silent():
    said = known(
        training="""
        code   | on         | group     | staff | trained | hours
        GM0001 | 2025-06-30 | basis     | 10    | 4       | 20
        GM0002 | 2025-06-30 | basis     | 20    | 6       |
        GM0001 | 2025-06-30 | intensief | 3     | 1       | 9
        """,
        costs="""
        code   | on         | step | spent | budget
        GM0001 | 2025-06-30 | 1    | 100.5 | 200
        GM0002 | 2025-06-30 | 1    | 50    | 60
        """,
        places=register(MERGED, INTO_NEW),
    )
    basis, intensief = training_state(said, AS_OF).rows(named=True)
    assert (basis["staff_in_scope_count"], basis["trained_staff_count"], basis["is_at_least"]) == (30, 10, False)
    assert (basis["delivered_hours"], basis["delivered_hours_is_at_least"]) == (20, True)
    assert basis["departed_trained_count"] is None
    assert (intensief["staff_in_scope_count"], intensief["is_at_least"]) == (3, True)
    cost = cost_state(said, AS_OF).row(0, named=True)
    assert (cost["realised_cost_eur"], cost["budgeted_eur"], cost["is_at_least"]) == (150.5, 260, False)


def test_what_a_municipality_says_itself_is_not_at_least():
    said = known(costs="code | on | step | spent\nGM0001 | 2025-06-30 | 1 | 100")
    cost = cost_state(said, AS_OF).row(0, named=True)
    assert (cost["realised_cost_eur"], cost["is_at_least"], cost["is_from_parts"]) == (100, False, False)


@pytest.mark.parametrize(("second", "together"), [("b", "b"), ("c", None), (None, None)])
def test_the_access_variant_holds_where_the_parts_agree(second, together):
    lines = ["GM0001 | 2025-06-30 | b", *([f"GM0002 | 2025-06-30 | {second}"] if second else [])]
    said = known(profiles="\n".join(["code | on | variant", *lines]), places=register(MERGED, INTO_NEW))
    assert municipalities(said, AS_OF)["access_variant"].to_list() == [together]
