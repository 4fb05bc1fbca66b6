"""Figures over HTTP: those of the screens, by the same policy, in four forms, and kept by who asked alone."""

import json
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import polars as pl
import pytest
from starlette.testclient import TestClient

from access.agreement import Agreement
from access.policy import RefusedError
from api.asking import Asker
from domain.principal import Function, Principal, Role, Scope
from domain.programme import Programme
from metrics.catalogue import CATALOGUE
from metrics.defining.request import Request
from metrics.figures import figure
from metrics.released.accounts import ACCOUNTS
from metrics.released.release import Asking, released
from office.acts import Act, Way
from tests.api.installation import PROGRAMME, Installation, csv_of, now, step_of
from tests.dashboard.countries import OWN, PROVINCE

ADDRESS = "/api/v1/metrics"
DAY = date(2026, 10, 31)
ASKED = f"{ADDRESS}/step_completion?by=step&asOf={DAY}"
WHO = {"ministry": (Role.MINISTRY, None), "municipality": (Role.MUNICIPALITY, OWN), "vng": (Role.VNG, None)}


@pytest.fixture(scope="module")
def vng(filled: Installation) -> TestClient:
    return filled.of(Role.VNG)


def _known(filled: Installation) -> Any:
    return filled.monitor.known(None, now())


def test_a_figure_is_that_of_the_catalogue_to_the_last_digit(filled: Installation, vng: TestClient):
    found = vng.get(ASKED).json()
    whole = figure("step_completion", _known(filled), Request(DAY, by=("step",)))
    assert found["rows"] == json.loads(json.dumps(whole.rows.to_dicts(), default=str))
    assert (found["municipality_count"], found["reporter_count"]) == (whole.municipality_count, whole.reporter_count)
    assert (found["as_of"], found["is_synthetic"]) == ("2026-10-31", True)


def test_what_is_unknown_is_null_with_its_reason_and_never_zero(vng: TestClient):
    rows = vng.get(f"{ADDRESS}/training_coverage?by=target_group&asOf={DAY}").json()["rows"]
    assert rows
    assert {(row["value"], row["value_status"]) for row in rows} == {(None, "not_reported")}


@pytest.mark.parametrize("how", ["format", "accept"])
def test_the_four_forms_hold_the_same_rows(vng: TestClient, how: str):
    def asked(form: str, media_type: str) -> bytes:
        more, headers = (f"&format={form}", {}) if how == "format" else ("", {"Accept": media_type})
        found = vng.get(ASKED + more, headers=headers)
        assert found.headers["content-type"].partition(";")[0] == media_type
        return found.content

    rows = pl.DataFrame(json.loads(asked("json", "application/json"))["rows"], infer_schema_length=None)
    arrow = pl.read_ipc_stream(BytesIO(asked("arrow", "application/vnd.apache.arrow.stream")))
    parquet = asked("parquet", "application/vnd.apache.parquet")
    assert pl.read_parquet(BytesIO(parquet)).equals(arrow)
    assert json.loads(pl.read_parquet_metadata(BytesIO(parquet))["about"])["key"] == "step_completion"
    assert arrow.to_dicts() == rows.to_dicts()
    assert pl.read_csv(StringIO(asked("csv", "text/csv").decode()))["value"].to_list() == rows["value"].to_list()


@pytest.mark.parametrize("who", ["ministry", "municipality"])  # VNG gets the figure itself, as above
@pytest.mark.parametrize("key", sorted(ACCOUNTS))
def test_every_figure_comes_as_its_asker_may_see_it_and_no_other_way(filled: Installation, who: str, key: str):
    role, code = WHO[who]
    principal = Principal(role, code, frozenset({Function.FILLER} if code else ()))
    agreement = Agreement.of(PROGRAMME)
    groups = [str(group) for group in CATALOGUE[key].groups]
    by = ("province",) if "province" in groups else ()
    known = filled.monitor.known(None, now(), with_history=CATALOGUE[key].needs_history)
    found = filled.of(role, code).get(f"{ADDRESS}/{key}", params={"asOf": DAY.isoformat(), "by": ",".join(by)})
    try:
        expected = released(key, known, Request(DAY, by=by), Asking(principal, agreement), is_now=True)
    except (RefusedError, ValueError):
        assert found.status_code in (400, 403), found.text
        return
    assert found.status_code == 200, found.text
    assert found.json()["rows"] == json.loads(json.dumps(expected.in_words("nl").rows.to_dicts(), default=str))


def test_of_fewer_than_five_a_ministry_sees_that_something_is_withheld_and_why(filled: Installation):
    found = filled.of(Role.MINISTRY, accept_language="en").get(f"{ADDRESS}/step_completion?by=province&asOf={DAY}")
    rows = found.json()["rows"]
    withheld = [row for row in rows if row["value_status"] == "suppressed"]
    assert withheld
    assert all(row["value"] is row["numerator"] is None and row["withheld"].startswith("Not shown") for row in withheld)


