"""Opleiding, without a browser: what the page says against sums over the statements themselves."""

import re
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from language.formats import integer, share
from language.texts import say
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import drawn

AS_OF = date(2026, 10, 31)
Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]


def last_said(home: Path, group: str) -> dict[str, dict]:
    """The last statement on training of each municipality, by plain Python."""
    with Store(home).reader() as reader:
        rows = list(reader.statements(Table.TRAINING).iter_rows(named=True))
    standing = {one["municipality_code"] for one in Register.load().on(AS_OF).iter_rows(named=True)}
    last: dict[str, dict] = {}
    for row in sorted(rows, key=lambda one: one["reporting_date"]):
        if row["target_group"] == group and row["reporting_date"] <= AS_OF and row["municipality_code"] in standing:
            last[row["municipality_code"]] = row
    return last


def _parts(app: AppTest, name: str) -> list[dict]:
    return [part for part in drawn(app) if name in part]


def _bars(app: AppTest) -> dict[str, dict]:
    part = next(part for part in _parts(app, "axis") if any(sign == "bar_finished" for sign, _ in part["key"]))
    return {row["label"]: row for row in part["rows"]}


def _headings(app: AppTest) -> list[str]:
    return [heading.value.replace("\\", "") for heading in app.header]


def _foot(app: AppTest, name: str) -> dict:
    return next(part for part in drawn(app) if part.get("figure") == name)


def _words(app: AppTest) -> str:
    """Everything on the screen; what opens under "Hoe gemaakt?" says itself that a scenario is no estimate.

    The explanation at a first visit asks what was never estimated; that is another page.
    """
    parts = [{**part, "how": None, "paper": None} for part in drawn(app) if "roles" not in part]
    return str(parts) + " ".join([*_headings(app), *(one.value for one in app.markdown)])


def test_the_bar_of_each_group_runs_from_who_is_trained_to_who_could_be_in_the_scenario(opened: Open, country: Country):
    bars = _bars(opened(country[0], "training", stand=AS_OF.isoformat()))
    for group in Programme.load().target_groups:
        said = last_said(country[0], group.key).values()
        trained = sum(one["trained_staff_count"] for one in said)
        scope = sum(one["staff_in_scope_count"] for one in said)
        most = max(group.national_scope_count, scope)
        low, high = trained / most, (trained + max(0, group.national_scope_count - scope)) / most
        marks = {mark["kind"]: mark for mark in bars[group.name.nl]["marks"]}
        assert (marks["finished"]["to"], marks["hatch"]["to"]) == pytest.approx((low, high), abs=1e-12)
        assert marks["ring"]["at"] == pytest.approx(trained / scope, abs=1e-12)
        assert "pin" not in marks


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_rests_on_an_assumption_is_called_a_scenario_and_never_an_estimate(
    opened: Open, country: Country, language: str
):
    words = _words(opened(country[0], "training", taal=language)).lower()
    assert "scenario" in words
    assert not re.search(r"\bschatting|\bgeschat|\bestimate", words)


def test_coverage_is_reported_and_its_scenario_is_called_one(opened: Open, country: Country):
    whole = _headings(opened(country[0], "training"))[0]
    part = _headings(opened(country[0], "training", grootte="4"))[0]  # of which more than twenty stated it
    assert re.fullmatch(
        r"Van elke 100 medewerkers in de groep basis zijn er ten minste \S+ en ten hoogste \S+ opgeleid, "
        r"in het scenario voor het hele land"
        r"(; is al het personeel in verouderde opgaven intussen opgeleid, dan tot \S+)?",
        whole,
    )
    assert re.fullmatch(
        r"Van elke 100 medewerkers in de groep basis zijn er \S+ opgeleid, volgens \d+ gemeenten?", part
    )


def test_hours_are_said_as_a_range(opened: Open, country: Country):
    told = _headings(opened(country[0], "training"))[3]
    middle = r"De middelste van de \d+ gemeenten die uren opgaven, gaf \S+ uur per medewerker \(basis\)"
    assert re.fullmatch(rf"{middle}; de aanname is 4 tot 8 uur", told)


def test_the_leak_and_what_would_have_been(opened: Open, country: Country):
    app = opened(country[0], "training", stand=AS_OF.isoformat())
    said = last_said(country[0], "basis").values()
    left, trained, scope = (
        sum(one[name] for one in said)
        for name in ("departed_trained_count", "trained_staff_count", "staff_in_scope_count")
    )
    now, if_none_had_left = share(trained / scope, "nl", 1), share((trained + left) / scope, "nl", 1)
    assert _headings(app)[2].startswith(
        f"Door vertrek is {now} opgeleid, zonder vertrek was dat {if_none_had_left}, bij {len(said)} gemeenten"
    )


