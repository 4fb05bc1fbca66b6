"""What each role gets of a figure: whole, by name, suppressed with a reason, or nothing."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from access.agreement import Agreement
from access.policy import RefusedError
from domain.principal import Principal, Role
from domain.statements import Table
from language.texts import all_keys
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Request, UnknownMetricError
from metrics.figures import VALUE_COLUMNS, figure
from metrics.released.accounts import ACCOUNTS, Treatment
from tests.metrics.drawn import statements
from tests.metrics.released.asked import AGREED, END, MINISTRY, TERMS, VNG, WHO, ask, country, places

EVERYBODY = list(range(1, 21))
COUNTRY = country(places(Drenthe=9, Utrecht=8, Zeeland=3), {"2026-03-31": EVERYBODY})
OWN, OTHER = "GM0001", "GM0002"
MUNICIPALITY = Principal(Role.MUNICIPALITY, OWN)
SUPPRESSED = ("reader", "ministry")
ROOMS = [Path(__file__).resolve().parents[3] / room for room in ("access", "metrics")]


def test_every_figure_of_the_catalogue_has_an_account_of_how_it_is_released() -> None:
    assert set(ACCOUNTS) == set(CATALOGUE)


def test_a_figure_without_an_account_is_for_nobody_who_is_suppressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("metrics.released.release.ACCOUNTS", {})
    with pytest.raises(RefusedError):
        ask("completed_steps", COUNTRY, MINISTRY)
    assert ask("completed_steps", COUNTRY, VNG).rows.height == 1


def test_what_a_figure_may_be_seen_by_name_in_is_part_of_what_it_is_made_of() -> None:
    for key, account in ACCOUNTS.items():
        assert set(account.tables) <= set(CATALOGUE[key].source), key


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("role", ["vng", "owner"])
def test_vng_and_the_owner_get_every_figure_as_it_is(key: str, role: str) -> None:
    got = ask(key, COUNTRY, WHO[role])
    assert got.rows.equals(figure(key, COUNTRY, Request(END)).rows)
    assert not got.is_suppressed


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("role", SUPPRESSED)
def test_nobody_is_named_to_who_may_name_nobody(key: str, role: str) -> None:
    """Every row of a municipality is withheld, and a figure that is of municipalities alone has no value at all."""
    groups = CATALOGUE[key].groups
    if ACCOUNTS[key].treatment is Treatment.WHOLE:
        with pytest.raises(RefusedError) as refused:
            ask(key, COUNTRY, WHO[role])
        assert refused.value.reason == "access.withheld.not_for_groups"
    elif "municipality" in groups:
        rows = ask(key, COUNTRY, WHO[role], by=("municipality",)).rows
        values = [name for name in rows.columns if name in VALUE_COLUMNS and not name.endswith("value_status")]
        assert rows["withheld"].null_count() == 0
        assert all(rows[name].null_count() == rows.height for name in values)


@pytest.mark.parametrize("key", [key for key, one in ACCOUNTS.items() if one.treatment is Treatment.GROUPS])
@pytest.mark.parametrize("role", SUPPRESSED)
def test_a_group_of_three_is_null_and_suppressed_and_never_zero_in_every_figure(key: str, role: str) -> None:
    if "province" not in CATALOGUE[key].groups:
        return
    rows = ask(key, COUNTRY, WHO[role], by=("province",)).rows
    three = rows.filter((rows["province"] == "Zeeland") & rows["withheld"].is_not_null())
    values = [name for name in rows.columns if name in VALUE_COLUMNS and not name.endswith("value_status")]
    assert all(three[name].null_count() == three.height for name in values)
    assert set(three["value_status"]) <= {"suppressed"}
    shown = rows.filter(rows["withheld"].is_null())
    assert "suppressed" not in shown["value_status"].to_list()


@pytest.mark.parametrize("key", ["step_completion", "training_coverage", "cost_realisation", "response", "freshness"])
def test_the_group_of_three_is_withheld_and_so_is_the_smaller_of_the_others(key: str) -> None:
    rows = ask(key, COUNTRY, MINISTRY, by=("province",)).rows
    reasons = dict(rows.select("province", "withheld").iter_rows())
    assert reasons == {
        "Drenthe": None,
        "Utrecht": "access.withheld.others_would_follow",
        "Zeeland": "access.withheld.too_few",
    }


def test_the_same_group_as_a_filter_is_withheld_as_it_is_in_the_breakdown() -> None:
    for province, reason in (("Drenthe", None), ("Zeeland", "access.withheld.too_few")):
        answer = ask("training_coverage", COUNTRY, MINISTRY, where={"province": province})
        assert set(answer.rows["withheld"]) == {reason}
        assert (answer.reporter_count is None) == (reason is not None)


def test_a_municipality_sees_its_own_amounts_by_name_and_of_others_their_steps_alone() -> None:
    rows = ask("training_coverage", COUNTRY, MUNICIPALITY, by=("municipality",)).rows
    assert set(rows.filter(rows["withheld"].is_null())["municipality"]) == {OWN}
    assert not ask("step_completion", COUNTRY, MUNICIPALITY, by=("municipality",)).is_suppressed
    assert ask("cost_realisation", COUNTRY, MUNICIPALITY, municipality=OWN).rows["realised_eur"].to_list() == [2000]
    with pytest.raises(RefusedError) as refused:
        ask("cost_realisation", COUNTRY, MUNICIPALITY, municipality=OTHER)
    assert refused.value.reason == "access.refused.amounts_of_other"


def test_steps_are_not_suppressed_for_a_municipality_and_may_be_asked_of_any_group() -> None:
    answer = ask("completed_steps", COUNTRY, MUNICIPALITY, by=("province", "size_class"))
    assert answer.rows.equals(figure("completed_steps", COUNTRY, Request(END, by=("province", "size_class"))).rows)
    assert ask("time_to_event", COUNTRY, MUNICIPALITY).is_suppressed is False


def test_who_said_yes_is_shown_by_name_and_counts_as_known_in_the_groups() -> None:
    said = Agreement(TERMS, yes_to_ministry=frozenset({"GM0018", "GM0019", "GM0020"}))
    rows = ask("completed_steps", COUNTRY, MINISTRY, by=("municipality",), agreement=said).rows
    assert rows.filter(rows["withheld"].is_null())["municipality"].to_list() == ["GM0018", "GM0019", "GM0020"]
    groups = ask("completed_steps", COUNTRY, MINISTRY, by=("province",), agreement=said).rows
    assert groups["withheld"].null_count() == 3
    with pytest.raises(RefusedError):
        ask("completed_steps", COUNTRY, MINISTRY, municipality="GM0017", agreement=said)


def test_a_reader_without_the_setting_and_a_manager_get_nothing() -> None:
    for principal, agreement in ((WHO["reader"], Agreement(TERMS)), (Principal(Role.MANAGER), AGREED)):
        with pytest.raises(RefusedError):
            ask("response", COUNTRY, principal, agreement=agreement)


def test_an_estimate_is_shown_only_where_it_counts_in_strata_that_are_shown_themselves() -> None:
    whole = ask("step_completion", COUNTRY, MINISTRY)
    assert whole.rows["estimate"].null_count() == 0
    by_province = ask("step_completion", COUNTRY, MINISTRY, by=("province",)).rows
    assert by_province["estimate"].null_count() == by_province.height
    assert ask("step_completion", COUNTRY, MINISTRY, by=("province",)).withheld_columns["estimate"] == (
        "access.withheld.others_would_follow"
    )
    few_small = country(places(Drenthe=9, Utrecht=8), {"2026-03-31": [1, 2, 3, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17]})
    thin = ask("step_completion", few_small, MINISTRY).rows  # of size class 5 only three report
    assert (thin["value"].null_count(), thin["estimate"].null_count()) == (0, thin.height)


def test_what_is_the_number_of_one_municipality_or_changes_by_itself_is_never_shown() -> None:
    age, done = ask("freshness", COUNTRY, MINISTRY), ask("step_completion", COUNTRY, MINISTRY)
    assert age.rows["oldest_days"].to_list() == [None]
    assert age.withheld_columns == {"oldest_days": "access.withheld.one_municipality"}
    assert done.rows["upper_bound_stale"].null_count() == 2
    assert done.withheld_columns == {"upper_bound_stale": "access.withheld.changes_by_itself"}


def test_a_test_over_all_groups_is_withheld_where_one_group_is() -> None:
    withheld = ask("representativeness", COUNTRY, MINISTRY, by=("province",)).rows
    assert withheld["p_value"].null_count() == withheld["reporter_share"].null_count() == 3
    shown = ask("representativeness", COUNTRY, MINISTRY, by=("size_class",)).rows
    assert shown["reporter_share"].null_count() == 0


def test_each_month_of_a_line_is_decided_by_itself() -> None:
    changed = country(
        places(Drenthe=12), {"2026-01-31": EVERYBODY[:12], "2026-02-28": [3], "2026-03-31": [4, 5, 6, 7, 8]}
    )
    rows = ask("progress_over_time", changed, MINISTRY, step=1).rows
    assert dict(rows.select("month", "withheld").iter_rows()) == {
        "2026-01": None, "2026-02": "access.withheld.too_few_changed", "2026-03": None,
    }  # fmt: skip


def test_a_late_report_is_not_shown_beside_the_round_that_was_closed_without_it() -> None:
    drawing = places(Drenthe=12)
    closed = country(drawing, {"2026-03-31": EVERYBODY[:12]}, silent=(3,))
    closed = replace(closed, known_on=datetime(2026, 10, 1, tzinfo=timezone.utc))
    now = country(drawing, {"2026-03-31": EVERYBODY[:12]})
    assert ask("training_coverage", now, MINISTRY).rows["withheld"].null_count() > 0
    beside = ask("training_coverage", now, MINISTRY, rounds=(closed,)).rows
    assert set(beside["withheld"]) == {"access.withheld.too_few_changed"}


def test_what_is_not_on_the_list_is_refused_and_vng_may_ask_it() -> None:
    for more in ({"by": ("province", "size_class")}, {"max_age_days": 100}, {"stale_after_days": 30}):
        with pytest.raises(RefusedError):
            ask("completed_steps", COUNTRY, MINISTRY, **more)
        assert ask("completed_steps", COUNTRY, VNG, **more).rows.height


def test_what_is_expected_if_the_silent_are_slower_is_refused_to_who_is_suppressed() -> None:
    for key in ("nowcast", "forecast"):
        with pytest.raises(RefusedError) as refused:
            ask(key, COUNTRY, MINISTRY, silent_months_slower=6)
        assert refused.value.reason == "access.not_askable.slower"
        assert ask(key, COUNTRY, VNG, silent_months_slower=6).rows.height


def test_from_a_day_that_has_not_come_nothing_is_forecast_for_who_is_suppressed() -> None:
    ahead = date(2026, 12, 31)  # after the day of known_on
    assert ask("forecast", COUNTRY, VNG, as_of=ahead).rows.height
    with pytest.raises(RefusedError) as refused:
        ask("forecast", COUNTRY, MINISTRY, as_of=ahead)
    assert refused.value.reason == "access.not_askable.day"


def test_how_many_have_an_access_model_is_withheld_with_the_figures_of_that_model() -> None:
    plain = country(places(Drenthe=12), {"2026-03-31": EVERYBODY[:12]})
    variant = plain.programme.access_variants[0].key
    lines = "\n".join(f"GM{one:04d}|2026-03-31|{variant}" for one in (1, 2, 3))
    profiles = statements(Table.PROFILE, f"code|on|variant\n{lines}")
    with_variants = replace(plain, statements={**plain.statements, Table.PROFILE: profiles})
    few = ask("step_completion", with_variants, MINISTRY, where={"access_variant": variant})
    assert (few.municipality_count, few.reporter_count) == (None, None)
    assert set(few.rows["value_status"]) == {"suppressed"}
    assert ask("step_completion", with_variants, VNG, where={"access_variant": variant}).municipality_count == 3


def test_every_reason_for_withholding_has_its_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for room in ROOMS for path in room.rglob("*.py"))
    assert {key for key in all_keys("access.withheld") if f'"{key}"' not in source} == set()


def test_a_key_that_is_not_there_is_said_to_be_that() -> None:
    with pytest.raises(UnknownMetricError):
        ask("progress", COUNTRY, MINISTRY)
