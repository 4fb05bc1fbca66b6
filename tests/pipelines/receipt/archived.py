"""What stands in the archive of a store."""

import json
from typing import Any

from store.store import Store


def archived_lines(store: Store, *, sequence: int = 1) -> list[dict[str, Any]]:
    """The archived cells of one ledger line, line by line."""
    with store.reader() as reader:
        files = reader.files()
    (row,) = files.filter(files["sequence"] == sequence).rows(named=True)
    assert row["archive_kind"] == "cells"
    written = store.home.archived_file(row["archive_sha256"]).read_text(encoding="utf-8")
    assert written.endswith("\n")
    return [json.loads(line) for line in written.splitlines()]
