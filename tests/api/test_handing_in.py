"""Reports that come in over HTTP: the same intake, each once, and nobody else's municipality."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.desk import Desk, DeskFullError
from domain.clocks import dutch_day
from domain.principal import Role, Scope
from domain.statements import Table
from office.acts import Act, Way
from pipelines.intake import take_in
from store.store import Store
from tests.api.installation import EDE, GOUDA, HEADER, PROGRAMME, REGISTER, UTRECHT, Installation, csv_of, now, step_of

ADDRESS = "/api/v1/reports"
CSV = {"Content-Type": "text/csv"}


def test_a_file_gives_the_same_receipt_and_the_same_statements_as_the_command(installation: Installation, tmp_path):
    content = csv_of(step_of(GOUDA, 1), f"{GOUDA};2026-10-31;2;klaar;;;", f"{GOUDA};31-31-2026;3;gestart;;;")
    found = installation.of(Role.MUNICIPALITY, GOUDA).post(f"{ADDRESS}?fileName=op.csv", content=content, headers=CSV)
    other = Store(tmp_path / "other")
    with other.writer(holder="test") as writer:
        moment = {"recorded_at": now(), "register": REGISTER, "programme": PROGRAMME}
        receipt = take_in(content, "op.csv", writer=writer, **moment)
    assert found.status_code == 201
    assert found.json()["outcome"] == "partly"
    assert {**found.json(), "recorded_at": None} == {**receipt, "recorded_at": None}
    with installation.monitor.store.reader() as one, other.reader() as two:
        for table in Table:
            assert one.statements(table).drop("recorded_at").equals(two.statements(table).drop("recorded_at"))
        assert one.quarantine().height == two.quarantine().height == 2


def test_a_report_as_json_goes_in_by_the_same_rules(installation: Installation):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    report = {
        "municipality_code": GOUDA, "reporting_date": "2026-10-31",
        "stappen": [{"stap": 1, "status": "gestart", "startdatum": "2026-02-01"}, {"stap": 2, "status": "afgerond"}],
        "kosten": [{"stap": "2", "gerealiseerd_eur": "1250,50"}],
    }  # fmt: skip
    found = client.post(ADDRESS, json=report)
    assert found.status_code == 201
    counts = {table: (one["accepted"], one["quarantined"]) for table, one in found.json()["tables"].items()}
    assert counts == {"stappen": (1, 1), "kosten": (1, 0)}
    assert [problem["rule"] for problem in found.json()["problems"] if problem["severity"] == "error"] == [
        "end_missing"
    ]
    with installation.monitor.store.reader() as reader:
        assert reader.statements(Table.COST)["realised_cost_eur"].to_list() == [1250.5]


def test_the_same_content_once_more_changes_nothing_and_says_so(installation: Installation):
    client, content = installation.of(Role.MUNICIPALITY, GOUDA), csv_of(step_of(GOUDA, 1))
    first, second = (client.post(ADDRESS, content=content, headers=CSV) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["outcome"] == "duplicate"
    assert second.headers["Location"] == first.headers["Location"]
    assert len(installation.outcomes()) == 1


@pytest.mark.parametrize("row", [step_of(GOUDA, 1), f"{GOUDA};2026-10-31;99;gestart;;;"], ids=["good", "refused"])
def test_the_same_content_under_the_same_key_gets_the_same_receipt(installation: Installation, row: str):
    client, key = installation.of(Role.MUNICIPALITY, GOUDA), {"Idempotency-Key": "2026-q3"}
    first, second = (client.post(ADDRESS, content=csv_of(row), headers={**CSV, **key}) for _ in range(2))
    assert first.json() == second.json()
    assert first.status_code == second.status_code == 201
    assert len(installation.outcomes()) == 1


def test_a_file_that_was_refused_whole_is_in_the_ledger_once_under_one_key(installation: Installation):
    client, key = installation.of(Role.MUNICIPALITY, GOUDA), {"Idempotency-Key": "k"}
    answers = [client.post(ADDRESS, content=b"geen tabel", headers={**CSV, **key}) for _ in range(2)]
    assert [one.status_code for one in answers] == [400, 400]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["receipt"]["outcome"] == "rejected"
    assert [outcome for _, outcome in installation.outcomes()] == ["rejected"]


def test_another_content_under_the_same_key_is_refused_and_not_stored(installation: Installation):
    client, key = installation.of(Role.MUNICIPALITY, GOUDA), {"Idempotency-Key": "k"}
    client.post(ADDRESS, content=csv_of(step_of(GOUDA, 1)), headers={**CSV, **key})
    found = client.post(ADDRESS, content=csv_of(step_of(GOUDA, 2)), headers={**CSV, **key})
    assert found.status_code == 422
    assert "Idempotency-Key" in found.json()["detail"]
    assert len(installation.outcomes()) == 1


@pytest.mark.parametrize("as_json", [False, True], ids=["file", "json"])
def test_a_token_hands_in_for_its_own_municipality_only_and_a_try_for_another_is_audited(
    installation: Installation, as_json: bool
):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    if as_json:
        report = {"municipality_code": UTRECHT, "reporting_date": "2026-10-31", "stappen": [{"stap": 1}]}
        found = client.post(ADDRESS, json=report)
    else:
        found = client.post(ADDRESS, content=csv_of(step_of(GOUDA, 1), step_of(UTRECHT, 1)), headers=CSV)
        assert [error["code"] for error in found.json()["errors"]] == ["not_yours"]
    assert found.status_code == 403
    assert installation.outcomes() == []
    (refused,) = (line for line in installation.audited() if line.act is Act.REFUSED)
    assert (refused.by_token, refused.municipality_code, refused.way) == (1, GOUDA, Way.API)


def test_vng_hands_in_on_behalf_of_each_and_the_audit_log_names_them(installation: Installation):
    content = csv_of(step_of(GOUDA, 1), step_of(EDE, 1))
    found = installation.of(Role.VNG).post(ADDRESS, content=content, headers=CSV)
    assert found.json()["outcome"] == "accepted"
    sha256 = hashlib.sha256(content).hexdigest()
    told = [line for line in installation.audited() if line.act is Act.REPORT_HANDED_IN]
    assert {(line.municipality_code, line.report, line.by_role) for line in told} == {
        (GOUDA, sha256, "vng"), (EDE, sha256, "vng"),
    }  # fmt: skip
    with installation.monitor.store.reader() as reader:
        assert reader.files()["received_on_behalf"].to_list() == ["vng"]


def test_who_may_not_hand_in_is_told_why(installation: Installation):
    content = csv_of(step_of(GOUDA, 1))
    who = {
        "nobody": installation.client(),
        "ministry": installation.of(Role.MINISTRY),
        "reads only": installation.of(Role.MUNICIPALITY, GOUDA, Scope.REPORTS),
    }
    found = {name: client.post(ADDRESS, content=content, headers=CSV) for name, client in who.items()}
    assert {name: one.status_code for name, one in found.items()} == {"nobody": 401, "ministry": 403, "reads only": 403}
    assert all(one.json()["detail"] for one in found.values())
    assert installation.outcomes() == []


def test_what_is_only_checked_is_not_kept(installation: Installation):
    content = csv_of(step_of(GOUDA, 1))
    found = installation.of(Role.MUNICIPALITY, GOUDA).post(f"{ADDRESS}?dryRun=true", content=content, headers=CSV)
    assert (found.status_code, found.json()["outcome"], found.json()["sequence"]) == (200, "accepted", None)
    assert installation.outcomes() == []


def test_a_report_as_json_that_has_not_the_form_is_told_all_that_is_wrong(installation: Installation):
    client = installation.of(Role.MUNICIPALITY, GOUDA, accept_language="en")
    found = client.post(ADDRESS, json={"municipality_code": "Gouda", "reporting_date": "morgen", "stapen": []})
    assert found.status_code == 400
    assert {error["location"] for error in found.json()["errors"]} == {"municipality_code", "reporting_date", "stapen"}
    assert installation.outcomes() == []


def test_a_size_that_is_too_large_or_not_said_is_refused_before_anything_is_read(installation: Installation):
    token = installation.token(Role.MUNICIPALITY, GOUDA)
    client = installation.client(token)
    large = client.post(ADDRESS, content=b"x", headers={**CSV, "Content-Length": "25000001"})
    in_pieces = client.post(ADDRESS, content=iter([b"a", b"b"]), headers=CSV)
    assert (large.status_code, in_pieces.status_code) == (413, 411)
    assert large.headers["content-type"] == in_pieces.headers["content-type"] == "application/problem+json"
    assert client.post(ADDRESS, content=b"", headers=CSV).status_code == 400


def test_who_finds_the_line_too_long_is_told_when_to_come_back_and_nothing_is_kept(installation: Installation):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    installation.monitor.desk = Desk(lambda: installation.monitor.store, most_waiting=0)
    found = client.post(ADDRESS, content=csv_of(step_of(GOUDA, 1)), headers=CSV)
    assert (found.status_code, found.headers["Retry-After"]) == (503, "2")
    assert installation.outcomes() == []


def test_all_that_wait_together_hold_no_more_memory_than_was_set(installation: Installation):
    desk = Desk(lambda: installation.monitor.store)
    with desk.place(60_000_000), desk.place(40_000_000), pytest.raises(DeskFullError), desk.place(1):
        pass
    with desk.place(100_000_000):
        pass


def test_a_report_that_breaks_the_desk_leaves_the_others_as_they_are(installation: Installation):
    desk = installation.monitor.desk

    def broken(_writer: object) -> dict:
        raise ZeroDivisionError

    told = [desk.hand(job) for job in (broken, lambda writer: {"line": writer.last_recorded_at}, broken)]
    assert isinstance(told[0].exception(20), ZeroDivisionError)
    assert told[1].result(20) == {"line": None}
    assert isinstance(told[2].exception(20), ZeroDivisionError)


def test_while_another_process_writes_whoever_brings_something_is_told_to_come_back(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("api.desk.SECONDS", 0.1)
    client, content = installation.of(Role.MUNICIPALITY, GOUDA), csv_of(step_of(GOUDA, 1))
    with installation.monitor.store.writer(holder="wams ingest"):
        busy = client.post(ADDRESS, content=content, headers=CSV)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "wams ingest" in busy.json()["detail"]
    assert client.post(ADDRESS, content=content, headers=CSV).status_code == 201


def test_of_many_at_once_each_that_was_acknowledged_is_in_the_ledger_once(installation: Installation):
    codes = REGISTER.on(dutch_day(now()))["municipality_code"].to_list()[:40]
    brought = {code: csv_of(step_of(code, 1)) for code in codes}
    token = installation.token(Role.VNG)

    def bring(code: str) -> int:
        return installation.client(token).post(ADDRESS, content=brought[code], headers=CSV).status_code

    with ThreadPoolExecutor(10) as clients:
        statuses = dict(zip(codes * 2, clients.map(bring, codes * 2), strict=True))  # each twice
    assert set(statuses.values()) <= {200, 201}
    sha256s = sorted(hashlib.sha256(content).hexdigest() for content in brought.values())
    assert sorted(sha256 for sha256, _ in installation.outcomes()) == sha256s
    assert installation.monitor.store.verify() == []
    assert installation.visitors.office.verify_audit() == []


def test_the_name_of_a_file_cannot_lead_elsewhere(installation: Installation):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    found = client.post(
        ADDRESS, params={"fileName": "../../etc/<b>x\r\ny.csv"}, content=csv_of(step_of(GOUDA, 1)), headers=CSV
    )
    assert found.status_code == 201
    assert "\n" not in found.json()["file"]
    assert HEADER.partition(";")[0] not in found.json()["file"]
