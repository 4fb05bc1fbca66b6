"""`wams forecast-record`: how the expectations of 3, 6 and 12 months ago came out."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.outcome import asked_day, echo, end_wrong_use, now, print_json
from cli.statement_age import MAX_AGE, age_in_document, age_in_words
from cli.surroundings import Surroundings, surroundings

if TYPE_CHECKING:
    from metrics.forecast.track_record import TrackRecord
    from metrics.standing.known import Known


def add_to(app: typer.Typer) -> None:
    """Register the command of this file."""
    app.command(
        "forecast-record",
        epilog="Example: wams forecast-record --step 8 --as-of 2026-09-30",
        help="Say how the expectations of 3, 6 and 12 months ago came out, and how often the outcome lay inside.",
    )(forecast_record)


def forecast_record(
    *,
    step: Annotated[int | None, typer.Option(help="one step only")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="judged by what had happened by then; default the day of --known-on")
    ] = None,
    known_on: Annotated[str | None, typer.Option(help="as known on this date or moment; default now")] = None,
    max_age: Annotated[int | None, MAX_AGE] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON alone")] = False,
) -> None:
    """Make each earlier expectation again from what was known on its own day, and hold it against what happened."""
    from cli.knowing import known
    from domain.clocks import dutch_day
    from metrics.defining.question import check_dates
    from metrics.forecast.track_record import records

    moment = now()
    here = surroundings()
    if step is not None and step not in here.programme.step_numbers:
        end_wrong_use(f"--step {step}: no such step; there is: {', '.join(map(str, here.programme.step_numbers))}")
    asked = asked_day(as_of, "--as-of") if as_of else None
    try:
        today = known(here, known_on, moment)
        day = asked or dutch_day(today.known_on)
        check_dates(today, day)
    except ValueError as error:
        end_wrong_use(str(error))
    found = records(
        lambda then: _known_at_the_end_of(here, then, today.known_on), today, day, step, max_age_days=max_age
    )
    if as_json:
        return print_json({**_document(found, today, day, here), **age_in_document(max_age)})
    if max_age is not None:
        echo(age_in_words(max_age, here.language))
    return _say(found, here)


def _known_at_the_end_of(here: Surroundings, day: date, known_on: datetime) -> "Known":
    """What was known that day; nothing that became known after the moment that is asked."""
    from cli.knowing import known_at
    from domain.clocks import end_of_day

    return known_at(here, min(end_of_day(day), known_on))


def _document(found: "dict[int, TrackRecord]", today: "Known", as_of: date, here: Surroundings) -> dict[str, Any]:
    return {
        "as_of": as_of.isoformat(),
        "known_on": today.known_on,
        "register_version": here.register.version,
        "programme_version": here.programme.version,
        "records": [
            {
                "months_back": months,
                "as_of": record.as_of.isoformat(),
                "numerator": record.inside_count,
                "denominator": record.rows.height,
                "value": record.inside_share,
                "value_status": str(record.value_status),
                "rows": record.rows.to_dicts(),
            }
            for months, record in found.items()
        ],
    }


def _say(found: "dict[int, TrackRecord]", here: Surroundings) -> None:
    """For people: per expectation a sentence, then a line per step and month end."""
    from language.formats import day, integer, months, share
    from language.texts import say

    language = here.language
    for months_back, record in found.items():
        about = {"months": months(months_back, language), "day": day(record.as_of, language)}
        if record.inside_share is None:
            echo(say("cli.forecast_record.too_few", language, **about))
            continue
        counts = {"inside": integer(record.inside_count, language), "tried": integer(record.rows.height, language)}
        echo(say("cli.forecast_record.lead", language, **about, **counts, share=share(record.inside_share, language)))
        echo(say("cli.forecast_record.head", language))
        for row in record.rows.iter_rows(named=True):
            echo("\t".join(_line(row, here)))


def _line(row: dict[str, Any], here: Surroundings) -> list[str]:
    from language.formats import decimal, integer, month
    from language.texts import say

    language = here.language
    expected = decimal(row["expected"], language)
    interval = f"{integer(row['interval_low'], language)}–{integer(row['interval_high'], language)}"
    inside = say(f"cli.forecast_record.{'inside' if row['is_inside'] else 'outside'}", language)
    counts = (integer(row[name], language) for name in ("judged_count", "happened_count"))
    return [str(row["step"]), month(row["month_end"], language), *counts, expected, interval, inside]
