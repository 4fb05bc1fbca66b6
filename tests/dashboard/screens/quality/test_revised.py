"""How much was corrected or withdrawn is told to whoever may see the share, with each group in its place."""

from dashboard.figure.withheld_rows import Withheld
from dashboard.screens.quality.revised import Revised, revised_drawn, revised_finding, revised_table

WHOLE = Revised(101, 32_320, 101 / 32_320)
SIZES = {1: Revised(None, None, None), 4: Revised(39, 17_446, 39 / 17_446), 8: Revised(0, 0, None)}
HELD = Withheld({(1,): "access.withheld.too_few"})


def test_the_share_that_was_revised_says_of_how_many_statements_it_is():
    assert revised_finding(WHOLE, "nl") == (
        "Van de 32.320 uitspraken van gemeenten zijn er 101 later verbeterd of ingetrokken (0,3%)"
    )
    assert revised_finding(Revised(0, 40, 0.0), "nl") == (
        "Wat gemeenten opgaven, staat er nog zoals zij het opgaven; uitspraken: 40"
    )
    for nothing in (Revised(0, 0, None), Revised(None, None, None)):
        assert revised_finding(nothing, "nl") == "Er is nog niets opgegeven dat verbeterd kan zijn"


def test_a_size_of_which_it_is_withheld_keeps_its_row_and_one_without_a_report_is_no_zero():
    everybody, withheld, some, none = revised_drawn(WHOLE, SIZES, HELD, "", "nl")["rows"]
    assert everybody["right"] == ["0,3%", "101 van 32.320"]
    assert some["right"] == ["0,2%", "39 van 17.446"]
    assert withheld["withheld"][0] == "Afgeschermd."
    assert none["words"] == "geen opgave"
    assert none["marks"] == withheld["marks"] == []
    table = revised_table(WHOLE, SIZES, HELD, "", "nl")
    assert [row[1:] for row in table.words()] == [
        ["32.320", "101", "0,3%"], ["afgeschermd"] * 3, ["17.446", "39", "0,2%"], ["0", "0", "onbekend"],
    ]  # fmt: skip
