"""Signing in and out, and what somebody tries who is not who they say: over HTTP, against a real provider."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.principal import NOBODY, OWNER, Role
from domain.programme import Programme
from door.visitors import Visitors
from office.acts import Way
from tests.door.signing_in import AWAY, SESSION, Browser, Installation, installed, now


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("signing_in"), sign_in_attempts_per_minute=10_000) as found:
        yield found


@pytest.fixture
def visitors(installation: Installation) -> Iterator[Visitors]:
    """Another process of the same app."""
    found = Visitors(installation.settings, installation.home, Programme.load)
    yield found
    found.office.close()


@pytest.fixture
def visit(installation: Installation) -> Browser:
    return Browser(installation)


def test_who_signs_in_is_led_back_to_the_page_they_came_from_and_is_known_in_every_process(
    visit: Browser, visitors: Visitors
):
    answer = visit.sign_in("adviseur", back="/stappen?stap=6")
    assert (answer.status, answer.location) == (303, "/stappen?stap=6")
    assert visitors.visitor(visit.cookies, now()).principal.role is Role.VNG


def test_the_session_stands_in_no_cookie_but_an_opaque_id_that_no_script_reads(visit: Browser):
    answer = visit.sign_in("invuller-zutphen")
    said = next(value for name, value in answer.headers.items() if name.lower() == "set-cookie" and SESSION in value)
    assert "HttpOnly" in said
    assert "SameSite=lax" in said
    assert "invuller" not in "".join(visit.cookies.values())


def test_a_role_in_a_claim_is_not_looked_at(visit: Browser, visitors: Visitors):
    visit.sign_in("beleidsmedewerker")  # the provider says "manager" of everybody
    assert visitors.visitor(visit.cookies, now()).principal.role is Role.MINISTRY


def test_somebody_unknown_gets_no_session_and_is_on_the_list_of_the_manager(visit: Browser, installation: Installation):
    answer = visit.sign_in("gast")
    assert answer.notice == "not_known"
    assert SESSION not in visit.cookies
    with installation.office() as office:
        assert "gast" in [knock.display_name for knock in office.knocks.all(OWNER)]


def test_who_stops_at_the_provider_is_told_so_and_is_not_signed_in(visit: Browser):
    answer = visit.come_back(visit.at_the_provider(visit.begin(), ""))
    assert answer.notice == "refused"
    assert SESSION not in visit.cookies


@pytest.mark.parametrize("made_up", ["", "x", "a" * 43, "' OR 1=1 --", "../../etc/passwd", "0"])
def test_a_forged_cookie_is_nobody(made_up: str, visitors: Visitors):
    assert visitors.visitor({SESSION: made_up}, now()).principal == NOBODY


def test_a_cookie_that_was_put_in_the_browser_beforehand_is_not_taken_over(visit: Browser, visitors: Visitors):
    attacker = Browser(visit.installation)
    attacker.sign_in("invuller-zutphen")
    fixed = attacker.cookies[SESSION]
    visit.cookies[SESSION] = fixed
    visit.sign_in("beheerder")
    assert visit.cookies[SESSION] != fixed
    assert visitors.visitor({SESSION: fixed}, now()).principal == NOBODY


def test_after_signing_out_a_copied_cookie_is_worth_nothing(visit: Browser, visitors: Visitors):
    visit.sign_in("adviseur")
    stolen = dict(visit.cookies)
    assert visit.sign_out().status == 200
    assert SESSION not in visit.cookies
    found = visitors.visitor(stolen, now())
    assert (found.principal, found.notice) == (NOBODY, "over")


def test_signing_out_leads_to_where_the_provider_signs_out_too(visit: Browser):
    visit.sign_in("adviseur")
    assert visit.sign_out().body.startswith(visit.installation.provider)


def test_a_session_that_was_revoked_is_refused_at_its_next_use(visit: Browser, visitors: Visitors):
    visit.sign_in("vaststeller-zutphen")
    person = visitors.visitor(visit.cookies, now()).principal.person
    assert person is not None
    visitors.office.sessions.revoke_person(OWNER, person, way=Way.COMMAND_LINE, now=now())
    assert visitors.visitor(visit.cookies, now()).principal == NOBODY


def test_a_session_ends_after_its_hours_and_after_half_an_hour_of_nothing(visit: Browser, visitors: Visitors):
    visit.sign_in("adviseur")
    begun = now()
    assert visitors.visitor(visit.cookies, begun + timedelta(minutes=31)).principal == NOBODY
    for minute in range(20, 8 * 60, 20):  # somebody who goes on working
        assert visitors.visitor(visit.cookies, begun + timedelta(minutes=minute)).principal.role is Role.VNG
    assert visitors.visitor(visit.cookies, begun + timedelta(hours=8, minutes=1)).principal == NOBODY


ELSEWHERE = ["//evil.example", "https://evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("back", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in(visit: Browser, back: str):
    assert visit.sign_in("adviseur", back=back).location == "/"


def test_an_answer_of_the_provider_counts_once(visit: Browser):
    address = visit.at_the_provider(visit.begin(), "adviseur")
    away = visit.cookies[AWAY]
    assert visit.come_back(address).notice == ""
    again = Browser(visit.installation, {AWAY: away})
    assert again.come_back(address).notice == "begin_again"
    assert SESSION not in again.cookies


def test_an_answer_that_somebody_else_asked_for_signs_nobody_in(visit: Browser):
    attacker = Browser(visit.installation)
    address = attacker.at_the_provider(attacker.begin(), "adviseur")
    assert visit.come_back(address).notice == "begin_again"  # without anything of one's own under way
    visit.begin()
    assert visit.come_back(address).notice == "not_valid"  # with something under way, of another state
    assert SESSION not in visit.cookies


def test_a_code_that_was_made_up_signs_nobody_in(visit: Browser):
    state = parse_qs(urlsplit(visit.begin()).query)["state"][0]
    assert visit.ask(f"/terug/voorbeeld?code=madeup&state={state}").notice == "not_valid"
    assert SESSION not in visit.cookies


def test_an_issuer_that_is_not_in_the_settings_is_nowhere(visit: Browser):
    assert visit.ask("/inloggen/evil").notice == "begin_again"
    assert visit.ask("/terug/evil?code=x&state=y").notice == "begin_again"


def test_the_request_to_the_provider_has_state_nonce_and_a_challenge_and_they_are_never_the_same(visit: Browser):
    asked = [parse_qs(urlsplit(visit.begin()).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({query[name][0] for query in asked}) == 2
    assert {query["code_challenge_method"][0] for query in asked} == {"S256"}


def test_a_link_of_another_site_cannot_sign_anybody_out(visit: Browser, visitors: Visitors):
    visit.sign_in("adviseur")
    secret = dict(visit.cookies)
    assert visit.ask("/uitloggen").status == 405
    assert visit.ask("/uitloggen", method="POST", Origin="http://evil.example", **{"Content-Length": "0"}).status == 403
    assert visitors.visitor(secret, now()).principal.role is Role.VNG


def test_where_people_sign_in_nobody_chooses_whom_to_look_as(visit: Browser):
    own = visit.installation.address
    assert visit.ask("/kijk-als", method="POST", Origin=own, **{"Content-Length": "0"}).status in (404, 405)
    assert SESSION not in visit.cookies


def test_who_was_put_out_is_out_at_once_and_knocks_at_the_next_time(visit: Browser, visitors: Visitors):
    visit.sign_in("contact-schagen")
    person = visitors.visitor(visit.cookies, now()).principal.person
    assert person is not None
    visitors.office.people.put_out(OWNER, person, way=Way.COMMAND_LINE, now=now())
    assert visitors.visitor(visit.cookies, now()).principal == NOBODY
    assert visit.sign_in("contact-schagen").notice == "not_known"


def test_no_token_stands_in_the_audit_log(visit: Browser, installation: Installation):
    visit.sign_in("adviseur")
    said = b"".join(path.read_bytes() for path in (installation.home / "audit").rglob("*") if path.is_file())
    assert b"signed_in" in said
    assert visit.cookies[SESSION].encode() not in said
    assert b"eyJ" not in said  # how every token of a provider begins
