"""In which order day and month stand in a column, judged by those of its dates that exist in one order only.

03/04/2025 is two days. A column with 01/31/2026 in it and nothing like 31/01/2026 was written month first, and then so
was its 03/04/2025: none of it is read. Dates with another mark between (03-04-2025) are of another hand. One export
writes all its columns alike, so a column that cannot tell is not read either where another one of the file is month
first and none is day first. Where a file has both, what exists in one order alone is sure; what exists in both is read
day first, and said to be in doubt.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from pipelines.format.raw import Cell
from pipelines.normalising.written_dates import Shape, is_same_in_both, order_in

_MONTHS: Final = 12
_NONE: Final[frozenset[Shape]] = frozenset()


@dataclass(frozen=True)
class DateOrder:
    """What one column tells. `day_first`: the shapes of dates that it has in our order; `month_first`: those that it
    has in the other order only. `mixed`: those of which some are in the one order only and some in the other.
    `has_sure_cells`: a real date cell has a day that is no month, so the program that opened the file did not take day
    and month for one another.
    """

    month_first: frozenset[Shape] = _NONE
    day_first: frozenset[Shape] = _NONE
    mixed: frozenset[Shape] = _NONE
    has_sure_cells: bool = False

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Self:
        """What the cells of a date column tell together."""
        values = {cell.value for cell in cells}
        found = [order for value in values if isinstance(value, str) and (order := order_in(value)) is not None]
        day_first = frozenset[Shape](shape for shape, is_ours in found if is_ours is True)
        month_first = frozenset[Shape](shape for shape, is_ours in found if is_ours is False)
        has_sure_cells = any(isinstance(value, date) and value.day > _MONTHS for value in values)
        return cls(month_first - day_first, day_first, day_first & month_first, has_sure_cells)

    def beside(self, others: Iterable["DateOrder"]) -> "DateOrder":
        """The same column judged among all date columns of its file."""
        columns = list(others)
        month_first = _NONE.union(*(column.month_first for column in columns))
        day_first = _NONE.union(*(column.day_first for column in columns))
        of_both_hands = _NONE.union(*(column.mixed for column in columns)) | (month_first & day_first)
        cannot_tell = of_both_hands - self.month_first - self.day_first
        return DateOrder(
            self.month_first | (month_first - day_first),
            self.day_first,
            self.mixed | cannot_tell,
            any(column.has_sure_cells for column in (self, *columns)),
        )

    def is_doubted(self, value: object) -> bool:
        """Whether day and month of a value may have changed places, and nothing tells which of the two was meant."""
        if isinstance(value, str):
            order = order_in(value)
            return order is not None and order[0] in self.month_first
        return isinstance(value, date) and bool(self.month_first) and not self.has_sure_cells and value.day <= _MONTHS

    def may_be_either(self, value: object) -> bool:
        """Whether a value that is read day first is another day month first, in a column where both orders occur."""
        if isinstance(value, str):
            order = order_in(value)
            return order is not None and order[0] in self.mixed and order[1] is None and not is_same_in_both(value)
        has_both = bool(self.month_first | self.mixed)  # a program turns what it can read into date cells, right or not
        return isinstance(value, date) and has_both and value.day <= _MONTHS and value.day != value.month
