"""The workbook's own addresses, in the real app: fetched filled in, checked, handed in once, and given back."""

import json
from collections.abc import Generator
from typing import Any

import pytest

from domain.principal import OWNER
from domain.statements import Table
from office.acts import Act
from store.store import Store
from tests.door.signing_in import Browser, Installation, installed
from tests.pipelines.made_files import xlsx
from tests.pipelines.test_returned import comments_of, sheets_of

OF = "gemeente=GM0301&taal=nl"
GOOD: dict[str, Any] = {
    "stappen": [
        ["gemeentecode", "peildatum", "stap", "status", "startdatum", "einddatum"],
        ["GM0301", "30-09-2026", 6, "gestart", "01-12-2025", None],
        ["GM0301", "30-09-2026", 7, "afgerond", "01-12-2025", None],  # without an end date: that row is refused
    ]
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation]:
    home = tmp_path_factory.mktemp("home")
    with Store(home).writer(holder="test"):
        pass
    with installed(home, sign_in_attempts_per_minute=200) as found:
        yield found


def signed_in(installation: Installation, whom: str) -> Browser:
    browser = Browser(installation)
    browser.sign_in(whom)
    return browser


def asked(browser: Browser, method: str, path: str, content: bytes | None = None) -> tuple[int, bytes]:
    connection = browser.installation.connection()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    try:
        headers = {"Cookie": cookies, "Origin": browser.installation.address}
        connection.request(method, path, body=content, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def told(answer: tuple[int, bytes]) -> dict[str, Any]:
    assert answer[0] == 200, answer
    return json.loads(answer[1])


def test_a_workbook_is_checked_taken_in_once_given_back_with_its_refused_cell_marked_and_filled_in_the_next_time(
    installation: Installation,
) -> None:
    filler, store, content = signed_in(installation, "invuller-zutphen"), Store(installation.home), xlsx(GOOD)
    checked = told(asked(filler, "POST", f"/opgave/werkblad/controleer?{OF}&naam=opgave.xlsx", content))
    assert [count["value"] for count in checked["drawn"]["counts"]] == ["1", "0", "0", "1"]
    assert checked["drawn"]["rows"][0]["column"] == "einddatum"
    assert [step["number"] for step in checked["page"]["steps"]] == ["6"]  # what becomes another on the own page
    assert store.info().last_sequence == 0
    taken = told(asked(filler, "POST", f"/opgave/werkblad/indienen?{OF}&naam=opgave.xlsx", content))
    assert (taken["report"], taken["drawn"]) == (1, checked["drawn"])
    again = told(asked(filler, "POST", f"/opgave/werkblad/indienen?{OF}&naam=nog-eens.xlsx", content))
    assert (again["report"], again["drawn"]["title"]) == (1, "Dit bestand is al binnen; er verandert niets")
    with store.reader() as reader:
        assert reader.files().height == 1
        assert reader.statements(Table.MILESTONE)["step_number"].to_list() == [6]
    with installation.office() as office:
        lines = [line for line in office.audit.read(OWNER) if line.act is Act.REPORT_HANDED_IN]
    assert {line.municipality_code for line in lines} == {"GM0301"}
    _is_given_back(filler)
    _is_filled_in(filler)


def _is_given_back(filler: Browser) -> None:
    status, content = asked(filler, "GET", f"/opgave/terug?{OF}&bewijs=1")
    assert status == 200
    comments = {at: text for (_, at), text in comments_of(content).items()}
    assert list(comments) == ["F3"]
    assert "Einddatum ontbreekt" in comments["F3"]


def _is_filled_in(filler: Browser) -> None:
    """The workbook of the next time holds what was said last."""
    status, content = asked(filler, "GET", f"/opgave/werkblad?{OF}&peildatum=2026-10-31")
    assert status == 200
    names, *rows = sheets_of(content)["stappen"]
    step, status_at = names.index("stap"), names.index("status")
    filled = {str(line[step])[:2]: line[status_at] for line in rows if line[status_at]}
    assert filled == {"6.": "gestart"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/opgave/werkblad?gemeente=GM0301&peildatum=2026-10-31"),
        ("GET", "/opgave/terug?gemeente=GM0301&bewijs=1"),
        ("POST", "/opgave/werkblad/controleer?gemeente=GM0301&naam=a.xlsx"),
        ("POST", "/opgave/werkblad/indienen?gemeente=GM0301&naam=a.xlsx"),
    ],
)
def test_nobody_and_another_municipality_get_nothing_by_any_of_these_addresses(
    installation: Installation, method: str, path: str
) -> None:
    content = None if method == "GET" else xlsx(GOOD)
    assert asked(Browser(installation), method, path, content)[0] == 401
    assert asked(signed_in(installation, "contact-schagen"), method, path, content)[0] == 403
    assert asked(signed_in(installation, "beleidsmedewerker"), method, path, content)[0] == 403


def test_a_receipt_of_another_municipality_is_not_found_under_ones_own(installation: Installation) -> None:
    contact = signed_in(installation, "contact-schagen")
    assert asked(contact, "GET", "/opgave/terug?gemeente=GM0441&bewijs=1")[0] == 404


def test_a_file_with_rows_of_another_municipality_is_refused_whole_and_the_log_says_so(
    installation: Installation,
) -> None:
    contact, store = signed_in(installation, "contact-schagen"), Store(installation.home)
    with store.reader() as reader:
        before = reader.statements(Table.MILESTONE).height
    answer = told(asked(contact, "POST", "/opgave/werkblad/indienen?gemeente=GM0441&naam=a.xlsx", xlsx(GOOD) + b" "))
    assert answer["drawn"]["is_rejected"]
    with store.reader() as reader:
        assert reader.statements(Table.MILESTONE).height == before
    with installation.office() as office:
        acts = [line.act for line in office.audit.read(OWNER) if line.municipality_code == "GM0441" and line.report]
    assert acts == [Act.REPORT_HANDED_IN, Act.REFUSED]


def test_a_file_that_is_larger_than_the_app_takes_is_refused_before_it_is_read(installation: Installation) -> None:
    filler = signed_in(installation, "invuller-zutphen")
    connection = installation.connection()
    try:
        connection.putrequest("POST", f"/opgave/werkblad/controleer?{OF}&naam=a.xlsx")
        cookies = "; ".join(f"{name}={value}" for name, value in filler.cookies.items())
        for name, value in {"Cookie": cookies, "Origin": installation.address, "Content-Length": "25000001"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        assert connection.getresponse().status == 413
    finally:
        connection.close()
