"""The figures on data quality against counts made by hand from what the store holds."""

import json
import statistics
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.screens.quality.ages import ages_drawn, histogram
from dashboard.screens.quality.then_and_now import told
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Table
from language.formats import euro, share
from language.texts import say
from pipelines.intake import take_in
from store.store import Store
from tests import oracle
from tests.dashboard import example, journal_world
from tests.dashboard.conftest import drawn

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)


def _under(app: AppTest, caption: str) -> list[list[str]]:
    return next(
        part["under"]["rows"]
        for part in drawn(app)
        if (part.get("under") or {}).get("caption") == say(f"screen_quality.{caption}", "nl")
    )


def _list(app: AppTest, caption: str) -> dict:
    return next(part for part in drawn(app) if part.get("caption") == say(f"screen_quality.{caption}", "nl"))


def _rows(app: AppTest, alt: str) -> list[dict]:
    return next(part["rows"] for part in drawn(app) if str(part.get("alt", "")).startswith(alt))


def test_reporters_stand_beside_all_municipalities_by_province(opened: Open, country: Country):
    app = opened(country[0], "quality")
    everyone = oracle.register_on(journal_world.world(country[0]), AS_OF)
    reported = example.reported(country[0])
    counts = Counter(one["province"] for one in everyone)
    reporters = Counter(one["province"] for one in everyone if one["code"] in reported)
    found = next(
        part["rows"] for part in drawn(app) if part.get("rows") and part["rows"][0].get("label") == min(counts)
    )
    assert {row["label"]: row["right"] for row in found} == {
        name: [share(reporters[name] / sum(reporters.values()), "nl"), share(count / len(everyone), "nl")]
        for name, count in counts.items()
    }


def test_the_middle_report_took_as_many_minutes_as_half_of_them_at_most(opened: Open, country: Country):
    minutes = [
        one["completion_minutes"]
        for one in journal_world.versions(country[0], Table.PROFILE)
        if one["reporting_date"] <= AS_OF
    ]
    rows = _rows(opened(country[0], "quality"), "Per grootte de middelste opgave")
    assert rows[0]["label"] == "Alle gemeenten"
    assert rows[0]["marks"][1]["at"] == statistics.median(minutes)
    assert rows[0]["right"][1] == str(len(minutes))


def test_the_rows_under_the_warnings_add_up_to_the_figure(opened: Open, country: Country):
    app = opened(country[0], "quality")
    under = Counter(rule for rule, _ in {(row[0], row[1]) for row in _under(app, "warnings.under")})
    bars = {row["label"]: int(row["strong"]) for row in _rows(app, "Staven per waarschuwing")}
    assert under == bars
    assert bars


def test_a_report_that_stands_out_is_listed_with_its_rule_its_amount_and_its_row(opened: Open, country: Country):
    app = opened(country[0], "quality")
    listed = [row["cells"] for row in _list(app, "warnings.under")["rows"]]
    files = {one["sequence"]: one["file_name"] for one in journal_world.files(country[0])}
    names = journal_world.names()
    bounds = {step.number: 3 * step.cost.municipal_upper_eur for step in Programme.load().steps
              if step.cost.municipal_upper_eur}  # fmt: skip
    expected = {
        (names[one["municipality_code"]], f"stap {one['step_number']}", euro(one["realised_cost_eur"], "nl"),
         f"{files[one['ledger_sequence']]}, rij {one['row_number']}")
        for one in journal_world.versions(country[0], Table.COST)
        if one["reporting_date"] <= AS_OF and one["realised_cost_eur"] > bounds.get(one["step_number"], 1e12)
    }  # fmt: skip
    found = {(cells[0], cells[2], cells[3], cells[6]) for cells in listed if cells[1].startswith("Kosten ver boven")}
    assert found == expected
    assert found


