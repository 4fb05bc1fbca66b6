"""The receipt of a file of which no byte was read: too large, or closed to who runs the command."""

from datetime import datetime, timezone
from typing import Any

from pipelines.format.raw import FileRejected
from pipelines.receipt.problems import file_problem, safe_file_name


def unread_receipt(rejection: FileRejected, file_name: str, recorded_at: datetime) -> dict[str, Any]:
    """A receipt like any other, without hash and place in the ledger: nothing was read, so nothing is kept of it."""
    name = safe_file_name(file_name)
    return {
        "file": name, "sha256": None, "outcome": "rejected", "tables": {},
        "problems": [file_problem(rejection, name)], "notes": [],
        "recorded_at": recorded_at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z"), "sequence": None,
    }  # fmt: skip
