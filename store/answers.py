"""Answers beside a generation: what was asked of it beforehand, as lines that anybody can read. Derived, as it is.

`generations/answers-N.txt` has a head (JSON: what the answers are of, and the hash of all that follows), and then per
answer a line: the question, a tab, the answer, both JSON. It is written aside and renamed, so it is there whole or not
at all; a file that is not what its head says, or is of something else, is as if it were not there.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from store.durable import read_whole, write_whole
from store.errors import StoreUnwritableError
from store.home import Home

FORMAT: Final = 1
_ATTEMPTS: Final = 5  # writers that begin one after the other just then; five times running is no accident


def keep_answers(home: Path, version: str, of: Mapping[str, str], answers: Mapping[str, str]) -> None:
    """Puts answers beside the generation of a version. `of`: what else they are of; equal when they are read.

    Of a generation that is gone by now nothing is kept. Raises StoreUnwritableError.
    """
    if not Home(home).generation_file(_number(version)).exists():
        return None
    body = "".join(f"{question}\t{answer}\n" for question, answer in answers.items()).encode()
    head = json.dumps(_head(version, of, body), sort_keys=True)
    for attempt in range(_ATTEMPTS):
        try:
            return write_whole(_file(home, version), head.encode() + b"\n" + body)
        except StoreUnwritableError as error:
            # a writer that begins sweeps what was written aside: it may have been left by one that was killed
            if attempt == _ATTEMPTS - 1 or not isinstance(error.__cause__, FileNotFoundError):
                raise
    return None


def kept_answers(home: Path, version: str, of: Mapping[str, str]) -> dict[str, str] | None:
    """The answers of a version by their questions; None where there are none of exactly this."""
    with suppress(OSError, ValueError):
        first, _, body = read_whole(_file(home, version)).partition(b"\n")
        if json.loads(first) == _head(version, of, body):
            answers: dict[str, str] = {}
            for line in body.decode().splitlines():
                question, _, answers[question] = line.partition("\t")
            return answers
    return None


def _head(version: str, of: Mapping[str, str], body: bytes) -> dict[str, object]:
    return {"format": FORMAT, "version": version, "of": dict(of), "sha256": hashlib.sha256(body).hexdigest()}


def _file(home: Path, version: str) -> Path:
    return Home(home).answers_file(_number(version))


def _number(version: str) -> int:
    return int(version.partition("-")[0])
