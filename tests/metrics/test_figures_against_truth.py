"""On a simulated country, taken in file by file, the figures are those of the truth."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import polars as pl
import pytest

from domain.municipalities import Register
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.standing.known import Known
from metrics.standing.state import standings
from tests import oracle, oracle_of_figures
from tests.metrics.truth import RealStandings, Replayed, replayed
from tests.pipelines.countries import ABSORBED, MERGER_DAY, NEW_SUCCESSOR, SURVIVOR, TWO_PARTS, register_with_mergers

AT_THE_END = datetime(2026, 11, 15, tzinfo=timezone.utc)
MOMENTS = [
    pytest.param(date(2026, 10, 31), AT_THE_END, id="all of it"),
    pytest.param(date(2026, 6, 30), AT_THE_END, id="a past date with what is known now"),
    pytest.param(date(2026, 6, 30), datetime(2026, 7, 10, tzinfo=timezone.utc), id="a past date as it was known then"),
    pytest.param(
        date(2026, 1, 15), datetime(2026, 4, 1, 12, tzinfo=timezone.utc), id="a date in the middle of a month"
    ),
    pytest.param(date(2025, 12, 31), AT_THE_END, id="the day before the merger"),
    pytest.param(date(2026, 1, 1), AT_THE_END, id="the day of the merger"),
]


MERGING = frozenset({*TWO_PARTS, NEW_SUCCESSOR, ABSORBED, SURVIVOR})
OTHERS = frozenset(Register.load().on(MERGER_DAY)["municipality_code"][::12]) - MERGING


def only(directory: Path, codes: frozenset[str]) -> Register:
    """The register in a folder, cut down to these municipalities, so that a whole country stays small."""
    for name, columns in (("municipalities.csv", ["code"]), ("mergers.csv", ["old_code", "new_code"])):
        rows = pl.read_csv(directory / name, infer_schema=False)
        rows.filter(pl.all_horizontal(pl.col(columns).is_in(list(codes)))).write_csv(directory / name)
    return Register.load(directory)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    return replayed(tmp_path_factory.mktemp("plain"), municipality_count=30, month_count=12, seed=11)


@pytest.fixture(scope="session")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    folder: Path = tmp_path_factory.mktemp("merged")
    register_with_mergers(folder / "reference")
    register = only(folder / "reference", MERGING | OTHERS)
    return replayed(folder, register=register, municipality_count=len(OTHERS) + 2, month_count=18, seed=12)


def rows(known: Known, key: str, as_of: date, by: Sequence[str] = ()) -> list[dict]:
    return figure(key, known, Request(as_of, by=tuple(by))).rows.rows(named=True)


def same(found: dict, expected: dict) -> None:
    assert {name: found[name] for name in expected} == {
        name: pytest.approx(value, abs=1e-9) if isinstance(value, float) else value for name, value in expected.items()
    }


def all_equal(of: Replayed, as_of: date, known_on: datetime) -> None:
    known, world = of.known(known_on), of.world
    steps = oracle_of_figures.step_completion(world, as_of, known_on)
    for row in rows(known, "step_completion", as_of, ["step"]):
        same(row, steps[row["step"]])
    completed = oracle_of_figures.completed_steps(world, as_of, known_on)
    found = rows(known, "completed_steps", as_of, ["municipality"])
    assert [row["municipality"] for row in found] == sorted(completed)
    for row in found:
        same(row, completed[row["municipality"]])
    same(rows(known, "all_steps_done", as_of)[0], oracle_of_figures.all_steps_done(world, as_of, known_on))
    same(rows(known, "freshness", as_of)[0], oracle_of_figures.freshness(world, as_of, known_on))
    over_time = oracle_of_figures.progress_over_time(world, as_of, known_on)
    found = rows(known, "progress_over_time", as_of)
    assert [(row["month"], row["step"]) for row in found] == sorted(over_time)
    for row in found:
        same(row, over_time[row["month"], row["step"]])
    for period in (None, "month", "quarter"):
        response = oracle_of_figures.response(world, as_of, known_on, period)
        found = rows(known, "response", as_of, [period] if period else [])
        assert [row.get(period) for row in found] == sorted(response, key=str)
        for row in found:
            same(row, response[row.get(period)])


@pytest.mark.parametrize(("as_of", "known_on"), MOMENTS)
def test_figures_of_a_replayed_country_equal_the_oracle_over_its_truth(plain, as_of, known_on):
    all_equal(plain, as_of, known_on)


@pytest.mark.parametrize(("as_of", "known_on"), MOMENTS)
def test_figures_equal_the_oracle_before_and_after_a_merger(merged, as_of, known_on):
    all_equal(merged, as_of, known_on)


def real_share(of: Replayed, step: int, as_of: date) -> tuple[int, int]:
    """Really finished and really applicable: reporters at their last reporting date, the silent on the as_of date."""
    state, real = oracle.State(of.world, AT_THE_END), RealStandings(of.country)

    def standing(code: str, day: date) -> str:
        merged_on = state.last_merger_into(code, day)
        own = [
            said["reporting_date"]
            for said in state.said.get((code, step), [])
            if said["reporting_date"] <= day and (merged_on is None or said["reporting_date"] >= merged_on)
        ]
        if own:
            return real.on(code, step, max(own))
        if merged_on is None or merged_on.year < 2025 or state.on_step(code, step, day)[0] == "not_reported":
            return real.on(code, step, day)
        before = merged_on - timedelta(days=1)
        return oracle.roll_up([(standing(part, before), None) for part in state.parts_of(code, merged_on)])[0]

    there = [m["code"] for m in oracle.register_on(of.world, as_of) if m["code"] in of.codes]
    standings = [standing(code, as_of) for code in there]
    return standings.count("finished"), len(standings) - standings.count("not_applicable")


@pytest.mark.parametrize("country", ["plain", "merged"])
@pytest.mark.parametrize("as_of", [date(2026, 2, 28), date(2026, 6, 30), date(2026, 10, 31)])
def test_the_bounds_contain_what_really_happened(country, as_of, request):
    of: Replayed = request.getfixturevalue(country)
    known = of.known(AT_THE_END)
    there = tuple(m["code"] for m in oracle.register_on(of.world, as_of) if m["code"] in of.codes)
    for row in figure("step_completion", known, Request(as_of, where={"municipality": there})).rows.rows(named=True):
        finished, applicable = real_share(of, row["step"], as_of)
        assert row["lower_bound"] <= finished / applicable <= row["upper_bound"]
        assert row["lower_bound"] < row["upper_bound"]


def test_the_merger_shows_in_the_figures(merged):
    known = merged.known(AT_THE_END)
    day_before = MERGER_DAY - timedelta(days=1)
    before = {row["municipality"] for row in rows(known, "completed_steps", day_before, ["municipality"])}
    after = {row["municipality"] for row in rows(known, "completed_steps", MERGER_DAY, ["municipality"])}
    assert after - before == {NEW_SUCCESSOR}
    assert len(before - after) == 3
    assert SURVIVOR in before & after
    rolled_up = standings(known, MERGER_DAY).filter(pl.col("is_from_parts"))
    assert set(rolled_up["municipality_code"]) <= {SURVIVOR, NEW_SUCCESSOR}
    assert rolled_up.height > 0
