"""Small simulated folders: the same bytes every time, and a truth that fits the files."""

import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from domain.programme import Programme
from domain.statements import KEY, VALUES, Table
from pipelines.format.columns import FORMATS, canonical_column
from pipelines.simulator.simulation import simulate
from tests.pipelines.countries import MERGER_DAY, NEW_SUCCESSOR, SURVIVOR, TWO_PARTS, Country, register_with_mergers

SMALL = {"municipality_count": 24, "month_count": 12, "mess": 0.06}
SEVEN_STEPS = Path(__file__).parents[2] / "fixtures" / "programmes" / "afvalplan.toml"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    return Country(tmp_path_factory.mktemp("small") / "country", **SMALL)


def test_same_seed_gives_the_same_bytes(country: Country, tmp_path: Path) -> None:
    again = Country(tmp_path / "country", **SMALL)

    assert again.every_byte() == country.every_byte()


def test_another_seed_gives_another_country(country: Country, tmp_path: Path) -> None:
    other = Country(tmp_path / "country", **{**SMALL, "seed": 2})

    assert other.manifest != country.manifest
    assert other.truth_rows("steps.csv") != country.truth_rows("steps.csv")


def test_manifest_names_every_file_once(country: Country) -> None:
    there = sorted(path.relative_to(country.directory).as_posix() for path in (country.directory / "files").iterdir())

    assert sorted(line["file"] for line in country.manifest) == there
    assert country.summary["files"] == len(there)


def test_folder_says_that_it_is_made_up(country: Country) -> None:
    assert json.loads((country.directory / "origin.json").read_text())["origin"] == "synthetic"


def test_truth_points_at_the_line_of_the_file_where_the_statement_stands(country: Country) -> None:
    checked = 0
    for said in country.statements:
        cells = _cells(country.directory / said["file"], Table(said["table"]), said["row_number"])
        if cells is None:
            continue
        checked += 1
        if "gemeentecode" in cells:
            assert cells["gemeentecode"].upper().removeprefix("GM").zfill(4) == said["municipality_code"][2:]
        else:
            assert cells["gemeentenaam"]
        if said["table"] in ("milestone", "cost"):
            assert str(said["step_number"]) in cells["stap"]

    assert checked > 300


def test_files_csv_counts_the_rows_of_every_table(country: Country) -> None:
    good = Counter((said["file"], said["table"]) for said in country.statements)
    bad = Counter((row["file"], row["table"]) for row in country.spoiled)
    tables = [row for row in country.files if row["table"]]

    assert len(tables) > 50
    for row in tables:
        place = (row["file"], row["table"])
        counts = {name: int(row[name]) for name in ("read", "accepted", "unchanged", "corrections", "quarantined")}
        assert counts["read"] == good[place] + bad[place]
        assert counts["quarantined"] == bad[place]
        assert sum(counts.values()) == 2 * counts["read"]


def test_nothing_is_said_in_a_refused_file_or_a_duplicate(country: Country) -> None:
    silent = {row["file"] for row in country.files if row["outcome"] in ("rejected", "duplicate")}

    assert {row["outcome"] for row in country.files} == {"accepted", "partly", "rejected", "duplicate"}
    assert not silent & {said["file"] for said in country.statements}
    assert not silent & {row["file"] for row in country.spoiled}


def test_statements_have_the_columns_of_the_store(country: Country) -> None:
    for said in country.statements:
        table = Table(said["table"])
        assert set(said) == {"file", "table", "row_number", "arrives_at", "outcome", *KEY[table], *VALUES[table]}


def test_without_mess_nothing_is_spoiled(tmp_path: Path) -> None:
    tidy = Country(tmp_path / "tidy", **{**SMALL, "mess": 0.0})

    assert tidy.spoiled == []
    assert tidy.spoiled_files == []
    assert tidy.statements


def test_with_full_response_everybody_reports(tmp_path: Path) -> None:
    loud = Country(tmp_path / "loud", **{**SMALL, "response": 1.0, "mess": 0.0})

    assert len({said["municipality_code"] for said in loud.statements}) == 24


def test_with_no_response_hardly_anybody_does(tmp_path: Path) -> None:
    silent = Country(tmp_path / "silent", **{**SMALL, "response": 0.0})

    assert silent.statements == []
    assert silent.summary["first_arrival"] is None


def test_a_programme_of_seven_steps_is_simulated_as_well(tmp_path: Path) -> None:
    programme = Programme.load(SEVEN_STEPS)
    other = Country(tmp_path / "other", **SMALL, programme=programme)
    milestones = [said for said in other.statements if said["table"] == "milestone"]
    training = [said for said in other.statements if said["table"] == "training"]

    assert {said["step_number"] for said in milestones} == set(programme.step_numbers)
    assert {said["target_group"] for said in training} == {group.key for group in programme.target_groups}


def test_parts_report_until_the_merger_and_the_successor_after_it(tmp_path: Path) -> None:
    merged = Country(
        tmp_path / "merged", register=register_with_mergers(tmp_path / "register"), municipality_count=6,
        month_count=24, mess=0.0, response=1.0,
    )  # fmt: skip
    days = {code: {said["reporting_date"] for said in merged.statements if said["municipality_code"] == code}
            for code in (*TWO_PARTS, NEW_SUCCESSOR, SURVIVOR)}  # fmt: skip
    late = [said for said in merged.statements
            if said["municipality_code"] in TWO_PARTS and said["arrives_at"] >= MERGER_DAY.isoformat()]  # fmt: skip

    assert all(days.values())
    assert max(days["GM0654"] | days["GM0703"]) < MERGER_DAY.isoformat() <= min(days[NEW_SUCCESSOR])
    assert min(days[SURVIVOR]) < MERGER_DAY.isoformat() <= max(days[SURVIVOR])
    assert late  # under the old code, of an older date, after the merger


def test_a_folder_with_something_in_it_is_left_alone(country: Country) -> None:
    with pytest.raises(FileExistsError, match="not empty"):
        simulate(
            country.directory, register=country.register, programme=country.programme, until=date(2026, 10, 31), seed=1
        )


def _cells(path: Path, table: Table, row_number: int) -> dict[str, str] | None:
    """The cells of a row as a spreadsheet program numbers it, or None for a way of writing not checked here."""
    if path.suffix in (".xlsx", ".ods"):
        lines = CalamineWorkbook.from_path(path).get_sheet_by_name(FORMATS[table].dutch).to_python()
    else:
        content = path.read_bytes()
        if content.startswith((b"\xff\xfe", b"sep=")):
            return None
        text = content.decode("utf-8-sig") if _is_utf8(content) else content.decode("cp1252")
        separator = max(";,\t", key=text.splitlines()[-1].count)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    header = next(line for line in lines if canonical_column(table, "peildatum") in map(_canonical(table), line))
    named = zip(map(_canonical(table), header), lines[row_number - 1], strict=False)
    return {name: str(cell) for name, cell in named if name}


def _canonical(table: Table):
    return lambda cell: canonical_column(table, str(cell))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
