"""Each rule for rows: a drawn table in, one refused row out, the other rows accepted."""

from pathlib import Path

import pytest

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from pipelines.checking.rules import RULES, Severity
from store.store import Store
from tests.pipelines.checking.drawn_rows import COSTS, GOOD_STEP, PROFILE, STEPS, TRAINING, refused
from tests.pipelines.desk import Desk, counts, messages, rules


@pytest.mark.parametrize(
    "municipality", ["| Amsterdm", "GM9999 |", "| Bergen", "| Аmsterdam", "XX | ", "| Noord-Holland", "1234567 |"]
)
def test_unknown_municipality_refuses_what_is_no_name_or_code_and_never_takes_a_likeness(desk: Desk, municipality: str):
    assert refused(desk, STEPS, f"{municipality} | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |") == [
        "unknown_municipality"
    ]


def test_unknown_municipality_names_the_nearest_and_both_namesakes(desk: Desk):
    receipt = desk.hand_in(
        f"""{STEPS}
        | Amsterdm | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |
        | Bergen   | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |"""
    )
    nearest, namesakes = messages(receipt)
    assert "Amsterdam (GM0363)" in nearest
    assert "Bergen (NH.) (GM0373)" in namesakes
    assert "Bergen (L.) (GM0893)" in namesakes


@pytest.mark.parametrize(
    ("municipality", "seen"),
    [("GМ0363 |", "G[U+041C]0363"), ("| Аmsterdam", "[U+0410]msterdam"), ("GМ0363 | Amsterdam", "G[U+041C]0363")],
)
def test_a_letter_of_another_alphabet_in_a_code_or_name_is_shown_so_that_it_is_seen(
    desk: Desk, municipality: str, seen: str
):
    receipt = desk.hand_in(f"{STEPS}\n{municipality} | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |")
    assert all(seen in message for language in ("nl", "en") for message in messages(receipt, language))
    assert rules(receipt) in (["unknown_municipality"], ["code_name_mismatch"])


