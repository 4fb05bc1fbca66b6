"""Whether a report, by its line of the ledger, is of one municipality and nobody else."""

from collections.abc import Container, Mapping
from typing import Any


def is_of(line: Mapping[str, Any], code: str, handed_in: Container[int]) -> bool:
    """Whether every row of it is of `code`; one that was refused whole names nobody: then whether it was handed in for
    that municipality. A file with rows of others too is theirs as well, so its receipt is not shown.
    """
    codes = line["municipality_codes"]
    return codes == [code] if codes else line["sequence"] in handed_in
