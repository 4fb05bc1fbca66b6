"""What the intake finds wrong or strange in a row, as its rules say it."""

from collections.abc import Mapping
from typing import NamedTuple


class Finding(NamedTuple):
    """A rule that a row breaks, or a warning that it gives.

    `written` is what stands in the cell, None when that is of no use or may not be repeated. `part` is the text of the
    rule that fits the case, `remedy` its text on what to do, `named` what these texts name besides the value.
    """

    rule: str
    column: str | None = None
    written: str | None = None
    named: Mapping[str, object] = {}
    part: str = "message"
    remedy: str = "remedy"
