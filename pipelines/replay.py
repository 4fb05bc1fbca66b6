"""Taking in a folder of files in the order, and at the moments, of its manifest."""

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from domain.municipalities import Register
from domain.programme import Programme
from pipelines.format.raw import COMMAND_LINE_LIMITS, FileRejected
from pipelines.intake import take_in
from pipelines.reading.file_bytes import bytes_within
from pipelines.receipt.unread import unread_receipt

if TYPE_CHECKING:
    from store.reader import Reader
    from store.writer import Writer

MANIFEST_FILE: Final = "manifest.csv"
ORIGIN_FILE: Final = "origin.json"


class ManifestError(ValueError):
    """A folder that cannot be replayed: says where in the manifest, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the manifest: a file of the folder, and the moment (UTC) at which it arrives."""

    path: Path
    arrives_at: datetime


def replay(
    directory: Path,
    *,
    writer: "Writer",
    register: Register,
    programme: Programme,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Takes in every file of the manifest and returns the receipts in its order.

    Goes on where an earlier replay into this store stopped: of a file that was taken in at that moment already the
    receipt of then is returned, with `is_skipped` true; nothing is recorded twice. Raises ManifestError before
    anything is taken in, and whatever the store raises; what it acknowledged until then stays.
    """
    arrivals = read_manifest(directory)
    is_synthetic = _is_synthetic(directory)
    last = writer.reader.info.last_recorded_at
    recorded = _recorded(writer.reader)
    _refuse_other_content(arrivals, recorded, last)
    receipts: list[dict[str, Any]] = []
    for done, arrival in enumerate(arrivals, start=1):
        try:
            content = bytes_within(arrival.path, COMMAND_LINE_LIMITS)
        except FileRejected as rejection:
            receipts.append(unread_receipt(rejection, arrival.path.name, arrival.arrives_at))
            continue
        sequence = recorded.get((hashlib.sha256(content).hexdigest(), arrival.arrives_at))
        if sequence is not None:
            receipts.append(_earlier_receipt(writer.reader, sequence, arrival.arrives_at))
        else:
            receipts.append(
                take_in(
                    content, arrival.path.name, writer=writer, register=register, programme=programme,
                    recorded_at=arrival.arrives_at, is_replay=True, is_synthetic=is_synthetic,
                )
            )  # fmt: skip
        if on_progress is not None:
            on_progress(done, len(arrivals))
    return receipts


def read_manifest(directory: Path) -> list[Arrival]:
    """The lines of the manifest, strictly in order of arrival. Raises ManifestError."""
    path = directory / MANIFEST_FILE
    if not path.is_file():
        raise ManifestError(f"{directory} has no {MANIFEST_FILE}; name a folder that `wams simulate` wrote")
    arrivals: list[Arrival] = []
    with path.open(encoding="utf-8", newline="") as stream:
        for number, line in enumerate(csv.DictReader(stream), start=2):
            arrivals.append(_arrival(directory, line, f"{path}, line {number}"))
            if len(arrivals) > 1 and arrivals[-1].arrives_at <= arrivals[-2].arrives_at:
                raise ManifestError(f"{path}, line {number}: does not arrive after the line before; sort the manifest")
    return arrivals


def _arrival(directory: Path, line: dict[str, Any], where: str) -> Arrival:
    name, written = line.get("file"), line.get("arrives_at")
    if not name or not written:
        raise ManifestError(f"{where}: needs the columns file and arrives_at, both filled in")
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise ManifestError(f"{where}: {written!r} is no moment; write 2026-03-01T09:30:00Z") from error
    if moment.tzinfo is None:
        raise ManifestError(f"{where}: {written!r} has no time zone; write 2026-03-01T09:30:00Z")
    file = (directory / name).resolve()
    if not file.is_relative_to(directory.resolve()):
        raise ManifestError(f"{where}: {name!r} lies outside the folder; a manifest names files of its own folder only")
    if not file.is_file():
        raise ManifestError(f"{where}: there is no file {name!r}; the folder is not complete")
    return Arrival(file, moment.astimezone(timezone.utc))


def _is_synthetic(directory: Path) -> bool:
    """Whether the folder says of itself that it was made up."""
    path = directory / ORIGIN_FILE
    return path.is_file() and json.loads(path.read_text(encoding="utf-8")).get("origin") == "synthetic"


def _recorded(reader: "Reader") -> dict[tuple[str, datetime], int]:
    """The ledger line of every file by its bytes and its moment."""
    files = reader.files().drop_nulls("received_sha256")
    rows = files.select("received_sha256", "recorded_at", "sequence").rows()
    return {(sha256, recorded_at): sequence for sha256, recorded_at, sequence in rows}


def _refuse_other_content(
    arrivals: list[Arrival], recorded: dict[tuple[str, datetime], int], last: datetime | None
) -> None:
    """A store that holds something this folder did not bring in cannot be gone on with: the past is closed."""
    if last is None:
        return
    known = {sha256 for sha256, _ in recorded}
    for arrival in arrivals:
        if arrival.arrives_at > last:
            return
        with arrival.path.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        # a duplicate leaves no line in the ledger: its bytes are known from an earlier moment
        if (digest, arrival.arrives_at) not in recorded and digest not in known:
            raise ManifestError(
                f"{arrival.path.name} arrived at {arrival.arrives_at.isoformat()}, before the last ledger line "
                f"({last.isoformat()}), and was never taken in; replay this folder into an empty store"
            )


def _earlier_receipt(reader: "Reader", sequence: int, recorded_at: datetime) -> dict[str, Any]:
    moment = recorded_at.isoformat().replace("+00:00", "Z")
    return {**reader.receipt(sequence), "recorded_at": moment, "sequence": sequence, "is_skipped": True}
