"""Accepted, unchanged, correction, left out; what is carried over; what is cleared."""

from datetime import date

import pytest

from domain.statements import Table
from tests.pipelines.desk import Desk, counts, messages, rules
from tests.pipelines.made_files import xlsx

STEPS = "gemeentecode | peildatum | stap | status | startdatum | einddatum | toelichting"
STARTED = "GM0363 | 31-12-2025 | 1 | gestart | 01-02-2025 | | begonnen"


def test_a_new_row_is_accepted_and_the_same_again_is_unchanged(desk: Desk):
    assert counts(desk.hand_in(f"{STEPS}\n{STARTED}")) == "read 1 · accepted 1"
    again = (
        STARTED.replace("GM0363", "amsterdam").replace("gestart", "In uitvoering").replace("31-12-2025", "31 dec 2025")
    )
    assert counts(desk.hand_in(f"{STEPS.replace('code', 'naam')}\n{again}")) == "read 1 · unchanged 1"


def test_another_value_is_a_correction_and_the_old_one_stays_readable(desk: Desk):
    first = desk.hand_in(f"{STEPS}\n{STARTED}")
    second = desk.hand_in(f"{STEPS}\n{STARTED.replace('begonnen', 'net begonnen')}")
    assert counts(second) == "read 1 · corrections 1"
    assert desk.said(Table.MILESTONE, "note", "ledger_sequence") == [("net begonnen", second["sequence"])]
    notes = desk.writer.reader.history(Table.MILESTONE).select("ledger_sequence", "note").rows()
    assert notes == [(first["sequence"], "begonnen"), (second["sequence"], "net begonnen")]


def test_a_then_b_then_a_again_is_two_corrections(desk: Desk):
    outcomes = [
        counts(desk.hand_in(f"{STEPS} | n\n{STARTED.replace('begonnen', note)} | {round}"))
        for round, note in enumerate(("a", "b", "a"))
    ]
    assert outcomes == ["read 1 · accepted 1", "read 1 · corrections 1", "read 1 · corrections 1"]
    assert desk.said(Table.MILESTONE, "note") == [("a",)]


