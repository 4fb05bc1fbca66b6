"""Each warning: the row goes in, and the receipt says what stands out."""

from datetime import date, datetime, timezone

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, messages, rules

STEPS = "gemeentecode | peildatum | stap | status | startdatum | streefdatum | einddatum"
TRAINING = "gemeentecode | peildatum | doelgroep | medewerkers | opgeleid"
COSTS = "gemeentecode | peildatum | stap | gerealiseerd_eur"


def _warned(desk: Desk, drawn: str, table: str = "stappen") -> list[str]:
    receipt = desk.hand_in(drawn)
    assert receipt["outcome"] == "accepted"
    assert receipt["tables"][table]["accepted"] + receipt["tables"][table]["corrections"] > 0
    assert all(problem["severity"] == "warning" for problem in receipt["problems"])
    return rules(receipt)


def test_step_reopened_warns_when_a_finished_step_is_unfinished_later(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 30-09-2025 | 1 | afgerond | 01-02-2025 | | 01-09-2025")
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | | ") == ["step_reopened"]


def test_step_reopened_does_not_depend_on_which_report_came_first(desk: Desk):
    receipt = desk.hand_in(
        f"""{STEPS}
        GM0363 | 31-12-2025 | 1 | gestart  | 01-02-2025 | |
        GM0363 | 30-09-2025 | 1 | afgerond | 01-02-2025 | | 01-09-2025"""
    )
    assert rules(receipt, row=2) == ["step_reopened"]
    assert rules(receipt, row=3) == []


def test_cost_decreased_warns_when_a_running_total_goes_down(desk: Desk):
    desk.hand_in(f"{COSTS}\nGM0363 | 30-09-2025 | 6 | 500")
    assert _warned(desk, f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 499,99", "kosten") == ["cost_decreased"]
    assert _warned(desk, f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 500", "kosten") == []


def test_trained_decreased_warns_when_fewer_are_trained_than_before(desk: Desk):
    desk.hand_in(f"{TRAINING}\nGM0363 | 30-09-2025 | basis | 50 | 30")
    assert _warned(desk, f"{TRAINING}\nGM0363 | 31-12-2025 | basis | 50 | 29", "opleiding") == ["trained_decreased"]


def test_step8_done_untrained_warns_until_there_is_a_training_report(desk: Desk):
    finished = "| 8 | afgerond | 01-02-2025 | | 01-09-2025"
    assert _warned(desk, f"{STEPS}\nGM0363 | 30-09-2025 {finished}") == ["step8_done_untrained"]
    desk.hand_in(f"{TRAINING}\nGM0363 | 30-09-2025 | basis | 50 | 30")
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-12-2025 {finished}") == []


def test_target_passed_warns_when_an_unfinished_step_has_a_target_behind_it(desk: Desk):
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | 30-12-2025 |") == ["target_passed"]


def test_cost_far_above_band_warns_above_three_times_the_highest_amount(desk: Desk):
    receipt = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 2 | 600.000,00\nGM0363 | 31-12-2025 | 6 | 600.000,00")
    assert rules(receipt, row=2) == ["cost_far_above_band"]
    assert "197.000" in messages(receipt)[0]
    assert rules(receipt, row=3) == []


def test_ambiguous_number_warns_when_the_column_cannot_tell_and_stays_with_the_statement(desk: Desk):
    assert _warned(desk, f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 1.234", "kosten") == ["ambiguous_number"]
    assert desk.said(Table.COST, "realised_cost_eur", "flags") == [(1234.0, "ambiguous_number")]


def test_ambiguous_number_goes_once_the_same_amount_was_said_without_doubt_and_does_not_come_back(desk: Desk):
    for step, (amount, flags) in enumerate(
        (("1.234", "ambiguous_number"), ("1.234", "ambiguous_number"), ("1234", None), ("1.234", None)), start=1
    ):
        receipt = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 6 | {amount}\nGM0363 | 31-12-2025 | {step} | 100")
        assert (1234.0, flags) in desk.said(Table.COST, "realised_cost_eur", "flags")
    assert counts(receipt, "kosten") == "read 2 · accepted 1 · unchanged 1"  # nothing was corrected: it says the same


def test_ambiguous_number_says_in_digits_alone_and_in_words_which_of_the_two_was_read(desk: Desk):
    point = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 1.234")
    comma = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 7 | 1,234")
    hours = desk.hand_in(f"{TRAINING} | uren\nGM0363 | 31-12-2025 | basis | 50 | 5 | 12,375")
    assert "Wij lezen het als duizendtal, zonder decimalen: 1234." in messages(point)[0]
    assert "Wij lezen het als duizendtal, zonder decimalen: 1234." in messages(comma)[0]
    assert "We read it as thousands, without decimals: 1234." in messages(comma, "en")[0]
    assert "Wij lezen die als decimalen, niet als duizendtal: 12 en een deel, niet 12375." in messages(hours)[0]
    assert "We read those as decimals, not as thousands: 12 and a part, not 12375." in messages(hours, "en")[0]
    assert desk.said(Table.COST, "realised_cost_eur") == [(1234.0,), (1234.0,)]
    assert desk.said(Table.TRAINING, "delivered_hours") == [(12.375,)]


def test_ambiguous_number_is_settled_by_the_rest_of_the_column(desk: Desk):
    dutch = f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 1.234\nGM0363 | 31-12-2025 | 7 | 12,50"
    english = f"{COSTS}\nGM0518 | 31-12-2025 | 6 | 1,234\nGM0518 | 31-12-2025 | 7 | 12.50"
    assert _warned(desk, dutch, "kosten") == _warned(desk, english, "kosten") == []
    assert desk.said(Table.COST, "realised_cost_eur") == [(1234.0,), (12.5,), (1234.0,), (12.5,)]


def test_ambiguous_number_warns_of_every_value_that_can_mean_two_things_in_a_column_of_both_notations(desk: Desk):
    amounts = ("12.500", "8.750", "1.234,5", "54898.36", "17")
    rows = "\n".join(f"GM0363 | 31-12-2025 | {step} | {amount}" for step, amount in enumerate(amounts, start=1))
    receipt = desk.hand_in(f"{COSTS}\n{rows}")
    doubted = [problem["row"] for problem in receipt["problems"] if problem["rule"] == "ambiguous_number"]
    assert doubted == [2, 3]
    assert [amount for (amount,) in desk.said(Table.COST, "realised_cost_eur")] == [12500, 8750, 1234.5, 54898.36, 17]


def test_odd_date_warns_of_a_peildatum_more_than_a_year_before_every_other_one_of_the_file(desk: Desk):
    rows = "\n".join(
        f"GM0363 | {day} | {step} | niet gestart | | |"
        for step, day in enumerate(["31-01-2026", "31-01-2024", "31-12-2025"], start=1)
    )
    receipt = desk.hand_in(f"{STEPS}\n{rows}")
    assert [(problem["rule"], problem["row"]) for problem in receipt["problems"]] == [("odd_date", 3)]
    assert "31 jan 2024 ligt meer dan een jaar voor alle andere peildatums" in messages(receipt)[0]
    assert "31 dec 2025" in messages(receipt)[0]
    assert counts(receipt) == "read 3 · accepted 3"


def test_odd_date_is_not_said_of_dates_within_a_year_or_of_the_only_date(desk: Desk):
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-01-2024 | 1 | niet gestart | | |") == []
    two = "GM0363 | 31-01-2025 | 1 | niet gestart | | |\nGM0363 | 31-01-2026 | 1 | niet gestart | | |"
    assert _warned(desk, f"{STEPS}\n{two}") == []


def test_start_missing_warns_when_a_started_step_has_no_start_date(desk: Desk):
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-12-2025 | 1 | gestart | | |") == ["start_missing"]
    assert _warned(desk, f"{STEPS}\nGM0363 | 31-12-2025 | 2 | niet gestart | | |") == []


def test_start_without_begin_warns_when_a_step_not_started_has_a_start_date(desk: Desk):
    row = "GM0363 | 31-12-2025 | 1 | niet gestart | 01-02-2025 | |"
    assert _warned(desk, f"{STEPS}\n{row}") == ["start_without_begin"]
    assert desk.said(Table.MILESTONE, "standing", "start_date") == [("not_started", date(2025, 2, 1))]  # and is kept


def test_merged_later_warns_when_the_municipality_has_since_been_dissolved(merging_desk: Desk):
    row = "GM1001 | 30-11-2025 | 1 | gestart | 01-02-2025 | |"
    before = merging_desk.hand_in(f"{STEPS}\n{row}", at=datetime(2025, 12, 31, 12, tzinfo=timezone.utc))
    assert rules(before) == []
    after = merging_desk.hand_in(f"{STEPS}\n{row.replace('30-11', '31-12')}")
    assert rules(after) == ["merged_later"]
    assert "Duinveen" in messages(after)[0]
    assert merging_desk.said(Table.MILESTONE, "municipality_code") == [("GM1001",), ("GM1001",)]


def test_across_a_split_nothing_moves_and_the_warning_says_that_it_counts_for_none_of_them(merging_desk: Desk):
    receipt = merging_desk.hand_in(f"{STEPS}\nGM1004 | 31-12-2025 | 1 | gestart | 01-02-2025 | |")
    assert rules(receipt) == ["merged_later"]
    (dutch,), (english,) = messages(receipt), messages(receipt, "en")
    assert "Heideberg is intussen verdeeld over " in dutch
    assert "De opgave blijft onder Heideberg staan en telt bij geen van deze mee." in dutch
    assert "Westerheide" in dutch
    assert "nieuwe gemeente" not in dutch
    assert "counts for none of these" in english


def test_a_date_that_was_carried_over_is_said_as_people_write_dates(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | afgerond | 01-02-2025 | 30-12-2025 | 01-12-2025")
    header = "gemeentecode | peildatum | stap | status | einddatum"
    receipt = desk.hand_in(f"{header}\nGM0363 | 31-12-2025 | 1 | gestart | ")
    assert rules(receipt) == ["target_passed"]
    assert "(30 dec 2025)" in messages(receipt)[0]
    assert "(30 Dec 2025)" in messages(receipt, "en")[0]


def test_dissolved_municipality_refuses_a_report_dated_on_or_after_the_merger(merging_desk: Desk):
    receipt = merging_desk.hand_in(
        f"""{STEPS}
        GM1001 | 31-12-2025 | 1 | gestart | 01-02-2025 | |
        GM1001 | 01-01-2026 | 1 | gestart | 01-02-2025 | |
        GM2001 | 01-01-2026 | 1 | gestart | 01-02-2025 | |
        GM1004 | 01-01-2026 | 1 | gestart | 01-02-2025 | |"""
    )
    assert counts(receipt) == "read 4 · accepted 2 · quarantined 2"
    assert [problem["rule"] for problem in receipt["problems"] if problem["severity"] == "error"] == [
        "dissolved_municipality"
    ] * 2
    merged, split = (problem["message"]["nl"] for problem in receipt["problems"] if problem["severity"] == "error")
    assert "Duinveen (GM2001)" in merged
    assert "Oosterheide (GM1005), Westerheide (GM1006)" in split
    assert "Wij kiezen niet voor u" in split


def test_unknown_municipality_refuses_one_that_was_not_founded_yet(merging_desk: Desk):
    receipt = merging_desk.hand_in(f"{STEPS}\nGM2001 | 31-12-2025 | 1 | gestart | 01-02-2025 | |")
    assert rules(receipt) == ["unknown_municipality"]


def test_a_quarantined_row_gets_no_warnings(desk: Desk):
    receipt = desk.hand_in(f"{COSTS}\nGM0363 | 31-02-2025 | 6 | 1.234")
    assert rules(receipt) == ["bad_date"]
