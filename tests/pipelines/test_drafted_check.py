"""What the rules say of a draft, at its fields: where it is, what it says, and what most likely was meant."""

from datetime import date
from typing import Any

from domain.statements import Table
from pipelines.drafted import report_of
from pipelines.drafted_check import Placed, placed
from pipelines.entered import Entered, check_entered, take_in_entered
from pipelines.intake import Context
from tests.pipelines.desk import TODAY, Desk

CODE, DAY = "GM0363", date(2025, 12, 31)
Fields = dict[tuple[str, str, str], str]


def report(desk: Desk, fields: Fields, *, seconds: int = 0, key: str = "een") -> Entered:
    return report_of(
        fields, key=key, reader=desk.writer.reader, programme=desk.programme, code=CODE, reporting_date=DAY,
        used_seconds=seconds,
    )  # fmt: skip


def told(desk: Desk, fields: Fields) -> list[Placed]:
    entered, reader = report(desk, fields), desk.writer.reader
    receipt = check_entered(entered, reader=reader, register=desk.register, programme=desk.programme, recorded_at=TODAY)
    return placed(receipt, entered, Context(reader, desk.register, desk.programme, TODAY.date()))


def of_step(step: str, **typed: str) -> Fields:
    return {("milestone", step, name): text for name, text in typed.items()}


def test_a_problem_stands_at_its_row_and_field_and_does_not_say_again_where_that_is(desk: Desk) -> None:
    (one,) = told(desk, of_step("7", status="afgerond", startdatum="01-03-2025"))
    assert (one.severity, one.rule, one.part, one.row_key, one.field) == (
        "error", "end_missing", "milestone", "7", "einddatum",
    )  # fmt: skip
    assert one.message["nl"] == (
        "De status is afgerond, maar er is geen einddatum. Schrijf de dag waarop de stap klaar was, of kies een andere"
        " status."
    )
    assert one.remedy == {}


def test_a_day_that_a_month_does_not_have_is_proposed_as_its_last_day(desk: Desk) -> None:
    for written, meant in {"31-06-2025": "30-06-2025", "30/2/2024": "29-02-2024", "31.11.2025": "30-11-2025"}.items():
        (one,) = told(desk, of_step("6", status="gestart", startdatum=written))
        assert (one.rule, dict(one.remedy)) == ("bad_date", {"startdatum": meant}), written
    for nobody_knows in ("32-06-2025", "31-13-2025", "juni", "00-06-2025"):
        (one,) = told(desk, of_step("6", status="gestart", startdatum=nobody_knows))
        assert one.remedy == {}, nobody_knows


def test_a_year_of_two_digits_is_proposed_in_full_with_the_day_first_as_the_form_asks_for_it(desk: Desk) -> None:
    for written, meant in {"1-10-24": "01-10-2024", "9/3/25": "09-03-2025", "31-06-25": "30-06-2025"}.items():
        (one,) = told(desk, of_step("6", status="gestart", startdatum=written))
        assert dict(one.remedy) == {"startdatum": meant}, written


def test_a_date_with_the_month_first_is_proposed_as_the_form_writes_dates(desk: Desk) -> None:
    (one,) = told(desk, of_step("6", status="gestart", startdatum="03-25-2025"))
    assert dict(one.remedy) == {"startdatum": "25-03-2025"}


def test_of_a_row_that_says_too_little_it_is_proposed_to_say_nothing(desk: Desk) -> None:
    (one,) = told(desk, of_step("6", startdatum="01-03-2025"))
    assert (one.rule, one.field) == ("missing_value", "status")
    assert set(one.remedy) == {"status", "startdatum", "streefdatum", "einddatum", "wacht_op", "toelichting"}
    assert set(one.remedy.values()) == {""}


def test_a_warning_is_a_question_and_proposes_nothing(desk: Desk) -> None:
    (one,) = told(desk, of_step("6", status="gestart"))
    assert (one.severity, one.rule, one.row_key, one.remedy) == ("warning", "start_missing", "6", {})


def test_what_is_said_of_the_whole_report_has_no_place_in_it(desk: Desk) -> None:
    (one,) = told(desk, {})
    assert (one.part, one.row_key, one.field) == ("", "", "")


def minutes(entered: Entered) -> list[str]:
    return [row["invultijd_min"] for table, rows in entered.tables.items() if table == "profile" for row in rows]


def test_the_time_that_the_form_was_in_use_is_the_time_it_took_where_nobody_wrote_another(desk: Desk) -> None:
    typed = of_step("6", status="gestart")
    assert minutes(report(desk, typed, seconds=61)) == ["2"]
    assert minutes(report(desk, typed)) == []
    assert minutes(report(desk, {**typed, ("profile", "", "invultijd_min"): "15"}, seconds=61)) == ["15"]


def test_whoever_empties_the_minutes_gives_none(desk: Desk) -> None:
    typed = {**of_step("6", status="gestart"), ("profile", "", "invultijd_min"): ""}
    assert minutes(report(desk, typed, seconds=61)) == []


def test_where_a_time_was_said_of_this_day_the_time_of_mending_it_does_not_replace_it(desk: Desk) -> None:
    known: dict[str, Any] = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    take_in_entered(report(desk, of_step("6", status="gestart"), seconds=660), writer=desk.writer, **known)
    take_in_entered(
        report(desk, of_step("6", status="niet gestart"), seconds=50, key="twee"), writer=desk.writer, **known
    )
    assert desk.said(Table.PROFILE, "completion_minutes") == [(11.0,)]


def test_of_a_form_in_which_nothing_was_changed_no_minutes_are_said(desk: Desk) -> None:
    known: dict[str, Any] = {"register": desk.register, "programme": desk.programme, "recorded_at": TODAY}
    take_in_entered(report(desk, of_step("6", status="gestart")), writer=desk.writer, **known)
    again = report(desk, of_step("6", status="gestart"), seconds=300, key="twee")
    assert minutes(again) == []
    receipt = check_entered(again, reader=desk.writer.reader, **known)
    assert [one["rule"] for one in receipt["problems"]] == ["nothing_changed"]


def test_the_same_draft_handed_in_again_is_the_same_report_however_long_the_form_was_in_use(desk: Desk) -> None:
    typed = of_step("6", status="gestart")
    assert report(desk, typed, seconds=30).sha256 == report(desk, typed, seconds=900).sha256
