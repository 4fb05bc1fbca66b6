"""In which order day and month stand in a column, judged by those of its dates that exist in one order only.

03/04/2025 is two days. A column with 01/31/2026 in it and nothing like 31/01/2026 was written month first, and then so
was its 03/04/2025: none of it is read. Dates with another mark between (03-04-2025) are of another hand. One export
writes all its columns alike, so a column that cannot tell is not read either where another one of the file is month
first and none is day first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from pipelines.format.raw import Cell
from pipelines.normalising.written_dates import Shape, order_in

_MONTHS: Final = 12
_NONE: Final[frozenset[Shape]] = frozenset()


@dataclass(frozen=True)
class DateOrder:
    """What one column tells. `day_first`: the shapes of dates that it has in our order; `month_first`: those that it
    has in the other order only. `has_sure_cells`: a real date cell has a day that is no month, so the program that
    opened the file did not take day and month for one another.
    """

    month_first: frozenset[Shape] = _NONE
    day_first: frozenset[Shape] = _NONE
    has_sure_cells: bool = False

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Self:
        """What the cells of a date column tell together."""
        values = {cell.value for cell in cells}
        found = [order for value in values if isinstance(value, str) and (order := order_in(value)) is not None]
        day_first = frozenset[Shape](shape for shape, is_ours in found if is_ours is True)
        month_first = frozenset[Shape](shape for shape, is_ours in found if is_ours is False)
        has_sure_cells = any(isinstance(value, date) and value.day > _MONTHS for value in values)
        return cls(month_first - day_first, day_first, has_sure_cells)

    def beside(self, others: Iterable["DateOrder"]) -> "DateOrder":
        """The same column judged among all date columns of its file."""
        columns = list(others)
        of_others = _NONE.union(*(column.month_first for column in columns))
        of_others -= _NONE.union(*(column.day_first for column in columns))
        month_first = self.month_first | of_others
        are_cells_sure = any(column.has_sure_cells for column in columns)
        return DateOrder(month_first, self.day_first, self.has_sure_cells or are_cells_sure)

    def is_doubted(self, value: object) -> bool:
        """Whether day and month of a value may have changed places."""
        if isinstance(value, str):
            order = order_in(value)
            return order is not None and order[0] in self.month_first
        return isinstance(value, date) and bool(self.month_first) and not self.has_sure_cells and value.day <= _MONTHS
