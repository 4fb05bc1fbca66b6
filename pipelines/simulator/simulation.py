"""The simulator as one function: a made-up country's files, their manifest, and apart from them the truth."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypedDict

import numpy as np

from domain.clocks import months_before
from domain.municipalities import Register
from domain.programme import Programme
from pipelines.simulator.country.country import country_of
from pipelines.simulator.files.books import Books
from pipelines.simulator.files.sheets import Words
from pipelines.simulator.files.truth import write_truth
from pipelines.simulator.mess.spoiled_files import spoil_files
from pipelines.simulator.mess.spoiled_rows import RowSpoiler
from pipelines.simulator.outbox import send
from pipelines.simulator.reports.follow_ups import repairs, send_twice
from pipelines.simulator.reports.parcels import Parcel
from pipelines.simulator.reports.rounds import parcels_of
from pipelines.simulator.reports.said import Circumstances

ORIGIN_FILE: Final = "origin.json"
SPOILED_FILES_PER_ROW: Final = 2.0  # the share of spoiled files is this many times that of spoiled rows
DEFAULT_MESS: Final = 0.01
DEFAULT_RESPONSE: Final = 0.8


class SimulationSummary(TypedDict):
    """What was made. `rows` counts the rows of all files that are taken in, the spoiled ones included."""

    directory: str
    truth_directory: str
    municipalities: int
    files: int
    workbooks: int
    rows: int
    spoiled_rows: int
    spoiled_files: int
    duplicates: int
    first_arrival: str | None
    last_arrival: str | None


def simulate(
    out: Path, *, register: Register, programme: Programme, until: date, seed: int, municipality_count: int = 342,
    month_count: int = 24, response: float = DEFAULT_RESPONSE, mess: float = DEFAULT_MESS,
) -> SimulationSummary:  # fmt: skip
    """Writes report files as municipalities would send them to `out`, and the truth to `out`.truth.

    The months are the `month_count` whole months that are over on `until`; nothing arrives after that day. `response`
    is the share of the reports due that come in (0-1), `mess` the share of rows that break a rule (0-1). The same
    arguments, register and programme give the same bytes. Raises FileExistsError where there is something already,
    ValueError for arguments that make no country.
    """
    truth_directory = out.with_name(f"{out.name}.truth")
    _check(out, truth_directory, municipality_count, month_count, response, mess)
    first_day = _first_day(until, month_count)
    country = country_of(
        register, programme, municipality_count=municipality_count, first_day=first_day, until=until,
        response=response, seed=seed,
    )  # fmt: skip
    parcels = _post(country, register, programme, first_day=first_day, until=until, mess=mess, seed=seed)
    books = Books()
    send(parcels, out, Words(register, programme), books, np.random.default_rng([seed, 7]))
    origin = {"origin": "synthetic", "seed": seed, "until": until.isoformat(), "programme": programme.key}
    (out / ORIGIN_FILE).write_text(json.dumps(origin) + "\n", encoding="utf-8")
    write_truth(truth_directory, country, books, first_day=first_day, until=until)
    return _summary(out, truth_directory, country, books)


def _post(
    country: list[Circumstances], register: Register, programme: Programme, *, first_day: date, until: date,
    mess: float, seed: int,
) -> list[Parcel]:  # fmt: skip
    """Every file of the country, the spoiled ones, what follows on them and what is sent twice."""
    draws = [np.random.default_rng([seed, stage]) for stage in range(4, 7)]
    parcels = parcels_of(country, first_day=first_day, until=until, rng=draws[0])
    spoiled = RowSpoiler(register, programme, draws[1]).spoil(parcels, mess)
    refused = spoil_files(parcels, SPOILED_FILES_PER_ROW * mess, draws[1])
    parcels += repairs(spoiled, refused, until.toordinal(), draws[2])
    send_twice(parcels, until.toordinal(), draws[2])
    return parcels


def _check(out: Path, truth: Path, municipality_count: int, month_count: int, response: float, mess: float) -> None:
    for directory in (out, truth):
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise FileExistsError(f"{directory} is not empty; give another folder")
        if directory.exists():
            directory.rmdir()
    if municipality_count < 1 or month_count < 1:
        raise ValueError("a country needs at least one municipality and one month")
    if not (0 <= response <= 1 and 0 <= mess <= 1):
        raise ValueError("response and mess are shares, between 0 and 1")


def _first_day(until: date, month_count: int) -> date:
    """The first day of the first month, of `month_count` that are over on `until`."""
    after = until + timedelta(days=1)  # its month is the first that is not over
    return months_before(after.replace(day=1), month_count)


def _summary(out: Path, truth: Path, country: list[Circumstances], books: Books) -> SimulationSummary:
    outcomes = [sent.outcome for sent in books.files]
    return {
        "directory": str(out),
        "truth_directory": str(truth),
        "municipalities": sum(here.life.valid_to is None for here in country),
        "files": len(books.files),
        "workbooks": sum(sent.name.endswith(("xlsx", "xlsm", "ods")) for sent in books.files),
        "rows": len(books.statements) + len(books.spoiled),
        "spoiled_rows": len(books.spoiled),
        "spoiled_files": outcomes.count("rejected"),
        "duplicates": outcomes.count("duplicate"),
        "first_arrival": books.files[0].arrives_at if books.files else None,
        "last_arrival": books.files[-1].arrives_at if books.files else None,
    }
