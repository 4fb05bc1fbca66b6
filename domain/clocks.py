"""The two clocks: *as of* a date (valid time) and *as known on* a moment (transaction time)."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STALE_AFTER_DAYS = 180  # two quarterly rounds; a parameter of every view


class FutureMomentError(ValueError):
    """Asked for what will be known in the future."""


def end_of_day(day: date) -> datetime:
    """The last microsecond of a Dutch calendar day, in UTC."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=AMSTERDAM)
    return midnight.astimezone(timezone.utc) - timedelta(microseconds=1)


def dutch_day(moment: datetime) -> date:
    """The Dutch calendar day of a moment."""
    return moment.astimezone(AMSTERDAM).date()


def bare_date(written: str) -> date | None:
    """The day that a date without a time means (2026-03-01, 20260301); None for anything else."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def known_on_moment(written: str, *, now: datetime) -> datetime:
    """The moment that `written` means: a bare date is the end of that Dutch day; without a zone, Dutch time.

    A date is bare with hyphens or without: 20260301 is the whole day too.

    Today's date means now, because the end of today is still to come.
    Raises FutureMomentError for a moment after `now`, ValueError for what is no date or moment.
    """
    text = written.strip()
    try:
        day = bare_date(text)
        moment = datetime.combine(day, time()) if day else datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{written!r} is no date or moment; write 2026-03-01 or 2026-03-01T09:30:00Z") from error
    # in the first and the last year that there is, another zone or the end of a day may be no moment any more
    if moment.year == MAXYEAR:
        raise FutureMomentError(f"{written!r} lies in the future; what will be known then is not known now")
    if moment.year == MINYEAR:
        raise ValueError(f"{written!r} lies before all that can be known; write 2026-03-01 or 2026-03-01T09:30:00Z")
    if day is not None:
        moment = end_of_day(day)
    if day is not None and day == dutch_day(now):
        return now
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=AMSTERDAM)
    moment = moment.astimezone(timezone.utc)
    if moment > now:
        raise FutureMomentError(f"{written!r} lies in the future; what will be known then is not known now")
    return moment


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of a shorter month."""
    place = day.year * 12 + day.month - 1 - months
    first = date(place // 12, place % 12 + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def last_month_end(day: date) -> date:
    """The last day of the last month that is over on `day`, which does not count itself."""
    return day.replace(day=1) - timedelta(days=1)


def month_ends(first: date, last: date) -> list[date]:
    """The last day of each month from that of `first` up to and including `last`, whole months only."""
    ends: list[date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        end = date(year, month, 1) - timedelta(days=1)
        if end > last:
            return ends
        ends.append(end)
