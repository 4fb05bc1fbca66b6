"""What a page costs the server, in milliseconds of its processor: from the first byte asked to the end of the run.

Of every page of the navigation: once somebody saw it, of the same municipality and of others, and the first visit after
a report came in, when what everybody asks has been answered. The rivals have the front page alone.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bench.crowd import FIGURES, MOST_PER_PAGE, RIVALS, serving_ours, spread_out
from bench.holding import processor_seconds
from bench.incoming import take_in
from bench.measurements import Measurement
from bench.sides import Serving, serving
from bench.spending import WAMS, cost
from bench.visitors import Visit, open_all, visit_streamlit
from domain.clocks import last_month_end

PAGES: Final = (*FIGURES, "opgave-doen", "beheer")
MOST_AT_FIRST: Final = 250.0  # milliseconds: so short that nobody takes it for waiting
UNIT: Final = "ms of processor"
LONG_ENOUGH: Final = 600.0  # seconds: the addresses come to an end before
TIMES: Final = 12  # the system books processor in steps of 10 ms


def measurements(
    home: Path, today: date, pages: Sequence[str], times: int, *, beside_rivals: bool = True
) -> list[Measurement]:
    """Pages, so many times each, the front page first; a report comes into the store. Raises SideError, VisitError."""
    first_seen, comes_in, *others = spread_out(2 + times, today)
    found: list[Measurement] = []
    with serving_ours(home, 1) as ours:
        for page in pages:
            _spent(ours, visit_streamlit, page, [first_seen])
            again = _spent(ours, visit_streamlit, page, [first_seen] * times)
            of_others = _spent(ours, visit_streamlit, page, others)
            found += [_measured(page, "seen before", again), _measured(page, "of another municipality", of_others)]
        in_front = found[1].ours
        take_in(home, comes_in, last_month_end(today))
        cost([WAMS, "answers"], WAMS_HOME=str(home))
        for page in pages:
            first = _spent(ours, visit_streamlit, page, [first_seen])
            found.append(_measured(page, "the first after new data", first, MOST_AT_FIRST))
    for name, command, visit in RIVALS if beside_rivals else ():
        with serving(name, command, home) as theirs:
            _spent(theirs, visit, "", [first_seen])
            its = _spent(theirs, visit, "", others)
        found.append(Measurement("the front page, of another municipality", UNIT, in_front, None, name, its))
    return found


def _measured(page: str, when: str, milliseconds: float, most: float = MOST_PER_PAGE) -> Measurement:
    return Measurement(f"{page}, {when}", UNIT, milliseconds, most)


def _spent(server: Serving, visit: Visit, page: str, codes: Sequence[str]) -> float:
    """What a visit costs, the mean over visits one after the other, each of a municipality."""
    before = processor_seconds(server.process.pid)
    addresses = iter([f"{server.address}/{page}?gemeente={code}" for code in codes])
    asyncio.run(open_all(visit, [addresses], seconds=LONG_ENOUGH))
    return 1000 * (processor_seconds(server.process.pid) - before) / len(codes)
