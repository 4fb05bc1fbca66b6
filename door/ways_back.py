"""Where somebody is led after signing in: to a page of this app and nowhere else."""

from typing import Final
from urllib.parse import urlsplit

FRONT: Final = "/"
_LONGEST: Final = 2_000


def way_back(asked: str | None) -> str:
    """The path and query that were asked for, or the front page.

    A browser reads a backslash as a slash and leaves out tabs and line ends, so "/\\evil.example" would lead elsewhere.
    """
    if not asked or len(asked) > _LONGEST or not asked.startswith("/"):
        return FRONT
    if asked.startswith("//") or "\\" in asked or any(ord(sign) < 0x21 or ord(sign) == 0x7F for sign in asked):
        return FRONT
    parts = urlsplit(asked)
    return FRONT if parts.scheme or parts.netloc else asked
