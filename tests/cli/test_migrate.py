"""A store of an earlier release is brought up to date: what was hidden in it is gone, and nothing else changed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from store.store import Store
from tests.cli.test_store_of_a_release import NATIONAL, RELEASE, released, said
from tests.pipelines.hiding_places.everything import everything_in
from tests.store.released import STORES, read_back

__all__ = ["released"]  # the fixture
PLANTED = json.loads((STORES / RELEASE / "planted.json").read_text(encoding="utf-8"))
VALUES = [*(PLANTED[kind] for kind in ("bsn", "mail", "phone", "iban")), *PLANTED["missed"].values()]


def _planted_in(home: Path) -> set[str]:
    """The values that stand in any byte of the home, also without the words around them."""
    spellings = {value: [value, value.split()[-1] if "punt" not in value else value] for value in VALUES}
    contents = [content for _, content in everything_in(home)]
    return {
        value
        for value, spelled in spellings.items()
        for text in spelled
        for written in (text.encode(), text.encode("utf-16-le"))
        if any(written in content for content in contents)
    }


@pytest.fixture
def run(released: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("WAMS_HOME", str(released))
    return CliRunner()


def test_what_was_planted_in_a_store_of_an_earlier_release_is_in_no_byte_after_it_was_migrated(
    run: CliRunner, released: Path
):
    assert _planted_in(released) == set(VALUES)
    ended = run.invoke(app, ["migrate"])
    assert ended.exit_code == 0
    assert _planted_in(released) == set()
    assert [value for value in VALUES if value in ended.output] == []
    assert "Bestanden zoals ze binnenkwamen; hun cellen zijn bewaard: 14 (regels 1, 2, 3" in ended.output
    assert "Bestandsnamen met persoonsgegevens: 1 (regels 18)." in ended.output


def test_a_migrated_store_verifies_is_made_again_and_says_what_it_said_but_for_the_notes_taken_out(
    run: CliRunner, released: Path
):
    removed = json.loads(run.invoke(app, ["migrate", "--json"]).stdout)["removed"]
    store = Store(released)
    assert store.verify() == []
    before = store.fingerprint()
    store.rebuild()
    assert store.fingerprint() == before
    with store.reader() as reader:
        now = said(reader)
    was = read_back(RELEASE)
    differing_rows = [
        (old, new) for asked in was for old, new in zip(was[asked], now[asked], strict=True) if old != new
    ]
    assert {old["ledger_sequence"] for old, _ in differing_rows} == set(removed["notes"]["lines"]) == {9}
    assert all(new == {**old, "note": None} for old, new in differing_rows)


def test_a_migrated_store_gives_the_same_figures_to_the_byte(run: CliRunner):
    def printed() -> list[str]:
        return [run.invoke(app, words).stdout for _, words in NATIONAL[::6]]

    before = printed()
    run.invoke(app, ["migrate"])
    assert printed() == before
    assert len(before) > 6


def test_a_second_migration_finds_nothing_and_changes_nothing(run: CliRunner, released: Path):
    run.invoke(app, ["migrate"])
    before = (released / "ledger.jsonl").read_bytes()
    assert "Er is niets veranderd" in run.invoke(app, ["migrate"]).output
    assert (released / "ledger.jsonl").read_bytes() == before


def test_where_there_is_no_store_none_is_made_and_that_is_said(wams, home: Path):
    ended = wams("migrate")
    assert ended.status == 3
    assert "Er is geen opslag in" in ended.err
    assert not home.exists()


def test_a_dry_run_says_what_would_be_taken_out_and_takes_nothing(run: CliRunner, released: Path):
    before = (released / "ledger.jsonl").read_bytes()
    would = json.loads(run.invoke(app, ["migrate", "--dry-run", "--json"]).stdout)
    assert (would["is_dry_run"], would["events"]) == (True, [])
    assert (released / "ledger.jsonl").read_bytes() == before
    assert json.loads(run.invoke(app, ["migrate", "--json"]).stdout)["removed"] == would["removed"]
