"""Heads of drawn tables, and one row handed in under them."""

from tests.pipelines.desk import Desk, rules

STEPS = "gemeentecode | gemeentenaam | peildatum | stap | status | startdatum | streefdatum | einddatum | wacht_op | toelichting"  # noqa: E501
TRAINING = "gemeentecode | peildatum | doelgroep | medewerkers | opgeleid | uren | uitgestroomd"
COSTS = "gemeentecode | peildatum | stap | begroot_eur | gerealiseerd_eur | toelichting"
PROFILE = "gemeentecode | peildatum | toegangsvariant | invultijd_min"
GOOD_STEP = "GM0363 | Amsterdam | 31-12-2025 | 1 | gestart | 01-02-2025 | | | vng |"


def refused(desk: Desk, header: str, row: str, table: str = "stappen") -> list[str]:
    """The rules that refuse a row, which is handed in as row 2, with a good row of another key below it if need be."""
    receipt = desk.hand_in(f"{header}\n{row}\n")
    assert receipt["outcome"] == "partly"
    assert receipt["tables"][table]["quarantined"] == 1
    assert all(problem["message"]["nl"] and problem["message"]["en"] for problem in receipt["problems"])
    return rules(receipt, row=2)
