"""What old reports can hide beside two bounds: of which day it is said, and that it is said where it is withheld."""

from datetime import date
from typing import Any, cast

import pytest

from dashboard.figure import beside_bounds
from dashboard.figure.beside_bounds import (
    if_stale_finished,
    of_known_variant,
    stale_is_withheld,
    stale_withheld_note,
)
from dashboard.view.address import View

JUNE = date(2026, 6, 30)


def test_what_old_reports_can_hide_is_said_of_the_day_that_is_asked_about_and_not_of_now():
    assert if_stale_finished("32%", "41%", JUNE, "nl") == (
        " Ook wie een verouderde opgave heeft, kon op 30 jun 2026 klaar zijn: dan tot 41%."
    )
    assert if_stale_finished("41%", "41%", JUNE, "nl") == ""


def test_who_may_not_see_what_old_reports_can_hide_is_told_that_they_can():
    assert "hoeveel dat scheelt, is afgeschermd" in stale_is_withheld(None, "nl")
    note = stale_withheld_note("n = 285 van 342", None, "nl")
    assert note.startswith("n = 285 van 342 · wie over een stap een verouderde opgave heeft, kan ook klaar zijn;")


def test_where_no_old_report_counts_nothing_is_said_of_them():
    assert stale_is_withheld(180, "nl") == ""
    assert stale_is_withheld(181, "nl") != ""
    assert stale_withheld_note("n = 285 van 342", 90, "nl") == "n = 285 van 342"


def test_after_a_choice_by_access_a_finding_on_who_reported_is_of_those_whose_access_a_report_names(
    monkeypatch: pytest.MonkeyPatch,
):
    view = View(as_of=JUNE, known_on=cast(Any, None), known=JUNE)
    every = "Elke gemeente heeft een opgave van hooguit 180 dagen oud"
    monkeypatch.setattr(beside_bounds.queries, "unknown_variant_count", lambda _: 0)
    assert of_known_variant(every, view) == every
    monkeypatch.setattr(beside_bounds.queries, "unknown_variant_count", lambda _: 50)
    assert of_known_variant(every, view) == (
        "Van de gemeenten van wie een opgave deze vorm van toegang noemt: "
        "elke gemeente heeft een opgave van hooguit 180 dagen oud"
    )
