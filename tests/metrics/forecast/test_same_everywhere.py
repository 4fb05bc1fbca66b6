"""What is expected is the same figure wherever it is asked: in another process, on another processor."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

PROJECT = Path(__file__).resolve().parents[3]
ASKED = """
import json
from metrics.defining.request import Request
from metrics.figures import figure
from tests.metrics.forecast.test_expectation import AS_OF, HEAD, JUST_BEGUN, LATER, MANY, with_silent
from tests.metrics.drawn import known

waiting = known(chr(10).join([HEAD, *LATER, *JUST_BEGUN]), places=MANY)
numbers = []
for said in (with_silent(), waiting):
    for key in ("nowcast", "forecast"):
        rows = figure(key, said, Request(AS_OF, silent_months_slower=3)).rows
        for name in ("value", "interval_low", "interval_high"):
            numbers += [None if one is None else one.hex() for one in rows[name].to_list()]
print(json.dumps(numbers))
"""


def asked(features: str) -> list[str | None]:
    """Every value and interval of both figures, in hexadecimal; `features`: those of the processor to do without."""
    said = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=PROJECT, capture_output=True, text=True, check=True,
        env={"PATH": "", "NPY_DISABLE_CPU_FEATURES": features},
    )  # fmt: skip
    return json.loads(said.stdout)


def test_what_is_expected_is_the_same_in_another_process_and_with_other_features_of_the_processor():
    """The whole figure, silent ones, waits and an assumption among it: the fit, the draws and what they add up to."""
    usual, again, bare = (asked(off) for off in ("", "", " ".join(np.__config__.CONFIG["SIMD Extensions"]["found"])))
    assert usual == again
    numbers = [[float.fromhex(one) for one in found if one is not None] for found in (usual, bare)]
    assert [one is None for one in usual] == [one is None for one in bare]
    assert len(numbers[0]) > 100
    assert numbers[1] == pytest.approx(numbers[0], rel=1e-9, abs=1e-9)
