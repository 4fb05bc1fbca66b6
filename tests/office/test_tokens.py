"""Tokens of programs: shown once, for some things, for some time, written down."""

import re
from datetime import timedelta

import pytest

from domain.principal import NOBODY, OWNER, Function, Principal, Role, Scope
from office.acts import Act, Way
from office.audit import Asked
from office.copying import restore
from office.errors import NotFoundError, NotPossibleError, NotYoursError
from office.office import Office
from office.token_tables import TokenRow
from office.tokens import LONGEST_DAYS, Invalid, Token
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_GOUDA,
    DAY,
    FILLER_OF_GOUDA,
    HERE,
    MANAGER,
    MINUTE,
    MORNING,
    SECOND,
    let_in,
)

GOUDA, EDE = "GM0513", "GM0228"
HANDS_IN = frozenset({Scope.HAND_IN})
REPORT, OTHER_REPORT = "ab" * 32, "cd" * 32


def made(
    office: Office,
    scopes: frozenset[Scope] = HANDS_IN,
    *,
    role: Role = Role.MUNICIPALITY,
    code: str | None = GOUDA,
    by: Principal = OWNER,
    days: int = 30,
) -> tuple[Token, str]:
    return office.tokens.make(by, "Zaaksysteem", role, code, scopes, days=days, way=HERE, now=MORNING)


def test_a_token_is_shown_once_and_kept_as_a_hash_alone(office: Office) -> None:
    token, secret = made(office)
    assert re.fullmatch(r"wams_[\w-]{43}", secret)  # 256 bits
    with office.database.reading() as session:
        (row,) = session.query(TokenRow).all()
        assert secret not in repr(vars(row))
        assert re.fullmatch(r"[0-9a-f]{64}", row.secret_sha256)
    assert secret not in repr(office.tokens.all(OWNER, now=MORNING))
    assert [secret in path.read_text(encoding="utf-8") for path in office.audit.files()] == [False]
    assert token.number == 1


def test_a_token_is_a_principal_with_its_role_its_municipality_and_what_it_is_for(office: Office) -> None:
    _, secret = made(office, frozenset({Scope.HAND_IN, Scope.FIGURES}))
    found = office.tokens.find(secret, now=MORNING)
    assert isinstance(found, Token)
    assert found.principal == Principal(
        Role.MUNICIPALITY,
        GOUDA,
        frozenset({Function.FILLER}),
        token=1,
        scopes=frozenset({Scope.HAND_IN, Scope.FIGURES}),
    )
    reads, _ = made(office, frozenset({Scope.FIGURES}))
    assert reads.principal.functions == frozenset()


def test_what_is_no_token_is_nobody(office: Office) -> None:
    _, secret = made(office)
    for wrong in ("", "wams_", secret[:-1], secret + "x", secret.removeprefix("wams_"), "wams_" + "é" * 43):
        assert office.tokens.find(wrong, now=MORNING) is Invalid.UNKNOWN, wrong


def test_a_token_holds_until_its_moment_and_not_after(office: Office) -> None:
    _, secret = made(office, days=30)
    assert isinstance(office.tokens.find(secret, now=MORNING + 30 * DAY - SECOND), Token)
    assert office.tokens.find(secret, now=MORNING + 30 * DAY) is Invalid.EXPIRED
    assert office.tokens.all(OWNER, now=MORNING + 30 * DAY) == []
    assert len(office.tokens.all(OWNER, now=MORNING + 30 * DAY, with_ended=True)) == 1


def test_a_token_that_is_revoked_is_refused_at_its_next_use_in_every_process(office: Office, opened: Opened) -> None:
    token, secret = made(office)
    elsewhere = opened()
    assert isinstance(elsewhere.tokens.find(secret, now=MORNING), Token)
    office.tokens.revoke(OWNER, token.number, way=HERE, now=MORNING + MINUTE)
    assert elsewhere.tokens.find(secret, now=MORNING + MINUTE) is Invalid.REVOKED
    with pytest.raises(NotFoundError):
        office.tokens.revoke(OWNER, token.number, way=HERE, now=MORNING + MINUTE)


def test_the_last_use_is_known_to_the_minute(office: Office) -> None:
    _, secret = made(office)
    seen = []
    for after in (timedelta(), 30 * SECOND, 90 * SECOND):
        office.tokens.find(secret, now=MORNING + after)
        seen.append(office.tokens.all(OWNER, now=MORNING)[0].last_used_at)
    assert seen == [MORNING, MORNING, MORNING + 90 * SECOND]


def test_a_contact_makes_and_ends_tokens_of_the_own_municipality_and_sees_no_others(office: Office) -> None:
    contact = let_in(office, "c", CONTACT_OF_GOUDA).principal
    own, _ = made(office, by=contact)
    of_ede, _ = made(office, code=EDE)
    of_vng, _ = made(office, role=Role.VNG, code=None)
    assert [one.number for one in office.tokens.all(contact, now=MORNING)] == [own.number]
    assert own.made_by == contact.person
    for role, code in ((Role.MUNICIPALITY, EDE), (Role.VNG, None), (Role.MINISTRY, None)):
        with pytest.raises(NotYoursError):
            made(office, by=contact, role=role, code=code)
    for other in (of_ede, of_vng):
        with pytest.raises(NotFoundError):
            office.tokens.revoke(contact, other.number, way=HERE, now=MORNING)
    office.tokens.revoke(contact, own.number, way=HERE, now=MORNING)


