"""Which token, whose it is and whether it holds: asked at every request, and told to nobody else."""

import logging

import pytest

from domain.principal import OWNER, Role
from office.acts import Way
from tests.api.installation import GOUDA, UTRECHT, Installation, csv_of, now, step_of
from tests.store.kept import held

ADDRESS = "/api/v1/reports"


@pytest.mark.parametrize(
    "written", ["Bearer wrong", "Bearer wams_" + "x" * 43, "Basic abc", "Bearer", "wams_x", "", "Bearer " + "x" * 9_000]
)
def test_what_is_no_token_is_refused_everywhere(installation: Installation, written: str):
    installation.token(Role.VNG)
    for address in (ADDRESS, "/api/v1/municipalities"):
        found = installation.client().get(address, headers={"Authorization": written})
        assert found.status_code == 401
        assert found.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'
        assert "token" in found.json()["detail"]


def test_a_token_that_is_revoked_is_refused_at_its_next_question_and_what_it_brings_is_not_kept(
    installation: Installation,
):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    assert client.post(ADDRESS, content=csv_of(step_of(GOUDA, 1))).status_code == 201
    installation.visitors.office.tokens.revoke(OWNER, 1, way=Way.COMMAND_LINE, now=now())
    found = client.post(ADDRESS, content=csv_of(step_of(GOUDA, 2)))
    assert (found.status_code, found.json()["detail"][:23]) == (401, "Dit token is ingetrokke")
    assert len(installation.outcomes()) == 1


def test_the_session_of_a_visitor_asks_nothing_of_the_api(installation: Installation):
    secret = installation.visitors.looks_as(installation.visitors.visitor({}, now()).principal, "", now())
    found = installation.client().get(ADDRESS, headers={"Cookie": f"wams={secret}"})
    assert found.status_code == 401


def test_a_page_of_another_origin_gets_nothing_but_the_document(installation: Installation):
    client, foreign = installation.of(Role.VNG), {"Origin": "https://evil.example"}
    assert client.get(ADDRESS, headers=foreign).status_code == 403
    assert client.post(ADDRESS, content=csv_of(step_of(UTRECHT, 1)), headers=foreign).status_code == 403
    found = client.get("/api/v1/openapi.json", headers=foreign)
    assert (found.status_code, found.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert installation.outcomes() == []


def test_no_token_comes_into_a_log_or_an_answer(installation: Installation, caplog: pytest.LogCaptureFixture):
    token = installation.token(Role.MUNICIPALITY, GOUDA)
    with caplog.at_level(logging.DEBUG):
        client = installation.client(token)
        answers = [client.get(ADDRESS), client.get(f"{ADDRESS}/x"), client.post(ADDRESS, content=b"x")]
    assert token not in caplog.text
    assert not any(token in f"{one.text}{one.headers}" for one in answers)
    files = [path for path in installation.home.rglob("*") if path.is_file()]
    assert files
    assert not any(token.encode() in held(path) for path in files)


def test_who_asks_too_often_waits_and_a_program_is_told_as_a_problem(tmp_path):
    few = Installation.at(tmp_path / "home", requests_per_minute=60)
    client = few.client()
    statuses = [client.get("/api/v1/healthz").status_code for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    refused = client.get("/api/v1/healthz")
    assert refused.headers["content-type"] == "application/problem+json"
    assert int(refused.headers["Retry-After"]) >= 1


def test_a_program_is_refused_in_the_language_of_its_header(installation: Installation):
    nl, en = (installation.client(accept_language=one).delete(ADDRESS) for one in ("nl-NL,nl;q=0.9,en;q=0.8", "en-GB"))
    assert (nl.json()["title"], en.json()["title"]) == ("Methode kan hier niet", "Method not possible here")


def test_when_the_office_cannot_be_read_nobody_is_let_through(installation: Installation, monkeypatch):
    token = installation.token(Role.VNG)
    installation.visitors.office.database.engine.dispose()
    (installation.home / "office.db").rename(installation.home / "away.db")
    (installation.home / "office.db").write_bytes(b"SQLite format 3\0" + b"\0" * 4_000)
    for rest in ("office.db-wal", "office.db-shm"):
        (installation.home / rest).unlink(missing_ok=True)
    found = installation.client(token).get(ADDRESS)
    assert found.status_code == 503
    assert found.headers["Retry-After"]
