"""What the reference page shows: four headline figures, the map, the matrix and the lines, asked once per choice."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from domain.bilingual import Language
from domain.clocks import last_month_end, month_ends
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table
from language.formats import decimal, integer, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.defining.figure import Figure
from metrics.defining.request import Request, Value
from metrics.figures import figure
from metrics.readings.headlines import middle_bounds
from metrics.standing.known import Known
from metrics.standing.state import municipalities, standings
from store.store import Store

FILTERS = ("province", "size_class", "access_variant")
MOST_MONTHS = 24
ORDER = (
    Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED, Standing.NOT_REPORTED, Standing.NOT_APPLICABLE,
)  # fmt: skip
"""The place of a standing in the colours of map and matrix."""


@dataclass(frozen=True)
class Choice:
    """One state of the page: a month end, a step, and at most one value per filter."""

    as_of: date
    step_number: int
    where: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class Source:
    """Where the page gets its figures; equal sources share the caches, as the screens do per version of the store."""

    home: Path
    version: str
    known_on: datetime

    @classmethod
    def now(cls, home: Path, known_on: datetime) -> "Source":
        """The store as it is at this moment."""
        return cls(home, Store(home).info().version, known_on)


@lru_cache(maxsize=6)
def known(source: Source) -> Known:
    """Everything that stands in the store, with the register and the programme of the project."""
    with Store(source.home).reader() as reader:
        statements = {table: reader.statements(table, known_on=source.known_on) for table in Table}
        files = reader.files(known_on=source.known_on)
    return Known(
        statements=statements, files=files, register=Register.load(), programme=Programme.load(),
        known_on=source.known_on,
    )  # fmt: skip


@lru_cache(maxsize=400)
def ask(
    source: Source, key: str, as_of: date, where: tuple[tuple[str, Value], ...], asked: tuple[tuple[str, Any], ...]
) -> Figure:
    """A figure of the catalogue."""
    return figure(key, known(source), Request(as_of=as_of, where=dict(where), **dict(asked)))


@lru_cache(maxsize=60)
def everyone(source: Source, as_of: date) -> pl.DataFrame:
    """All municipalities of the day's register, as `metrics.standing.state.municipalities`; adds q and r of a tile."""
    return municipalities(known(source), as_of).join(known(source).register.tiles, on="municipality_code", how="inner")


@lru_cache(maxsize=60)
def all_standings(source: Source, as_of: date) -> pl.DataFrame:
    """Municipality × step for the whole register. Adds place (in ORDER) of the standing."""
    places = {standing.value: place for place, standing in enumerate(ORDER)}
    return standings(known(source), as_of).with_columns(
        place=pl.col("standing").replace_strict(places, return_dtype=pl.Int64)
    )


def headlines(source: Source, choice: Choice, language: Language) -> list[tuple[str, str]]:
    """The four headline figures: the number (or the word where it is unknown) and what stands behind it."""
    unknown = say("screen.state.unknown", language)
    completion = ask(source, "step_completion", choice.as_of, choice.where, (("by", ("step",)),))
    completed = ask(source, "completed_steps", choice.as_of, choice.where, ())
    all_done = ask(source, "all_steps_done", choice.as_of, choice.where, ()).rows.row(0, named=True)
    step = completion.rows.row(by_predicate=pl.col("step") == choice.step_number, named=True)
    median, every = completed.rows["median"][0], completion.municipality_count
    steps = say("screen_national.headline.of", language, count=len(known(source).programme.steps))
    middle = _middle(median, language)
    done = integer(all_done["value"], language, unknown=unknown)
    if median is not None and not bears_one_number(completion.reporter_count, every):
        low, high = middle_bounds(known(source), Request(choice.as_of, where=dict(choice.where))) or (0, 0)
        middle = f"{_middle(low, language)}–{_middle(high, language)}"
    is_few = not bears_one_number(every - all_done["unknown_count"], every)
    if all_done["value"] is not None and is_few:
        done = "–".join(integer(all_done[name], language) for name in ("lower_bound", "upper_bound"))
    word = say(f"screen.word.{'municipality' if done == '1' else 'municipalities'}", language)
    return [
        (integer(completion.reporter_count, language), _of_whom(source, choice, completion, language)),
        (middle, "" if median is None else steps),
        _of_the_step(step, every, language),
        (done, "" if all_done["value"] is None else word),
    ]


