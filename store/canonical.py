"""JSON of which one value has exactly one spelling, so that equal content gives equal bytes and hashes."""

import hashlib
import json
from datetime import date, datetime, timezone

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def canonical_json(value: object) -> str:
    """Sorted keys, no spaces, dates as ISO text. Raises ValueError for NaN and infinity, TypeError for odd types."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain)


def canonical_sha256(value: object) -> str:
    """The SHA-256 of that spelling. Raises as `canonical_json`."""
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()


def read_json_object(line: bytes) -> dict[str, object]:
    """One object. Raises ValueError for what is not UTF-8, not JSON or not an object, and for NaN and infinity."""
    value = json.loads(line.decode("utf-8"), parse_constant=_refuse_constant)
    if not isinstance(value, dict):
        raise ValueError("a JSON object was expected")
    return value


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the microsecond."""
    return moment.astimezone(timezone.utc).strftime(MOMENT_FORMAT)


def read_moment(written: str) -> datetime:
    """The moment that `moment_text` wrote. Raises ValueError for any other spelling."""
    return datetime.strptime(written, MOMENT_FORMAT).replace(tzinfo=timezone.utc)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the journal")


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
