"""Cases of files that are not what they seem: another kind of workbook, a password, another encoding, quotes."""

from datetime import date

from domain.statements import Table
from tests.pipelines.cases.case import came_out
from tests.pipelines.desk import Desk

JUNE = date(2026, 6, 30)


def test_a_binary_workbook_is_refused_as_a_kind_that_is_not_read_and_not_for_a_macro(desk: Desk) -> None:
    came = came_out(desk, "binary_workbook", "werkmap.xlsb")
    assert (came.outcome, came.problems) == ("rejected", [("unreadable", None, None)])
    assert ".xlsb" in came.said
    assert ".xlsx" in came.said
    assert "macro" not in came.said.casefold()
    assert came.stored_counts == {}


def test_an_ods_with_a_password_is_refused_as_encrypted_and_not_as_damaged(desk: Desk) -> None:
    came = came_out(desk, "password_on_an_ods", "met_wachtwoord.ods")
    assert (came.outcome, came.problems) == ("rejected", [("encrypted", None, None)])
    assert "Haal het wachtwoord van het bestand af" in came.said
    assert "beschadigd" not in came.said


def test_windows_1252_with_typographic_quotes_is_read_though_three_of_its_bytes_are_utf_8(desk: Desk) -> None:
    came = came_out(desk, "windows_1252_with_curly_quotes", "windows1252.csv")
    assert (came.outcome, came.problems) == ("accepted", [])
    assert came.counts == {"stappen": "read 6 · accepted 6"}
    assert came.stored(Table.MILESTONE, "step_number", "note")[0] == (1, "het “privé…” plan")


def test_a_faultless_quoted_csv_with_other_headers_hears_which_columns_are_needed_and_nothing_of_quotes(
    desk: Desk,
) -> None:
    came = came_out(desk, "quoted_csv_with_other_headers", "alles_tussen_aanhalingstekens.csv")
    assert came.outcome == "rejected"
    assert [rule for rule, _, _ in came.problems] in (["no_table"], ["missing_columns"])
    assert "gemeentecode" in came.said
    assert "peildatum" in came.said
    assert "aanhaling" not in came.said.replace("alles_tussen_aanhalingstekens.csv", "")


def test_a_note_of_200_000_characters_refuses_its_row_and_the_five_others_go_in(desk: Desk) -> None:
    came = came_out(desk, "very_long_note", "lange_toelichting.csv")
    assert (came.outcome, came.problems) == ("partly", [("text_too_long", 2, "toelichting")])
    assert came.counts == {"stappen": "read 6 · accepted 5 · quarantined 1"}
    assert came.stored(Table.MILESTONE, "step_number", "standing") == [
        (2, "finished"), (3, "started"), (4, "not_started"), (5, "not_started"), (6, "not_applicable"),
    ]  # fmt: skip


def test_a_cell_that_shows_79_percent_is_no_amount_of_0_79_euro(desk: Desk) -> None:
    came = came_out(desk, "percentage_in_an_amount", "gerealiseerd_procent.xlsx")
    assert (came.outcome, came.problems) == ("partly", [("bad_number", 2, "gerealiseerd_eur")])
    assert "79%" in came.said
    assert came.counts == {"kosten": "read 4 · accepted 3 · quarantined 1"}
    assert came.stored(Table.COST, "reporting_date", "step_number", "budgeted_eur", "realised_cost_eur") == [
        (JUNE, 2, 20_000, 12_607.63), (JUNE, 4, 30_000, 1_250), (JUNE, 8, 80_000, 54_898.36),
    ]  # fmt: skip
