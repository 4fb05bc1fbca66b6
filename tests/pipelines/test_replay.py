"""Replay through the real intake into a real store: what became of every row is what the truth says."""

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.statements import KEY, VALUES, Table
from pipelines.format.columns import FORMATS
from pipelines.replay import ManifestError, replay
from pipelines.simulator.mess.spoiled_files import SPOILINGS
from pipelines.simulator.mess.spoiled_rows import RULES
from store.store import Store
from tests.pipelines.countries import MERGER_DAY, TWO_PARTS, Country, register_with_mergers

SEEDS = (1, 2, 3, 4, 5)
EACH_TIME = 1  # the others in the long run
DUTCH = {table.value: FORMATS[table].dutch for table in Table}
COUNTS = ("read", "accepted", "unchanged", "corrections", "quarantined", "left_out")


class Replayed:
    """A country that was replayed into a store of its own."""

    def __init__(self, directory: Path, **arguments: Any) -> None:
        self.country = Country(directory / "country", **arguments)
        self.store = Store(directory / "home")
        self.receipts = self.replay()
        names = [line["file"] for line in self.country.manifest]
        self.receipt_of = dict(zip(names, self.receipts, strict=True))

    def replay(
        self, on_progress: Callable[[int, int], None] | None = None, into: Store | None = None
    ) -> list[dict[str, Any]]:
        """Takes the folder in."""
        with (into or self.store).writer(holder="test") as writer:
            return replay(
                self.country.directory, writer=writer, register=self.country.register,
                programme=self.country.programme, on_progress=on_progress,
            )  # fmt: skip

    def errors(self) -> dict[tuple[str, str, int], list[str]]:
        """Rules by file, table and row of every refused row that a receipt names."""
        found: dict[tuple[str, str, int], list[str]] = defaultdict(list)
        for name, receipt in self.receipt_of.items():
            for problem in receipt["problems"]:
                if problem["severity"] == "error" and receipt["outcome"] == "partly":
                    found[name, problem["table"], problem["row"]].append(problem["rule"])
        return dict(found)


# a country is replayed once: whatever looks at it runs in one process
ONE_BY_ONE = [
    pytest.param(
        seed, id=f"seed {seed}",
        marks=[pytest.mark.long] if seed > EACH_TIME else [],
    )
    for seed in SEEDS
]  # fmt: skip


@pytest.fixture(scope="module", params=ONE_BY_ONE)
def replayed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    seed = request.param
    directory = tmp_path_factory.mktemp(f"replayed{seed}")
    return Replayed(directory, seed=seed, municipality_count=40, month_count=12, mess=0.1)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    directory = tmp_path_factory.mktemp("merged")
    register = register_with_mergers(directory / "register")
    return Replayed(
        directory, register=register, seed=11, municipality_count=9, month_count=18, mess=0.04, response=1.0
    )


def test_receipts_account_for_every_row(replayed: Replayed) -> None:
    for row in replayed.country.files:
        if row["table"]:
            expected = {name: int(row[name]) for name in COUNTS}
            assert replayed.receipt_of[row["file"]]["tables"][DUTCH[row["table"]]] == expected, row["file"]


def test_every_file_has_the_outcome_that_its_truth_says(replayed: Replayed) -> None:
    expected = {row["file"]: row["outcome"] for row in replayed.country.files}

    assert {name: receipt["outcome"] for name, receipt in replayed.receipt_of.items()} == expected


def test_every_spoiled_row_is_refused_under_its_rule_and_no_good_row_is(replayed: Replayed) -> None:
    expected = {
        (row["file"], DUTCH[row["table"]], int(row["row_number"])): [row["rule"]] for row in replayed.country.spoiled
    }

    assert replayed.errors() == expected


def test_every_spoiled_file_is_rejected_under_its_rule(replayed: Replayed) -> None:
    for row in replayed.country.spoiled_files:
        problems = replayed.receipt_of[row["file"]]["problems"]
        assert [problem["rule"] for problem in problems] == [row["rule"]], row


def test_quarantine_holds_the_spoiled_rows_and_later_good_rows_clear_them(replayed: Replayed) -> None:
    with replayed.store.reader() as reader:
        held = reader.quarantine(only_open=False)

    assert held.height == len(replayed.country.spoiled)
    assert set(held["status"]) == {"open", "cleared"}


def test_store_holds_every_good_statement_as_it_was_said(replayed: Replayed) -> None:
    assert _stored(replayed) == _said(replayed.country)


