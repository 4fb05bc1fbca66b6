"""Step by step where the peers stand, with the own standing in a ring."""

from collections.abc import Mapping, Sequence
from functools import partial

import polars as pl

from dashboard.drawing.bars import BARS, Bar, BarsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.stacked import ORDER, counts_by_step, segments
from dashboard.figure.words import counted, key, municipalities, signs_of_age, standing_word
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.words import ran_on
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, integer
from language.texts import say
from metrics.progress.observations import UNFINISHED
from metrics.standing.peers import MIN_PEERS
from metrics.standing.state import standing_counts


def peer_steps(municipality: OneMunicipality, view: View) -> None:
    """Where the peers stand on each step."""
    language = view.language
    finding = peer_steps_finding(municipality, language)
    alt = say("screen_municipality.peer_steps.alt", language, finding=finding)
    data = peer_steps_drawn(municipality, alt, language)
    anatomy.figure(
        "peer_steps",
        finding=finding,
        subtitle=say("screen_municipality.peer_steps.subtitle", language, name=municipality.name),
        draw=lambda: len(municipality.peers.codes) >= MIN_PEERS and BARS.draw(data, key="peer_steps"),
        note=peer_steps_note(municipality, view),
        table=lambda: peer_steps_table(municipality, language, finding),
        made_by=queries.ask(view.without_filters(), "step_completion", by=("step",)),
        whom="own",
    )


def peer_steps_finding(municipality: OneMunicipality, language: Language) -> str:
    """Of a step that is running here: how many peers have finished it. The one most peers have finished is told."""
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED)["step_number"].to_list()
    finished = finished_by_step(municipality.peer_standings)
    count = len(municipality.peers.codes)
    if not count:
        return say("screen_municipality.peers.none", language)
    if count < MIN_PEERS:
        return counted("screen_municipality.peer_steps.few", count, language, fewest=MIN_PEERS)
    if not running:
        return say("screen_municipality.peer_steps.finding_done", language, count=integer(count, language))
    number = _most_finished(running, finished)
    then = ran_on(municipality, language, number if len(running) == 1 else None)
    key = "screen_municipality.peer_steps.ran" if then else "screen_municipality.peer_steps.runs"
    runs = counted(key, len(running), language, day=then)
    said = municipality.peer_standings.filter(pl.col("step_number") == number)
    # who was silent on it, and who was at it by a report of an earlier day, may have finished by now
    may_have = pl.col("standing") == Standing.NOT_REPORTED
    was_at_it = pl.col("standing").is_in(UNFINISHED) & (pl.col("reporting_date") < municipality.as_of)
    is_least = said.filter(may_have | was_at_it).height and finished.get(number, 0)
    return counted(
        "screen_municipality.peer_steps.finding_least" if is_least else "screen_municipality.peer_steps.finding",
        finished.get(number, 0),
        language,
        name=municipality.name,
        runs=runs,
        step=municipality.programme.step(number).short_name.of(language),
        finished=integer(finished.get(number, 0), language),
        count=integer(count, language),
    )


def _most_finished(running: Sequence[int], finished: Mapping[int, int]) -> int:
    return max(running, key=lambda step: (finished.get(step, 0), -step))


def finished_by_step(standings: pl.DataFrame) -> dict[int, int]:
    """How many municipalities have finished each step."""
    is_finished = pl.col("standing") == Standing.FINISHED
    return dict(standings.group_by("step_number").agg(count=is_finished.sum()).iter_rows())


def peer_steps_note(municipality: OneMunicipality, view: View) -> str:
    """Of how many peers, and on which date."""
    return say(
        "screen_municipality.peers.note",
        view.language,
        municipalities=municipalities(len(municipality.peers.codes), view.language),
        name=municipality.name,
        as_of=day(view.as_of, view.language),
    )


def peer_steps_table(municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per step: where the peers stand, and where it stands itself."""
    numbers = list(municipality.programme.step_numbers)
    counts = counts_by_step(standing_counts(municipality.peer_standings))
    own = dict(municipality.steps.select("step_number", "standing").iter_rows())
    finished = finished_by_step(municipality.peer_standings)
    count = partial(integer, language=language)
    standing_columns = [
        Column(standing_word(standing, language),
               [counts.get(number, {}).get(standing, (0, 0))[0] for number in numbers], count, is_number=True)
        for standing in ORDER[1:]
    ]  # fmt: skip
    names = [municipality.programme.step(number).name.of(language) for number in numbers]
    finished_label = say("screen_municipality.column.finished_count", language)
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), numbers, str, is_number=True),
            Column(say("screen.column.step_name", language), names),
            Column(finished_label, [finished.get(number, 0) for number in numbers], count, is_number=True),
            *standing_columns,
            Column(municipality.name, [own[number] for number in numbers], partial(standing_word, language=language)),
        ],
    )


def peer_steps_drawn(municipality: OneMunicipality, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: the standing of the peers per step, its own standing in the ring."""
    counts = counts_by_step(standing_counts(municipality.peer_standings))
    finished = finished_by_step(municipality.peer_standings)
    stands = municipality.steps.select("step_number", "standing", "is_stale").iter_rows()
    own = {number: (standing, bool(is_stale)) for number, standing, is_stale in stands}
    rows: list[Bar] = [
        {
            "number": str(step.number),
            "label": step.short_name.of(language),
            "own": own[step.number][0],
            "own_stale": own[step.number][1],
            "segments": segments(counts.get(step.number, {})),
            "strong": integer(finished.get(step.number, 0), language),
        }
        for step in municipality.programme.steps
    ]
    signs = key(
        language,
        *signs_of_age(
            municipality.max_age_days, "finished", "started", "not_started", "not_reported", "not_applicable", "stale"
        ),
    )
    return {"alt": alt, "key": [*signs, ("own", municipality.name)], "rows": rows}
