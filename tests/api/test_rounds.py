"""Rounds over HTTP: what was announced, and the state that a closed one is known by."""

from datetime import date, datetime, timezone

from domain.principal import OWNER, Role
from office.acts import Way
from office.rounds import Snapshot
from tests.api.installation import Installation, csv_of, now, step_of

FIGURE = "/api/v1/metrics/response?asOf=2026-10-31"
CLOSED_ON = datetime(2026, 11, 15, 12, tzinfo=timezone.utc)


def _announced(installation: Installation) -> int:
    rounds = installation.visitors.office.rounds
    days = {"opens_on": date(2026, 9, 30), "read_on": date(2026, 11, 15)}
    return rounds.open(OWNER, "Najaar 2026", **days, way=Way.COMMAND_LINE, now=now()).number


def _closed(installation: Installation, known_on: datetime) -> None:
    snapshot = Snapshot(date(2026, 10, 31), known_on)
    number = _announced(installation)
    installation.visitors.office.rounds.close(OWNER, number, snapshot, way=Way.COMMAND_LINE, now=now())


def test_before_any_round_was_announced_the_list_is_empty_and_makes_no_office(installation: Installation):
    assert installation.client().get("/api/v1/rounds").json() == {"rounds": []}
    assert not installation.visitors.has_office


def test_everybody_may_know_when_a_round_opens_and_when_it_is_read(installation: Installation):
    client = installation.client()
    _announced(installation)
    (told,) = client.get("/api/v1/rounds").json()["rounds"]
    assert (told["name"], told["opens_on"], told["read_on"]) == ("Najaar 2026", "2026-09-30", "2026-11-15")
    assert (told["as_of"], told["known_on"], told["asks_approval"]) == (None, None, False)


def test_a_closed_round_names_the_day_and_the_moment_its_figures_speak_of(installation: Installation):
    client = installation.client()
    before = client.get("/api/v1/rounds")
    _closed(installation, CLOSED_ON)
    after = client.get("/api/v1/rounds", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200  # closing is news
    (told,) = after.json()["rounds"]
    assert (told["as_of"], told["known_on"]) == ("2026-10-31", "2026-11-15T12:00:00Z")


def test_who_is_suppressed_may_ask_of_a_closed_round_and_of_no_other_moment_in_the_past(installation: Installation):
    installation.of(Role.VNG).post("/api/v1/reports", content=csv_of(step_of("GM0513", 1)))
    known_on = now().replace(microsecond=0)
    ministry = installation.of(Role.MINISTRY)
    asked = {"knownOn": known_on.isoformat().replace("+00:00", "Z")}
    assert ministry.get(FIGURE, params=asked).status_code == 403
    _closed(installation, known_on)
    assert ministry.get(FIGURE, params=asked).status_code == 200
    assert ministry.get(FIGURE, params={"knownOn": "2026-10-31T12:00:00Z"}).status_code == 403
