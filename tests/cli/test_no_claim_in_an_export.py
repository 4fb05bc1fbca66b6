"""What a command writes for a machine or a municipality calls nobody late and names no national date."""

import json
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from api.figure_forms import as_csv, as_json
from cli.figure_writing import write
from cli.knowing import known_at
from cli.surroundings import Surroundings
from domain.places import Places
from domain.statements import Table
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from pipelines.format.template import write_template
from pipelines.intake import take_in
from tests.claims import EVERY_CLAIM, OF_AN_OWN_TARGET, claiming, claims_in, texts_in
from tests.dashboard import example

PASSED = """gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum
GM0363;2026-09-30;1;gestart;2026-01-05;2026-06-30;
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    """A store with a few municipalities."""
    home = tmp_path_factory.mktemp("home")
    example.build(home, every=60)
    return Surroundings(Places.from_environment({"WAMS_HOME": str(home)}), "nl")


@pytest.fixture(scope="module")
def known(here: Surroundings) -> Known:
    return known_at(here, example.NOW, with_history=True)


def _words(name: str) -> str:
    """The name of a column or a key, as words."""
    return name.replace("_", " ")


@pytest.mark.parametrize("key", CATALOGUE)
def test_no_figure_that_is_written_calls_anyone_late_or_names_a_national_date(known: Known, key: str, tmp_path: Path):
    answer = figure(key, known, Request(example.TODAY, by=CATALOGUE[key].always_by))
    write(answer, "parquet", tmp_path / "figure.parquet")
    in_parquet = pl.read_parquet(tmp_path / "figure.parquet")
    document = json.loads(as_json(answer))
    said = [*document, *in_parquet.columns, *as_csv(answer.rows).splitlines()[0].split(",")]
    said += [text for _, text in texts_in(document)]
    said += [str(text) for column in in_parquet.select(pl.col(pl.String)) for text in column.unique()]
    assert claiming((key, _words(text)) for text in said) == []


@pytest.mark.parametrize("code", [None, example.OWN])
def test_the_form_for_municipalities_calls_nobody_late_and_names_no_national_date(
    here: Surroundings, code: str | None, tmp_path: Path
):
    out = tmp_path / "form.xlsx"
    with here.store.reader() as reader:
        write_template(
            out, register=here.register, programme=here.programme, reader=reader, code=code, today=example.TODAY
        )
    book = CalamineWorkbook.from_path(out)
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert any("geen landelijke" in cell for cell in cells)  # it says that there is none
    assert claiming(("form", text) for text in [*book.sheet_names, *cells]) == []


def test_a_receipt_says_of_an_own_target_that_it_passed_and_asks_for_the_new_plan(tmp_path: Path):
    here = Surroundings(Places.from_environment({"WAMS_HOME": str(tmp_path / "home")}), "nl")
    with here.store.writer(holder="test") as writer:
        receipt = take_in(
            PASSED.encode(),
            "opgave.csv",
            writer=writer,
            register=here.register,
            programme=here.programme,
            recorded_at=example.NOW,
        )
        assert writer.reader.statements(Table.MILESTONE).height == 1  # it goes in: a plan that moves is no mistake
    [problem] = receipt["problems"]
    assert (problem["rule"], problem["severity"]) == ("target_passed", "warning")
    assert "nieuwe streefdatum" in problem["message"]["nl"]
    assert "new target date" in problem["message"]["en"]
    said = [text for _, text in texts_in(receipt)]
    assert [claim for text in said for claim in claims_in(text, (*EVERY_CLAIM, *OF_AN_OWN_TARGET))] == []