def test_the_same_row_twice_in_a_file_goes_in_once(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\n{STARTED}\n{STARTED}\n{STARTED.replace('GM0363', '363')}")
    assert counts(receipt) == "read 3 · accepted 1 · unchanged 2"


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_note_that_is_a_dash_alone_is_no_note(desk: Desk, dash: str):
    desk.hand_in(f"gemeentecode | peildatum | stap | status | toelichting\nGM0363 | 31-12-2025 | 1 | gestart | {dash}")
    assert desk.said(Table.MILESTONE, "note") == [(None,)]


def test_an_absent_column_keeps_what_was_said_and_an_empty_cell_blanks_it(desk: Desk):
    desk.hand_in(f"{STEPS}\n{STARTED}")
    desk.hand_in("gemeentecode | peildatum | stap | status | toelichting\nGM0363 | 31-12-2025 | 1 | gestart | ")
    assert desk.said(Table.MILESTONE, "start_date", "note") == [(date(2025, 2, 1), None)]


def test_an_absent_column_keeps_nothing_of_another_reporting_date(desk: Desk):
    desk.hand_in(f"{STEPS}\n{STARTED}")
    desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-01-2026 | 1 | gestart")
    assert desk.said(Table.MILESTONE, "reporting_date", "note") == [
        (date(2025, 12, 31), "begonnen"), (date(2026, 1, 31), None)
    ]  # fmt: skip


def test_what_is_carried_over_counts_before_the_rules_are_looked_at(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | afgerond | 01-02-2025 | 01-09-2025 |")
    kept = desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 1 | gereed")
    assert counts(kept) == "read 1 · unchanged 1"
    reopened = desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 1 | gestart")
    assert rules(reopened) == ["end_unexpected"]


def test_an_end_date_that_was_carried_over_is_said_to_come_from_the_earlier_report(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | afgerond | 01-02-2025 | 01-12-2025 |")
    carried = desk.hand_in("gemeentecode | peildatum | stap | status\nGM0363 | 31-12-2025 | 1 | gestart")
    assert "Uit uw vorige opgave over deze peildatum staat nog de einddatum 1 dec 2025" in messages(carried)[0]
    assert "the end date 1 Dec 2025" in messages(carried, "en")[0]
    assert "neem de kolom einddatum op" in messages(carried)[0]
    written = desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 2 | gestart | 01-02-2025 | 01-12-2025 |")
    assert "Er is een einddatum (1 dec 2025), maar de status is niet afgerond." in messages(written)[0]
    assert "kolom" not in messages(written)[0]


def test_a_date_that_was_read_is_said_as_people_write_dates_however_it_was_written(desk: Desk):
    future = desk.hand_in(f"{STEPS}\nGM0363 | 2026-04-03 | 1 | gestart | 01-02-2025 | |")
    assert "3 apr 2026 lag bij ontvangst in de toekomst." in messages(future)[0]
    assert future["problems"][0]["value"] == "2026-04-03"
    header = ["gemeentecode", "peildatum", "stap", "status", "einddatum"]
    row = ["GM0363", date(2025, 12, 31), 2, "gestart", date(2025, 12, 1)]
    receipt = desk.hand_in_bytes(xlsx({"stappen": [header, row]}))
    assert "Er is een einddatum (1 dec 2025)" in messages(receipt)[0]


def test_a_prefilled_row_with_only_its_key_is_left_out_and_counted(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\n{STARTED}\nGM0363 | 31-12-2025 | 2 | | | |\nGM0363 | 31-12-2025 | 3 | | | |")
    assert counts(receipt) == "read 1 · accepted 1 · left_out 2"
    assert any("stappen" in note["nl"] and "2" in note["nl"] for note in receipt["notes"])


def test_every_reason_for_leaving_rows_out_is_noted_once_with_the_count_and_the_first_row_numbers(desk: Desk):
    prefilled = "\n".join(f"GM0363 | 31-12-2025 | {step} | | | |" for step in range(2, 9))
    receipt = desk.hand_in(
        f"""Opgave van Amsterdam | | | | | |
        {STEPS}
        {STARTED}
        Totaal | | | | | |
        Totaal Amsterdam | | | | | |
        {prefilled}
        | | | | | |
        * Dit zijn voorlopige gegevens | | | | | |"""
    )
    assert counts(receipt) == "read 1 · accepted 1 · left_out 12"
    assert [note["nl"] for note in receipt["notes"]] == [
        "Overgeslagen boven de kop van stappen, als titel: 1 (rij 1).",
        "Overgeslagen in stappen, als lege rij: 1 (rij 13).",
        "Overgeslagen in stappen, als totaal: 2 (rij 4, 5).",
        "Overgeslagen onder stappen, als voetnoot: 1 (rij 14).",
        "Overgeslagen in stappen, omdat alleen de sleutel was ingevuld: 7 (rij 6, 7, 8, 9, 10, …).",
    ]


def test_a_file_in_which_nothing_was_filled_in_is_rejected_and_says_what_was_left_out(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 2 | | | |\n")
    assert (receipt["outcome"], counts(receipt), rules(receipt)) == ("rejected", "left_out 1", ["no_table"])


def test_a_later_good_row_clears_the_refused_one_with_the_same_key_and_says_so(desk: Desk):
    desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 1 | afgerond | 01-02-2025 | | \n{STARTED.replace('| 1 |', '| 12 |')}")
    assert desk.refused("quarantine_id") == [("1-milestone-2",), ("1-milestone-3",)]
    receipt = desk.hand_in(f"{STEPS}\n{STARTED}")
    assert desk.refused("quarantine_id") == [("1-milestone-3",)]
    assert [note["nl"] for note in receipt["notes"]] == ["Eerder niet aangenomen en nu in orde: 1 (stappen 1)."]


def test_an_unchanged_row_clears_as_well(desk: Desk):
    desk.hand_in(f"{STEPS}\n{STARTED}")
    desk.hand_in(f"{STEPS}\n{STARTED.replace('begonnen', 'x' * 501)}")
    assert len(desk.refused("quarantine_id")) == 1
    desk.hand_in(f"{STEPS}\n\n{STARTED}")
    assert desk.refused("quarantine_id") == []


def test_a_refused_row_does_not_hold_back_the_rest_of_the_file(desk: Desk):
    receipt = desk.hand_in(f"{STEPS}\nGM0363 | 31-12-2025 | 12 | gestart | | |\n{STARTED}")
    assert (receipt["outcome"], counts(receipt)) == ("partly", "read 2 · accepted 1 · quarantined 1")


def test_a_refused_row_is_kept_word_for_word(desk: Desk):
    desk.hand_in("gemeentecode | peildatum | stap | status | startdatum\n363 | 31 DEC 2025 | stap 12 | Gestart | ")
    assert desk.refused("cells", "row_number", "rules") == [
        (
            '{"einddatum":null,"gemeentecode":"363","gemeentenaam":null,"peildatum":"31 DEC 2025","stap":"stap 12",'
            '"startdatum":"","status":"Gestart","streefdatum":null,"toelichting":null,"wacht_op":null}',
            2,
            ["unknown_step"],
        )
    ]


def test_plain_text_that_looks_like_a_formula_markup_or_sql_is_kept_as_text(desk: Desk):
    texts = ["=1+1", "+31", "-x", "@som", "<script>alert(1)</script>", "[a](b)", "'; drop table milestone; --"]
    rows = "\n".join(f"GM0363 | 31-12-2025 | {n} | gestart | 01-02-2025 | | {t}" for n, t in enumerate(texts, start=1))
    assert counts(desk.hand_in(f"{STEPS}\n{rows}")) == "read 7 · accepted 7"
    assert desk.said(Table.MILESTONE, "note") == [(text,) for text in texts]


def test_every_table_is_taken_in_with_all_that_it_can_say(desk: Desk):
    desk.hand_in(
        """gemeentecode | peildatum | doelgroep | medewerkers | opgeleid | uren | uitgestroomd
        GM0363 | 31-12-2025 | Basis | 1.200,0 | 12,0 | 1.234,5 | 3"""
    )
    desk.hand_in("gemeentecode | peildatum | toegangsvariant | invultijd_min\nGM0363 | 31-12-2025 | B | 15")
    columns = ("staff_in_scope_count", "trained_staff_count", "delivered_hours", "departed_trained_count")
    assert desk.said(Table.TRAINING, *columns) == [(1200, 12, 1234.5, 3)]
    assert desk.said(Table.PROFILE, "access_variant", "completion_minutes") == [("b", 15.0)]


def test_nothing_of_a_dry_run_is_kept(desk: Desk):
    from pipelines.intake import check
    from tests.pipelines.desk import TODAY, csv_of

    receipt = check(
        csv_of(f"{STEPS}\n{STARTED}"), "opgave.csv", reader=desk.writer.reader, register=desk.register,
        programme=desk.programme, recorded_at=TODAY,
    )  # fmt: skip
    assert (counts(receipt), receipt["sequence"]) == ("read 1 · accepted 1", None)
    assert desk.said(Table.MILESTONE, "note") == []
    assert desk.writer.reader.files().height == 0