def test_a_letter_with_an_accent_is_no_letter_of_another_alphabet(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\n| Zzéland-Ĳ | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |")
    assert "[U+" not in messages(receipt)[0]
    assert "ander alfabet" not in messages(receipt)[0]


@pytest.mark.parametrize("municipality", ["GM0363 | Utrecht", "0344 | Amsterdam", "GM9999 | Amsterdam"])
def test_code_name_mismatch_refuses_a_name_that_is_not_the_codes(desk: Desk, municipality: str):
    assert refused(desk, STEPS, f"{municipality} | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |") == [
        "code_name_mismatch"
    ]


def test_dissolved_municipality_names_the_successor(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\n| Brielle | 01-01-2023 | 1 | gestart | 01-02-2022 | | | |")
    assert rules(receipt) == ["dissolved_municipality"]
    assert "Voorne aan Zee (GM1992)" in messages(receipt)[0]


@pytest.mark.parametrize("step", ["0", "12", "11b", "-1", "acht", "8/9", "1e", "8. Communicatie", "7.5"])
def test_unknown_step_refuses_what_is_no_step_or_contradicts_its_name(desk: Desk, step: str):
    assert refused(desk, STEPS, f"GM0363 | | 31-12-2025 | {step} | gestart | 01-02-2025 | | | |") == ["unknown_step"]


def test_unknown_status_refuses_another_word(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 31-12-2025 | 1 | bijna | 01-02-2025 | | | |") == ["unknown_status"]


def test_unknown_value_refuses_other_parties_groups_and_variants(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | oma |") == ["unknown_value"]
    assert refused(desk, TRAINING, "GM0363 | 31-12-2025 | iedereen | 50 | 5 | |", "opleiding") == ["unknown_value"]
    assert refused(desk, PROFILE, "GM0363 | 31-12-2025 | z | 15", "gemeente") == ["unknown_value"]


@pytest.mark.parametrize("day", ["31-02-2025", "12/31/2025", "30-02-2025", "01-02-25", "31-12-9999", "geen", "-"])
def test_bad_date_refuses_a_date_that_does_not_exist_or_can_be_two(desk: Desk, day: str):
    assert refused(desk, STEPS, f"GM0363 | | 31-12-2025 | 1 | gestart | {day} | | | |") == ["bad_date"]
    assert refused(desk, STEPS, f"GM0363 | | {day} | 2 | gestart | 01-02-2025 | | | |") == ["bad_date"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31-02-2025", "31-02-2025 is geen bestaande datum. "),
        ("31.12.2025", "31.12.2025 kunnen wij zo niet als datum lezen. "),
        ("31-12-25", "In 31-12-25 heeft het jaar geen vier cijfers. "),
        (
            "30-11-1950",
            "Het jaar in 30-11-1950 ligt buiten de jaren die wij aannemen (1990 tot en met 2100). "
            "Is het verkeerd getypt? ",
        ),
    ],
)
def test_bad_date_says_what_is_wrong_and_never_that_a_required_cell_may_be_left_empty(desk: Desk, day: str, said: str):
    advice = "Schrijf een bestaande datum, dag eerst (bijvoorbeeld 31-12-2025)"
    receipt = desk.hand_in(
        f"""{STEPS}
        GM0363 | | {day} | 1 | gestart | 01-02-2025 | | | |
        GM0363 | | 31-12-2025 | 2 | gestart | {day} | | | |"""
    )
    required, optional = messages(receipt)
    assert required == f"opgave.csv, rij 2, peildatum: {said}{advice}."
    assert optional == f"opgave.csv, rij 3, startdatum: {said}{advice}, of laat het vak leeg."


def test_an_unreadable_end_date_is_a_bad_date_and_not_also_a_missing_one(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 31-12-2025 | 1 | afgerond | 01-02-2025 | | 31-02-2025 | |") == ["bad_date"]


def test_future_date_refuses_dates_after_today_but_a_plan_may_lie_ahead(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 02-03-2026 | 1 | gestart | 01-02-2025 | | | |") == ["future_date"]
    assert refused(desk, COSTS, "GM0363 | 02-03-2026 | 2 | | 100 |", "kosten") == ["future_date"]
    assert rules(desk.hand_in(f"{STEPS}\nGM0363 | | 01-03-2026 | 1 | gestart | 01-03-2026 | 01-01-2030 | | |")) == []


def test_future_date_of_a_start_lies_after_the_peildatum_as_well(desk: Desk):
    row = "GM0363 | | 31-12-2025 | 1 | gestart | 02-03-2026 | | | |"
    assert refused(desk, STEPS, row) == ["future_date", "date_after_peildatum"]


def test_date_after_peildatum_refuses_a_start_or_end_that_was_still_to_come(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 31-12-2025 | 1 | gestart | 01-01-2026 | | | |") == ["date_after_peildatum"]
    row = "GM0363 | | 31-12-2025 | 2 | afgerond | 01-02-2025 | | 01-01-2026 | |"
    assert refused(desk, STEPS, row) == ["date_after_peildatum"]


def test_end_before_start_refuses_an_end_that_comes_first(desk: Desk):
    row = "GM0363 | | 31-12-2025 | 2 | afgerond | 01-02-2025 | | 31-01-2025 | |"
    assert refused(desk, STEPS, row) == ["end_before_start"]
    same_day = "GM0363 | | 31-12-2025 | 2 | afgerond | 01-02-2025 | | 01-02-2025 | |"
    assert rules(desk.hand_in(f"{STEPS}\n{same_day}")) == []


def test_end_missing_refuses_a_finished_step_without_an_end_date(desk: Desk):
    assert refused(desk, STEPS, "GM0363 | | 31-12-2025 | 2 | gereed | 01-02-2025 | | | |") == ["end_missing"]
    without_column = "gemeentecode | peildatum | stap | status | startdatum"
    assert refused(desk, without_column, "GM0363 | 31-12-2025 | 2 | gereed | 01-02-2025") == ["end_missing"]


@pytest.mark.parametrize("status", ["gestart", "niet gestart", "n.v.t."])
def test_end_unexpected_refuses_an_end_date_of_an_unfinished_step(desk: Desk, status: str):
    row = f"GM0363 | | 31-12-2025 | 2 | {status} | 01-02-2025 | | 01-03-2025 | |"
    assert refused(desk, STEPS, row) == ["end_unexpected"]


@pytest.mark.parametrize(
    "row",
    [
        "| | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |",
        "GM0363 | | | 1 | gestart | 01-02-2025 | | | |",
        "GM0363 | | 31-12-2025 | | gestart | 01-02-2025 | | | |",
        "GM0363 | | 31-12-2025 | 1 | | 01-02-2025 | | | |",
    ],
)
def test_missing_value_refuses_an_empty_required_cell_in_a_row_that_was_filled_in(desk: Desk, row: str):
    assert refused(desk, STEPS, row) == ["missing_value"]


def test_missing_value_refuses_a_budget_without_what_was_spent(desk: Desk):
    assert refused(desk, COSTS, "GM0363 | 31-12-2025 | 2 | 100 | |", "kosten") == ["missing_value"]


@pytest.mark.parametrize(
    "row", ["GM0363;;31-12-2025;1;gestart", "GM0363;;31-12-2025;1;gestart;;;;;tekst;met puntkomma"]
)
def test_ragged_row_refuses_a_row_with_too_few_or_too_many_cells_and_takes_the_rest(desk: Desk, row: str):
    header = STEPS.replace(" | ", ";")
    good = "GM0363;;31-12-2025;2;gestart;01-02-2025;;;;"
    receipt = desk.hand_in_bytes(f"{header}\n{row}\n{good}\n".encode())
    assert rules(receipt) == ["ragged_row"]
    assert counts(receipt) == "read 2 · accepted 1 · quarantined 1"


def test_conflicting_rows_refuses_all_rows_of_one_key_that_differ(desk: Desk):
    receipt = desk.hand_in(
        f"""{STEPS}
        {GOOD_STEP}
        0363   | | 31-12-2025 | stap 1 | niet gestart | | | | |
        GM0363 | | 31-12-2025 | 2      | gestart      | 01-02-2025 | | | |
        363    | | 2025-12-31 | 1      | n.v.t.       | | | | |"""
    )
    assert [(problem["row"], problem["rule"]) for problem in receipt["problems"]] == [
        (2, "conflicting_rows"), (3, "conflicting_rows"), (5, "conflicting_rows")
    ]  # fmt: skip
    assert "2, 3, 5" in messages(receipt)[0]
    assert desk.said(Table.MILESTONE, "step_number") == [(2,)]


def test_conflicting_rows_counts_a_row_that_could_not_be_read_as_saying_something_else(desk: Desk):
    receipt = desk.hand_in(
        f"""{STEPS}
        GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |
        GM0363 | | 31-12-2025 | 1 | gestart | 31-02-2025 | | | |"""
    )
    assert rules(receipt, row=2) == ["conflicting_rows"]
    assert rules(receipt, row=3) == ["bad_date", "conflicting_rows"]


def test_text_too_long_refuses_more_than_500_characters(desk: Desk):
    assert refused(desk, STEPS, f"GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | | {'é' * 501}") == [
        "text_too_long"
    ]
    fits = f"GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | | {'é' * 500}"
    assert rules(desk.hand_in(f"{STEPS}\n{fits}")) == []


@pytest.mark.parametrize(
    "text", ["Jan, BSN 123456782", "mail jan@voorbeeld.nl", "bel 06-12345678", "NL91ABNA0417164300"]
)
def test_personal_data_refuses_the_row_in_any_text_column(desk: Desk, text: str):
    assert refused(desk, STEPS, f"GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | | {text}") == ["personal_data"]
    assert refused(desk, STEPS, f"GM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | {text} |") == ["personal_data"]
    assert refused(desk, STEPS, f"| {text} | 31-12-2025 | 1 | gestart | 01-02-2025 | | | |") == ["personal_data"]
    unknown = refused(desk, f"{STEPS} | contact", f"{GOOD_STEP} | {text}")
    assert unknown == ["personal_data"]


def test_personal_data_is_not_seen_in_an_amount(desk: Desk):
    receipt = desk.hand_in(f"{COSTS}\nGM0363 | 31-12-2025 | 6 | 123456782 | 123456782 |")
    assert counts(receipt, "kosten") == "read 1 · accepted 1"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u200d", "\x07"])
def test_invisible_characters_refuses_the_row_and_shows_where_they_are(desk: Desk, hidden: str):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 1 | gestart | 01-02-2025 | | | | te{hidden}kst")
    assert rules(receipt) == ["invisible_characters"]
    assert hidden not in messages(receipt)[0]
    assert f"[U+{ord(hidden):04X}]" in messages(receipt)[0]


def test_unknown_step_and_value_follow_the_programme_and_not_a_number_in_the_code(store: Store, register: Register):
    afvalplan = Programme.load(Path(__file__).parents[2] / "fixtures" / "programmes" / "afvalplan.toml")
    last = len(afvalplan.steps)
    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, afvalplan)
        rows = "\n".join(f"GM0363 | | 31-12-2025 | {n} | gestart | 01-02-2025 | | | |" for n in range(1, last + 2))
        receipt = desk.hand_in(f"{STEPS}\n{rows}")
        assert counts(receipt) == f"read {last + 1} · accepted {last} · quarantined 1"
        assert f"1 tot en met {last}" in messages(receipt)[0]
        group = afvalplan.target_groups[0].key
        assert rules(desk.hand_in(f"{TRAINING}\nGM0363 | 31-12-2025 | {group} | 50 | 5 | |")) == []


def test_every_rule_has_a_test_that_bears_its_name():
    tests = Path(__file__).parents[1]
    written = "\n".join(path.read_text(encoding="utf-8") for path in tests.rglob("test_*.py"))
    untested = [code for code in RULES if f"def test_{code}_" not in written]
    assert untested == []


def test_a_message_names_file_row_column_value_and_what_to_do(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | | 31-12-2025 | 1 | gestart | 31-02-2025 | | | |", name="opgave.csv")
    (problem,) = receipt["problems"]
    assert problem == {
        "severity": "error", "rule": "bad_date", "table": "stappen", "row": 2, "column": "startdatum",
        "value": "31-02-2025",
        "message": {
            "nl": "opgave.csv, rij 2, startdatum: 31-02-2025 is geen bestaande datum. Schrijf een bestaande datum, "
            "dag eerst (bijvoorbeeld 31-12-2025), of laat het vak leeg.",
            "en": "opgave.csv, row 2, startdatum: 31-02-2025 is no existing date. Write an existing date, day first "
            "(such as 31-12-2025), or leave it empty.",
        },
    }  # fmt: skip


def test_rules_that_refuse_and_rules_that_warn_are_those_of_the_reporting_format():
    refusing = [code for code, rule in RULES.items() if rule.severity is Severity.ERROR]
    assert refusing == [
        "unknown_municipality", "code_name_mismatch", "dissolved_municipality", "unknown_step", "unknown_status",
        "unknown_value", "bad_date", "future_date", "date_after_peildatum", "end_before_start", "end_missing",
        "end_unexpected", "bad_number", "negative_number", "absurd_number", "trained_exceeds_staff", "missing_value",
        "ragged_row", "conflicting_rows", "text_too_long", "personal_data", "formula", "cell_error",
        "invisible_characters", "implausible_date",
    ]  # fmt: skip
    warning = [code for code in RULES if code not in refusing]
    assert warning == [
        "odd_date", "step_reopened", "cost_decreased", "trained_decreased", "step8_done_untrained", "target_passed",
        "cost_far_above_band", "ambiguous_number", "ambiguous_date", "start_missing", "start_without_begin",
        "merged_later", "garbled_letters", "left_out",
    ]  # fmt: skip
