"""The rounds of reporting: who reports when, alone or through a region, and what was wrong in it at first."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from domain.clocks import month_ends
from domain.statements import Standing, Table
from pipelines.simulator.reports.parcels import Parcel, ParcelKind
from pipelines.simulator.reports.said import Circumstances, SaidRow, Value, rows_said
from pipelines.simulator.reports.style import Style, a_style, style_of_file

REGION_LATE_SHARE: Final = 0.025  # of those who hand in through a region: comes on its own, after the region
MISTAKE_SHARE: Final = 0.08  # reports in which something is wrong that is corrected later
MISTAKE_IN_REGION_SHARE: Final = 0.06
LAST_SECOND: Final = 18 * 3600
FIRST_SECOND: Final = 8 * 3600


def parcels_of(country: list[Circumstances], *, first_day: date, until: date, rng: np.random.Generator) -> list[Parcel]:
    """Every report and every correction that arrives no later than `until`, not yet spoiled."""
    senders = dict.fromkeys(name for here in country for name in (here.life.code, here.habits.region) if name)
    styles = {sender: a_style(rng) for sender in senders}
    parcels: list[Parcel] = []
    for day in month_ends(first_day, until):
        bundles: dict[str, list[Circumstances]] = {}
        for here in country:
            if not _answers(here, day, rng):
                continue
            region = here.habits.region
            if region is not None and rng.random() >= REGION_LATE_SHARE:
                bundles.setdefault(region, []).append(here)
            else:
                parcels += _own_report(here, day, until, styles[here.life.code], rng)
        for region, members in bundles.items():
            parcels += _bundle(region, members, day, until, styles[region], rng)
    return [parcel for parcel in parcels if parcel.arrives[0] <= until.toordinal()]


def arrival(day: int, rng: np.random.Generator) -> tuple[int, int]:
    """A moment in office hours on that day, or on the Monday after it."""
    weekday = date.fromordinal(day).weekday()
    return day + max(0, 7 - weekday if weekday > 4 else 0), int(rng.integers(FIRST_SECOND, LAST_SECOND))


def in_files(
    tables: dict[Table, list[SaidRow]], *, sender: str, kind: ParcelKind, reporting_date: date,
    arrives: tuple[int, int], style: Style, is_workbook: bool, rng: np.random.Generator,
) -> list[Parcel]:  # fmt: skip
    """The rows as one workbook, or as one CSV per table that arrive within a few minutes."""
    if not tables:
        return []
    if is_workbook:
        return [Parcel(sender, kind, reporting_date, arrives, tables, style_of_file(style, rng), is_workbook=True)]
    day, second = arrives
    return [
        Parcel(sender, kind, reporting_date, (day, second + 40 * place), {table: rows}, style_of_file(style, rng))
        for place, (table, rows) in enumerate(tables.items())
    ]


def _answers(here: Circumstances, day: date, rng: np.random.Generator) -> bool:
    return here.life.reports_on(day) and here.habits.reports_for(day) and rng.random() < here.habits.response_share


def _own_report(here: Circumstances, day: date, until: date, style: Style, rng: np.random.Generator) -> list[Parcel]:
    tables = rows_said(here, day, rng)
    if here.habits.rhythm_months == 1:
        lag = int(rng.integers(0, 20)) if rng.random() < 0.8 else 0
        arrives = (day.toordinal(), LAST_SECOND) if lag == 0 else arrival(day.toordinal() + lag, rng)
    else:
        arrives = arrival(day.toordinal() + int(min(90, max(1, rng.lognormal(2.8, 0.6)))), rng)
    is_workbook = here.habits.sends_workbooks
    corrected = _mistaken(tables, here, arrives[0], until, MISTAKE_SHARE, rng)
    parcels = in_files(
        tables, sender=here.life.code, kind="report", reporting_date=day, arrives=arrives, style=style,
        is_workbook=is_workbook, rng=rng,
    )  # fmt: skip
    return parcels + _corrections(corrected, tables, here.life.code, day, style, rng)


def _bundle(
    region: str, members: list[Circumstances], day: date, until: date, style: Style, rng: np.random.Generator
) -> list[Parcel]:
    arrives = arrival(day.toordinal() + int(min(80, max(5, rng.lognormal(3.1, 0.45)))), rng)
    together: dict[Table, list[SaidRow]] = {}
    corrections: list[Parcel] = []
    for here in members:
        tables = rows_said(here, day, rng)
        corrected = _mistaken(tables, here, arrives[0], until, MISTAKE_IN_REGION_SHARE, rng)
        corrections += _corrections(corrected, tables, region, day, style, rng)
        for table, rows in tables.items():
            together.setdefault(table, []).extend(rows)
            if rng.random() < 0.004:  # pasted twice
                together[table].append(replace(rows[-1]))
    in_order = {table: together[table] for table in Table if table in together}
    return corrections + in_files(
        in_order, sender=region, kind="report", reporting_date=day, arrives=arrives, style=style, is_workbook=False,
        rng=rng,
    )  # fmt: skip


@dataclass(slots=True)
class _Corrected:
    arrives: tuple[int, int]
    rows: dict[tuple[Table, int], SaidRow]  # by table and place: the row as it should have been


def _mistaken(
    tables: dict[Table, list[SaidRow]], here: Circumstances, arrives: int, until: date, share: float,
    rng: np.random.Generator,
) -> _Corrected | None:  # fmt: skip
    """Makes one to three rows say something wrong, and gives what they should have said.

    Nothing goes wrong that could not be corrected before `until`, so at the end every standing is the real one.
    """
    merged_since = here.life.valid_to is not None and arrives >= here.life.valid_to.toordinal()
    if rng.random() >= (0.6 if merged_since else share):
        return None
    corrected_on = arrival(arrives + int(rng.integers(6, 130)), rng)
    if corrected_on[0] > until.toordinal():
        return None
    candidates = [
        (table, place) for table, rows in tables.items() for place, row in enumerate(rows) if not row.is_untouched
    ]
    count = min(len(candidates), int(rng.integers(1, 4)))
    rows: dict[tuple[Table, int], SaidRow] = {}
    for index in sorted(rng.choice(len(candidates), size=count, replace=False).tolist()):
        table, place = candidates[index]
        right = tables[table][place]
        values = _wrong_values(right, rng)
        if values is not None:
            rows[(table, place)] = right
            tables[table][place] = replace(right, values=values, is_mistaken=True)
    return _Corrected(corrected_on, rows) if rows else None


def _wrong_values(row: SaidRow, rng: np.random.Generator) -> dict[str, Value] | None:
    """The values with one mistake in them that breaks no rule, or None where there is none to make."""
    values = dict(row.values)
    if row.table is Table.MILESTONE:
        return _wrong_milestone(values, rng)
    if row.table is Table.TRAINING:
        trained = values["trained_staff_count"]
        if not isinstance(trained, int) or trained < 3:
            return None
        values["trained_staff_count"] = trained - int(rng.integers(1, max(2, trained // 3)))
    elif row.table is Table.COST:
        realised = values["realised_cost_eur"]
        if not isinstance(realised, float) or realised < 100:
            return None
        values["realised_cost_eur"] = float(round(realised * float(rng.choice([0.1, 0.6, 0.9, 1.2, 1.8]))))
    else:
        values["completion_minutes"] = float(rng.integers(5, 90))
    return None if values == row.values else values


def _wrong_milestone(values: dict[str, Value], rng: np.random.Generator) -> dict[str, Value] | None:
    start, end, target = values["start_date"], values["end_date"], values["own_target_date"]
    if isinstance(end, date):
        if rng.random() < 0.4:
            return {**values, "standing": Standing.STARTED.value, "end_date": None}
        earlier = end - timedelta(days=int(rng.integers(3, 40)))
        return {**values, "end_date": earlier} if not isinstance(start, date) or earlier >= start else None
    if isinstance(target, date):
        return {**values, "own_target_date": target + timedelta(days=int(rng.integers(7, 200)))}
    return None


def _corrections(
    corrected: _Corrected | None, tables: dict[Table, list[SaidRow]], sender: str, day: date, style: Style,
    rng: np.random.Generator,
) -> list[Parcel]:  # fmt: skip
    if corrected is None:
        return []
    sent_whole = rng.random() < 0.4
    resent: dict[Table, list[SaidRow]] = {}
    for table, rows in tables.items():
        right = [corrected.rows.get((table, place), row) for place, row in enumerate(rows)]
        if not sent_whole:
            right = [row for place, row in enumerate(right) if (table, place) in corrected.rows]
        elif all((table, place) not in corrected.rows for place in range(len(rows))):
            right = []
        if right:
            resent[table] = [replace(row) for row in right]
    return in_files(
        resent, sender=sender, kind="correction", reporting_date=day, arrives=corrected.arrives, style=style,
        is_workbook=False, rng=rng,
    )  # fmt: skip
