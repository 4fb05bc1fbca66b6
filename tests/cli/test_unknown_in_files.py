"""What is not known of a comparison or of trust is empty in every form, and never 0."""

import json
from pathlib import Path

import polars as pl
import pytest

from cli.figure_writing import as_csv, as_json, write
from metrics.figures import Figure, figure
from metrics.request import Request
from tests.metrics.drawn import known
from tests.metrics.test_benchmark import AS_OF, EIGHT, spent
from tests.metrics.test_reporters import MINUTES, revised

UNKNOWN = {
    "a silent municipality has no rank": (
        figure("benchmark", spent(), Request(AS_OF, municipality="GM0008")), "not_reported",
    ),
    "too few peers give no rank": (
        figure("benchmark", known("", places=EIGHT), Request(AS_OF, municipality="GM0001")), "too_few",
    ),
    "nobody stated minutes": (
        figure("reporting_burden", MINUTES, Request(AS_OF, municipality="GM0003")), "not_reported",
    ),
    "nothing was said to revise": (
        figure("revisions", revised(), Request(AS_OF, municipality="GM0003")), "not_reported",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_value_is_null_with_its_reason_in_json_csv_and_parquet(case: str, tmp_path: Path) -> None:
    answer, status = UNKNOWN[case]
    for row in json.loads(as_json(answer))["rows"]:
        assert (row["value"], row["value_status"]) == (None, status)
    for row in pl.read_csv(as_csv(answer.rows).encode(), infer_schema=False).to_dicts():
        assert (row["value"], row["value_status"]) == (None, status)
    assert _in_parquet(answer, tmp_path)["value"].null_count() == answer.rows.height


def _in_parquet(answer: Figure, folder: Path) -> pl.DataFrame:
    write(answer, "parquet", folder / "figure.parquet")
    return pl.read_parquet(folder / "figure.parquet")
