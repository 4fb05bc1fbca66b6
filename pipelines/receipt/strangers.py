"""Rows of municipalities that the sender may not write for."""

from collections.abc import Collection
from typing import Any, Final

from domain.municipalities import Register
from pipelines.format.raw import FileRejected
from pipelines.normalising.normalise import NormalisedTable
from pipelines.receipt.problems import file_problem

_NAMED: Final = 5  # municipalities in one message; a national file names hundreds


def not_written_for(tables: list[NormalisedTable], writes_for: Collection[str] | None) -> list[str]:
    """The municipalities of which there is a row and that the sender may not write for."""
    if writes_for is None:
        return []
    named = {code for table in tables for code in table.frame["municipality_code"].drop_nulls().to_list()}
    return sorted(named - set(writes_for))


def not_yours(strangers: list[str], register: Register, file_name: str) -> dict[str, Any]:
    """The problem of a file that is refused for rows of these municipalities."""
    shown = [register.by_code[code].name if code in register.by_code else code for code in strangers]
    more = len(shown) - _NAMED
    reason = "municipalities" if more <= 0 else "many_municipalities"
    names = ", ".join(shown[:_NAMED])
    return file_problem(FileRejected("not_yours", reason, names=names, count=max(more, 0)), file_name)
