"""The stores that releases left behind, unpacked to be opened."""

import json
import lzma
import tarfile
from pathlib import Path
from typing import Any

CAREFUL: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python 3.11.2 has none
STORES = Path(__file__).resolve().parents[1] / "fixtures" / "stores"


def unpacked(release: str, directory: Path) -> Path:
    """A copy of the home that a release made, in `directory`."""
    with tarfile.open(STORES / release / "home.tar.xz") as packed:
        packed.extractall(directory, **CAREFUL)
    return directory / "home"


def read_back(release: str) -> dict[str, list[dict[str, Any]]]:
    """What the release read in its own store: rows by what was asked."""
    return json.loads(lzma.decompress((STORES / release / "statements.json.xz").read_bytes()))


def printed_figures(release: str) -> list[tuple[str, list[str]]]:
    """SHA-256 of what the release printed, and the words of the command after `wams`."""
    lines = (STORES / release / "figures.sha256").read_text().splitlines()
    return [(digest, words.split()[1:]) for digest, words in (line.split("  ", 1) for line in lines)]
