"""The register: which municipalities exist on a day, how they merged, how many people live there."""

from datetime import date, timedelta

import polars as pl
import pytest

from domain.municipalities import Register, size_class_of


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2019, 1, 1), 355),
        (date(2020, 12, 31), 355),
        (date(2021, 1, 1), 352),
        (date(2021, 12, 31), 352),
        (date(2022, 1, 1), 345),
        (date(2022, 3, 23), 345),
        (date(2022, 3, 24), 344),
        (date(2022, 12, 31), 344),
        (date(2023, 1, 1), 342),
        (date(2026, 9, 30), 342),
    ],
)
def test_the_register_has_the_municipalities_of_that_day(register: Register, day: date, count: int) -> None:
    on_day = register.on(day)
    assert on_day.height == count
    assert on_day["municipality_code"].is_unique().all()
    assert on_day["municipality_code"].is_sorted()


def test_every_municipality_of_today_has_a_population_a_size_class_and_a_place(register: Register) -> None:
    today = register.on(date(2026, 9, 30))
    assert today.null_count().sum_horizontal().item() == 0
    assert today["size_class"].is_between(1, 8).all()
    assert set(today["municipality_code"]) == set(register.tiles["municipality_code"])


def test_tiles_do_not_lie_on_each_other(register: Register) -> None:
    assert register.tiles.select("q", "r").is_unique().all()


def test_weesp_became_amsterdam_halfway_through_march_2022(register: Register) -> None:
    assert register.successors_on("GM0457", date(2022, 3, 23)) == ("GM0457",)
    assert register.successors_on("GM0457", date(2022, 3, 24)) == ("GM0363",)


def test_haaren_was_split_over_four_municipalities(register: Register) -> None:
    assert register.direct_successors("GM0788") == ("GM0757", "GM0824", "GM0855", "GM0865")
    assert register.successors_on("GM0788", date(2021, 1, 1)) == ("GM0757", "GM0824", "GM0855", "GM0865")


def test_nobody_stands_for_a_municipality_before_it_was_founded(register: Register) -> None:
    assert register.successors_on("GM1992", date(2022, 12, 31)) == ()
    assert register.successors_on("GM9999", date(2022, 12, 31)) == ()


def test_every_dissolved_municipality_has_successors_on_the_day_it_ends(register: Register) -> None:
    dissolved = [one for one in register.by_code.values() if one.dissolved_on is not None]
    assert len(dissolved) == 52
    for municipality in dissolved:
        assert municipality.dissolved_on is not None
        assert municipality.exists_on(municipality.dissolved_on - timedelta(days=1))
        assert not municipality.exists_on(municipality.dissolved_on)
        heirs = register.successors_on(municipality.code, municipality.dissolved_on)
        assert heirs
        assert all(register.by_code[heir].exists_on(municipality.dissolved_on) for heir in heirs)


def test_a_merger_that_is_only_proposed_changes_nothing(register: Register) -> None:
    assert register.successors_on("GM1696", date(2027, 1, 1)) == ("GM1696",)  # Wijdemeren
    assert register.on(date(2027, 1, 1)).height == 342


def test_the_population_is_the_newest_not_after_the_day(register: Register) -> None:
    def inhabitants(code: str, day: date) -> int:
        return register.on(day).filter(pl.col("municipality_code") == code)["inhabitant_count"].item()

    known = dict(
        register.populations.filter(pl.col("municipality_code") == "GM0363").select("year", "inhabitant_count").rows()
    )
    assert inhabitants("GM0363", date(2019, 7, 1)) == known[2019]
    assert inhabitants("GM0363", date(2020, 7, 1)) == known[2019]  # no count of 2020 in the register
    assert inhabitants("GM0363", date(2023, 1, 1)) == known[2023]
    assert inhabitants("GM0363", date(2030, 1, 1)) == known[max(known)]


def test_a_population_that_was_not_counted_is_absent_rather_than_zero(register: Register) -> None:
    assert register.populations["inhabitant_count"].null_count() == 0
    assert (register.populations["inhabitant_count"] > 0).all()
    weesp = register.populations.filter(pl.col("municipality_code") == "GM0457")
    assert weesp["year"].max() == 2022


def test_size_classes_begin_at_their_bounds() -> None:
    counts = pl.DataFrame({"inhabitants": [4_999, 5_000, 9_999, 49_999, 50_000, 249_999, 250_000, None]})
    assert counts.select(size_class_of(pl.col("inhabitants"))).to_series().to_list() == [1, 2, 2, 4, 5, 7, 8, None]


def test_the_size_class_of_the_register_follows_from_the_newest_population(register: Register) -> None:
    today = register.on(date(2026, 9, 30))
    assert today.filter(pl.col("size_class") != size_class_of(pl.col("inhabitant_count"))).is_empty()


def test_the_version_of_the_register_is_stable(register: Register) -> None:
    assert register.version == Register.load().version
    assert len(register.version) == 12
