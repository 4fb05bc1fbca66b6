"""`wams metric --as`: the figure as each role gets it, in every form, with the reason where something is withheld."""

from datetime import datetime, timezone
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from cli.main import app
from domain.municipalities import Register
from tests.cli.conftest import MILESTONE_HEADER, Ended, Wams

ZEELAND_TOLD, FLEVOLAND_TOLD = 9, 3
TRAINING_HEADER = "gemeentecode;peildatum;doelgroep;medewerkers;opgeleid"
PROVINCES = ("Zeeland", "Flevoland")
ASKED = ("--as-of", "2026-03-31", "--by", "province")


@pytest.fixture(scope="module")
def codes() -> dict[str, list[str]]:
    """The codes of two provinces on the day that is asked."""
    day = datetime(2026, 3, 31, tzinfo=timezone.utc).date()
    rows = Register.load().on(day).select("municipality_code", "province").sort("municipality_code")
    return {name: rows.filter(pl.col("province") == name)["municipality_code"].to_list() for name in PROVINCES}


@pytest.fixture(scope="module")
def told(codes: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Wams:
    """A store in which nine municipalities of Zeeland and three of Flevoland report step 1 and their staff."""
    folder = tmp_path_factory.mktemp("asking_as")
    who = [*codes["Zeeland"][:ZEELAND_TOLD], *codes["Flevoland"][:FLEVOLAND_TOLD]]
    steps = [MILESTONE_HEADER, *(f"{code};2026-03-31;1;afgerond;2025-06-01;;2026-02-01" for code in who)]
    staff = [TRAINING_HEADER, *(f"{code};2026-03-31;basis;{40 + place};{place}" for place, code in enumerate(who))]
    (folder / "stappen.csv").write_text("\n".join(steps) + "\n", encoding="utf-8")
    (folder / "opleiding.csv").write_text("\n".join(staff) + "\n", encoding="utf-8")

    def run(*arguments: object, **environment: str) -> Ended:
        """In this process: a process for each question would take a second."""
        around = {"WAMS_HOME": str(folder / "home"), **environment}
        ended = CliRunner(env=around).invoke(app, list(map(str, arguments)))
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    ingested = run("ingest", *folder.glob("*.csv"), "--recorded-at", "2026-04-01T09:00:00Z")
    assert ingested.status == 0, ingested.out
    return run


def _row(told: Wams, key: str, role: str, province: str, **environment: str) -> dict:
    ended = told("metric", key, *ASKED, "--as", role, **environment)
    assert ended.status == 0, ended.err
    rows = [row for row in ended.json["rows"] if row["province"] == province]
    return rows[0]


def test_vng_gets_what_the_owner_of_the_store_gets(told: Wams) -> None:
    owner, vng = told("metric", "training_coverage", *ASKED), told("metric", "training_coverage", *ASKED, "--as", "vng")
    assert (vng.status, vng.json["rows"]) == (0, owner.json["rows"])
    assert sorted(row["stated_count"] for row in owner.json["rows"])[-2:] == [FLEVOLAND_TOLD, ZEELAND_TOLD]


@pytest.mark.parametrize("role", ["ministerie", "ministry", "gemeente:GM0363", "municipality:363"])
def test_a_group_of_three_is_withheld_from_ministry_and_municipality_in_words_and_is_no_zero(
    told: Wams, role: str
) -> None:
    row = _row(told, "training_coverage", role, "Flevoland", WAMS_LANGUAGE="en")
    assert (row["value_status"], row["value"], row["numerator"], row["denominator"], row["stated_count"]) == (
        "suppressed", None, None, None, None,
    )  # fmt: skip
    assert row["withheld"].startswith("Not shown: this is about fewer than five municipalities")


def test_where_one_group_is_too_small_the_other_is_withheld_if_the_total_would_give_it_away(told: Wams) -> None:
    row = _row(told, "training_coverage", "ministerie", "Zeeland")
    assert row["value_status"] == "suppressed"
    assert row["withheld"].startswith("Niet getoond: met dit cijfer en de andere cijfers")
    country = told("metric", "training_coverage", "--as-of", "2026-03-31", "--as", "ministerie").json["rows"]
    assert [(one["value_status"], one["stated_count"]) for one in country] == [("observed", 12), ("not_reported", 0)]


def test_a_municipality_sees_its_own_amounts_and_no_other_ones_and_the_steps_of_all(
    told: Wams, codes: dict[str, list[str]]
) -> None:
    own, other = codes["Zeeland"][:2]
    asked = ("--as-of", "2026-03-31", "--as", f"gemeente:{own}", "--municipality")
    mine = told("metric", "training_coverage", *asked, own)
    assert (mine.status, mine.json["rows"][0]["denominator"]) == (0, 40)
    theirs = told("metric", "training_coverage", *asked, other)
    assert (theirs.status, theirs.out) == (3, "")
    assert "alleen voor die gemeente zelf en voor de VNG" in theirs.err
    steps = told("metric", "step_completion", *asked, other, "--step", "1")
    assert (steps.status, steps.json["rows"][0]["value"]) == (0, 1)
    listed = told("metric", "training_coverage", "--by", "municipality", *asked[:4]).json["rows"]
    assert {row["municipality"] for row in listed if row["value_status"] != "suppressed"} == {own}


def test_a_ministry_sees_no_municipality_by_name_that_did_not_say_yes(told: Wams, codes: dict[str, list[str]]) -> None:
    ended = told("metric", "step_completion", "--as", "ministerie", "--municipality", codes["Zeeland"][0], "--step", 1)
    assert (ended.status, ended.out) == (3, "")
    assert "geen ja op gezegd" in ended.err


def test_a_ministry_sees_the_municipality_that_said_yes_to_the_office(told: Wams, codes: dict[str, list[str]]) -> None:
    shown, hidden = codes["Zeeland"][1:3]
    asked = ("metric", "step_completion", "--as", "ministerie", "--as-of", "2026-03-31", "--step", 1, "--municipality")
    assert told("agreement", "set", shown, "--table", "milestone", "--yes").status == 0
    seen = told(*asked, shown)
    assert (seen.status, seen.json["rows"][0]["value"]) == (0, 1)
    assert told(*asked, hidden).status == 3
    assert told("agreement", "set", shown, "--table", "milestone", "--no").status == 0
    assert told(*asked, shown).status == 3


def test_a_reader_sees_figures_only_where_the_settings_say_so(told: Wams, tmp_path: Path) -> None:
    asked = ("metric", "step_completion", "--step", "1", "--as-of", "2026-03-31", "--as", "lezer")
    closed = told(*asked)
    assert (closed.status, closed.out, "niet openbaar" in closed.err) == (3, "", True)
    settings = tmp_path / "settings.toml"
    settings.write_text("readers_see_figures = true\n", encoding="utf-8")
    opened = told(*asked, WAMS_SETTINGS=str(settings))
    assert (opened.status, opened.json["rows"][0]["denominator"]) == (0, 12)


def test_a_manager_sees_no_figure(told: Wams) -> None:
    ended = told("metric", "response", "--as", "beheerder")
    assert (ended.status, ended.out, "Een beheerder ziet geen cijfers" in ended.err) == (3, "", True)


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("wethouder", "there is no such role"),
        ("gemeente", "say which municipality"),
        ("gemeente:GM9999", "no municipality has this code"),
        ("vng:GM0363", "only gemeente has a municipality"),
        ("", "there is no such role"),
    ],
)
def test_a_role_that_there_is_not_is_wrong_use(told: Wams, role: str, message: str) -> None:
    ended = told("metric", "response", "--as", role)
    assert (ended.status, ended.out) == (2, "")
    assert message in ended.err


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("--as-of", "2026-03-30"), "van het eind van een maand"),
        (("--by", "province,size_class"), "op één manier tegelijk"),
        (("--max-age", "100"), "90, 180 of 365 dagen"),
        (("--known-on", "2026-05-05"), "bij een gesloten ronde"),
    ],
)
def test_what_is_not_on_the_list_is_refused_in_words(told: Wams, asked: tuple[str, ...], message: str) -> None:
    ended = told("metric", "step_completion", *asked, "--as", "ministerie")
    assert (ended.status, ended.out) == (3, "")
    assert message in ended.err


