"""What is remembered while a visitor is at their provider."""

from threading import Barrier, Thread

import pytest

from office.office import Office
from office.sign_ins import SignIn, local_path
from tests.office.conftest import Opened
from tests.office.people_of_a_story import MINUTE, MORNING, SECOND

UNDER_WAY = SignIn("entra", "state-1", "nonce-1", "verifier-1", "/stappen?stap=6")


def test_what_was_sent_along_is_found_again_once(office: Office, opened: Opened) -> None:
    opaque = office.sign_ins.begin(UNDER_WAY, now=MORNING)
    elsewhere = opened()
    assert elsewhere.sign_ins.take(opaque, now=MORNING + MINUTE) == UNDER_WAY
    assert office.sign_ins.take(opaque, now=MORNING + MINUTE) is None


def test_after_ten_minutes_a_sign_in_has_to_be_begun_anew(office: Office) -> None:
    kept, late = (office.sign_ins.begin(UNDER_WAY, now=MORNING) for _ in range(2))
    assert office.sign_ins.take(kept, now=MORNING + 10 * MINUTE - SECOND) == UNDER_WAY
    assert office.sign_ins.take(late, now=MORNING + 10 * MINUTE) is None
    assert office.sign_ins.take(late, now=MORNING) is None  # it is gone, whatever the clock says


def test_of_two_who_come_with_one_id_at_the_same_moment_one_gets_in(office: Office, opened: Opened) -> None:
    offices, together, found = (office, opened()), Barrier(4), list[object]()
    opaque = office.sign_ins.begin(UNDER_WAY, now=MORNING)

    def take(number: int) -> None:
        together.wait()
        found.append(offices[number % 2].sign_ins.take(opaque, now=MORNING))

    threads = [Thread(target=take, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one is None for one in found) == [False, True, True, True]


def test_an_id_that_was_never_given_out_finds_nothing(office: Office) -> None:
    office.sign_ins.begin(UNDER_WAY, now=MORNING)
    assert [office.sign_ins.take(forged, now=MORNING) for forged in ("", "x", "state-1", "é", "A" * 1000)] == [None] * 5


@pytest.mark.parametrize("path", ["/", "/stappen", "/stappen?stap=6&op=2026-03-31", "/kosten#a", "/a//b", "/a?u=//x"])
def test_a_path_of_ours_is_kept_as_it_is(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "", "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "/\t/evil.example", "\t//evil.example", "/\n/evil.example", " //evil.example", "javascript:alert(1)",
        "http:/evil.example", "evil.example", "/\x00", "/%s" % ("a" * 2000), "/\u202e", "//[", "data:text/html,x",
    ],
)  # fmt: skip
def test_a_path_that_could_lead_elsewhere_becomes_the_front_page(elsewhere: str) -> None:
    assert local_path(elsewhere) == "/"
