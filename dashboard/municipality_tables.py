"""The tables beside the figures of one municipality."""

from collections.abc import Sequence
from functools import partial

import polars as pl

from dashboard import peers
from dashboard.charts.steps import ORDER
from dashboard.download import Column, TableData
from dashboard.municipality_peers import FanReading, Strip
from dashboard.one_municipality import OneMunicipality, finished_by_step
from dashboard.tables import column
from dashboard.words import party_names
from domain.bilingual import Language
from language.formats import decimal, integer, listing, moment
from language.texts import say
from metrics.benchmark import FAN_COLUMNS
from metrics.state import standing_counts


def steps(municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per step, with its dates and the first and the last own target."""
    numbers = municipality.steps["step_number"].to_list()
    rows = municipality.steps.with_columns(
        step_name=pl.Series(
            [municipality.programme.step(number).name.of(language) for number in numbers], dtype=pl.String
        ),
        first_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[0] for number in numbers], dtype=pl.Date
        ),
        last_target_date=pl.Series(
            [municipality.targets.get(number, (None, None))[1] for number in numbers], dtype=pl.Date
        ),
    )
    dates = ("start_date", "end_date", "first_target_date", "last_target_date", "reporting_date")
    return TableData(
        caption,
        [
            column(rows, "step_number", language, "count", "step"),
            column(rows, "step_name", language),
            column(rows, "standing", language, "standing"),
            column(rows, "is_stale", language, "yes"),
            *(column(rows, name, language, "day") for name in dates),
            _waiting_on(rows["waiting_on"].to_list(), municipality, language),
        ],
    )


def _waiting_on(parties: Sequence[str | None], municipality: OneMunicipality, language: Language) -> Column:
    """The parties by name, as on the timeline."""
    none = say("screen.state.none", language)
    return Column(
        say("screen.column.waiting_on", language),
        parties,
        lambda keys: none if keys is None else listing(party_names(keys, municipality.programme, language), language),
    )


def fan(municipality: OneMunicipality, reading: FanReading, language: Language, caption: str) -> TableData:
    """One row per month since the own start: the deciles of the peers, and its own count."""
    shown = reading.shown
    unknown = say("screen.state.unknown", language)
    whole = partial(integer, language=language, unknown=unknown)
    tenth = partial(decimal, language=language, unknown=say("catalogue.value_status.too_few", language))
    deciles = [
        Column(
            say("screen_municipality.column.decile", language, place=place),
            [month.deciles[place - 1] if month.deciles else None for month in shown], tenth, is_number=True,
        )
        for place in range(1, len(FAN_COLUMNS) + 1)
    ]  # fmt: skip
    return TableData(
        caption,
        [
            Column(say("screen_municipality.column.month", language), [month.month for month in shown], str,
                   is_number=True),
            Column(municipality.name, [month.own_count for month in shown], whole, is_number=True),
            Column(say("screen_municipality.column.count", language), [month.peer_count for month in shown], whole,
                   is_number=True),
            *deciles,
        ],
    )  # fmt: skip


def strips(shown: Sequence[Strip], municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per strip: its own value, the quartiles of the peers, how many they are and how they were chosen."""
    few = say("catalogue.value_status.too_few", language)

    def values(found: list[float | None], word: str) -> Column:
        written = [
            few if value is None else peers.written(strip.measure, value, language)
            for strip, value in zip(shown, found, strict=True)
        ]
        return Column(word, written)

    quartile = [
        values([strip.found.quartiles[place] if strip.found.quartiles else None for strip in shown],
               say(f"screen_municipality.column.{name}", language))
        for place, name in enumerate(("q1", "middle", "q3"))
    ]  # fmt: skip
    own = [peers.written(strip.measure, strip.found.value, language, strip.found.value_status) for strip in shown]
    return TableData(
        caption,
        [
            Column(say("screen_municipality.column.measure", language),
                   [peers.label(strip.measure, language) for strip in shown]),
            Column(municipality.name, own),
            *quartile,
            Column(say("screen_municipality.column.count", language), [strip.found.peer_count for strip in shown],
                   partial(integer, language=language), is_number=True),
            Column(say("screen.column.peers", language),
                   [say(f"finding.peer_group.{strip.found.peers.group}", language) for strip in shown]),
        ],
    )  # fmt: skip


def peer_steps(municipality: OneMunicipality, language: Language, caption: str) -> TableData:
    """One row per step: where the peers stand, and where it stands itself."""
    counts = standing_counts(municipality.peer_standings).pivot(
        "standing", index="step_number", values="municipality_count"
    )
    numbers = list(municipality.programme.step_numbers)
    found = {row["step_number"]: row for row in counts.iter_rows(named=True)}
    own = dict(municipality.steps.select("step_number", "standing").iter_rows())
    finished = finished_by_step(municipality.peer_standings)
    count = partial(integer, language=language)
    standing_columns = [
        Column(
            say(f"screen.standing.{standing}", language),
            [found.get(n, {}).get(standing, 0) for n in numbers],
            count,
            is_number=True,
        )
        for standing in ORDER[1:]
    ]
    names = [municipality.programme.step(number).name.of(language) for number in numbers]
    finished_label = say("screen_municipality.column.finished_count", language)
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), numbers, str, is_number=True),
            Column(say("screen.column.step_name", language), names),
            Column(finished_label, [finished.get(number, 0) for number in numbers], count, is_number=True),
            *standing_columns,
            Column(
                municipality.name,
                [own[number] for number in numbers],
                lambda value: say(f"screen.standing.{value}", language),
            ),
        ],
    )


def history(municipality: OneMunicipality, language: Language) -> TableData:
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
            _waiting_on(rows["waiting_on"].to_list(), municipality, language),
            Column(
                say("screen_municipality.column.note", language), rows["note"].to_list(), lambda value: value or none
            ),
            Column(withdrawn, rows["withdrawn_at"].to_list(), lambda value: moment(value, language, unknown=none)),
        ],
    )
