"""security.txt: whom to tell of a leak, while the settings name somebody and say until when."""

from datetime import date, datetime, timezone

import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from domain.settings import Settings
from door.security_text import ADDRESS, route

TODAY, END = date(2026, 11, 30), date(2027, 6, 1)


def _answer(settings: Settings, today: date = TODAY) -> tuple[int, str]:
    found = TestClient(Starlette(routes=[route(settings, lambda: today)])).get(ADDRESS)
    return found.status_code, found.text


def _named(**more: object) -> Settings:
    facts = {"security_contact": "mailto:lek@monitor.example", "security_text_expires": END, **more}
    return Settings.model_validate(facts)


def test_it_names_the_contact_and_until_when_and_where_it_belongs():
    status, text = _answer(_named(public_address="https://monitor.example"))
    assert status == 200
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:lek@monitor.example"
    assert datetime.fromisoformat(fields["Expires"]) == datetime(2027, 6, 1, 23, 59, 59, tzinfo=timezone.utc)
    assert fields["Canonical"] == "https://monitor.example/.well-known/security.txt"


def test_without_a_contact_there_is_none():
    assert _answer(Settings())[0] == 404


def test_after_its_last_day_there_is_none_any_more():
    assert _answer(_named(), END)[0] == 200
    assert _answer(_named(), date(2027, 6, 2))[0] == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"security_contact": "mailto:a@b.example"},
        {"security_text_expires": END},
        {"security_contact": "a@b.example", "security_text_expires": END},
        {"security_contact": "mailto:a@b.example\nContact: mailto:evil@evil.example", "security_text_expires": END},
    ],
)
def test_settings_with_half_of_it_or_with_something_else_are_refused(facts: dict[str, object]):
    with pytest.raises(ValidationError):
        Settings.model_validate(facts)