def test_a_size_class_without_a_stated_time_says_so_instead_of_zero(opened: Open, country: Country):
    rows = _rows(opened(country[0], "quality"), "Per grootte de middelste opgave")
    silent = [row for row in rows if not row["marks"]]
    told = {row["words"] for row in silent}
    assert "geen invultijd bekend" in told
    assert all(words == "geen invultijd bekend" or words.startswith("te weinig: ") for words in told)
    assert all("0" not in row["right"] for row in silent)


def test_what_came_in_on_a_day_is_told_with_what_was_refused_and_why(opened: Open, tmp_path: Path):
    known = {"register": Register.load(), "programme": Programme.load()}
    row = "GM0301,2026-10-31,{step},{status},2026-01-05,{end}\n"
    content = "gemeentecode,peildatum,stap,status,startdatum,einddatum\n" + "".join(
        [row.format(step=1, status="afgerond", end="2026-02-01"), row.format(step=2, status="afgerond", end="")]
    )
    with Store(tmp_path / "home").writer(holder="test") as writer:
        for minute, (content_bytes, name) in enumerate([(content.encode(), "stappen.csv"), (b"", "leeg.csv")]):
            moment = datetime(2026, 11, 23, 9, minute, tzinfo=timezone.utc)
            take_in(content_bytes, name, writer=writer, recorded_at=moment, **known)
    app = opened(tmp_path / "home", "quality")
    assert any(
        "Op 23 nov 2026 kwam binnen: 2 bestanden, met 1 geweigerde rij; in hun geheel geweigerd: 1"
        in heading.value.replace("\\", "")
        for heading in app.header
    )
    newest, first = (row["cells"] for row in _list(app, "arrivals.caption")["rows"])
    assert newest[1:4] == ["leeg.csv", "onbekend", "Niet aangenomen"]
    assert newest[6:8] == ["nee: niets aangenomen", "Geen tabel gevonden"]
    assert first[1:6] == ["stappen.csv", "Zutphen", "Deels aangenomen", "1", "1"]
    with Store(tmp_path / "home").reader() as reader:
        rules = [problem["rule"] for one in reader.quarantine()["problems"] for problem in json.loads(one)]
    assert first[6] == "deels: 1 van 2 rijen"
    assert first[7] == ", ".join(say(f"screen_rule.rule.{rule}", "nl") for rule in dict.fromkeys(rules))


def _received_list(home: Path, opened: Open) -> list[dict[str, str]]:
    drawn_list = _list(opened(home, "quality"), "arrivals.caption")
    labels = [column["label"] for column in drawn_list["columns"]]
    return [dict(zip(labels, row["cells"], strict=True)) for row in drawn_list["rows"]]


def test_what_came_once_more_or_brought_nothing_new_is_listed_with_the_time_and_whether_it_counts(
    opened: Open, tmp_path: Path
):
    known = {"register": Register.load(), "programme": Programme.load()}
    head = "gemeentecode,peildatum,stap,status,startdatum,einddatum\n"
    first = f"{head}GM0301,2026-10-31,1,afgerond,2026-01-05,2026-02-01\n".encode()
    same_rows = first + b"\n"  # other bytes, and nothing new in them
    corrected = f"{head}GM0301,2026-10-31,1,gestart,2026-01-05,\n".encode()
    files = [(first, "een.csv"), (first, "nog eens.csv"), (same_rows, "zelfde.csv"), (corrected, "beter.csv")]
    with Store(tmp_path / "home").writer(holder="test") as writer:
        for minute, (content, name) in enumerate(files):
            moment = datetime(2026, 11, 23, 9, minute, tzinfo=timezone.utc)
            take_in(content, name, writer=writer, recorded_at=moment, **known)
    found = _received_list(tmp_path / "home", opened)
    shown = ("Ontvangen (Nederlandse tijd)", "Bestand", "Uitkomst", "Telt mee")
    assert [tuple(row[label] for label in shown) for row in found] == [
        ("23 nov 2026 10:03", "beter.csv", "Aangenomen", "ja"),
        ("23 nov 2026 10:02", "zelfde.csv", "Niets veranderd", "nee: het stond er al, en dat telt"),
        ("23 nov 2026 10:01", "een.csv", "Nog eens hetzelfde bestand", "nee: de eerste keer telt"),
        ("23 nov 2026 10:00", "een.csv", "Aangenomen", "nee: later verbeterd of ingetrokken"),
    ]


