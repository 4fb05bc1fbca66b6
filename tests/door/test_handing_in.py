"""The form's own addresses, in the real app: who may, what is kept, and what becomes of it."""

import json
from collections.abc import Generator
from typing import Any

import pytest

from domain.principal import OWNER, Role
from domain.statements import Table
from office.acts import Act
from office.report_acts import ReportAct
from store.store import Store
from tests.door.signing_in import Browser, Installation, installed

ABOUT = {"gemeente": "GM0301", "peildatum": "2026-09-30"}
FIELDS = {
    ("milestone", "6", "status"): "gestart",
    ("milestone", "6", "startdatum"): "01-12-2025",
    ("milestone", "7", "status"): "afgerond",  # without an end date: that row is refused
    ("cost", "6", "gerealiseerd_eur"): "1.200,50",
    ("complete", "cost", "all_we_know"): "ja",
    ("answer", "milestone:6", "target_passed"): "klopt, de levering is verschoven",
    ("approval", "", "asked"): "ja",
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    home = tmp_path_factory.mktemp("home")
    with Store(home).writer(holder="test"):
        pass  # an installation has a store; a folder with other files in it would not become one
    with installed(home, sign_in_attempts_per_minute=200) as found:
        yield found


def signed_in(installation: Installation, whom: str) -> Browser:
    browser = Browser(installation)
    browser.sign_in(whom)
    return browser


def post(browser: Browser, path: str, sent: dict[str, Any], origin: str | None = None) -> tuple[int, dict[str, Any]]:
    connection = browser.installation.connection()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Cookie": cookies, "Origin": origin or browser.installation.address}
    try:
        connection.request("POST", path, body=json.dumps(sent), headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
    finally:
        connection.close()
    is_json = (answer.getheader("content-type") or "").startswith("application/json")
    return answer.status, json.loads(body) if is_json else {"message": body}


def edits(fields: dict[tuple[str, str, str], str], rests_on: int = 0) -> list[dict[str, Any]]:
    return [
        {"part": part, "row": row, "field": field, "text": text, "rests_on": rests_on}
        for (part, row, field), text in fields.items()
    ]


def texts(draft: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    return {(one["part"], one["row_key"], one["field"]): one["text"] for one in draft["fields"]}


@pytest.mark.parametrize("path", ["/opgave/bewaar", "/opgave/controleer", "/opgave/indienen"])
def test_nobody_another_municipality_and_another_site_are_refused_in_words(
    installation: Installation, path: str
) -> None:
    sent = {**ABOUT, "edits": [], "key": ""}
    status, said = post(Browser(installation), path, sent)
    assert (status, said["message"]) == (401, "Uw sessie is verlopen. Meld u opnieuw aan; er is niets weg.")
    assert post(signed_in(installation, "contact-schagen"), path, sent)[0] == 403
    filler = signed_in(installation, "invuller-zutphen")
    assert post(filler, path, sent, origin="https://elders.example")[0] == 403
    assert post(filler, path, {"gemeente": "Zutphen"})[0] == 400


def test_a_draft_counts_nowhere_until_it_is_handed_in_and_then_once(installation: Installation) -> None:
    filler, store = signed_in(installation, "invuller-zutphen"), Store(installation.home)
    status, saved = post(filler, "/opgave/bewaar", {**ABOUT, "edits": edits(FIELDS), "used_seconds": 30})
    assert (status, saved["stale"], texts(saved)) == (200, [], FIELDS)
    status, checked = post(filler, "/opgave/controleer", ABOUT)
    assert [problem["rule"] for problem in checked["problems"] if problem["severity"] == "error"] == ["end_missing"]
    with store.reader() as reader:
        assert reader.statements(Table.MILESTONE).is_empty()

    status, receipt = post(filler, "/opgave/indienen", {**ABOUT, "key": saved["key"]})
    assert (status, receipt.get("outcome")) == (200, "partly"), receipt
    assert post(filler, "/opgave/indienen", {**ABOUT, "key": saved["key"]})[0] == 409  # it is a report by now
    with store.reader() as reader:
        steps, costs = reader.statements(Table.MILESTONE), reader.statements(Table.COST)
        beside, waits = reader.beside(), reader.awaiting_approval()["sequence"].to_list()
    assert beside.select("kind", "report_sequence").rows() == [("completeness", 1), ("answer", 1)]
    assert (receipt["report"], waits) == (1, [1])
    assert steps.select("municipality_code", "step_number", "standing").rows() == [("GM0301", 6, "started")]
    assert costs["realised_cost_eur"].to_list() == [1200.5]
    answer = filler.ask("/opgave/concept?gemeente=GM0301&peildatum=2026-09-30")
    assert json.loads(answer.body)["fields"] == []
    with installation.office() as office:
        told = [line for line in office.audit.read(OWNER) if line.act is Act.REPORT_HANDED_IN]
        done = office.report_acts.of(OWNER, "GM0301")[1][ReportAct.HANDED_IN]
    assert [(line.municipality_code, line.report) for line in told] == [("GM0301", receipt["sha256"])]
    assert (done.by_role, done.by_person) == (Role.MUNICIPALITY, told[0].by_person)


def test_what_would_not_become_part_of_the_report_is_not_kept_and_that_is_said(installation: Installation) -> None:
    filler = signed_in(installation, "invuller-zutphen")
    for place in (("answer", "6", "start_missing"), ("complete", "cost", "cost"), ("cost", "1", "peildatum")):
        sent = {**ABOUT, "edits": edits({place: "klopt"})}
        assert post(filler, "/opgave/bewaar", sent)[0] == 400


def test_an_answer_that_cannot_be_kept_is_pointed_at_and_keeps_the_report_out(installation: Installation) -> None:
    about, filler = {**ABOUT, "peildatum": "2026-08-31"}, signed_in(installation, "invuller-zutphen")
    place = ("answer", "milestone:6", "start_missing")
    typed = {("milestone", "6", "status"): "gestart", place: "bel 06-12345678"}
    before = Store(installation.home).info().last_sequence
    saved = post(filler, "/opgave/bewaar", {**about, "edits": edits(typed)})[1]
    told = post(filler, "/opgave/controleer", about)[1]["problems"]
    (wrong,) = (one for one in told if one["severity"] == "error")
    assert (wrong["part"], wrong["row_key"], wrong["rule"]) == ("milestone", "6", "start_missing")
    status, said = post(filler, "/opgave/indienen", {**about, "key": saved["key"]})
    assert (status, said["message"]) == (400, wrong["text"])
    assert Store(installation.home).info().last_sequence == before


def test_an_adviser_types_for_a_municipality_and_its_filler_sees_that(installation: Installation) -> None:
    about = {**ABOUT, "peildatum": "2026-10-31"}
    place = ("milestone", "6", "streefdatum")
    adviser, filler = signed_in(installation, "adviseur"), signed_in(installation, "invuller-zutphen")
    post(adviser, "/opgave/bewaar", {**about, "edits": edits({place: "15-12-2026"})})
    status, seen = post(filler, "/opgave/bewaar", {**about, "edits": edits({place: "01-12-2026"})})
    assert (status, texts(seen)) == (200, {place: "15-12-2026"})
    assert [one["text"] for one in seen["stale"]] == ["01-12-2026"]
    assert seen["fields"][0]["by"] == "vng"


def test_what_another_left_in_the_same_browser_is_not_saved_under_ones_own_name(installation: Installation) -> None:
    about = {**ABOUT, "peildatum": "2026-07-31", "edits": edits({("milestone", "6", "status"): "gestart"})}
    with installation.office() as office:
        numbers = {one.identity.subject: one.number for one in office.people.all(OWNER)}
    adviser = signed_in(installation, "adviseur")
    left = {**about, "hand": f"municipality {numbers['invuller-zutphen']}"}
    status, said = post(adviser, "/opgave/bewaar", left)
    assert (status, said["message"]) == (401, "Uw sessie is verlopen. Meld u opnieuw aan; er is niets weg.")
    assert post(adviser, "/opgave/bewaar", {**about, "hand": f"vng {numbers['adviseur']}"})[0] == 200
    assert post(signed_in(installation, "invuller-zutphen"), "/opgave/bewaar", left)[0] == 200
