"""What each report and each correction of a municipality changed, in words, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import polars as pl

from dashboard.drawing.sentences import SENTENCES, Sentence, SentencesData
from dashboard.figure import anatomy
from dashboard.figure.columns import column
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, standing_word
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.screens.municipality.words import waiting_on_column
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.clocks import dutch_day
from language.formats import day, integer, listing, moment
from language.texts import say

MOST_CHANGES = 10  # the rest stands in the table
FOLLOWS_STANDING: Final = ("start_date", "end_date")  # a first date comes with the new standing; it is not told twice
CHANGED_KEYS: Final[Mapping[str, str]] = {
    "start_date": "screen_municipality.history.start_date",
    "own_target_date": "screen_municipality.history.own_target_date",
    "end_date": "screen_municipality.history.end_date",
}
NEW_KEYS: Final[Mapping[str, str]] = {
    "start_date": "screen_municipality.history.start_date_new",
    "own_target_date": "screen_municipality.history.own_target_date_new",
    "end_date": "screen_municipality.history.end_date_new",
}
GONE_KEYS: Final[Mapping[str, str]] = {
    "start_date": "screen_municipality.history.start_date_gone",
    "own_target_date": "screen_municipality.history.own_target_date_gone",
    "end_date": "screen_municipality.history.end_date_gone",
}


def what_it_changed(municipality: OneMunicipality, view: View) -> None:
    """What each of its reports and corrections changed, newest first."""
    told: list[Sentence] = [
        {"text": change.text, "note": change.note} for change in changes_told(municipality.history, view.language)
    ]
    nothing: list[Sentence] = [{"text": say("screen_municipality.history.nothing", view.language), "note": ""}]
    note = counted(
        "screen_municipality.history.note", municipality.history.height, view.language,
        known_on=day(dutch_day(view.known_on), view.language), as_of=day(view.as_of, view.language),
    )  # fmt: skip
    data: SentencesData = {"sentences": told[:MOST_CHANGES] or nothing}
    anatomy.figure(
        "history",
        finding=say("screen_municipality.history.finding", view.language, name=municipality.name),
        subtitle=say("screen_municipality.history.subtitle", view.language),
        draw=lambda: SENTENCES.draw(data, key="history"),
        note=" · ".join([note, *left_out(len(told), view.language)]),
        table=lambda: history_table(municipality, view.language),
        kind="screen.kind.observation",
        whom="own",
    )  # fmt: skip


def left_out(count: int, language: Language) -> list[str]:
    """That there are more changes than the newest that stand here; nothing where all stand here."""
    if count <= MOST_CHANGES:
        return []
    shown = integer(MOST_CHANGES, language)
    return [say("screen_municipality.history.newest", language, shown=shown, count=integer(count, language))]


@dataclass(frozen=True)
class Version:
    """One version of what was stated on one step, and when it came in."""

    step_number: int
    reporting_date: date
    standing: str
    start_date: date | None
    own_target_date: date | None
    end_date: date | None
    recorded_at: datetime

    @property
    def dates(self) -> dict[str, date | None]:
        """Its dates by name, in the order in which their changes are told."""
        return {"start_date": self.start_date, "own_target_date": self.own_target_date, "end_date": self.end_date}


@dataclass(frozen=True)
class Change:
    """One thing that changed, and with which report."""

    text: str
    note: str
    moment: datetime


def changes_told(history: pl.DataFrame, language: Language) -> list[Change]:
    """`history`: every version of its milestone statements, as the store gives them."""
    latest: dict[tuple[int, date], Version] = {}
    told: list[Change] = []
    ordered = history.sort("ledger_sequence", "reporting_date", "step_number")
    for rows in ordered.partition_by("ledger_sequence", "reporting_date", maintain_order=True):
        said = rows_of(rows, Version)
        is_correction = any((row.step_number, row.reporting_date) in latest for row in said)
        is_added = not is_correction and any(on == said[0].reporting_date for _, on in latest)
        sentences = list(_sentences(said, latest, language)) or [_unchanged(said, language, is_added=is_added)]
        told += _with_note(sentences, said[0], is_correction, language)
        latest |= {(row.step_number, row.reporting_date): row for row in said}
    told += _withdrawals(history, language)
    return sorted(told, key=lambda change: change.moment, reverse=True)


def _sentences(said: list[Version], latest: Mapping[tuple[int, date], Version], language: Language) -> Iterator[str]:
    pairs = [(row, _before(row, latest)) for row in said]
    if all(before is None for _, before in pairs):
        yield counted("screen_municipality.history.first", len(said), language)
        return
    known = [(row, before) for row, before in pairs if before is not None]
    yield from _moves(known, language)
    for row, before in known:
        yield from _differences(row, before, language)


def _moves(pairs: list[tuple[Version, Version]], language: Language) -> Iterator[str]:
    """Steps that moved from one standing to another, equal moves in one sentence."""
    moves: dict[tuple[str, str], list[str]] = {}
    for row, before in pairs:
        if row.standing != before.standing:
            moves.setdefault((before.standing, row.standing), []).append(str(row.step_number))
    for standings, numbers in moves.items():
        words = [standing_word(standing, language).lower() for standing in standings]
        yield say(
            "screen_municipality.history.standing",
            language,
            number=listing(numbers, language),
            before=words[0],
            after=words[1],
        )


def _before(row: Version, latest: Mapping[tuple[int, date], Version]) -> Version | None:
    """What stood on this step before: an earlier version of the same row, or the newest one of an earlier date."""
    earlier = [day for step, day in latest if step == row.step_number and day <= row.reporting_date]
    return latest[row.step_number, max(earlier)] if earlier else None


def _differences(row: Version, before: Version, language: Language) -> Iterator[str]:
    has_moved = row.standing != before.standing
    for name, now in row.dates.items():
        then = before.dates[name]
        is_told = has_moved and name in FOLLOWS_STANDING and (then is None or now is None)
        if now != then and not is_told:
            keys = NEW_KEYS if then is None else GONE_KEYS if now is None else CHANGED_KEYS
            words = [day(stated, language, unknown="") for stated in (then, now)]
            yield say(keys[name], language, number=row.step_number, before=words[0], after=words[1])


def _with_note(sentences: list[str], row: Version, is_correction: bool, language: Language) -> list[Change]:
    key = "screen_municipality.history.correction_of" if is_correction else "screen_municipality.history.report_of"
    received = day(dutch_day(row.recorded_at), language)
    note = say(key, language, day=day(row.reporting_date, language), received=received)
    return [Change(text, note, row.recorded_at) for text in sentences]


def _unchanged(said: list[Version], language: Language, *, is_added: bool) -> str:
    """That a report changed nothing; or which steps it added to what was known of that day, as a repaired row does."""
    if not is_added:
        return say("screen_municipality.history.no_change", language)
    numbers = [str(row.step_number) for row in said]
    return counted("screen_municipality.history.added", len(numbers), language, steps=listing(numbers, language))


def _withdrawals(history: pl.DataFrame, language: Language) -> list[Change]:
    withdrawn = history.drop_nulls("withdrawn_at").group_by("withdrawn_at", "reporting_date").len()
    return [
        Change(
            counted("screen_municipality.history.withdrawn", count, language),
            say(
                "screen_municipality.history.correction_of",
                language,
                day=day(reported, language),
                received=day(dutch_day(moment), language),
            ),
            moment,
        )
        for moment, reported, count in withdrawn.iter_rows()
    ]


def history_table(municipality: OneMunicipality, language: Language) -> TableData:
    """Every version of every row that it ever handed in, newest first, with what it wrote itself."""
    rows = municipality.history.sort("ledger_sequence", "reporting_date", "step_number", descending=[True, True, False])
    none, unknown = say("screen.state.none", language), say("screen.state.unknown", language)
    received = say("screen_municipality.column.recorded_at", language)
    withdrawn = say("screen_municipality.column.withdrawn_at", language)
    dates = ("start_date", "own_target_date", "end_date")
    return TableData(
        say("screen_municipality.history.finding", language, name=municipality.name),
        [
            Column(received, rows["recorded_at"].to_list(), lambda value: moment(value, language, unknown=unknown)),
            column(rows, "reporting_date", language, "day"),
            column(rows, "step_number", language, "count", "step"),
            column(rows, "standing", language, "standing"),
            *(column(rows, name, language, "day_or_none") for name in dates),
            waiting_on_column(rows["waiting_on"].to_list(), municipality, language),
            Column(
                say("screen_municipality.column.note", language), rows["note"].to_list(), lambda value: value or none
            ),
            Column(withdrawn, rows["withdrawn_at"].to_list(), lambda value: moment(value, language, unknown=none)),
        ],
    )
