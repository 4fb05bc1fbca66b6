"""A database that cannot be used is said in words, without its password."""

from pathlib import Path

import pytest

from office.database import BUSY_SECONDS
from office.errors import OfficeUnavailableError
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import ADVISER, let_in, settings_on

SECRET = "hunter2-hunter2"


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://wams:{SECRET}@127.0.0.1:1/office",
        f"postgres://wams:{SECRET}@/office?host=/nowhere",
        f"mysql://wams:{SECRET}@127.0.0.1/office",
        f"sqlite:///{SECRET}",
        f"{SECRET}",
        "",
    ],
)
def test_a_server_that_is_not_there_is_said_without_its_password(address: str, tmp_path: Path) -> None:
    with pytest.raises(OfficeUnavailableError) as refused:
        Office.open(settings_on(address), tmp_path)
    said = " ".join(refused.value.message.values())
    assert SECRET not in said
    assert len(said.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_home_that_cannot_be_written_is_said_with_its_name(opened: Opened, home: Path) -> None:
    home.parent.joinpath("home").write_bytes(b"a file in its place")
    with pytest.raises(OfficeUnavailableError, match=r"office\.db cannot be written"):
        opened()


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_who_waits_too_long_for_another_writer_is_told_so_and_nothing_changed(
    office: Office, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("office.database.BUSY_SECONDS", BUSY_SECONDS / 100)
    other = opened()
    with office.database.writing() as session:
        session.connection()
        with pytest.raises(OfficeUnavailableError, match="is busy"):
            let_in(other, "a", ADVISER)
    assert let_in(other, "a", ADVISER).number == 1


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_a_server_that_was_started_again_is_used_again(office: Office) -> None:
    let_in(office, "a", ADVISER)
    with office.database.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert let_in(office, "b", ADVISER).number == 2
