"""What came in, and its receipt: for who handed it in, for whose it is, and for VNG."""

import hashlib

import pytest

from domain.principal import Role, Scope
from office.acts import Act
from tests.api.installation import EDE, GOUDA, Installation, csv_of, step_of

ADDRESS = "/api/v1/reports"


def _bring(installation: Installation, role: Role, code: str | None, content: bytes) -> str:
    found = installation.of(role, code).post(f"{ADDRESS}?fileName=op.csv", content=content)
    assert found.status_code in (201, 400), found.text
    return hashlib.sha256(content).hexdigest()


def test_a_municipality_lists_its_own_reports_the_refused_ones_too_and_no_others(installation: Installation):
    own = _bring(installation, Role.MUNICIPALITY, GOUDA, csv_of(step_of(GOUDA, 1)))
    quarantined = _bring(installation, Role.VNG, None, csv_of(f"{GOUDA};2026-10-31;99;gestart;;;"))
    rejected = _bring(installation, Role.MUNICIPALITY, GOUDA, b"geen tabel")
    _bring(installation, Role.MUNICIPALITY, EDE, csv_of(step_of(EDE, 1)))
    _bring(installation, Role.MUNICIPALITY, EDE, b"ook geen tabel")
    found = installation.of(Role.MUNICIPALITY, GOUDA).get(ADDRESS).json()["reports"]
    assert [one["sha256"] for one in found] == [rejected, quarantined, own]
    assert [one["outcome"] for one in found] == ["rejected", "partly", "accepted"]


def test_the_receipt_is_the_one_that_was_handed_out(installation: Installation):
    client, content = installation.of(Role.MUNICIPALITY, GOUDA), csv_of(step_of(GOUDA, 1), f"{GOUDA};x;2;gestart;;;")
    posted = client.post(ADDRESS, content=content)
    assert client.get(posted.headers["Location"]).json() == posted.json()


def test_of_a_file_with_several_municipalities_each_sees_what_is_about_its_own(installation: Installation):
    wrong = [f"{code};2026-10-31;99;gestart;;;" for code in (GOUDA, EDE)]
    sha256 = _bring(installation, Role.VNG, None, csv_of(step_of(GOUDA, 1), step_of(EDE, 1), *wrong))
    for code, row in ((GOUDA, 4), (EDE, 5)):
        client = installation.of(Role.MUNICIPALITY, code)
        receipt = client.get(f"{ADDRESS}/{sha256}").json()
        assert [problem["row"] for problem in receipt["problems"]] == [row]
        assert (receipt["is_shared"], receipt["tables"]) == (True, {})
        (listed,) = client.get(ADDRESS).json()["reports"]
        assert (listed["municipality_codes"], listed["is_shared"]) == ([code], True)
        assert "accepted_count" not in listed
    whole = installation.of(Role.VNG).get(f"{ADDRESS}/{sha256}").json()
    assert len(whole["problems"]) == 2


def test_a_receipt_is_not_to_be_had_by_guessing_its_hash(installation: Installation):
    of_ede = [_bring(installation, Role.MUNICIPALITY, EDE, content) for content in (csv_of(step_of(EDE, 1)), b"leeg")]
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    found = [client.get(f"{ADDRESS}/{sha256}") for sha256 in (*of_ede, "0" * 64)]
    assert [one.status_code for one in found] == [404] * 3
    assert len({one.text for one in found}) == 1  # nothing tells apart what is another's from what is not there


def test_another_municipality_cannot_be_listed(installation: Installation):
    assert installation.of(Role.MUNICIPALITY, GOUDA).get(f"{ADDRESS}?municipality={EDE}").status_code == 403
    assert installation.of(Role.MINISTRY).get(ADDRESS).status_code == 403
    assert installation.client().get(ADDRESS).status_code == 401
    assert installation.of(Role.VNG, None, Scope.FIGURES).get(ADDRESS).status_code == 403


def test_vng_reads_all_and_a_look_at_one_is_written_down(installation: Installation):
    _bring(installation, Role.MUNICIPALITY, GOUDA, csv_of(step_of(GOUDA, 1)))
    _bring(installation, Role.MUNICIPALITY, EDE, csv_of(step_of(EDE, 1)))
    client = installation.of(Role.VNG)
    assert len(client.get(ADDRESS).json()["reports"]) == 2
    assert len(client.get(f"{ADDRESS}?municipality={EDE}").json()["reports"]) == 1
    assert [line.municipality_code for line in installation.audited() if line.act is Act.MUNICIPALITY_READ] == [EDE]


def test_a_list_is_read_page_by_page_by_its_links(installation: Installation):
    for step in range(1, 6):
        _bring(installation, Role.MUNICIPALITY, GOUDA, csv_of(step_of(GOUDA, step)))
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    seen, address, count = [], f"{ADDRESS}?pageSize=2", 0
    while address:
        found = client.get(address)
        assert found.headers["Total-Count"] == "5"
        seen += [one["sequence"] for one in found.json()["reports"]]
        address, count = found.links.get("next", {}).get("url"), count + 1
    assert (seen, count) == ([5, 4, 3, 2, 1], 3)
    assert client.get(f"{ADDRESS}?page=9").json() == {"reports": []}


@pytest.mark.parametrize("address", ["?page=0", "?pageSize=1001", "?municipality=Gouda", "/abc"])
def test_what_cannot_be_asked_is_told(installation: Installation, address: str):
    assert installation.of(Role.VNG).get(f"{ADDRESS}{address}").status_code == 400
