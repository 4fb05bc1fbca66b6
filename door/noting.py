"""Notes in the audit log that another's municipality was read: beside the page, for a sync takes longer than one may.

What is changed is written down before it is done; a reading changes nothing, and its line comes a blink after the page.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from domain.principal import Principal
from office.acts import Way
from office.errors import OfficeError
from office.office import Office


class Readings:
    """One thread that writes, in the order in which pages were shown. The end of the process waits for it."""

    def __init__(self, office: Callable[[], Office]) -> None:
        """`office` opens it where it was not yet, in that thread."""
        self._office = office
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="readings")
        self._failed: OfficeError | None = None

    def note(self, principal: Principal, session: int | None, municipality_code: str, now: datetime) -> Future[None]:
        """Has it noted, once per session, municipality and hour.

        Raises OfficeError where the one before could not be: then nothing more of others is shown until it can.
        """
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed
        return self._writer.submit(self._write, principal, session, municipality_code, now)

    def _write(self, principal: Principal, session: int | None, municipality_code: str, now: datetime) -> None:
        try:
            log = self._office().audit
            log.note_reading(principal, municipality_code, session=session, way=Way.SCREEN, now=now)
        except OfficeError as error:
            self._failed = error
