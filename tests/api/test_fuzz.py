"""A fuzzer reads the OpenAPI document and finds nothing that is not declared there."""

import os
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from app.settings import Settings
from app.web.app import create_app

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
LONGEST_TOKEN = 200  # longer ones are meant to be refused
API = "/api/v1"
DOCUMENT = create_app(Settings(database_url="sqlite:///never-opened.db")).openapi()
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()]


def _send(client: TestClient, case: Any) -> Any:
    sent = case.as_transport_kwargs(base_url="http://testserver")
    if "data" in sent and isinstance(sent["data"], (bytes, str)):
        sent["content"] = sent.pop("data")
    known = ("method", "url", "params", "headers", "content", "json", "data")
    return client.request(**{name: value for name, value in sent.items() if name in known})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_undeclared(operation: Any, client: TestClient, fuzzed: Any) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def holds(case: Any) -> None:
        token = str((case.path_parameters or {}).get("token", ""))
        if len(token) <= LONGEST_TOKEN and len(token) % 4:
            case.path_parameters["token"] = fuzzed()
        answer = _send(client, case)
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, excluded_checks=[positive_data_acceptance, unsupported_method])

    holds()
