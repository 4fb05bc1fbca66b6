"""In local mode one can look as somebody of any municipality: the one in the address stands in the list."""

from pathlib import Path

import pytest

from dashboard.view.visitor import OF_THIS_MACHINE
from tests.dashboard import looking, planted
from tests.dashboard.looking import OTHER, parts


def test_the_municipality_in_the_address_can_be_looked_as_and_any_can_be_put_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    planted.build(tmp_path)
    shown = parts(looking.looked(monkeypatch, tmp_path, OF_THIS_MACHINE, "whom", None, gemeente=OTHER))
    values = [choice["value"] for choice in shown["whom"]["choices"]]
    assert f"gemeente:{OTHER}:invuller" in values
    search = shown["whom_municipality"]["items"][0]
    assert search["kind"] == "search"
    assert len(search["options"]) >= 342
