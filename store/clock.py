"""Clocks that ran ahead: refused where that can be seen, said where it was not, and put right afterwards."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Final

from domain.bilingual import LANGUAGES
from language.formats import moment
from language.texts import say
from store.canonical import moment_text
from store.errors import ClockRepairRefusedError, Message, NothingToChangeError

AHEAD_LIMIT: Final = timedelta(days=400)  # a store that sleeps longer than a year between two rounds is rare
BEHIND_LIMIT: Final = timedelta(minutes=5)  # two machines' clocks differ less
_TICK: Final = timedelta(microseconds=1)


def runs_ahead(given: datetime, last: datetime | None) -> bool:
    """Whether a moment is so long after the last line that somebody must say that the clock is right."""
    return last is not None and given - last > AHEAD_LIMIT


def is_behind(now: datetime, last: datetime | None) -> bool:
    """Whether the clock stands so far before the last line that one of the two must be wrong."""
    return last is not None and last - now > BEHIND_LIMIT


def behind_message(now: datetime, last: datetime | None) -> Message | None:
    """What every receipt and every look at the store says when the clock is behind; None when it is not."""
    if last is None or not is_behind(now, last):
        return None
    said = {language: {"now": moment(now, language), "last": moment(last, language)} for language in LANGUAGES}
    return {language: say("store.clock_is_behind", language, **said[language]) for language in LANGUAGES}


def moments_meant(
    moments: list[tuple[int, datetime]], *, now: datetime, told: Callable[[int], datetime | None]
) -> dict[int, datetime]:
    """By sequence, the moments that the lines from the future should have had; empty when none is after `now`.

    `moments` are those of all lines in their order, `told` what a clock said when a line was written. What fits
    between the lines around it is taken; a line of which that is not known gets the latest moment it can have had, so
    that nothing seems to have been known earlier than it was.
    """
    good = [written for _, written in moments if written <= now]
    ahead = [sequence for sequence, written in moments if written > now]
    first = good[-1] if good else datetime.min.replace(tzinfo=timezone.utc)
    meant: dict[int, datetime] = {}
    following = now
    for place, sequence in reversed(list(enumerate(ahead, start=1))):
        earliest, latest = first + place * _TICK, following - _TICK
        said = told(sequence)
        following = said if said is not None and earliest <= said <= latest else latest
        meant[sequence] = following
    return dict(sorted(meant.items()))


def refuse_disorder(moments: list[tuple[int, datetime]], given: dict[int, datetime]) -> None:
    """Sees that the moments of all lines, with those given in their place, go up; the last line is the repair itself.

    Raises NothingToChangeError for lines that are not there, ClockRepairRefusedError for the first that does not go up.
    """
    unknown = sorted(given.keys() - {sequence for sequence, _ in moments[:-1]})
    if unknown or not given:
        raise NothingToChangeError("no_such_lines", lines=", ".join(map(str, unknown)) or "-")
    before: datetime | None = None
    for sequence, former in moments:
        new = given.get(sequence, former)
        if before is not None and new <= before:
            raise ClockRepairRefusedError("clock_disorder", line=sequence, moment=moment_text(new))
        before = new
