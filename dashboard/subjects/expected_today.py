"""Where the country stands on the day itself, beside what was reported: each kind of claim under its own word."""

from dashboard.view.address import View
from dashboard.view.typed_rows import FigureRow
from language.formats import day, share, share_range
from language.texts import say
from metrics.defining.figure import Figure


def of_step(today: Figure, number: int) -> FigureRow | None:
    """The row of `nowcast` of a step; None where nothing is expected of it, or it is withheld from who looks."""
    rows: list[FigureRow] = list(today.rows.iter_rows(named=True))
    return next((row for row in rows if row["step"] == number and row["value"] is not None), None)


def said_today(today: FigureRow | None, reported: float | None, estimate: float | None, view: View) -> str:
    """Reported, estimated (None: left out) and expected on the day itself, side by side; empty without the last.

    `reported` is of all municipalities, so that the silent are not taken to be finished.
    """
    if today is None or reported is None:
        return ""
    language = view.language
    words = {
        "reported": share(reported, language),
        "day": day(view.as_of, language),
        "expected": share(today["value"], language),
        "interval": share_range(today["interval_low"], today["interval_high"], language),
    }
    if estimate is None:
        return say("screen.expected.today", language, **words)
    return say("screen.expected.today_estimated", language, **words, estimate=share(estimate, language))
