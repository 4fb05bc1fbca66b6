"""The guides of docs/building/ are right: each is followed in a copy of the checkout, and what it promises is there."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.outcome import Ending
from tests.dashboard import example
from tests.docs.guides import GUIDES, Copy, copied, follow

STEPS = "gemeentecode;peildatum;stap;status;startdatum;streefdatum;einddatum\n"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copied(tmp_path / "checkout")


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a store with the small made-up country."""
    home = tmp_path_factory.mktemp("country")
    example.build(home)
    return home


def page(copy: Copy, name: str, country: Path) -> dict[str, Any]:
    """What a page of the copy shows."""
    found = json.loads(copy.run("-m", "tests.docs.opened_page", name, WAMS_HOME=str(country)))
    assert found["errors"] == []
    assert found["from"] == str(copy.folder)
    return found


def wams(copy: Copy, *words: str, status: int = 0) -> Any:
    """What the command of the copy answers, on a store of its own."""
    start = ("-c", "from cli.main import main; main()")
    return json.loads(copy.run(*start, *words, status=status, WAMS_HOME=str(copy.folder / "var")))


def test_every_guide_is_followed_by_a_test_below():
    assert {path.name for path in GUIDES.glob("*.md")} == {"a-screen.md", "a-figure.md", "a-metric.md", "a-rule.md"}


def test_the_guide_to_a_screen_gives_a_page_that_stands_in_the_navigation(copy: Copy, country: Path):
    follow("a-screen.md", copy)
    found = page(copy, "burden", country)
    assert found["title"] == ["Invultijd"]
    (figures,) = [part["figures"] for part in found["parts"] if "figures" in part]
    assert [(one["label"], one["unit"], one["is_word"]) for one in figures] == [
        ("Tijd per opgave, middelste", "minuten", False)
    ]
    assert [one.startswith("De helft van de opgaven kostte") for one in found["headings"]] == [True]
    links = [link for part in found["sidebar"] for group in part.get("groups", []) for link in group["links"]]
    assert [link["title"] for link in links if link["is_current"]] == ["Invultijd"]


def test_the_guide_to_a_figure_gives_one_that_draws_with_its_finding(copy: Copy, country: Path):
    follow("a-figure.md", copy)
    found = page(copy, "steps", country)
    (finding,) = [
        one for one in found["headings"] if one.endswith("eigen streefdata met een bekende uitkomst zijn gehaald")
    ]
    (bars,) = [part for part in found["parts"] if part.get("alt") == f"Een balk per stap. {finding}."]
    assert bars["rows"][0]["label"] == "1 Wet- en regelgeving"
    assert any(row["marks"] for row in bars["rows"])


def test_the_guide_to_a_metric_gives_one_that_answers_and_is_documented(copy: Copy):
    follow("a-metric.md", copy)
    said = [
        "GM0363;31-03-2026;1;gestart;01-01-2026;01-09-2026;",
        "GM0344;31-03-2026;1;gestart;01-01-2026;;",
        "GM0599;31-03-2026;1;niet gestart;;01-10-2026;",
        "GM0518;31-03-2026;1;afgerond;01-01-2026;01-02-2026;01-02-2026",
    ]
    copy.write("opgave.csv", STEPS + "\n".join(said) + "\n")
    wams(copy, "ingest", "--json", "opgave.csv")
    answer = wams(copy, "metric", "steps_with_own_target", "--step", "1", "--as-of", "2026-03-31")
    (row,) = answer["rows"]
    assert (row["numerator"], row["denominator"], row["value"], row["unknown_count"]) == (2, 3, 2 / 3, 338)
    written = copy.read("docs/metrics.md").split("### steps_with_own_target\n", 1)[1].split("\n### ", 1)[0]
    assert "Unfinished steps with an own target date" in written
    assert "In the example" in written


def test_the_guide_to_a_rule_gives_one_that_refuses_its_row_alone_and_is_documented(copy: Copy):
    follow("a-rule.md", copy)
    said = ["GM0363;31-03-2026;1;afgerond;01-02-2026;01-03-2026;vng", "GM0344;31-03-2026;1;gestart;01-02-2026;;vng"]
    header = "gemeentecode;peildatum;stap;status;startdatum;einddatum;wacht_op\n"
    copy.write("opgave.csv", header + "\n".join(said) + "\n")
    (receipt,) = wams(copy, "ingest", "--json", "opgave.csv", status=Ending.DONE_BUT_REFUSED)["files"]
    (problem,) = receipt["problems"]
    assert (problem["rule"], problem["row"], problem["column"]) == ("waits_when_finished", 2, "wacht_op")
    assert "er staat nog op wie de stap wacht (vng)" in problem["message"]["nl"]
    assert receipt["tables"]["stappen"]["accepted"] == 1
    assert "### `waits_when_finished`" in copy.read("docs/rules.md")
