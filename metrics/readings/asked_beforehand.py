"""What everybody asks of the newest month end, and the answers to it: made once, when something was published.

What is asked is data (data/answers/questions.toml): the questions that pages really asked, as a test records them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from metrics.answers import question_of, written
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.readings.quarters import quarter_ends
from metrics.standing.known import Known

QUESTIONS: Final = Path(__file__).resolve().parents[2] / "data" / "answers" / "questions.toml"
AGES: Final = (90, 180, 365)  # days; those that a screen offers
At = Literal["date", "quarter_ends"]


@dataclass(frozen=True)
class Asked:
    """One question that pages ask. `at`: of which dates, seen from the newest month end.

    `each_step`: of every step apart. `each_choice`: of the whole country, and of every choice of one filter or an age.
    """

    metric: str
    by: tuple[str, ...] = ()
    at: At = "date"
    each_step: bool = False
    each_choice: bool = False


@cache
def asked_by_pages() -> tuple[Asked, ...]:
    """Every question in the file."""
    found: list[dict[str, Any]] = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    for one in found:
        one["by"] = tuple(one.get("by", ()))
    return tuple(Asked(**one) for one in found)


def questions(known: Known, as_of: date) -> Iterator[tuple[str, Request]]:
    """Each metric with what is asked of it on this date, the whole country first."""
    programme = known.programme
    whole = Request(as_of)
    ends = quarter_ends(known, whole)
    choices = list(_choices(known, whole))
    for asked in asked_by_pages():
        days = [as_of] if asked.at == "date" else ends
        steps = programme.step_numbers if asked.each_step else (None,)
        for chosen in choices if asked.each_choice else (whole,):
            for day in days:
                for step in steps:
                    yield asked.metric, replace(chosen, as_of=day, by=asked.by, step=step)


def answers(known: Known, as_of: date) -> dict[str, str]:
    """Every question with its answer, as texts; without those that cannot be written."""
    found: dict[str, str] = {}
    for key, request in questions(known, as_of):
        answer = written(figure(key, known, request))
        if answer is not None:
            found[question_of(key, request)] = answer
    return found


def _choices(known: Known, whole: Request) -> Iterator[Request]:
    """The whole country, and every choice of one filter that holds a municipality, and of an age."""
    yield whole
    people = Question(known, whole, ()).population
    values: Mapping[str, list[Any]] = {
        name: people[name].drop_nulls().unique().sort().to_list()
        for name in ("province", "size_class", "access_variant")
    }
    for name, every in values.items():
        for value in every:
            yield replace(whole, where={name: value})
    for age in AGES:
        yield replace(whole, max_age_days=age)
