"""What the store knew on a moment, for the commands that ask figures of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from cli.surroundings import Surroundings

if TYPE_CHECKING:
    from metrics.standing.known import Known


def known(here: Surroundings, known_on: str | None, moment: datetime, *, with_history: bool = False) -> "Known":
    """Everything the store knew on the asked moment; default now. `with_history`: every version as well."""
    from domain.clocks import known_on_moment

    return known_at(here, known_on_moment(known_on, now=moment) if known_on else moment, with_history=with_history)


def known_at(
    here: Surroundings, moment: datetime, *, with_history: bool = False, of_day: date | None = None
) -> "Known":
    """Everything the store knew at this moment, which is not in the future; as `read_known`."""
    from metrics.standing.reading import read_known

    with here.made_store.reader() as reader:
        return read_known(reader, here.register, here.programme, moment, with_history=with_history, of_day=of_day)
