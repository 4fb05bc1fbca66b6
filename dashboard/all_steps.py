"""All steps that municipalities are working on: for how long, on whom they wait, and what that says in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from dashboard import queries
from dashboard.address import View
from dashboard.step_findings import months_word
from dashboard.typed_rows import rows_of
from dashboard.words import counted
from domain.bilingual import Language
from domain.programme import Programme, WaitingParty
from language.formats import day, integer, share
from language.texts import say
from metrics.duration_summary import DurationSummary, duration_summaries
from metrics.in_progress import FEWEST_BUSY, busy_by_step, started, waits
from metrics.sentences import party_name
from metrics.spells import Clock


@dataclass(frozen=True)
class BusyStep:
    """How many are at one step, for how long the middle one (None: too few to say), and how many of them wait."""

    step_number: int
    median_days: float | None
    started_count: int
    waiting_count: int


@dataclass(frozen=True)
class AllSteps:
    """The steps that the chosen municipalities have started. `rows`: a row per municipality and step, with its name.

    `party`: the one whose names are asked for, None for all. `durations`: per step how long it takes since it started,
    of everybody who started it; a step that nobody started has none.
    """

    programme: Programme
    as_of: date
    party: str | None
    rows: pl.DataFrame
    durations: Mapping[int, DurationSummary]

    @cached_property
    def by_step(self) -> pl.DataFrame:
        """How many are at each step, for how long, and how many of them wait: as `busy_by_step`."""
        return busy_by_step(self.rows)

    @cached_property
    def waits(self) -> pl.DataFrame:
        """A row per municipality, step and party that it waits on: by party as in the programme, longest first."""
        order = {party.key: place for place, party in enumerate(self.programme.waiting_parties)}
        place = pl.col("party").replace_strict(order, default=len(order), return_dtype=pl.Int64)
        return waits(self.rows).sort(
            place, "step_number", "busy_days", "name", descending=[False, False, True, False], nulls_last=True
        )

    @cached_property
    def counts(self) -> dict[tuple[int, str], int]:
        """How many municipalities wait, by step and party."""
        counted_rows = self.waits.group_by("step_number", "party").len().iter_rows()
        return {(step, party): count for step, party, count in counted_rows}

    @property
    def named(self) -> pl.DataFrame:
        """The rows of `waits` of the party that was chosen."""
        return self.waits if self.party is None else self.waits.filter(pl.col("party") == self.party)

    def total(self, party: str) -> int:
        """How often a party is waited on, over all steps."""
        return sum(count for (_, waited_on), count in self.counts.items() if waited_on == party)


def all_steps(view: View) -> AllSteps:
    """Reads where everybody in the choice stands."""
    names = queries.everyone(view).select("municipality_code", "name")
    rows = started(queries.standings(view), view.as_of).join(names, on="municipality_code", how="left")
    summaries = queries.derived(view, duration_summaries)
    since_step = {
        int(str(summary.group["step"])): summary for summary in summaries if summary.group["clock"] == Clock.STEP_START
    }
    return AllSteps(queries.the_programme(), view.as_of, view.party, rows, since_step)


def busy_finding(found: AllSteps, language: Language) -> str:
    """At which step municipalities are longest, and at which step the largest part of them waits."""
    if found.rows.is_empty():
        return say("screen_steps.all_busy.finding_none", language)
    longest = rows_of(found.by_step.head(1), BusyStep)[0]
    if longest.median_days is None:
        return say("screen_steps.all_busy.finding_few", language, fewest=FEWEST_BUSY)
    months = months_word(longest.median_days, language)
    first = say("screen_steps.all_busy.finding", language, step=longest.step_number, months=months)
    large = found.by_step.filter(pl.col("started_count") >= FEWEST_BUSY, pl.col("waiting_count") > 0)
    if large.is_empty():
        return first
    waiting_share = pl.col("waiting_count") / pl.col("started_count")
    most = rows_of(large.sort(waiting_share, "step_number", descending=[True, False]).head(1), BusyStep)[0]
    part = share(most.waiting_count / most.started_count, language)
    return say("screen_steps.all_busy.finding_waiting", language, first=first, step=most.step_number, share=part)


def busy_note(found: AllSteps, language: Language) -> str:
    """How many started steps, and of how many it is known for how long."""
    count, known = found.rows.height, int(found.rows["busy_days"].count())
    said = counted("screen_steps.all_busy.note", count, language, known=integer(known, language))
    return " · ".join([said, day(found.as_of, language), say("screen.kind.observation", language)])


def waits_finding(found: AllSteps, language: Language) -> str:
    """Who is waited on most over all steps; of a chosen party how often, and at which step most."""
    parties = {party.key: party for party in found.programme.waiting_parties}
    if found.party is not None:
        return _of_party(found, parties[found.party], language)
    most = max(parties, key=found.total)
    if not found.total(most):
        return say("screen_steps.waits.finding_nobody", language)
    return counted("screen_steps.waits.finding", found.total(most), language, party=_inside(parties[most], language))


def _of_party(found: AllSteps, party: WaitingParty, language: Language) -> str:
    counts = {step: found.counts.get((step, party.key), 0) for step in found.programme.step_numbers}
    step = max(counts, key=lambda number: counts[number])
    words = {"party": _inside(party, language), "step": step, "most": integer(counts[step], language)}
    return counted("screen_steps.waits.finding_party", sum(counts.values()), language, **words)


def _inside(party: WaitingParty, language: Language) -> str:
    return party_name(party.key, party.name).of(language)


def waits_note(found: AllSteps, language: Language) -> str:
    """Of how many started steps; that one of them may wait on several."""
    said = counted("screen_steps.waits.note", found.rows.height, language)
    return " · ".join([said, day(found.as_of, language), say("screen.kind.observation", language)])
