"""What changed in the last three months in counts, for who may not see what each municipality reported.

Both dates as known now: what was known on an earlier day is decided of no day but that of a closed round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from dashboard.drawing.sentences import SENTENCES, Sentence
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import held_note
from dashboard.figure.words import counted
from dashboard.subjects.waits import step_word
from dashboard.view import queries, showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.clocks import last_month_end, months_before
from domain.municipalities import FIRST_DAY
from language.formats import day, integer
from language.texts import say

MOST_TOLD: Final = 5
MONTHS_BACK: Final = (4, 2, 5, 1, 6)  # where nothing is shown of three months before: the nearest first


@dataclass(frozen=True)
class Finished:
    """How many had finished one step, of how many that said so; None where that is withheld from who looks."""

    step: int
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Changed:
    """One step on two dates."""

    now: Finished
    then: Finished

    @property
    def count(self) -> int | None:
        """How many more had finished it; None where one of the two is withheld."""
        if self.now.numerator is None or self.then.numerator is None:
            return None
        return self.now.numerator - self.then.numerator


def three_months_before(moment: date) -> date:
    """The same place in the quarter before: a month end stays a month end."""
    after = moment + timedelta(days=1)
    return months_before(after, 3) - timedelta(days=1) if after.day == 1 else months_before(moment, 3)


def changed_counts(view: View) -> None:
    """Per step how many more had finished it than three months before."""
    language = view.language
    before, changed = _since(view)
    finding = say("screen_national.changes.finding", language, day=day(before, language))
    dates = {"as_of": day(view.as_of, language), "before": day(before, language)}
    sentences = changed_told(changed, view, before)
    subtitle = say("screen_national.changes.subtitle_counts", language, **dates)
    anatomy.figure(
        "changes",
        finding=finding,
        subtitle=f"{subtitle}{other_day(view.as_of, before, language)}",
        draw=lambda: SENTENCES.draw({"sentences": sentences, "more": ""}, key="changes"),
        note=held_note(
            say("screen_national.changes.note_counts", language),
            sum(one.count is None for one in changed),
            language,
        ),
        table=lambda: changed_table(changed, dates, language, finding),
        kind="screen.kind.observation",
    )


def other_day(as_of: date, before: date, language: Language) -> str:
    """Why it is not compared with three months before, where it is not; a space before it."""
    first = max(three_months_before(as_of), FIRST_DAY)
    if before == first:
        return ""
    days = {"first": day(first, language), "before": day(before, language)}
    return f" {say('screen_national.changes.other_day', language, **days)}"


def _since(view: View) -> tuple[date, list[Changed]]:
    """The month end near three months before of which something is shown; three months before where there is none."""
    first = max(three_months_before(view.as_of), FIRST_DAY)
    ends = {last_month_end(months_before(view.as_of, back - 1)): None for back in MONTHS_BACK}
    for before in (first, *(end for end in ends if FIRST_DAY < end < view.as_of)):
        changed = _changed(view, before)
        if any(one.count is not None for one in changed):
            return before, changed
    return first, _changed(view, first)


def _changed(view: View, before: date) -> list[Changed]:
    visitor = state.run().visitor
    of = partial(showing.as_seen, key="step_completion", visitor=visitor, by=("step",))
    now, then = (rows_of(of(one).rows.sort("step"), Finished) for one in (view, replace(view, as_of=before)))
    earlier: Mapping[int, Finished] = {row.step: row for row in then}
    return [Changed(row, earlier.get(row.step, Finished(row.step, 0, 0))) for row in now]


def changed_told(changed: list[Changed], view: View, before: date) -> list[Sentence]:
    """The steps that most more have finished, and those that fewer have; with a chosen age nothing is compared."""
    language = view.language
    if view.max_age_days is not None:
        return [{"text": say("screen_national.changes.age_counts", language), "note": ""}]
    moved = sorted((one for one in changed if one.count), key=lambda one: (-abs(one.count or 0), one.now.step))
    if not moved:
        is_held = any(one.count is None for one in changed)
        key = "screen_national.changes.withheld_counts" if is_held else "screen_national.changes.nothing"
        return [{"text": say(key, language), "note": ""}]
    return [_sentence(one, before, language) for one in moved[:MOST_TOLD]]


def _sentence(one: Changed, before: date, language: Language) -> Sentence:
    count, name = one.count or 0, step_word(one.now.step, queries.the_programme(), language)
    key = "screen_national.changes.more" if count > 0 else "screen_national.changes.fewer"
    counts = {"then": integer(one.then.numerator, language), "now": integer(one.now.numerator, language)}
    told = counted(key, abs(count), language, step=name, day=day(before, language), **counts)
    said = {"then": integer(one.then.denominator, language), "now": integer(one.now.denominator, language)}
    return {"text": f"{told}.", "note": say("screen_national.changes.said_counts", language, **said)}


def changed_table(changed: list[Changed], dates: Mapping[str, str], language: Language, caption: str) -> TableData:
    """A row per step: how many had finished it on both dates, of how many that said so."""
    programme = queries.the_programme()
    columns = [
        Column(say("screen.column.step", language), [step_word(one.now.step, programme, language) for one in changed])
    ]
    for rows, on in (([one.then for one in changed], dates["before"]), ([one.now for one in changed], dates["as_of"])):
        is_held = [row.numerator is None for row in rows]
        for name, label in (
            ("numerator", "screen_national.changes.finished_on"), ("denominator", "screen_national.changes.said_on"),
        ):  # fmt: skip
            word = partial(integer, language=language, unknown=say("screen.state.unknown", language))
            values = [getattr(row, name) for row in rows]
            columns.append(
                shielded(Column(say(label, language, day=on), values, word, is_number=True), is_held, language)
            )
    return TableData(caption, columns)
