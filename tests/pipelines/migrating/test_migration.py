"""What may not stand in a store any more is taken out of it, and nothing else changes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from domain.statements import Table
from pipelines.format.withheld import WITHHELD_CELL
from pipelines.migrating.migration import Removed, migrate
from store.intake import Intake, QuarantinedRow
from store.store import Store
from tests.pipelines.desk import TODAY, Desk
from tests.pipelines.hiding_places.everything import everything_in
from tests.pipelines.hiding_places.planted import Planted, found_in
from tests.pipelines.hiding_places.test_hiding_places import PLACES
from tests.pipelines.normalising.notes import PERSONAL
from tests.pipelines.receipt.archived import archived_lines
from tests.store.kept import held
from tests.store.test_recording import one_step

SOME_PLACES = PLACES[::3]  # all of them are tried in the intake
LATER = datetime(2026, 11, 29, tzinfo=timezone.utc)


@pytest.fixture
def migrated(store: Store, register, programme):
    """Migrates the store: `migrated()`, or only says what it would do."""

    def run(*, is_dry_run: bool = False) -> Removed:
        with store.writer(holder="test") as writer:
            return migrate(writer, register=register, programme=programme, recorded_at=LATER, is_dry_run=is_dry_run)

    return run


def _as_before(store: Store, content: bytes, name: str, **changes: Any) -> None:
    """A file as the first release kept it: with its container."""
    sha256 = hashlib.sha256(content).hexdigest()
    receipt = {"file": name, "sha256": sha256, "outcome": "accepted", "tables": {}, "problems": [], "notes": []}
    intake = replace(
        one_step("finished"), file_name=name, received_sha256=sha256, receipt=receipt, archive=content,
        archive_kind="received",
    )  # fmt: skip
    _record(store, replace(intake, **changes))


def _record(store: Store, *intakes: Intake) -> None:
    with store.writer(holder="test") as writer:
        for number, intake in enumerate(intakes):
            writer.record(intake, recorded_at=TODAY + timedelta(seconds=number))


def _found(home: Path) -> Iterator[bytes]:
    return (value for _, content in everything_in(home) for value in found_in(content))


def _bytes_of(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "writer.lock"}


def test_the_containers_of_all_hiding_places_are_replaced_by_their_cells(store: Store, migrated):
    with store.writer(holder="test") as writer:
        for number, (place, make) in enumerate(SOME_PLACES):
            if place.startswith(("refused", "rejected")):
                continue
            content = make(Planted(number))
            sha256 = hashlib.sha256(content).hexdigest()
            kept = replace(one_step("finished"), received_sha256=sha256, archive=content, archive_kind="received")
            writer.record(kept, recorded_at=TODAY + timedelta(seconds=number))
    assert any(_found(store.home.directory))
    removed = migrated()
    assert removed.counts["containers"] > 60
    assert removed.counts["unreadable_containers"] == 0
    assert set(_found(store.home.directory)) == set()
    assert store.verify() == []
    assert migrated().counts == {"unnamed_archives": 0}


def test_a_container_becomes_the_cells_that_would_be_kept_of_it_now(
    store: Store, register, programme, tmp_path, migrated
):
    content = dict(PLACES)["unknown column.csv"](Planted(1))
    now = Store(tmp_path / "now")
    with now.writer(holder="test") as writer:
        Desk(writer, register, programme).hand_in_bytes(content)
    _as_before(store, content, "opgave.csv")
    migrated()
    assert archived_lines(store) == archived_lines(now)


def test_a_container_that_is_not_read_any_more_is_dropped_and_said(store: Store, migrated):
    _as_before(store, b"gemeentecode;peildatum\n", "opgave.csv")
    removed = migrated()
    assert removed.as_json()["removed"]["unreadable_containers"] == {"count": 1, "lines": [1]}
    assert list(store.home.archive.iterdir()) == []
    with store.reader() as reader:
        assert reader.statements(Table.MILESTONE).height == 1
    assert store.verify() == []


def test_a_refused_row_that_was_put_right_keeps_its_cells(store: Store, migrated):
    content = b'{"cells":{"gemeentecode":"GM0363","stap":"2"},"quarantine_id":"1-milestone-3"}\n'
    _as_before(store, content, "opgave.csv")
    migrated()
    assert [line["cells"] for line in archived_lines(store)[1:]] == [
        {"A": "gemeentecode", "B": "stap"}, {"A": "GM0363", "B": "2"},
    ]  # fmt: skip


def test_rows_that_were_kept_without_personal_data_are_looked_at_with_the_spellings_known_now(store: Store, migrated):
    rows = [{"table": "stappen", "row": number, "cells": {"stap": "1", "toelichting": text}}
            for number, text in ((2, "alles goed"), (3, "jan (at) verstopt punt nl"))]  # fmt: skip
    amount = {"table": "kosten", "row": 4, "cells": {"gerealiseerd_eur": "123456782"}}
    content = "".join(f"{json.dumps(row)}\n" for row in (*rows, amount)).encode()
    _as_before(store, content, "opgave.csv", archive_kind="redacted")
    removed = migrated()
    assert removed.lines == {"archived_rows": [1]}
    (archived,) = store.home.archive.iterdir()
    assert [json.loads(line)["row"] for line in archived.read_text().splitlines()] == [2, 4]


def _line_with(text: str) -> Intake:
    """A report that holds this text wherever a text can be kept."""
    intake = one_step("finished")
    said = {"nl": f"a.csv, rij 3: {text} ken ik niet.", "en": "a.csv, row 3: no."}
    problem = {"severity": "error", "rule": "unknown_status", "table": "stappen", "row": 3, "column": "status",
               "value": text, "message": said}  # fmt: skip
    return replace(
        intake,
        received_sha256=hashlib.sha256(text.encode()).hexdigest(),
        statements={Table.MILESTONE: intake.statements[Table.MILESTONE].with_columns(note=pl.lit(text))},
        quarantined=[QuarantinedRow(Table.MILESTONE, None, 3, {"status": text, "stap": "1"}, [problem])],
        receipt={**intake.receipt, "problems": [problem], "notes": [{"nl": text, "en": "see"}]},
        archive=None,
        archive_kind=None,
    )


def test_notes_cells_receipts_and_reasons_lose_personal_data_however_it_is_written(store: Store, migrated):
    texts = [text for _, text in PERSONAL[::10]]
    _record(store, *map(_line_with, texts))
    with store.writer(holder="test") as writer:
        for text, id_ in zip(texts, writer.reader.quarantine()["quarantine_id"].to_list(), strict=True):
            writer.resolve_quarantine([id_], how="dismissed", reason=text, recorded_at=TODAY)
    removed = migrated()
    assert removed.counts["notes"] == removed.counts["cells"] == removed.counts["reasons"] == len(texts)
    kept = b"".join(held(path) for path in (*store.home.journal.iterdir(), store.home.ledger.path))
    assert [text for text in texts if json.dumps(text, ensure_ascii=False)[1:-1].encode() in kept] == []
    with store.reader() as reader:
        assert reader.history(Table.MILESTONE)["note"].is_null().all()
        rows = reader.quarantine(only_open=False)
    assert {json.loads(cells)["status"] for cells in rows["cells"]} == {WITHHELD_CELL}
    assert store.verify() == []


def test_a_file_name_with_personal_data_is_replaced_in_ledger_and_receipt(store: Store, migrated):
    name = "opgave jan (at) verstopt punt nl.csv"
    message = {"nl": f"{name}, rij 3: fout.", "en": f"{name}, row 3: wrong."}
    receipt = {"file": name, "sha256": "0" * 64, "outcome": "accepted", "tables": {}, "notes": [],
               "problems": [{"rule": "x", "column": None, "value": None, "message": message}]}  # fmt: skip
    _as_before(store, b"x", name, receipt=receipt, archive=None, archive_kind=None)
    removed = migrated()
    assert removed.lines == {"file_names": [1]}
    with store.reader() as reader:
        assert reader.files()["file_name"][0] == reader.receipt(1)["file"] == "[weggelaten, withheld].csv"
        assert reader.receipt(1)["problems"][0]["message"]["nl"] == "[weggelaten, withheld].csv, rij 3: fout."


def test_a_line_of_a_receipt_that_named_personal_data_still_says_where_it_was_and_what_to_do(store: Store, migrated):
    text = "bel 12345678"
    said = {
        "nl": f"opgave.csv, rij 3, status: {text} is geen status.",
        "en": f"opgave.csv, row 3: {text} is no status.",
    }
    problem = {"rule": "unknown_status", "row": 3, "column": "status", "value": text, "message": said}
    receipt = {"file": "opgave.csv", "sha256": "0" * 64, "outcome": "accepted", "tables": {}, "problems": [problem],
               "notes": [{"nl": f"Blad {text}.", "en": f"Sheet {text}."}]}  # fmt: skip
    _as_before(store, b"x", "opgave.csv", receipt=receipt, archive=None, archive_kind=None)
    migrated()
    with store.reader() as reader:
        kept = reader.receipt(1)
    message = kept["problems"][0]["message"]
    assert message["nl"].startswith("Rij 3, status: hier stond een persoonsgegeven.")
    assert message["en"].startswith("Row 3, status: there was personal data here.")
    assert message["nl"].endswith("Haal het weg en lever de rij opnieuw in.")
    assert kept["notes"][0]["nl"].startswith("In dit bestand stond een persoonsgegeven")
    assert kept["notes"][0]["en"].startswith("There was personal data in this file")
    assert text not in json.dumps(kept)


def test_an_archive_that_a_killed_writer_left_behind_is_removed_and_counted(store: Store, migrated):
    _record(store, replace(one_step("finished"), archive=None, archive_kind=None))
    left = store.home.archived_file("0" * 64)
    left.write_bytes(b"BSN 123456782")
    assert migrated(is_dry_run=True).counts["unnamed_archives"] == 1
    assert left.exists()
    assert migrated().counts["unnamed_archives"] == 1
    assert not left.exists()


def test_a_dry_run_says_the_same_and_changes_nothing(store: Store, migrated):
    _as_before(store, dict(PLACES)["note.csv"](Planted(1)), "opgave.csv")
    before = _bytes_of(store.home.directory)
    would = migrated(is_dry_run=True)
    assert _bytes_of(store.home.directory) == before
    assert would.counts == migrated().counts
    assert would.sequences == []


def test_a_store_in_which_nothing_stands_that_may_not_is_left_as_it_is(store: Store, register, programme, migrated):
    with store.writer(holder="test") as writer:
        desk = Desk(writer, register, programme)
        for place, make in SOME_PLACES:
            desk.hand_in_bytes(make(Planted(7)), name=place)
    before = store.home.ledger.path.read_bytes()
    removed = migrated()
    assert {kind: count for kind, count in removed.counts.items() if count} == {}
    assert store.home.ledger.path.read_bytes() == before
