"""What `bench.growth` grows is a whole store, the same for the same number, in as many rounds as were asked."""

from pathlib import Path

from bench import growth
from domain.statements import Table
from store.store import Store


def test_a_store_that_is_grown_is_sound_and_holds_every_round_of_the_whole_country(tmp_path: Path):
    count = growth.grown(tmp_path / "home", 1)
    store = Store(tmp_path / "home")
    with store.reader() as reader:
        said = reader.statements(Table.MILESTONE)
        assert reader.info.is_synthetic
        assert count == sum(reader.info.statement_counts.values()) == 342 * 11 * 2 * growth.ROUNDS
    assert sorted(said["reporting_date"].unique()) == list(growth.reporting_days(growth.ROUNDS))
    assert said["reporting_date"].max() == growth.LAST_DAY
    assert store.verify() == []
    growth.grown(tmp_path / "again", 1)
    assert Store(tmp_path / "again").home.ledger.path.read_bytes() == store.home.ledger.path.read_bytes()
