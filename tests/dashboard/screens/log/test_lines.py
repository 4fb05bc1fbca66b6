"""A line of the log in words: which report by the number on its receipt, whose row, and one line for one click."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from dashboard.screens.log.lines import Named, in_words, of_one_click, together
from dashboard.view import queries
from domain.municipalities import Register
from domain.principal import Principal, Role
from office.acts import Act, Entry, Way
from office.audit_line import Line, sha256_of

ADA = Principal(Role.VNG, person=8)
AT = datetime(2026, 11, 30, 9, 12, tzinfo=timezone.utc)
HASH = "ab" * 32
NAMED = Named({8: "Ada"}, {HASH: 2220}, {"103-milestone-4": "GM0513", "104-cost-2": "GM0228"})


@pytest.fixture(autouse=True)
def without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The register is the real one; it is asked for without a page that runs."""
    monkeypatch.setattr(queries, "the_register", Register.load)


def line(act: Act, *, at: datetime = AT, **facts: Any) -> Line:
    return Line.after_line(0, "0" * 64, Entry(ADA, act, at, Way.SCREEN, **facts))


def whom(found: Line) -> str:
    return in_words(found, NAMED, "nl")[3]


def test_a_report_is_called_by_the_number_on_its_receipt():
    handed_in = line(Act.REPORT_HANDED_IN, municipality_code="GM0513", report=HASH)
    assert whom(handed_in) == "Gouda, opgave 2220"
    assert in_words(handed_in, NAMED, "nl")[2] == "opgave ingediend"
    taken_back = line(Act.REPORT_WITHDRAWN, municipality_code="GM0513", report="2220")
    assert (in_words(taken_back, NAMED, "nl")[2], whom(taken_back)) == ("opgave teruggenomen", "Gouda, opgave 2220")


def test_a_refused_row_is_told_with_its_municipality_its_report_its_table_and_its_row():
    assert whom(line(Act.ROW_RESOLVED, report="103-milestone-4")) == "Gouda, rij 4 van stappen in opgave 103"


def test_rows_that_one_click_put_right_stand_in_one_line_and_a_later_click_in_another():
    rows = [line(Act.ROW_RESOLVED, report=name) for name in ("103-milestone-4", "104-cost-2", "103-milestone-4")]
    later = line(Act.ROW_REOPENED, at=AT + timedelta(minutes=2), report="104-cost-2")
    signed_in = [line(Act.SIGNED_IN), line(Act.SIGNED_IN)]
    clicks = of_one_click([later, *rows, *signed_in])
    assert [len(click) for click in clicks] == [1, 3, 1, 1]
    assert [together(click, NAMED, "nl")[3] for click in clicks[:2]] == [
        "Ede, rij 2 van kosten in opgave 104", "3 rijen: Ede en Gouda",
    ]  # fmt: skip


def test_of_a_choice_about_approval_it_says_which_choice_it_was():
    for wish, told in ((True, "Gouda, voortaan nodig"), (False, "Gouda, niet meer nodig")):
        chosen = line(Act.APPROVAL_WISHED, municipality_code="GM0513", after=sha256_of(["GM0513", wish]))
        assert whom(chosen) == told
