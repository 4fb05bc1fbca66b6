"""A report that its municipality still has to approve: it counts, and Mijn gemeente and the figures say so."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure import anatomy
from dashboard.view.address import View
from domain.statements import Table
from metrics.defining.definition import Kind
from store.store import Store
from tests.dashboard import example
from tests.store.reports import milestones, report

DAY = date(2026, 10, 31)


def test_mijn_gemeente_says_of_which_day_the_report_awaits_approval(
    country: tuple[Path, list[str]], tmp_path: Path, opened: Callable[..., AppTest]
):
    home = tmp_path / "home"
    shutil.copytree(country[0], home)
    made = report("wacht.csv", {Table.MILESTONE: milestones((example.OWN, 1, DAY, "started"))})
    with Store(home).writer(holder="test") as writer:
        asks = replace(made, receipt={**made.receipt, "awaits_approval": True})
        writer.record(asks, recorded_at=example.NOW)
    told = "De opgave van 31 okt 2026 is nog ter vaststelling"
    page = opened(home, "municipality", gemeente=example.OWN)
    assert [text for info in page.info if told in (text := info.value.replace("\\", ""))] == [
        f"{told}: zij telt mee, en Zutphen moet haar nog vaststellen."
    ]
    before = opened(home, "municipality", gemeente=example.OWN, stand="2026-09-30")
    assert not [info for info in before.info if "ter vaststelling" in info.value]


def test_under_a_figure_stands_of_how_many_municipalities_the_report_awaits_approval(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(anatomy.state, "chosen_view", lambda: View(DAY, example.NOW))
    monkeypatch.setattr(anatomy, "sees_reporters", lambda: True)
    monkeypatch.setattr(anatomy, "sees_stale", lambda _: True)
    figure = SimpleNamespace(
        reporter_count=9, municipality_count=12, stale_count=0, as_of=DAY, kind=Kind.OBSERVATION, awaiting_count=3
    )
    assert anatomy.note(figure, "nl").endswith("· van 3 gemeenten is de opgave nog ter vaststelling")  # pyright: ignore[reportArgumentType]  all that a note reads
    assert "vaststelling" not in anatomy.note(SimpleNamespace(**{**vars(figure), "awaiting_count": 0}), "nl")  # pyright: ignore[reportArgumentType]  the same


def test_under_no_figure_stands_how_many_reported_where_the_headline_of_that_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(anatomy.state, "chosen_view", lambda: View(DAY, example.NOW))
    monkeypatch.setattr(anatomy, "sees_reporters", lambda: False)
    figure = SimpleNamespace(
        reporter_count=9, municipality_count=12, stale_count=2, as_of=DAY, kind=Kind.OBSERVATION, awaiting_count=3
    )
    said = anatomy.note(figure, "nl")  # pyright: ignore[reportArgumentType]  the same
    assert said.startswith("n = afgeschermd van 12 gemeenten · laatste opgave verouderd: afgeschermd")
    assert "vaststelling" not in said
