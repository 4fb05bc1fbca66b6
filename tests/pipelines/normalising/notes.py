"""The hand-made notes in tests/fixtures/notes: what must be refused, and what must not."""

import re
from pathlib import Path
from typing import Final

_DIRECTORY: Final = Path(__file__).parents[2] / "fixtures" / "notes"


def _lines(name: str) -> list[str]:
    lines = (_DIRECTORY / name).read_text(encoding="utf-8").split("\n")
    return [_unescaped(line) for line in lines if line and not line.startswith("# ")]


def _unescaped(line: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line).replace("\\n", "\n")


HARMLESS: Final = _lines("harmless.txt")
PERSONAL: Final = [(kind, text) for kind, _, text in (line.partition("\t") for line in _lines("personal.txt"))]
