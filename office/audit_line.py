"""A line of the audit log: what was done, and the hash of the line before it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any, Final, Self

from office.acts import Act, Entry, Way

FORMATS: Final = (1, 2)
"""1: without tokens, as every line was before there were any; 2: a line in which a token acts or is acted upon."""
_OF_TOKENS: Final = ("by_token", "token")
_MOMENT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True)
class Line:
    """One act as it stands in a file. `number` counts from 1 in that file; `previous_hash` is of the line before."""

    number: int
    at: datetime
    by_person: int | None
    by_role: str
    is_local: bool
    act: Act
    way: Way
    municipality_code: str | None
    person: int | None
    report: str | None
    before: str | None
    after: str | None
    previous_hash: str
    hash: str
    by_token: int | None = None
    token: int | None = None

    @classmethod
    def after_line(cls, number: int, previous_hash: str, entry: Entry) -> Self:
        """The line that comes after the one with this number and hash."""
        facts = {**entry.facts(), "at": entry.at.astimezone(timezone.utc)}
        body = {"number": number + 1, **facts, "previous_hash": previous_hash}
        return cls._of(body, sha256_of(_written(body)))

    @classmethod
    def read(cls, line: bytes) -> Self:
        """A line without its newline. Raises ValueError when a single byte is off, NewerLineError for a newer form."""
        try:
            content: Any = json.loads(line.decode("utf-8"))
            if not isinstance(content, dict) or canonical(content) != line:
                raise ValueError("the line is not in its canonical spelling")
            form, sealed = content.pop("format"), content.pop("hash")
            if sealed != sha256_of({"format": form, **content}):
                raise ValueError("the line is not what its hash says")
            if form not in FORMATS:
                raise NewerLineError(f"format {form}")
            at = datetime.strptime(content["at"], _MOMENT).replace(tzinfo=timezone.utc)
            return cls._of({**content, "at": at}, sealed)
        except (KeyError, TypeError) as error:
            raise ValueError(f"the line has not the fields of an audit line: {error}") from error

    @classmethod
    def _of(cls, body: dict[str, Any], sealed: str) -> Self:
        fields: dict[str, Any] = {**body, "act": Act(body["act"]), "way": Way(body["way"])}
        return cls(**fields, hash=sealed)

    def as_bytes(self) -> bytes:
        """The line as it stands in the file, newline included."""
        body = _written(asdict(self))
        sealed = body.pop("hash")
        return canonical({**body, "hash": sealed}) + b"\n"


class NewerLineError(ValueError):
    """A sound line in a form that this release does not know."""


def first_hash(name: str) -> str:
    """What the first line of a file goes on from: so a file under another name is no chain."""
    return hashlib.sha256(f"wams audit {name}".encode()).hexdigest()


def canonical(value: object) -> bytes:
    """JSON of which one value has exactly one spelling."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")


def sha256_of(value: object) -> str:
    """The SHA-256 of that spelling."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _written(body: dict[str, Any]) -> dict[str, Any]:
    """A line without a token is written as it always was: releases of before read it."""
    at: datetime = body["at"]
    is_of_token = any(body[name] is not None for name in _OF_TOKENS)
    said = body if is_of_token else {name: value for name, value in body.items() if name not in _OF_TOKENS}
    plain = {"at": at.strftime(_MOMENT), "act": str(body["act"]), "way": str(body["way"])}
    return {**said, **plain, "format": FORMATS[is_of_token]}
