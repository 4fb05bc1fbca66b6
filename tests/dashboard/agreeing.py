"""What the screens, their tables, files and findings, and the command line say to one question, by question and place.

Nothing is drawn: what a part is drawn from is asked for, as the page asks for it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
from typer.testing import CliRunner

from cli.main import app
from dashboard.screens.compare.asked import matrix_asked
from dashboard.screens.costs.asked import costs
from dashboard.screens.national import all_done
from dashboard.screens.national.asked import national
from dashboard.screens.national.atlas.figure import atlas_drawn
from dashboard.screens.national.headlines import headlines as national_tiles
from dashboard.screens.national.steps import steps_finding, steps_table
from dashboard.screens.quality import asked as quality_asked
from dashboard.screens.quality import silence, warnings
from dashboard.screens.quality.headlines import headlines as quality_tiles
from dashboard.screens.steps.asked import one_step
from dashboard.screens.steps.every_step import all_steps
from dashboard.screens.steps.headlines import headlines as step_tiles
from dashboard.screens.training.asked import training
from dashboard.screens.training.coverage import coverage_table
from dashboard.screens.training.headlines import headlines as training_tiles
from dashboard.view import queries
from dashboard.view.address import CHOICE, View
from dashboard.view.typed_rows import rows_of
from metrics.readings.quarters import done_per_quarter
from metrics.readings.reopened import reopened
from metrics.standing.state import Freshness
from tests.dashboard import example
from tests.dashboard.screens.national.atlas.test_atlas_payload import Atlas

STEP = 6
UNFINISHED = ("started", "not_started")


@dataclass
class Told:
    """Question -> place -> what is said there."""

    answers: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, question: str, place: str, answer: Any) -> None:
        """What one place says to one question."""
        self.answers.setdefault(question, {})[place] = answer

    @property
    def disagreeing(self) -> dict[str, dict[str, Any]]:
        """The questions to which not every place says the same."""
        return {asked: said for asked, said in self.answers.items() if len({str(one) for one in said.values()}) > 1}


def told(view: View) -> Told:
    """What is said everywhere in one view, `view.step_number` being STEP."""
    found = Told()
    ask = _command_line(view)
    _who_reported(found, view, ask)
    _on_the_front_page(found, view, ask)
    _per_step(found, view, ask)
    _on_the_page_of_steps(found, view, ask)
    _of_training(found, view, ask)
    _of_costs(found, view, ask)
    _what_stands_out(found, view, ask)
    return found


def _command_line(view: View) -> Callable[..., Mapping[str, Any]]:
    """`wams metric` as somebody would type it for this view; the same question is asked once."""
    chosen = {name: getattr(view, name) for name in ("province", "size_class", "access_variant")}
    where = [part for name, value in chosen.items() if value is not None for part in ("--where", f"{name}={value}")]
    age = [] if view.max_age_days is None else ["--max-age", str(view.max_age_days)]
    dates = ["--as-of", view.as_of.isoformat(), "--known-on", example.NOW.isoformat().replace("+00:00", "Z")]
    kept: dict[tuple[str, ...], Mapping[str, Any]] = {}

    def ask(key: str, *more: str) -> Mapping[str, Any]:
        asked = ("metric", key, *dates, *where, *age, *more)
        if asked not in kept:
            ended = CliRunner().invoke(app, asked)
            assert ended.exit_code == 0, (asked, ended.output, ended.exception)
            kept[asked] = json.loads(ended.stdout)
        return kept[asked]

    return ask


def _who_reported(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    picture, cli = national(view), ask("freshness")
    people = quality_asked.with_age(queries.population(view), view)
    counts = {kind: people.filter(pl.col("freshness") == kind).height for kind in Freshness}
    matrix, atlas = _matrix(view), _atlas(view)
    reporters = "municipalities with a report that counts"
    found.add(reporters, "tile, Landelijk beeld", _number(national_tiles(picture, view)[0].value))
    found.add(reporters, "note, Landelijk beeld", picture.completion.reporter_count)
    found.add(reporters, "matrix", matrix.filter(pl.col("finished_count").is_not_null()).height)
    found.add(reporters, "map", sum(day is not None for day in atlas.reported.values()))
    found.add(reporters, "command line", cli["reporter_count"])
    counted = counts[Freshness.CURRENT] if view.max_age_days else people.height - counts[Freshness.SILENT]
    found.add(reporters, "list to call", counted)
    older = "municipalities of which the last report is older than the limit"
    rows = silence.to_call_asked(people)
    found.add(older, "list to call", rows.filter(pl.col("freshness") == Freshness.STALE).height)
    tile = quality_tiles(view, people)[2]
    found.add(older, "tile, Gegevenskwaliteit", 0 if tile.is_word else _number(tile.value))
    if view.max_age_days is None:
        found.add(older, "command line", cli["stale_count"])
        found.add(older, "note, Landelijk beeld", picture.completion.stale_count)
        found.add(older, "map", sum(day is not None and (view.as_of - day).days > 180
                                    for day in atlas.reported.values()))  # fmt: skip


def _on_the_front_page(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    picture, row = national(view), ask("all_steps_done")["rows"][0]
    tile, matrix, atlas = national_tiles(picture, view)[3], _matrix(view), _atlas(view)
    quarters = rows_of(queries.derived(view, done_per_quarter).with_columns(withheld=None), all_done.AtDate)
    done, most = "municipalities with all steps finished", "municipalities with all steps finished, at most"
    found.add(done, "command line", int(row["lower_bound"]))
    found.add(done, "quarters", int(quarters[-1].lower_bound))
    found.add(done, "finding of the quarters", _first_number(all_done.all_done_finding(quarters, "nl")))
    found.add(done, "matrix", matrix.filter(pl.col("is_done")).height)
    found.add(done, "map", sum(all(one in ("finished", "not_applicable") for one in stood) for stood in atlas.by_code))
    found.add(most, "command line", int(row["upper_bound"]))
    found.add(most, "quarters", int(quarters[-1].upper_bound))
    if view.access_variant is None:  # who did not state it can be of any: those are in the bounds, and in no list
        found.add(most, "matrix", matrix.filter(pl.col("could_be_done")).height)
        found.add(most, "map", sum(not any(one in UNFINISHED for one in stood) for stood in atlas.by_code))
    if "–" in tile.value:  # too few for one number: the tile has the bounds
        low, high = tile.value.split("–")
        found.add(done, "tile", _number(low))
        found.add(most, "tile", _number(high))
    elif not tile.is_word:
        found.add(done, "tile", _number(tile.value))


def _per_step(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    picture, programme = national(view), queries.the_programme()
    cli = {row["step"]: row for row in ask("step_completion", "--by", "step")["rows"]}
    table = steps_table(picture, "nl", "")
    file = [line.split(";") for line in table.csv().lstrip("\ufeff").splitlines()[1:]]
    marks, atlas = matrix_asked(replace(view, municipality_code=None)).marks, _atlas(view)
    waits = {row["step"]: row["denominator"] for row in ask("waiting_on", "--by", "party,step")["rows"]}
    for cells, kept in zip(table.words(), file, strict=True):
        number = int(cells[0])
        finished, started = f"finished step {number}", f"at work on step {number}"
        found.add(finished, "table, Landelijk beeld", _number(cells[2]))
        found.add(finished, "file of that table", int(kept[2]))
        found.add(finished, "bars, Landelijk beeld", picture.counts[number]["finished"][0])
        found.add(finished, "matrix", sum(stood[number][0] == "finished" for stood in marks.values()))
        found.add(finished, "map", sum(stood[number - 1] == "finished" for stood in atlas.by_code))
        found.add(finished, "command line", cli[number]["numerator"])
        found.add(started, "table, Landelijk beeld", _number(cells[3]))
        found.add(started, "matrix", sum(stood[number][0] == "started" for stood in marks.values()))
        found.add(started, "map", sum(stood[number - 1] == "started" for stood in atlas.by_code))
        found.add(started, "command line", waits[number])
    last = picture.months.tail(1)
    if last.height and last["month_end"][0] == view.as_of:
        found.add(f"finished step {picture.followed_step}", "step over time", last["numerator"][0])
    finding = steps_finding(picture.standing_counts, programme, "nl")
    if said := re.search(r": ([\d.]+) begonnen, ([\d.]+) klaar", finding):
        busiest = queries.busiest_step(picture.standings)
        found.add(f"at work on step {busiest}", "finding, Landelijk beeld", _number(said[1]))
        found.add(f"finished step {busiest}", "finding, Landelijk beeld", _number(said[2]))


def _on_the_page_of_steps(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    picture, every, language = one_step(view), all_steps(view), view.language
    finished, started = step_tiles(picture, language)[:2]
    if not finished.is_word:
        found.add(f"finished step {STEP}", "tile, Stappen", _number(finished.value.split("–")[0]))  # or at least
        found.add(f"at work on step {STEP}", "tile, Stappen", _number(started.value.split("–")[0]))
    for number, count in every.by_step.select("step_number", "started_count").iter_rows():
        found.add(f"at work on step {number}", "all steps, Stappen", count)
    here = {row["party"]: row["numerator"] for row in ask("waiting_on", "--by", "party")["rows"]}
    for waits in picture.waited_on:
        question = f"waiting on {waits.party}"
        found.add(question, "one step, Stappen", waits.everywhere)
        found.add(question, "all steps, Stappen", every.total(waits.party))
        found.add(question, "command line", here[waits.party])
    listed, counted = queries.derived(view, reopened), ask("reopened_steps")["rows"]
    found.add("steps opened again", "list, Stappen", listed.height)
    found.add("steps opened again", "command line", sum(row["numerator"] or 0 for row in counted))
    of_step = sum(row["numerator"] or 0 for row in ask("reopened_steps", "--step", str(STEP))["rows"])
    found.add(f"step {STEP} opened again", "list, Stappen", listed.filter(step_number=STEP).height)
    found.add(f"step {STEP} opened again", "note on own plans", int(picture.reopened.rows["numerator"].sum() or 0))
    found.add(f"step {STEP} opened again", "command line", of_step)


def _of_training(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    from language.formats import share

    picture = training(view)
    table = coverage_table(picture, "nl", "")
    cli = {row["target_group"]: row for row in ask("training_coverage")["rows"]}
    tiles = training_tiles(picture, "nl")
    for place, group in enumerate(picture.programme.target_groups):
        row, question = picture.coverage_rows[group.key], f"trained: {group.key}"
        found.add(question, "command line", cli[group.key]["numerator"])
        found.add(question, "drawn, Opleiding", row.numerator)
        people = picture.by_municipality.rows.filter(target_group=group.key)["numerator"].drop_nulls().to_list()
        found.add(question, "rows per municipality", sum(people) if people else None)
        by_kind = picture.by_group.rows.filter(target_group=group.key)["numerator"].drop_nulls().to_list()
        found.add(question, "by kind of municipality", sum(by_kind) if by_kind else None)
        values = {column.label: column.values[place] for column in table.columns}
        found.add(question, "table, Opleiding", values["Opgeleid"])
        if not tiles[place].is_word and "–" not in tiles[place].value:
            found.add(f"share {question}", "tile, Opleiding", tiles[place].value)
            found.add(f"share {question}", "command line", share(cli[group.key]["value"], "nl"))


def _of_costs(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    picture, rows = costs(view), ask("cost_realisation", "--by", "step")["rows"]
    cli = {row["step"]: row["realised_eur"] for row in rows}
    for number, amount in cli.items():
        found.add(f"spent on step {number}", "command line", _euro(amount))
        found.add(f"spent on step {number}", "table, Kosten", _euro(picture.by_step[number].realised_eur))
    found.add("spent on all steps", "total, Kosten", _euro(picture.everything.eur))
    found.add("spent on all steps", "command line", _euro(sum(amount or 0 for amount in cli.values())))
    within = [amount or 0 for number, amount in cli.items() if number in picture.estimated]
    found.add("spent on estimated steps", "tile, Kosten", _euro(picture.within.eur))
    found.add("spent on estimated steps", "command line", _euro(sum(within)))


def _what_stands_out(found: Told, view: View, ask: Callable[..., Mapping[str, Any]]) -> None:
    drawn = queries.ask(view, "consistency", by=("rule",)).rows
    cli = {row["rule"]: row["numerator"] for row in ask("consistency")["rows"]}
    listed: dict[str, set[str]] = {}
    for _, _, row in warnings.rows_asked(queries.population(view), view):
        listed.setdefault(row.rule, set()).add(row.municipality_code)
    for rule, count in drawn.select("rule", "numerator").iter_rows():
        question = f"municipalities with the warning {rule}"
        found.add(question, "bars, Gegevenskwaliteit", count or 0)
        found.add(question, "list, Gegevenskwaliteit", len(listed.get(rule, ())))
        found.add(question, "command line", cli[rule] or 0)


@dataclass(frozen=True)
class _OnTheMap:
    """What the map holds of one day: per chosen municipality its standings by step, and its newest report."""

    by_code: list[list[str]]
    reported: Mapping[str, Any]


def _atlas(view: View) -> _OnTheMap:
    return queries.kept(view, _read_atlas, on=(*CHOICE, "step_number", "language"))


def _read_atlas(view: View) -> _OnTheMap:
    from datetime import timedelta

    from dashboard.screens.national.months import DAY_ZERO

    atlas = Atlas(dict(atlas_drawn(national(view), view)))
    month = atlas.days.index(view.as_of)
    stood, chosen = atlas.stood(month), sorted(atlas.chosen(month))
    days = dict(zip(atlas.codes, atlas.reported[month], strict=True))
    return _OnTheMap(
        [[stood[code, number][0] for number in atlas.steps] for code in chosen],
        {code: DAY_ZERO + timedelta(days=days[code]) if days[code] else None for code in chosen},
    )


def _matrix(view: View) -> pl.DataFrame:
    return matrix_asked(replace(view, municipality_code=None)).people


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def _first_number(text: str) -> int:
    """The number of municipalities that a finding tells first; "geen" is none."""
    said = re.match(r"(?:Van|Volgens (?:hun|haar) laatste opgave hadd?(?:en)?) (geen|[\d.]+) gemeente", text)
    assert said, text
    return 0 if said[1] == "geen" else _number(said[1])


def _euro(amount: float | None) -> str:
    return f"{amount or 0:.2f}"
