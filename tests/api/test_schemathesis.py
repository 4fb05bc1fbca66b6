"""Whatever the document allows is answered, and whatever is answered stands in the document: tried by schemathesis."""

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from domain.principal import Role
from tests.api.installation import GOUDA, Installation
from tests.api.wire import served

CHECKED = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
OPERATIONS = 12  # of the document, with the two of /reports
WHO = {"vng": (Role.VNG, None), "municipality": (Role.MUNICIPALITY, GOUDA), "nobody": None}


def _asked(address: str, headers: dict[str, str], mode: GenerationMode, examples: int) -> dict[str, set[int]]:
    """Asks every operation of the document; which statuses each gave. Fails at the first that is not as it says."""
    seen: dict[str, set[int]] = {}
    for found in schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json").get_all_operations():
        operation: Any = found.ok()

        @seed(1)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Case) -> None:
            answer = case.call(headers=headers)
            seen.setdefault(case.operation.label, set()).add(answer.status_code)
            case.validate_response(answer, checks=CHECKED)

        with suppress(Unsatisfiable):  # of what takes nothing there is no wrong question
            ask()
    return seen


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("who", WHO)
def test_no_question_breaks_it_and_every_answer_stands_in_the_document(
    installation: Installation, who: str, mode: GenerationMode
) -> None:
    headers = {} if WHO[who] is None else {"Authorization": f"Bearer {installation.token(*WHO[who])}"}
    with served(installation) as address:
        seen = _asked(address, headers, mode, examples=6)
    is_positive = mode is GenerationMode.POSITIVE
    assert len(seen) == OPERATIONS if is_positive else {"POST /reports", "GET /metrics/{key}"} <= set(seen)
    assert {200, 401} & seen["GET /metrics/{key}"] or not is_positive


@pytest.mark.long
@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_the_same_with_many_more_questions(installation: Installation, mode: GenerationMode) -> None:
    headers = {"Authorization": f"Bearer {installation.token(Role.VNG)}"}
    with served(installation) as address:
        seen = _asked(address, headers, mode, examples=300)
    assert {"POST /reports", "GET /metrics/{key}"} <= set(seen)
