"""A receipt in words: what it says of its rows, and that it never says more than is known."""

from typing import Any

from dashboard.screens.hand_in.receipt_drawn import Around, ReceiptDrawn, receipt_drawn
from domain.programme import Programme
from domain.statements import Table
from metrics.readings.report_changes import NOTHING_COMPARED, ReportChanges, Said

FORM = "./opgave-doen?gemeente=GM0513&peildatum=2026-10-31&weg=scherm"
ODD = {"severity": "warning", "rule": "step_reopened", "row": 3, "column": "status", "value": "gestart"}
REFUSED = {"severity": "error", "rule": "bad_date", "row": 4, "column": "einddatum", "value": "31-02-2026"}


def drawn(
    *problems: dict[str, Any], changes: ReportChanges = NOTHING_COMPARED, file: str = "formulier", accepted: int = 2
) -> ReceiptDrawn:
    told = [{**one, "table": "stappen", "message": {"nl": "Let op.", "en": "Mind."}} for one in problems]
    errors = sum(one["severity"] == "error" for one in problems)
    counts = {"read": accepted + errors, "accepted": accepted, "unchanged": 0, "corrections": 0, "quarantined": errors}
    receipt = {
        "file": file, "outcome": "partly" if errors else "accepted", "tables": {"stappen": counts}, "problems": told,
        "notes": [],
    }  # fmt: skip
    subjects = {("stappen", 3): "5", ("stappen", 4): "11"}
    return receipt_drawn(receipt, "nl", Around(Programme.load(), changes, subjects, FORM))


def test_a_receipt_does_not_say_that_nothing_asks_for_attention_while_a_row_stands_out() -> None:
    assert drawn()["lead"] == "Niets vraagt uw aandacht."
    assert drawn(ODD)["lead"] == "1 regel valt op. Klopt hij, dan hoeft u niets te doen."
    assert drawn(ODD)["title"] == "Wij nemen alle 2 regels aan"  # and not that they are all right
    assert drawn(REFUSED, ODD)["lead"].startswith("1 regel vraagt uw aandacht.")
    assert drawn(REFUSED, ODD)["lead"].endswith("1 regel valt op. Klopt hij, dan hoeft u niets te doen.")


def test_new_means_that_nothing_was_said_about_this_day_and_how_many_rows_say_something_else_is_told() -> None:
    told = drawn(changes=ReportChanges((), otherwise_count=1, same_count=1, first_count=0))["counts"]
    assert told[0]["note"] == "Hierover zei u over deze dag nog niets. 1 regel zegt iets anders dan de vorige keer."
    same = drawn(changes=ReportChanges((), otherwise_count=0, same_count=2, first_count=0))["counts"]
    assert same[0]["note"].endswith("Er staat hetzelfde als de vorige keer.")
    assert drawn()["counts"][0]["note"] == "Hierover zei u over deze dag nog niets."
    assert [one["note"] for one in told[1:]] == ["", "", ""]  # of no row at all nothing is explained


def test_a_corrected_row_is_named_with_what_it_was_and_what_it_is() -> None:
    said = (
        Said(Table.COST, "3", "budgeted_eur", 50000.0, 45000.5, is_correction=False),
        Said(Table.PROFILE, "", "completion_minutes", 11.0, None, is_correction=True),
    )
    told = drawn(changes=ReportChanges(said, 1, 0, 0))["otherwise"]
    assert told["title"] == "2 vakken zeggen iets anders dan eerder"
    assert told["rows"] == [
        ["Gemeente", "Invultijd", "11", "niet gezegd", "wat u over deze dag zei"],
        ["Kosten, 3 Visie en plan", "Begroot", "50.000", "45.000,50", "uw vorige opgave"],
    ]


def test_what_was_typed_in_the_form_is_spoken_of_in_its_words_with_a_way_to_each_refused_box() -> None:
    refused, odd = drawn(ODD, REFUSED)["rows"]
    assert (refused["place"].partition(" ")[0], refused["column"]) == ("Stappen,", "Eind")
    assert refused["place"].startswith("Stappen, 11 ")
    assert refused["address"] == f"{FORM}#milestone-11-einddatum"
    assert (odd["column"], odd["written"], odd["address"]) == ("Status", "Begonnen", "")
    of_file = drawn(REFUSED, file="opgave.xlsx")["rows"][0]
    assert (of_file["place"], of_file["column"]) == ("stappen, rij 4", "einddatum")