def test_without_a_day_whoever_is_suppressed_asks_the_last_month_end(told: Wams) -> None:
    asked = told("metric", "step_completion", "--as", "ministerie").json["as_of"]
    assert asked == str(pl.Series([asked]).str.to_date().dt.month_end()[0])


def test_csv_and_parquet_say_the_reason_as_well(told: Wams, tmp_path: Path) -> None:
    asked = ("metric", "training_coverage", *ASKED, "--as", "ministerie", "--format")
    for form, read in (("csv", pl.read_csv), ("parquet", pl.read_parquet)):
        target = tmp_path / f"figure.{form}"
        assert told(*asked, form, "--out", target).status == 0
        rows = read(target).filter(pl.col("province") == "Flevoland", pl.col("target_group") == "basis")
        assert rows["value_status"].to_list() == ["suppressed"]
        assert rows["withheld"][0].startswith("Niet getoond: dit gaat over minder dan vijf gemeenten")


def test_a_closed_round_can_be_asked_by_who_is_suppressed_and_no_other_moment(told: Wams) -> None:
    days = ("--from", "2026-03-01", "--read-on", "2026-04-15")
    opened = told("rounds", "open", "Voorjaar 2026", *days, "--json")
    assert opened.status == 0, opened.err
    number = opened.json["number"]
    closed = told("rounds", "close", number, "--as-of", "2026-03-31", "--known-on", "2026-05-05T12:00:00Z")
    assert (closed.status, "zoals bekend op" in closed.out) == (0, True)
    assert told("rounds", "close", number, "--as-of", "2026-03-31").status != 0
    asked = ("metric", "step_completion", "--as", "ministerie", "--as-of", "2026-03-31", "--step", "1", "--known-on")
    assert told(*asked, "2026-05-05T12:00:00Z").json["rows"][0]["denominator"] == ZEELAND_TOLD + FLEVOLAND_TOLD
    assert told(*asked, "2026-05-05T12:00:01Z").status == 3
    listed = told("rounds", "list", "--json").json
    assert [(one["name"], one["as_of"]) for one in listed] == [("Voorjaar 2026", "2026-03-31")]
