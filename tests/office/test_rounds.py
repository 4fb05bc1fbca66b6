"""Rounds: announced by who runs the monitor, closed with a snapshot for good, and known to everybody."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.principal import NOBODY, OWNER
from office.acts import Act
from office.copying import restore
from office.errors import NotFoundError, NotPossibleError, NotYoursError
from office.office import Office
from office.rounds import Round, Snapshot
from tests.office.conftest import Opened
from tests.office.people_of_a_story import ADVISER, CONTACT_OF_GOUDA, DAY, HERE, MORNING, OFFICIAL, let_in

OPENS, READ = date(2026, 10, 1), date(2026, 11, 15)
AT_CLOSE = Snapshot(date(2026, 11, 30), MORNING - DAY)


def announced(office: Office, name: str = "Najaar 2026", *, opens_on: date = OPENS) -> Round:
    days = {"opens_on": opens_on, "read_on": opens_on + (READ - OPENS)}
    return office.rounds.open(OWNER, name, **days, way=HERE, now=MORNING)


def test_a_round_is_announced_by_vng_or_the_manager_and_is_known_to_everybody(office: Office, opened: Opened) -> None:
    adviser = let_in(office, "v", ADVISER).principal
    days = {"opens_on": OPENS, "read_on": READ, "way": HERE, "now": MORNING}
    made = office.rounds.open(adviser, "  Najaar\n2026 ", **days, asks_approval=True)
    assert made == Round(made.number, "Najaar 2026", OPENS, READ, asks_approval=True, snapshot=None)
    assert opened().rounds.all(NOBODY) == [made]
    for appointment in (CONTACT_OF_GOUDA, OFFICIAL):
        someone = let_in(office, str(appointment.role), appointment).principal
        with pytest.raises(NotYoursError):
            office.rounds.open(someone, "Anders", **days)
        with pytest.raises(NotYoursError):
            office.rounds.close(someone, made.number, AT_CLOSE, way=HERE, now=MORNING)
    assert [one.name for one in office.rounds.all(NOBODY)] == ["Najaar 2026"]


def test_it_is_open_from_its_opening_day_until_it_is_closed_whatever_the_reading_day(office: Office) -> None:
    made = announced(office)
    assert [made.is_open(day) for day in (OPENS - timedelta(1), OPENS, READ + timedelta(99))] == [False, True, True]
    closed = office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    assert not closed.is_open(READ)


def test_a_closed_round_keeps_the_day_and_the_second_that_its_figures_speak_of(office: Office, opened: Opened) -> None:
    later, first = announced(office, "Later", opens_on=OPENS + timedelta(5)), announced(office)
    moment = datetime(2026, 11, 29, 9, 0, 0, 999, tzinfo=MORNING.tzinfo)
    office.rounds.close(OWNER, later.number, Snapshot(date(2026, 11, 30), MORNING), way=HERE, now=MORNING)
    office.rounds.close(OWNER, first.number, Snapshot(date(2026, 10, 31), moment), way=HERE, now=MORNING)
    there = opened().rounds
    assert [one.snapshot for one in there.all(NOBODY)] == [
        Snapshot(date(2026, 10, 31), moment.replace(microsecond=0)), Snapshot(date(2026, 11, 30), MORNING),
    ]  # fmt: skip
    assert there.closed_moments(NOBODY) == (moment.replace(microsecond=0), MORNING)


def test_a_round_is_closed_once_and_with_nothing_that_is_yet_to_come(office: Office) -> None:
    made, future = announced(office), announced(office, "Straks", opens_on=date(2027, 1, 1))
    for number, snapshot in (
        (made.number, Snapshot(date(2026, 12, 1), MORNING)),
        (made.number, Snapshot(OPENS - timedelta(1), MORNING)),
        (made.number, Snapshot(READ, MORNING + timedelta(seconds=1))),
        (future.number, AT_CLOSE),
    ):
        with pytest.raises(NotPossibleError, match="closes with a date"):
            office.rounds.close(OWNER, number, snapshot, way=HERE, now=MORNING)
    office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    with pytest.raises(NotPossibleError, match="closed already"):
        office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    with pytest.raises(NotFoundError):
        office.rounds.close(OWNER, 99, AT_CLOSE, way=HERE, now=MORNING)
    assert [one.snapshot for one in office.rounds.all(NOBODY)] == [AT_CLOSE, None]


def test_a_name_is_there_once_and_fits_in_the_head_of_a_letter(office: Office) -> None:
    announced(office)
    for name, reason in (("Najaar 2026", "with the name"), (" \t", "a name of 1"), ("x" * 81, "a name of 1")):
        with pytest.raises(NotPossibleError, match=reason):
            announced(office, name)
    with pytest.raises(NotPossibleError, match="before the opening day"):
        office.rounds.open(OWNER, "Om", opens_on=READ, read_on=OPENS, way=HERE, now=MORNING)


def test_who_announced_and_who_closed_it_is_in_the_audit_log(office: Office) -> None:
    made = announced(office)
    office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    acts = [line for line in office.audit.read(OWNER) if line.act in (Act.ROUND_OPENED, Act.ROUND_CLOSED)]
    assert [line.act for line in acts] == [Act.ROUND_OPENED, Act.ROUND_CLOSED]
    assert (acts[0].before, acts[0].after) == (None, acts[1].before)
    assert acts[1].after not in (None, acts[0].after)


def test_a_round_that_was_announced_by_mistake_is_taken_back_and_can_be_announced_anew(office: Office) -> None:
    made = announced(office)
    contact = let_in(office, "c", CONTACT_OF_GOUDA).principal
    with pytest.raises(NotYoursError):
        office.rounds.take_back(contact, made.number, way=HERE, now=MORNING)
    assert office.rounds.take_back(OWNER, made.number, way=HERE, now=MORNING) == made
    assert office.rounds.all(NOBODY) == []
    closed = announced(office)
    office.rounds.close(OWNER, closed.number, AT_CLOSE, way=HERE, now=MORNING)
    with pytest.raises(NotPossibleError, match="closed already"):  # a letter may name it
        office.rounds.take_back(OWNER, closed.number, way=HERE, now=MORNING)
    acts = [line.act for line in office.audit.read(OWNER)]
    assert [act for act in acts if act in (Act.ROUND_OPENED, Act.ROUND_TAKEN_BACK)] == [
        Act.ROUND_OPENED, Act.ROUND_TAKEN_BACK, Act.ROUND_OPENED,
    ]  # fmt: skip


def test_a_round_that_was_closed_by_mistake_opens_again_for_a_day_and_its_snapshot_goes(office: Office) -> None:
    made = announced(office)
    with pytest.raises(NotPossibleError, match="is open"):
        office.rounds.reopen(OWNER, made.number, way=HERE, now=MORNING)
    office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    with pytest.raises(NotPossibleError, match="stand for good"):
        office.rounds.reopen(OWNER, made.number, way=HERE, now=MORNING + DAY + timedelta(seconds=1))
    assert office.rounds.reopen(OWNER, made.number, way=HERE, now=MORNING + DAY) == made
    assert office.rounds.closed_moments(NOBODY) == ()
    assert [line.act for line in office.audit.read(OWNER)][-1] is Act.ROUND_REOPENED


def test_a_copy_brings_the_rounds_back(office: Office, opened: Opened, tmp_path: Path) -> None:
    made = announced(office)
    office.copy(OWNER, tmp_path / "copy.sqlite", way=HERE, now=MORNING)
    office.rounds.close(OWNER, made.number, AT_CLOSE, way=HERE, now=MORNING)
    office.close()
    restore(office.settings, office.home, tmp_path / "copy.sqlite", OWNER, way=HERE, now=MORNING + DAY)
    there = opened()
    assert there.rounds.all(NOBODY) == [made]
    assert announced(there, "De volgende").number > made.number


def test_approval_is_asked_as_long_as_a_round_that_asks_it_is_open(office: Office) -> None:
    announced(office)
    assert not office.rounds.ask_approval(NOBODY, READ)
    days = {"opens_on": OPENS, "read_on": READ}
    asking = office.rounds.open(OWNER, "Met vaststelling", **days, asks_approval=True, way=HERE, now=MORNING)
    asked = [office.rounds.ask_approval(NOBODY, day) for day in (OPENS - timedelta(1), OPENS, READ + timedelta(99))]
    assert asked == [False, True, True]
    office.rounds.close(OWNER, asking.number, AT_CLOSE, way=HERE, now=MORNING)
    assert not office.rounds.ask_approval(NOBODY, OPENS)
