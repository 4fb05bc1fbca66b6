"""What is older than the settings keep goes by whole months, and leaves a log that can be checked."""

from datetime import datetime, timezone

import pytest

from domain.principal import NOBODY, OWNER, Principal, Role
from office.acts import Act, Way
from office.audit_file import head_path
from office.errors import NotYoursError
from office.office import Office
from tests.office.people_of_a_story import HERE, MORNING, SECOND
from tests.office.test_audit import noted

NOW = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)


def _moments(office: Office) -> list[str]:
    return [f"{line.at:%Y-%m-%d}" for line in office.audit.read(OWNER) if line.act is Act.SIGNED_IN]


@pytest.fixture
def long_log(office: Office) -> Office:
    """Lines of eight years, two in each of these months."""
    for year, month in ((2018, 3), (2019, 10), (2019, 11), (2019, 12), (2026, 11)):
        for day in (1, 28):
            noted(office, datetime(year, month, day, tzinfo=timezone.utc))
    return office


def test_months_that_are_wholly_past_the_kept_years_go_and_no_line_that_is_kept(long_log: Office) -> None:
    removed = long_log.trim_audit(OWNER, way=HERE, now=NOW)
    assert [(one.name[:7], one.lines, one.is_sound) for one in removed] == [("2018-03", 2, True), ("2019-10", 2, True)]
    assert _moments(long_log) == ["2019-11-01", "2019-11-28", "2019-12-01", "2019-12-28", "2026-11-01", "2026-11-28"]
    assert {path.name[:7] for path in long_log.audit.directory.iterdir()} == {"2019-11", "2019-12", "2026-11"}


def test_the_log_that_is_left_can_be_checked_and_tells_what_went_with_its_last_hash(long_log: Office) -> None:
    last = [long_log.audit.read(OWNER)[1].hash, long_log.audit.read(OWNER)[3].hash]
    long_log.trim_audit(OWNER, way=HERE, now=NOW)
    assert long_log.verify_audit() == []
    told = [line for line in long_log.audit.read(OWNER) if line.act is Act.AUDIT_FILE_REMOVED]
    assert [line.before for line in told] == last
    kept = {row.name[:7]: (row.known_lines, row.known_hash) for row in long_log.audit.registered() if row.removed_at}
    assert kept == {"2018-03": (2, last[0]), "2019-10": (2, last[1])}


def test_nothing_goes_twice_and_nothing_goes_before_its_time(long_log: Office) -> None:
    assert long_log.trim_audit(OWNER, way=HERE, now=datetime(2025, 3, 31, tzinfo=timezone.utc)) == []
    assert len(long_log.trim_audit(OWNER, way=HERE, now=NOW)) == 2
    assert long_log.trim_audit(OWNER, way=HERE, now=NOW) == []
    assert long_log.verify_audit() == []


def test_what_an_interrupted_removal_left_is_said_and_goes_the_next_time(long_log: Office) -> None:
    (old,) = (path for path in long_log.audit.files() if path.name.startswith("2018-03"))
    data, head = old.read_bytes(), head_path(old).read_bytes()
    long_log.trim_audit(OWNER, way=HERE, now=NOW)
    old.write_bytes(data)
    head_path(old).write_bytes(head)
    (finding,) = long_log.verify_audit()
    assert (finding.file, "wams audit trim" in finding.message["en"]) == (old.name, True)
    assert long_log.trim_audit(OWNER, way=HERE, now=NOW) == []
    assert (long_log.verify_audit(), old.exists()) == ([], False)


def test_once_the_line_that_tells_of_a_removal_is_itself_removed_all_is_still_well(long_log: Office) -> None:
    long_log.trim_audit(OWNER, way=HERE, now=NOW)
    much_later = datetime(2040, 1, 15, tzinfo=timezone.utc)
    assert len(long_log.trim_audit(OWNER, way=HERE, now=much_later)) == 3
    assert [line.act for line in long_log.audit.read(OWNER)] == [Act.AUDIT_FILE_REMOVED] * 3
    assert long_log.verify_audit() == []


def test_a_damaged_file_goes_too_and_is_said_to_have_been_so(long_log: Office) -> None:
    (old,) = (path for path in long_log.audit.files() if path.name.startswith("2018-03"))
    old.write_bytes(old.read_bytes().replace(b'"owner"', b'"vngxx"', 1))
    removed = long_log.trim_audit(OWNER, way=HERE, now=NOW)
    assert [(one.name[:7], one.is_sound) for one in removed] == [("2018-03", False), ("2019-10", True)]
    assert long_log.verify_audit() == []


def test_a_missing_file_is_not_made_to_look_removed(long_log: Office) -> None:
    (old,) = (path for path in long_log.audit.files() if path.name.startswith("2018-03"))
    old.unlink()
    assert [one.name[:7] for one in long_log.trim_audit(OWNER, way=HERE, now=NOW)] == ["2019-10"]
    assert [finding.file for finding in long_log.verify_audit()] == [old.name]


@pytest.mark.parametrize("asks", [NOBODY, Principal(Role.VNG, person=1), Principal(Role.MINISTRY, person=2)])
def test_who_does_not_keep_the_log_removes_nothing(long_log: Office, asks: Principal) -> None:
    with pytest.raises(NotYoursError):
        long_log.trim_audit(asks, way=Way.SCREEN, now=NOW)
    assert len(long_log.audit.files()) == 5
    noted(long_log, MORNING + SECOND)
