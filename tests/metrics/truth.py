"""A simulated and replayed country, and its truth in the form that the oracle reads."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from domain.municipalities import Register
from domain.statements import Table
from metrics.standing.known import Known
from pipelines.replay import replay
from store.store import Store
from tests import oracle
from tests.pipelines.countries import Country


@dataclass
class Replayed:
    """What was simulated, and the store that took it in."""

    country: Country
    store: Store
    world: oracle.World

    def known(self, known_on: datetime) -> Known:
        """What the store knew on a moment."""
        with self.store.reader() as reader:
            statements = {table: reader.statements(table, known_on=known_on) for table in Table}
            files = reader.files(known_on=known_on)
        return Known(statements, files, self.country.register, self.country.programme, known_on)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The municipalities of which the truth is known, dissolved ones included."""
        return frozenset({row["municipality_code"] for row in self.country.truth_rows("municipalities.csv")})


def replayed(folder: Path, *, register: Register | None = None, **arguments: int) -> Replayed:
    """A country of its own in `folder`, taken in at the moments of its manifest."""
    country = Country(folder / "country", register=register, **arguments)
    store = Store(folder / "home")
    with store.writer(holder="test") as writer:
        replay(country.directory, writer=writer, register=country.register, programme=country.programme)
    return Replayed(country, store, world_of(country))


def world_of(country: Country) -> oracle.World:
    """What the truth folder says was said, and who existed when."""
    arrivals = sorted({line["arrives_at"] for line in country.statements})
    said = [
        {
            **line,
            "reporting_date": date.fromisoformat(line["reporting_date"]),
            "step_number": line.get("step_number"),
            "recorded_at": datetime.fromisoformat(line["arrives_at"]),
            "ledger_sequence": arrivals.index(line["arrives_at"]),
        }
        for line in country.statements
    ]
    places = country.register.municipalities.rename({"municipality_code": "code"})
    return oracle.World(
        municipalities=places.select("code", "province", "size_class", "valid_from", "valid_to").to_dicts(),
        mergers=country.register.reorganisations.to_dicts(),
        step_numbers=country.programme.step_numbers,
        milestones=[line for line in said if line["table"] == "milestone"],
        others=[line for line in said if line["table"] != "milestone"],
    )


class RealStandings:
    """What really was the standing of a municipality on a step on a day."""

    def __init__(self, country: Country) -> None:
        self.lives: dict[tuple[str, int], list[dict[str, str]]] = {}
        for row in country.truth_rows("steps.csv"):
            self.lives.setdefault((row["municipality_code"], int(row["step_number"])), []).append(row)

    def on(self, code: str, step: int, day: date) -> str:
        """The real standing on a day on which the municipality existed."""
        at = day.isoformat()
        life = next(
            row
            for row in self.lives[code, step]
            if (not row["valid_from"] or row["valid_from"] <= at) and (not row["valid_to"] or at < row["valid_to"])
        )
        if life["is_applicable"] == "0":
            return "not_applicable"
        if not life["real_start"] or life["real_start"] > at:
            return "not_started"
        is_reopened = life["reopened_on"] and life["reopened_on"] <= at
        ended = life["ended_again_on"] if is_reopened else life["real_end"]
        return "finished" if ended and ended <= at else "started"
