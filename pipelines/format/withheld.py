"""What stands in the place of a cell that held personal data."""

from typing import Final

WITHHELD_CELL: Final = "[weggelaten: persoonsgegeven / withheld: personal data]"  # one text, kept and read in both
WITHHELD_CELLS: Final = (WITHHELD_CELL, "[weggelaten: persoonsgegeven]")  # the second stands in older stores