def test_nobody_else_keeps_tokens(office: Office) -> None:
    let_in(office, "m", MANAGER)
    others = [NOBODY, let_in(office, "a", ADVISER).principal, let_in(office, "f", FILLER_OF_GOUDA).principal]
    token, secret = made(office, frozenset(Scope))
    found = office.tokens.find(secret, now=MORNING)
    assert isinstance(found, Token)
    for who in (*others, found.principal):  # a token makes no tokens
        with pytest.raises(NotYoursError):
            made(office, by=who)
        with pytest.raises(NotYoursError):
            office.tokens.all(who, now=MORNING)
        with pytest.raises(NotYoursError):
            office.tokens.revoke(who, token.number, way=HERE, now=MORNING)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"role": Role.MANAGER, "code": None}, "manager"),
        ({"role": Role.OWNER, "code": None}, "manager"),
        ({"role": Role.READER, "code": None}, "manager"),
        ({"scopes": frozenset[Scope]()}, "what the token is for"),
        ({"role": Role.MINISTRY, "code": None}, "does not report"),
        ({"days": 0}, "366 days"),
        ({"days": LONGEST_DAYS + 1}, "366 days"),
    ],
)
def test_what_no_token_can_be_is_refused_in_words(office: Office, facts: dict, reason: str) -> None:
    with pytest.raises(NotPossibleError, match=reason):
        made(office, **facts)
    assert office.tokens.all(OWNER, now=MORNING) == []


def test_making_and_ending_one_stand_in_the_audit_log_and_so_does_what_is_done_with_it(office: Office) -> None:
    token, _ = made(office)
    office.handed_in.note(token.principal, REPORT, [GOUDA], key=None, way=Way.API, now=MORNING + MINUTE)
    office.tokens.revoke(OWNER, token.number, way=HERE, now=MORNING + 2 * MINUTE)
    lines = office.audit.read(OWNER, Asked())
    assert [(line.act, line.by_token, line.token, line.municipality_code, line.report) for line in lines] == [
        (Act.TOKEN_MADE, None, 1, GOUDA, None),
        (Act.REPORT_HANDED_IN, 1, None, GOUDA, REPORT),
        (Act.TOKEN_REVOKED, None, 1, GOUDA, None),
    ]
    assert office.verify_audit() == []


def test_what_is_sent_once_more_under_one_key_is_the_same_report_and_nothing_else_is(office: Office) -> None:
    mine, _ = made(office)
    other, _ = made(office)
    office.handed_in.note(mine.principal, REPORT, [GOUDA], key="k1", way=Way.API, now=MORNING)
    office.handed_in.note(mine.principal, REPORT, [GOUDA], key="k1", way=Way.API, now=MORNING)
    assert office.handed_in.is_known(mine.principal, REPORT, "k1")
    assert not office.handed_in.is_known(mine.principal, REPORT, "k2")
    assert not office.handed_in.is_known(other.principal, REPORT, "k1")  # a key is of one token
    for ask in (office.handed_in.is_known, lambda *asked: office.handed_in.note(
        asked[0], asked[1], [GOUDA], key=asked[2], way=Way.API, now=MORNING)):  # fmt: skip
        with pytest.raises(NotPossibleError, match="Idempotency-Key"):
            ask(mine.principal, OTHER_REPORT, "k1")


def test_a_receipt_is_of_who_handed_in_and_of_the_same_municipality(office: Office) -> None:
    mine, colleague, stranger = made(office)[0], made(office)[0], made(office, code=EDE)[0]
    office.handed_in.note(mine.principal, REPORT, [GOUDA], key=None, way=Way.API, now=MORNING)
    who = {"mine": mine, "colleague": colleague, "stranger": stranger}
    assert {name: office.handed_in.reports_by(one.principal) for name, one in who.items()} == {
        "mine": {REPORT}, "colleague": {REPORT}, "stranger": set(),
    }  # fmt: skip


def test_after_a_copy_was_put_back_no_token_holds_and_no_number_is_given_twice(
    office: Office, opened: Opened, tmp_path
) -> None:
    _, first = made(office)
    office.copy(OWNER, tmp_path / "copy.db", way=HERE, now=MORNING)
    _, second = made(office)
    office.close()
    restore(office.settings, office.home, tmp_path / "copy.db", OWNER, way=HERE, now=MORNING + MINUTE)
    again = opened()
    found = [again.tokens.find(secret, now=MORNING + MINUTE) for secret in (first, second)]
    assert found == [Invalid.REVOKED, Invalid.UNKNOWN]
    assert made(again)[0].number == 3
