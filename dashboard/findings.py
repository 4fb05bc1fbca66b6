"""The sentence above a figure, built from its data: if the data change, so does the sentence."""

from collections.abc import Mapping

import polars as pl

from domain.bilingual import Language
from domain.programme import Programme, Step
from language.texts import say
from language.formats import integer, percentage_points, share
from metrics.figures import Figure

Counts = Mapping[int, Mapping[str, tuple[int, int]]]  # step -> standing -> (municipalities, of which stale)
QUARTER_MONTHS = 3


def municipalities(count: int, language: Language) -> str:
    """1 gemeente, 271 gemeenten."""
    word = say(f"screen_national.headline.{'municipality' if count == 1 else 'municipalities'}", language)
    return f"{integer(count, language)} {word}"


def busiest_step(counts: Counts) -> int:
    """The step that most municipalities are working on; the first of them in a tie."""
    return max(counts, key=lambda number: (_count(counts, number, "started"), -number))


def step_on_the_map(counts: Counts, number: int, language: Language) -> str:
    """How many have finished the step, and of how many we do not know."""
    unknown = _count(counts, number, "not_reported")
    finished = municipalities(_count(counts, number, "finished"), language)
    key = "finding" if unknown else "finding_sure"
    return say(f"screen_national.map.{key}", language, number=number, finished=finished, unknown=integer(unknown, language))


def all_steps_on_the_map(figure: Figure, language: Language) -> str:
    """How many have finished everything, and of how many we do not know."""
    done = int(figure.rows["numerator"][0] or 0)
    silent = figure.municipality_count - figure.reporter_count
    return say(
        "screen_national.map.finding_all",
        language,
        finished=municipalities(done, language),
        unknown=integer(silent, language),
    )


def stacked_steps(counts: Counts, programme: Programme, language: Language) -> str:
    """Which step most municipalities are working on."""
    number = busiest_step(counts)
    started = _count(counts, number, "started")
    if not started:
        return say("screen_national.steps.finding_none", language)
    return say(
        "screen_national.steps.finding",
        language,
        name=_step(programme, number).short_name.of(language),
        started=integer(started, language),
        finished=integer(_count(counts, number, "finished"), language),
    )


def progress(months: pl.DataFrame, number: int, language: Language) -> str:
    """How much the estimate of a step changed in the last three months."""
    level = months["estimate"].fill_null(pl.Series(months["value"])).to_list()
    if len(level) <= QUARTER_MONTHS or level[-1] is None or level[-1 - QUARTER_MONTHS] is None:
        last = level[-1] if level else None
        share_word = share(last, language, unknown=say("screen.state.unknown", language))
        return say("screen_national.progress.finding_level", language, number=number, share=share_word)
    difference = level[-1] - level[-1 - QUARTER_MONTHS]
    points = percentage_points(abs(difference), language).lstrip("+")
    direction = "same" if abs(difference) < 0.0005 else "up" if difference > 0 else "down"
    return say(f"screen_national.progress.finding_{direction}", language, number=number, difference=points)


def _count(counts: Counts, number: int, standing: str) -> int:
    return counts.get(number, {}).get(standing, (0, 0))[0]


def _step(programme: Programme, number: int) -> Step:
    return programme.step(number)
