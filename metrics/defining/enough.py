"""When so few have reported that no single number may speak for all: what a headline and a finding go by."""

from math import ceil

FEWEST_MUNICIPALITIES = 20  # fewer, and one number describes those few
SMALLEST_PART = 0.1  # of those asked about; less, and most of what is not known is not in it


def fewest(asked_count: int) -> int:
    """Of how many of those asked about something must be known before a headline may give a single figure."""
    return min(asked_count, max(FEWEST_MUNICIPALITIES, ceil(SMALLEST_PART * asked_count)))


def bears_one_number(said_count: int, asked_count: int) -> bool:
    """Whether a headline may give a single figure: of how many asked about how many have said something of it.

    Where all have, always. Where not, from 20 on and from a tenth of them on; below that the bounds are given.
    """
    return said_count >= fewest(asked_count)
