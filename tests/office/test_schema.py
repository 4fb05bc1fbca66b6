"""The tables are those of the models, on both databases, up and down."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from domain.places import PROJECT_DIRECTORY
from office.database import Database
from office.errors import OfficeNewerError
from office.office import Office
from office.schema import BASE, STEPS, VERSION_TABLE, move, revision
from office.tables import Base
from tests.office.conftest import Opened
from tests.office.people_of_a_story import MANAGER, let_in


def _tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {VERSION_TABLE}


def test_every_step_is_known_in_its_order() -> None:
    steps = ScriptDirectory(str(PROJECT_DIRECTORY / "office" / "migrations")).walk_revisions()
    assert tuple(step.revision for step in reversed(list(steps))) == STEPS


def test_the_models_say_what_the_steps_make(office: Office) -> None:
    options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
    with office.database.engine.connect() as connection:
        assert revision(connection) == STEPS[-1]
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_a_difference_between_model_and_step_would_be_seen(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE people ADD COLUMN shoe_size INTEGER"))
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    with office.database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert [difference[0] for difference in found] == ["remove_column"]


def test_the_steps_can_be_taken_back_and_taken_again(office: Office) -> None:
    engine = office.database.engine
    everything = _tables(office.database)
    assert everything == set(Base.metadata.tables)
    with engine.begin() as connection:
        move(connection, BASE)
    assert _tables(office.database) == set()
    with engine.begin() as connection:
        move(connection, STEPS[-1])
    assert _tables(office.database) == everything
    assert let_in(office, "a", MANAGER).number == 1


def test_a_newer_form_is_refused_in_words_and_left_alone(office: Office, opened: Opened) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0999'"))
    with pytest.raises(OfficeNewerError, match=f"0999.*{STEPS[-1]}") as refused:
        opened()
    assert "nieuwere versie" in refused.value.message["nl"]
    with office.database.engine.connect() as connection:
        assert revision(connection) == "0999"


def test_a_step_that_fails_leaves_nothing_half(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = office.database.engine
    with engine.begin() as connection:
        move(connection, BASE)
        connection.execute(text("CREATE TABLE approval_wishes (name VARCHAR(3))"))  # the last they make
    with pytest.raises(Exception, match="approval_wishes"), engine.begin() as connection:
        move(connection, STEPS[-1])
    assert _tables(office.database) == {"approval_wishes"}


def test_files_of_the_database_are_for_their_owner_only(office: Office, home: Path) -> None:
    let_in(office, "a", MANAGER)
    assert {oct(path.stat().st_mode & 0o777) for path in home.rglob("*") if path.is_file()} == {"0o600"}
    assert home.stat().st_mode & 0o077 == 0
