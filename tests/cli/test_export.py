"""Open data: what anybody may see, in files that say what they are, under a name that does not change."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from api import open_data
from cli.main import app
from language.texts import say
from metrics.catalogue import CATALOGUE
from tests.dashboard import example

ADDRESS = "https://data.example.nl/wams"
SAID = ("--publisher", "https://www.example.nl", "--address", f"{ADDRESS}/")
FEW = ("step_completion", "response", "consistency", "benchmark")
KINDS = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?(e-?\d+)?", "boolean": "true|false", "date": r"\d{4}-\d\d-\d\d"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a made-up country, whose figures anybody may see."""
    made = tmp_path_factory.mktemp("open")
    example.build(made, every=3)
    (made / "settings.toml").write_text("readers_see_figures = true\n", encoding="utf-8")
    return made


def _asked(home: Path, *words: str, settings: str = "settings.toml") -> Result:
    env = {"WAMS_HOME": str(home), "WAMS_SETTINGS": str(home / settings)}
    return CliRunner().invoke(app, [*words], env=env)


@pytest.fixture(scope="module")
def few(home: Path) -> Iterator[None]:
    """A catalogue of few figures: all of them take a minute, and are written alike."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(open_data, "CATALOGUE", {key: CATALOGUE[key] for key in FEW})
        yield


@pytest.fixture(scope="module")
def made(home: Path, few: None) -> Path:
    """The package."""
    ended = _asked(home, "export", "--out", str(home / "out"), *SAID)
    assert ended.exit_code == 0, ended.output
    (found,) = (home / "out").iterdir()
    return found


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_no_municipality_stands_in_it_by_name_and_small_groups_have_a_reason_and_no_number(made: Path):
    assert not [path.name for path in (made / "data").glob("*.csv") if re.search(r"GM\d{4}", path.read_text("utf-8"))]
    rows = _rows(made / "data" / "step_completion--step--province.csv")
    held = [row for row in rows if row["value_status"] == "suppressed"]
    assert held
    assert {(row["numerator"], row["value"], row["lower_bound"]) for row in held} == {("", "", "")}
    assert all(row["withheld"] for row in held)


def _looked_through(made: Path) -> int:
    """Of how many files the columns are as they are described."""
    described = {one["path"]: one for one in _json(made / "datapackage.json")["resources"]}
    files = sorted((made / "data").glob("*.csv"))
    assert set(described) == {f"data/{path.name}" for path in files}
    for path in files:
        one, rows = described[f"data/{path.name}"], _rows(path)
        fields = {field["name"]: field for field in one["schema"]["fields"]}
        assert list(fields) == path.read_text(encoding="utf-8").splitlines()[0].split(",")
        on_the_web = _json(path.with_name(f"{path.name}-metadata.json"))
        assert [column["name"] for column in on_the_web["tableSchema"]["columns"]] == list(fields)
        assert all(field["description"] for field in fields.values())
        assert (one["bytes"], one["hash"]) == (
            path.stat().st_size,
            f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        )
        for row in rows:
            for name, value in row.items():
                kind = KINDS.get(fields[name]["type"])
                assert value == "" or kind is None or re.fullmatch(kind, value), (path.name, name, value)
        keys = [tuple(row[name] for name in one["schema"].get("primaryKey", [])) for row in rows]
        assert len(set(keys)) == len(keys) or "primaryKey" not in one["schema"], path.name
    return len(files)


def test_every_file_has_its_columns_described_of_the_kind_that_stands_in_them(made: Path):
    assert _looked_through(made) > 10


@pytest.mark.long
def test_of_all_figures_every_file_has_its_columns_described_and_names_nobody(home: Path, tmp_path: Path):
    ended = _asked(home, "export", "--out", str(tmp_path), *SAID)
    assert ended.exit_code == 0, ended.output
    (found,) = tmp_path.iterdir()
    assert _looked_through(found) > 100
    assert not [path.name for path in (found / "data").glob("*.csv") if re.search(r"GM\d{4}", path.read_text("utf-8"))]


def test_a_figure_in_it_is_the_one_that_the_command_gives_whoever_has_not_signed_in(home: Path, made: Path):
    day = made.name.partition("--")[0]
    asked = ("metric", "step_completion", "--by", "step,size_class", "--as", "lezer", "--as-of", day, "--format", "csv")
    ended = _asked(home, *asked)
    assert ended.stdout == (made / "data" / "step_completion--step--size_class.csv").read_text(encoding="utf-8")
    whole = pl.read_parquet(made / "data" / "step_completion--step--size_class.parquet")
    assert whole.height == len(_rows(made / "data" / "step_completion--step--size_class.csv"))


def test_a_catalogue_finds_title_publisher_licence_and_where_each_file_is(made: Path):
    entry = _json(made / "dcat.jsonld")
    assert entry["@id"] == f"{ADDRESS}/{made.name}"
    assert [one["@language"] for one in entry["dct:title"]] == ["nl", "en"]
    assert entry["dct:publisher"]["@id"] == "https://www.example.nl"
    assert "publicdomain/zero" in entry["dct:license"]["@id"]
    # what the Dutch profile of DCAT wants of every set of data
    asked = {"title", "description", "identifier", "publisher", "creator", "accessRights", "language"}
    assert {f"dct:{one}" for one in asked} | {"dcat:contactPoint", "dcat:theme", "dcat:distribution"} <= set(entry)
    assert all({"dcat:accessURL", "dct:license", "dct:format"} <= set(one) for one in entry["dcat:distribution"])
    there = {one["dcat:downloadURL"]["@id"] for one in entry["dcat:distribution"]}
    files = [path for path in (made / "data").iterdir() if path.suffix in {".csv", ".parquet"}]
    assert there == {f"{ADDRESS}/{made.name}/data/{path.name}" for path in files}


def test_every_file_has_its_checksum_and_the_page_to_read_says_what_is_not_in_it_and_that_it_is_invented(made: Path):
    sums = dict(reversed(line.split("  ")) for line in (made / "SHA256SUMS").read_text("utf-8").splitlines())
    files = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert set(sums) == files
    assert all(hashlib.sha256((made / path).read_bytes()).hexdigest() == told for path, told in sums.items())
    dutch, english = ((made / name).read_text(encoding="utf-8") for name in ("LEESMIJ.md", "README.md"))
    assert "verzonnen" in dutch
    assert "invented" in english
    assert _json(made / "datapackage.json")["description"].startswith("VOORBEELD: deze cijfers zijn verzonnen")
    assert [one["@value"].split(":")[0] for one in _json(made / "dcat.jsonld")["dct:description"]] == [
        "VOORBEELD",
        "EXAMPLE",
    ]
    assert "Een lege cel is niet nul" in dutch
    assert f"geven zijn: {say('metric.benchmark.label', 'nl')}" in dutch


def test_what_was_published_does_not_change_the_same_again_is_the_same_to_the_byte(home: Path, made: Path):
    again = _asked(home, "export", "--out", str(home / "out"), *SAID)
    assert again.exit_code == 0
    assert "is er al, met dezelfde bestanden" in again.stdout
    file = made / "data" / "response.csv"
    kept = file.read_bytes()
    file.write_bytes(b"other")
    refused = _asked(home, "export", "--out", str(home / "out"), *SAID)
    assert (refused.exit_code, file.read_bytes()) == (1, b"other")
    file.write_bytes(kept)


def test_where_nobody_who_has_not_signed_in_may_see_figures_nothing_is_written(home: Path, tmp_path: Path):
    (home / "closed.toml").write_text("", encoding="utf-8")
    ended = _asked(home, "export", "--out", str(tmp_path / "out"), *SAID, settings="closed.toml")
    assert ended.exit_code == 3
    assert "readers_see_figures" in ended.output
    assert not (tmp_path / "out").exists()


def test_an_address_that_is_none_is_refused_with_what_to_write(home: Path, tmp_path: Path):
    ended = _asked(home, "export", "--out", str(tmp_path), "--publisher", "VNG", "--address", ADDRESS)
    assert ended.exit_code == 2
    assert "https://" in ended.output