def _of_the_step(step: dict[str, Any], every: int, language: Language) -> tuple[str, str]:
    """How far the step is: an estimate; bounds where few reported; counts of who did where there is no estimate."""
    low, high = step["lower_bound"], step["upper_bound"]
    level = step["value"] if step["estimate"] is None else step["estimate"]
    if level is not None and not bears_one_number(every - step["unknown_count"], every):
        return share_range(low, high, language), ""
    if step["estimate"] is None and level is not None and low != high:
        said = say("screen_national.headline.step_said", language, count=integer(step["denominator"], language))
        return integer(step["numerator"], language), said
    return share(level, language, unknown=say("screen.state.unknown", language)), ""


def _of_whom(source: Source, choice: Choice, completion: Figure, language: Language) -> str:
    """Of how many they reported; by access no share can be given: only a report tells the access."""
    is_by_access = any(name == "access_variant" for name, _ in choice.where)
    if is_by_access and everyone(source, choice.as_of)["access_variant"].null_count():
        is_one = completion.reporter_count == 1
        return say("screen.word.municipality" if is_one else "screen.word.municipalities", language)
    return say("screen_national.headline.of", language, count=integer(completion.municipality_count, language))


def _middle(steps: float | None, language: Language) -> str:
    unknown = say("screen.state.unknown", language)
    return decimal(steps, language, 1 if steps is not None and steps % 1 else 0, unknown=unknown)


def tiles(source: Source, choice: Choice) -> pl.DataFrame:
    """One row per municipality on the map: name, q, r, place of its standing on the step (null: not chosen)."""
    people = everyone(source, choice.as_of)
    stood = all_standings(source, choice.as_of).filter(pl.col("step_number") == choice.step_number)
    chosen = _chosen(people, choice).join(
        stood.select("municipality_code", "place"), on="municipality_code", how="left"
    )
    return people.join(chosen.select("municipality_code", "place"), on="municipality_code", how="left").sort("r", "q")


def matrix(source: Source, choice: Choice) -> pl.DataFrame:
    """One row per chosen municipality, furthest first: its name, and the place of its standing on each step."""
    people = _chosen(everyone(source, choice.as_of), choice)
    wide = (
        all_standings(source, choice.as_of)
        .join(people, on="municipality_code", how="semi")
        .pivot("step_number", index="municipality_code", values="place", sort_columns=False)
    )
    named = wide.join(people.select("municipality_code", "name"), on="municipality_code", how="left")
    steps = [str(number) for number in known(source).programme.step_numbers]
    standings_of_one = pl.concat_list(steps).list
    ranked = named.sort(
        *[standings_of_one.count_matches(place) for place in (0, 1)], "name", descending=[True, True, False]
    )
    return ranked.select("name", *steps)


def lines(source: Source, choice: Choice, until: date) -> pl.DataFrame:
    """The step per month up to `until`, with estimate, interval and bounds; adds month_end."""
    asked = (("by", ("month",)), ("step", choice.step_number))
    rows = ask(source, "progress_over_time", until, choice.where, asked).rows
    return rows.with_columns(month_end=pl.col("month").str.to_date("%Y-%m").dt.month_end()).sort("month_end")


def months_shown(source: Source, today: date) -> list[date]:
    """The month ends of the slider: the last whole months since the first that something was said of."""
    first = known(source).first_reporting_date(*Table) or today
    return month_ends(first, last_month_end(today))[-MOST_MONTHS:]


def _chosen(people: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    for column, value in choice.where:
        people = people.filter(pl.col(column) == value)
    return people
