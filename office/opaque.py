"""Ids that say nothing: what a visitor holds, and the hash that is kept of it."""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32
LONGEST: Final = 64  # an id is 43 characters; what is longer is not looked up


def new_opaque() -> str:
    """256 bits from the system, in letters that go into a cookie."""
    return secrets.token_urlsafe(_BYTES)


def opaque_sha256(opaque: str) -> str | None:
    """What is kept of it, so that who reads the database cannot come in with it; None for what was never one.

    No salt and no slow hash: 256 bits cannot be guessed.
    """
    if not 0 < len(opaque) <= LONGEST or not opaque.isascii():
        return None
    return hashlib.sha256(opaque.encode("ascii")).hexdigest()