def test_a_choice_of_municipalities_has_no_scenario_since_the_assumed_number_is_national(
    opened: Open, country: Country
):
    app = opened(country[0], "training", provincie="Gelderland")
    assert all(mark["kind"] not in ("hatch", "ring") for row in _bars(app).values() for mark in row["marks"])
    assert "scenario voor het hele land" not in _headings(app)[0]


def test_the_rows_under_the_coverage_add_up_to_it_exactly(opened: Open, country: Country):
    foot = _foot(opened(country[0], "training", stand=AS_OF.isoformat()), "training_coverage")
    silent = say("screen.state.not_reported", "nl")
    for place, group in enumerate(Programme.load().target_groups):
        said = last_said(country[0], group.key).values()
        for part, name in enumerate(("staff_in_scope_count", "trained_staff_count")):
            cells = [row[2 + 2 * place + part] for row in foot["under"]["rows"]]
            found = sum(int(cell.replace(".", "")) for cell in cells if cell != silent)
            assert found == sum(one[name] for one in said)
            shown = foot["table"]["rows"][place][3 - part]
            assert shown == integer(found, "nl")


def test_the_rows_under_the_hours_and_the_leak_add_up_to_them_exactly(opened: Open, country: Country):
    app = opened(country[0], "training", stand=AS_OF.isoformat())
    said = {key: last_said(country[0], key) for key in ("basis", "intensief")}
    hours = _foot(app, "training_hours")
    cells = [row[3] for row in hours["under"]["rows"] if row[2] == "Basis"]
    total = sum(float(cell.replace(".", "").replace(",", ".")) for cell in cells)
    assert total == sum(one["delivered_hours"] for one in said["basis"].values())
    leak = _foot(app, "training_leak")
    left = sum(int(row[3].replace(".", "")) for row in leak["under"]["rows"])
    assert left == sum(one["departed_trained_count"] for one in said["basis"].values())
    assert leak["table"]["rows"][-1][4] == integer(left, "nl")


def test_the_target_group_in_the_address_is_the_one_of_funnel_leak_and_hours(opened: Open, country: Country):
    app = opened(country[0], "training", doelgroep="intensief", stand=AS_OF.isoformat())
    said = last_said(country[0], "intensief").values()
    left = sum(one["departed_trained_count"] for one in said)
    ever = left + sum(one["trained_staff_count"] for one in said)
    leak = _parts(app, "figures")[0]["figures"][2]
    assert "intensief" in leak["label"]
    assert leak["value"] == share(left / ever, "nl", 1)
    assert any("Intensief: aandeel opgeleid per gemeente" in one.value.replace("\\", "") for one in app.markdown)


def test_the_funnel_names_nobody_and_never_ranks(opened: Open, country: Country):
    app = opened(country[0], "training")
    rows = _foot(app, "training_funnel")["table"]["rows"]
    names = [row[0] for row in rows]
    assert names == sorted(names)
    named = {name for name in names if name not in ("Utrecht", "Zeeland")}
    assert not any(name in heading for name in named for heading in _headings(app) if len(name) > 4)


@pytest.fixture(scope="module")
def without_training(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which municipalities reported on steps alone."""
    home = tmp_path_factory.mktemp("steps_only")
    steps = pl.DataFrame(
        [{"municipality_code": example.OWN, "step_number": 1, "reporting_date": date(2026, 9, 30),
          "standing": "started", "start_date": date(2026, 1, 1)}],
        schema=STATEMENT_COLUMNS[Table.MILESTONE],
    )  # fmt: skip
    intake = example.intake_of({Table.MILESTONE: steps}, "alleen-stappen.csv")
    with Store(home).writer(holder="test") as writer:
        moment = datetime(2026, 10, 1, tzinfo=timezone.utc)
        writer.record(intake, recorded_at=moment, is_replay=True, is_synthetic=True)
    return home


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_a_report_on_training_every_figure_says_so_and_shows_no_zero(
    opened: Open, without_training: Path, language: str
):
    app = opened(without_training, "training", taal=language)
    assert not app.exception
    assert _headings(app) == [
        say(f"screen_training.{key}", language)
        for key in (
            "coverage.finding_none", "funnel.finding_none", "leak.finding_none", "hours.finding_none",
            "kinds.finding_none",
        )
    ]  # fmt: skip
    figures = _parts(app, "figures")[0]["figures"]
    assert all(figure["is_word"] for figure in figures)
