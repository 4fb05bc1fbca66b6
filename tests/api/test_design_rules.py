"""The NL API Design Rules (2.2), each by its name: of the document, of the answers, and of how it is made.

https://logius-standaarden.github.io/API-Design-Rules
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from api.problems import VERSION
from domain.principal import Role
from metrics.figures import VALUE_COLUMNS
from tests.api.installation import GOUDA, Installation, csv_of, step_of

BASE = "/api/v1"
PLURAL = {"/metrics", "/metrics/{key}", "/reports", "/reports/{sha256}", "/municipalities", "/rounds"}
SINGULAR = {"/", "/programme", "/status", "/healthz", "/readyz"}
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def document(filled: Installation) -> dict[str, Any]:
    return filled.client().get(f"{BASE}/openapi.json").json()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def answers(filled: Installation) -> list[Any]:
    """One of every kind that there is."""
    client = filled.of(Role.VNG)
    paths = (
        "", "/metrics", "/metrics/response", "/reports", "/municipalities", "/programme", "/rounds", "/status",
        "/healthz", "/readyz", "/openapi.json", "/documentation", "/nothing", "/metrics/nothing", "/reports/x",
    )  # fmt: skip
    found = [client.get(BASE + path) for path in paths]
    return [*found, client.delete(f"{BASE}/reports"), filled.client().get(f"{BASE}/reports")]


def test_the_page_says_of_every_column_of_a_figure_what_it_means(filled: Installation):
    page = filled.client().get(f"{BASE}/documentation").text
    assert [name for name in VALUE_COLUMNS if f"<code>{name}</code>" not in page] == []


def test_core_naming_resources_and_naming_collections(document: dict[str, Any]):
    assert set(document["paths"]) == PLURAL | SINGULAR


def test_core_no_trailing_slash(filled: Installation, document: dict[str, Any]):
    assert [path for path in document["paths"] if path != "/" and path.endswith("/")] == []
    for path in ("/reports/", "/municipalities/"):
        assert filled.client().get(BASE + path).status_code == 404


def test_core_path_segments_kebab_case(document: dict[str, Any]):
    form = re.compile(r"^(/|(/_[a-z0-9]+|/(([a-z0-9\-]+|{[^}]+})(/([a-z0-9\-.]+|{[^}]+}))*)(/_[a-z]+)?)/?)$")
    assert [path for path in document["paths"] if not form.fullmatch(path)] == []


def test_core_query_keys_camel_case(document: dict[str, Any]):
    names = {
        one["name"] for _, _, operation in operations(document) for one in operation.get("parameters", [])
        if one["in"] == "query"
    }  # fmt: skip
    assert {"asOf", "knownOn", "maxAgeDays", "pageSize", "dryRun"} <= names
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*", name)] == []


def test_core_http_methods_and_http_safety(filled: Installation, document: dict[str, Any]):
    assert {method for _, method, _ in operations(document)} == {"get", "post"} <= METHODS
    client = filled.of(Role.VNG)
    before = filled.outcomes()
    for path, method, _ in operations(document):
        address = BASE + path.replace("{key}", "response").replace("{sha256}", "0" * 64).rstrip("/")
        if method == "get":
            found, head = client.get(address), client.head(address)
            assert (head.status_code, head.content) == (found.status_code, b"")
        refused = client.delete(address)
        assert refused.status_code == 405
        assert "GET" in refused.headers["Allow"]
    assert filled.outcomes() == before


def test_core_http_response_code(installation: Installation):
    client = installation.of(Role.MUNICIPALITY, GOUDA)
    created = client.post(f"{BASE}/reports", content=csv_of(step_of(GOUDA, 1)))
    assert created.status_code == 201
    assert client.get(created.headers["Location"]).status_code == 200


def test_core_stateless(filled: Installation):
    assert not any("set-cookie" in one.headers for one in answers(filled))


def test_core_error_handling_problem_details(filled: Installation, document: dict[str, Any]):
    refused = [one for one in answers(filled) if one.status_code >= 400]
    assert len(refused) >= 5
    for one in refused:
        assert one.headers["content-type"] == "application/problem+json"
        assert one.json()["status"] == one.status_code
        assert one.json()["title"]
        assert one.json()["detail"]
    for _, _, operation in operations(document):
        for status, response in operation["responses"].items():
            assert status < "400" or set(response["content"]) == {"application/problem+json"}


def test_core_error_handling_invalid_input_is_400_and_all_errors_are_told(
    filled: Installation, document: dict[str, Any]
):
    found = filled.of(Role.VNG).get(f"{BASE}/reports?page=0&pageSize=x&municipality=y")
    assert found.status_code == 400
    assert {one["location"] for one in found.json()["errors"]} == {"query/page", "query/pageSize", "query/municipality"}
    assert all("400" in operation["responses"] for _, _, operation in operations(document))


def test_core_doc_openapi_and_publish_openapi(filled: Installation, document: dict[str, Any]):
    assert document["openapi"] == "3.1.0"
    found = filled.client().get(f"{BASE}/openapi.json", headers={"Origin": "https://elders.example"})
    assert (found.status_code, found.headers["Access-Control-Allow-Origin"]) == (200, "*")
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert named <= set(document["components"]["schemas"])


def test_core_doc_language_is_dutch_and_english_for_who_asks(filled: Installation, document: dict[str, Any]):
    english = filled.client(accept_language="en").get(f"{BASE}/openapi.json").json()
    summaries = [
        (operation["summary"], english["paths"][path][method]["summary"])
        for path, method, operation in operations(document)
    ]
    assert ("Eén cijfer", "One figure") in summaries
    unsaid = re.findall(r'"(api\.[a-z0-9_.]+)"', json.dumps([document, english]))
    assert [key for key in unsaid if key.startswith("api.")] == []


def test_core_doc_openapi_contact(tmp_path, document: dict[str, Any]):
    assert document["info"]["contact"]["name"]
    assert document["info"]["contact"]["url"].startswith("https://")


def test_core_uri_version_and_semver(document: dict[str, Any]):
    assert [server["url"] for server in document["servers"]] == ["/api/v1"]
    assert document["info"]["version"] == VERSION
    assert re.fullmatch(r"1\.\d+\.\d+", VERSION)


def test_core_version_header(filled: Installation, document: dict[str, Any]):
    assert {one.headers["API-Version"] for one in answers(filled)} == {VERSION}
    for _, _, operation in operations(document):
        assert all("API-Version" in response["headers"] for response in operation["responses"].values())


def test_core_transport_security_headers_and_cors(filled: Installation):
    for one in answers(filled):
        assert "frame-ancestors 'none'" in one.headers["Content-Security-Policy"]
        assert one.headers["X-Content-Type-Options"] == "nosniff"
        assert one.headers["X-Frame-Options"] == "DENY"
        assert one.headers["Cache-Control"] in ("no-store", "no-cache", "private, no-cache")
        assert "Access-Control-Allow-Origin" not in one.headers or one.url.path == f"{BASE}/openapi.json"


def test_core_transport_no_sensitive_uris(filled: Installation, document: dict[str, Any]):
    token = filled.token(Role.VNG)
    assert filled.client().get(f"{BASE}/reports?token={token}&access_token={token}").status_code == 401
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_core_date_time(filled: Installation):
    client = filled.of(Role.VNG)
    status = client.get(f"{BASE}/status").json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", status["last_recorded_at"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", client.get(f"{BASE}/municipalities").json()["as_of"])
    with_offset = client.get(f"{BASE}/metrics/response", params={"knownOn": "2026-11-01T00:30:00+02:00"}).json()
    assert with_offset["known_on"] == "2026-10-31T22:30:00Z"


def test_core_hide_implementation(filled: Installation):
    said = " ".join(one.text + str(one.headers) for one in answers(filled) if one.url.path != f"{BASE}/openapi.json")
    assert not re.search(r"fastapi|duckdb|polars|starlette|sqlite|traceback|pydantic", said, re.IGNORECASE)