def test_another_municipality_cannot_be_asked_for_its_staff_or_money(filled: Installation):
    client = filled.of(Role.MUNICIPALITY, OWN)
    for key in ("training_coverage", "cost_realisation", "reporting_burden"):
        for asked in ("municipality=GM0301", "where=municipality=GM0301"):
            found = client.get(f"{ADDRESS}/{key}?asOf={DAY}&{asked}")
            assert found.status_code == 403, (key, asked)
            assert "value" not in found.json()
    assert client.get(f"{ADDRESS}/training_coverage?asOf={DAY}&municipality={OWN}").status_code == 200


def test_without_a_token_no_figure_is_seen_unless_the_installation_shows_them(tmp_path, filled: Installation):
    assert filled.client().get(ASKED).status_code == 401
    assert filled.client().get(ADDRESS).status_code == 200  # which figures there are is no secret
    shows = Installation.at(filled.home, readers_see_figures=True)
    found = shows.client().get(f"{ADDRESS}/step_completion?asOf={DAY}")
    assert found.status_code == 200
    assert shows.client().get(f"{ADDRESS}/step_completion?asOf=2026-10-30").status_code == 401


def test_a_token_that_is_for_reports_reads_no_figure(filled: Installation):
    found = filled.of(Role.VNG, None, Scope.REPORTS).get(ASKED)
    assert (found.status_code, found.json()["detail"][:29]) == (403, "Dit token is hier niet voor g")


def test_reading_another_municipality_is_written_down_once_an_hour(installation: Installation):
    client = installation.of(Role.VNG)
    for _ in range(3):
        client.get(f"{ADDRESS}/completed_steps?municipality=GM0301")
    told = [line for line in installation.audited() if line.act is Act.MUNICIPALITY_READ]
    assert [(line.municipality_code, line.by_token, line.way) for line in told] == [("GM0301", 1, Way.API)]


def test_who_has_it_already_is_told_that_it_still_holds(installation: Installation):
    client = installation.of(Role.VNG)
    first = client.get(ASKED)
    again = client.get(ASKED, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.post("/api/v1/reports", content=csv_of(step_of("GM0513", 1)))
    newer = client.get(ASKED, headers={"If-None-Match": first.headers["ETag"]})
    assert newer.status_code == 200
    assert newer.headers["ETag"] != first.headers["ETag"]


def test_what_one_may_see_is_never_called_the_same_as_what_another_may(filled: Installation):
    clients = [filled.of(*WHO[who]) for who in WHO]
    tags = {client.get(ASKED).headers["ETag"] for client in clients}
    tags |= {clients[0].get(ASKED, headers={"Accept-Language": "en"}).headers["ETag"]}
    tags |= {clients[0].get(ASKED, headers={"Accept": "text/csv"}).headers["ETag"]}
    assert len(tags) == 5


def test_an_answer_is_kept_by_who_asked_alone_and_asked_anew(vng: TestClient):
    found = vng.get(ASKED)
    assert found.headers["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept", "Accept-Language"} <= {one.strip() for one in found.headers["Vary"].split(",")}


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("nothing", 404, "nothing"),
        ("step_completion?by=moon", 400, "moon"),
        ("step_completion?step=99", 400, "99"),
        ("step_completion?where=province=Atlantis", 400, "Atlantis"),
        ("step_completion?where=moon=full", 400, "moon"),
        ("step_completion?where=province", 400, "where"),
        ("step_completion?where=step=een", 400, "een"),
        ("step_completion?municipality=GM9999", 400, "GM9999"),
        ("step_completion?municipality=GM0003", 400, "GM0003"),
        ("step_completion?asOf=2017-12-31", 400, "2018-01-01"),
        ("step_completion?asOf=2099-12-31", 400, "2099-12-31"),
        ("step_completion?asOf=morgen", 400, "asOf"),
        ("step_completion?knownOn=2099-01-01", 400, "2099-01-01"),
        ("step_completion?knownOn=ooit", 400, "ooit"),
        ("step_completion?maxAgeDays=-1", 400, "maxAgeDays"),
        ("step_completion?format=pdf", 400, "pdf"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_cannot_be_asked_is_said_in_either_language_with_what_can(
    vng: TestClient, asked: str, status: int, said: str, language: str
):
    found = vng.get(f"{ADDRESS}/{asked}", headers={"Accept-Language": language})
    assert found.status_code == status
    assert found.headers["Content-Language"] == language
    assert said in found.json()["detail"]


def test_a_form_that_there_is_not_is_refused(vng: TestClient):
    assert vng.get(ASKED, headers={"Accept": "application/pdf"}).status_code == 406


def test_somebody_who_is_not_let_through_the_door_is_nobody():
    assert Asker().principal.role is Role.READER
    assert not Asker().agreement.readers_see_figures


def test_the_example_is_of_one_province(filled: Installation):
    assert isinstance(PROGRAMME, Programme)
    assert _known(filled).register.by_code[OWN].province == PROVINCE