def test_a_day_without_files_names_the_day_of_the_last_one(opened: Open, country: Country):
    app = opened(country[0], "quality")
    last = max(one["recorded_at"] for one in journal_world.files(country[0]))
    assert last.date() == date(2026, 11, 2)
    headings = [heading.value.replace("\\", "") for heading in app.header]
    assert "Op 23 nov 2026 kwam niets binnen; het laatste bestand kwam op 2 nov 2026" in headings


@pytest.mark.parametrize("province", ["Gelderland", "Zeeland"])
def test_with_a_filter_only_files_of_the_municipalities_chosen_are_listed(opened: Open, country: Country, province):
    listed = [part for part in drawn(opened(country[0], "quality", provincie=province)) if part.get("rows")]
    caption = say("screen_quality.arrivals.caption", "nl")
    rows = [row for part in listed if part.get("caption") == caption for row in part["rows"]]
    provinces = {one["code"]: one["province"] for one in journal_world.world(country[0]).municipalities}
    assert {provinces[row["open"]] for row in rows} <= {province}
    expected = [one for one in journal_world.files(country[0]) if provinces[one["municipality_codes"][0]] == province]
    assert len(rows) == min(len(expected), 200)


@pytest.mark.parametrize(("oldest", "word"), [(579, "ouder<br>dan 390"), (391, "ouder<br>dan 390"), (390, None)])
def test_the_last_bar_of_the_ages_has_no_end_and_says_so(oldest: int, word: str | None):
    ages = pl.Series([10, 200, oldest])
    counts = ages_drawn(pl.DataFrame({"age": ages}), ages)
    axis = histogram(tuple(counts), "light", "nl").checked().layout.xaxis
    last = dict(zip(axis.ticktext, axis.tickvals, strict=True)).get("ouder<br>dan 390")
    assert (last is not None) == (word is not None)
    assert last in (None, 405)
    assert all(at < 390 for at in axis.tickvals if at != last) or word is None
    assert sum(counts) == 3


@pytest.mark.parametrize(
    ("key", "before", "causes", "is_exact"),
    [
        ("step_completion", 0.8160, [0.0035, 0.0036], False),  # +0,4 and +0,4 beside 0,7
        ("step_completion", 0.8160, [0.003, 0.001], True),
        ("mean_completed_steps", 3.234, [0.008, 0.004], False),
        ("all_steps_done", 12, [3, -1], True),
        ("realised_cost", 400_000, [1200.4, 300.4], False),
    ],
)
def test_where_rounded_numbers_do_not_add_up_it_is_known(key: str, before: float, causes: list[float], is_exact: bool):
    assert told.adds_up(key, before, causes, before + sum(causes)) == is_exact


def test_of_a_model_of_access_it_is_said_that_no_group_of_it_can_be_compared(opened: Open, country: Country):
    app = opened(country[0], "quality", toegang="a")
    headings = [heading.value.replace("\\", "") for heading in app.header]
    assert headings.count(say("screen_quality.alike.by_variant", "nl")) == 2
    assert say("screen_quality.alike.everybody", "nl") not in headings


def test_how_much_was_revised_is_counted_over_every_version_of_every_statement(opened: Open, country: Country):
    every, again = 0, 0
    for table in Table:
        said = Counter(
            tuple(str(one.get(name)) for name in ("municipality_code", "step_number", "target_group", "reporting_date"))
            for one in journal_world.versions(country[0], table)
            if one["reporting_date"] <= AS_OF
        )
        every, again = every + len(said), again + sum(count > 1 for count in said.values())
    assert again
    finding = next(part for part in drawn(opened(country[0], "quality")) if part.get("figure") == "revised")["finding"]
    assert finding.startswith(
        f"Van de {every:,} uitspraken van gemeenten zijn er {again} later verbeterd".replace(",", ".")
    )