def test_the_five_countries_together_break_every_rule_that_the_register_can_produce(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    broken: set[str] = set()
    for seed in SEEDS:
        country = Country(
            tmp_path_factory.mktemp("broken") / "country", seed=seed, municipality_count=40, month_count=12, mess=0.1
        )
        broken |= {row["rule"] for row in country.spoiled} | {row["rule"] for row in country.spoiled_files}

    assert broken == {*RULES, *SPOILINGS.values()}


def test_report_of_a_part_that_arrives_after_the_merger_is_accepted_and_flagged(merged: Replayed) -> None:
    late = {
        (said["file"], DUTCH[said["table"]], said["row_number"])
        for said in merged.country.statements
        if said["municipality_code"] in TWO_PARTS and said["arrives_at"] > MERGER_DAY.isoformat()
    }
    flagged = {
        (name, problem["table"], problem["row"])
        for name, receipt in merged.receipt_of.items()
        for problem in receipt["problems"]
        if problem["rule"] == "merged_later" and problem["severity"] == "warning"
    }

    assert late
    assert late <= flagged
    assert _stored(merged) == _said(merged.country)


def test_report_of_a_part_for_a_day_after_the_merger_is_refused(merged: Replayed) -> None:
    expected = {
        (row["file"], DUTCH[row["table"]], int(row["row_number"])): [row["rule"]] for row in merged.country.spoiled
    }

    assert merged.errors() == expected
    assert "dissolved_municipality" in {row["rule"] for row in merged.country.spoiled}


def test_files_are_recorded_at_the_moments_of_the_manifest_and_marked_as_synthetic(merged: Replayed) -> None:
    with merged.store.reader() as reader:
        recorded = [moment.strftime("%Y-%m-%dT%H:%M:%SZ") for moment in reader.files()["recorded_at"]]
        info = reader.info
    duplicates = {row["file"] for row in merged.country.files if row["outcome"] == "duplicate"}

    assert info.is_replay
    assert info.is_synthetic
    assert recorded == [line["arrives_at"] for line in merged.country.manifest if line["file"] not in duplicates]


def test_interrupted_replay_goes_on_where_it_stopped(merged: Replayed, tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    halfway = len(merged.country.manifest) // 2

    def break_off(done: int, total: int) -> None:
        if done == halfway:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merged.replay(break_off, store)
    receipts = merged.replay(into=store)
    skipped = [receipt.pop("is_skipped", False) for receipt in receipts]
    outcomes = [receipt["outcome"] for receipt in receipts]

    assert sum(skipped) == halfway - outcomes[:halfway].count("duplicate")
    assert not any(skipped[halfway:])
    assert [json.dumps(r, sort_keys=True) for r in receipts] == [json.dumps(r, sort_keys=True) for r in merged.receipts]
    with store.reader() as reader, merged.store.reader() as whole:
        assert reader.files()["hash"].to_list() == whole.files()["hash"].to_list()


def test_replaying_everything_again_changes_nothing(merged: Replayed) -> None:
    with merged.store.reader() as reader:
        before = reader.info.last_sequence
    outcomes = Counter(receipt["outcome"] for receipt in merged.replay())
    with merged.store.reader() as reader:
        assert reader.info.last_sequence == before

    assert outcomes == Counter(receipt["outcome"] for receipt in merged.receipts)


def test_folder_from_before_what_the_store_holds_is_refused(merged: Replayed, tmp_path: Path) -> None:
    other = Country(tmp_path / "other", seed=12, municipality_count=3, month_count=12)

    with pytest.raises(ManifestError, match="empty store"), merged.store.writer(holder="test") as writer:
        replay(other.directory, writer=writer, register=other.register, programme=other.programme)


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [
        ("file,arrives_at\nfiles/gone.csv,2026-03-01T09:30:00Z\n", "line 2: there is no file"),
        ("file,arrives_at\nmanifest.csv,tomorrow\n", "line 2: 'tomorrow' is no moment"),
        ("file,arrives_at\nmanifest.csv,2026-03-01T09:30:00\n", "line 2: .* no time zone"),
        ("file,when\nmanifest.csv,2026-03-01T09:30:00Z\n", "line 2: needs the columns"),
        ("file,arrives_at\n../outside.csv,2026-03-01T09:30:00Z\n", "line 2: .* outside the folder"),
        (
            "file,arrives_at\nmanifest.csv,2026-03-01T09:30:00Z\nmanifest.csv,2026-03-01T09:30:00Z\n",
            "line 3: does not arrive after",
        ),
    ],
)
def test_manifest_that_cannot_be_followed_is_refused_before_anything_is_taken_in(
    merged: Replayed, tmp_path: Path, manifest: str, complaint: str
) -> None:
    (tmp_path / "outside.csv").write_text("x")
    folder = tmp_path / "folder"
    shutil.copytree(merged.country.directory, folder, ignore=shutil.ignore_patterns("files"))
    (folder / "manifest.csv").write_text(manifest)
    store = Store(tmp_path / "home")

    with pytest.raises(ManifestError, match=complaint), store.writer(holder="test") as writer:
        replay(folder, writer=writer, register=merged.country.register, programme=merged.country.programme)
    with store.reader() as reader:
        assert reader.info.last_sequence == 0


def _said(country: Country) -> dict[str, list[dict[str, Any]]]:
    """Per table the statements that are new or a correction, in the order of arrival."""
    said: dict[str, list[dict[str, Any]]] = {table.value: [] for table in Table}
    for statement in country.statements:
        if statement["outcome"] != "unchanged":
            names = (*KEY[Table(statement["table"])], *VALUES[Table(statement["table"])])
            place = {"file": Path(statement["file"]).name, "row_number": statement["row_number"]}
            said[statement["table"]].append({**place, **{name: statement[name] for name in names}})
    return said


def _stored(replayed: Replayed) -> dict[str, list[dict[str, Any]]]:
    """Per table everything that was ever stored, in the order of the ledger, dates as text."""
    stored: dict[str, list[dict[str, Any]]] = {}
    with replayed.store.reader() as reader:
        names = dict(reader.files().select("sequence", "file_name").rows())
        for table in Table:
            history = reader.history(table).sort("ledger_sequence", "row_number")
            stored[table.value] = [
                {
                    "file": names[row["ledger_sequence"]],
                    "row_number": row["row_number"],
                    **{name: _plain(row[name]) for name in (*KEY[table], *VALUES[table])},
                }
                for row in history.iter_rows(named=True)
            ]
    return stored


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
