"""What advisers keep about municipalities: calls, questions, the inbox, their own municipalities, prepared mails."""

from datetime import date
from pathlib import Path

import pytest

from domain.principal import NOBODY, OWNER, Principal
from domain.statements import Table
from domain.typed_texts import Checked
from office.acts import Act, Way
from office.copying import restore
from office.errors import NotFoundError, NotPossibleError, NotYoursError
from office.follow_ups import About, FollowUpState
from office.inbox import InboxState
from office.office import Office
from tests.office.conftest import Opened
from tests.office.people_of_a_story import (
    ADVISER,
    CONTACT_OF_GOUDA,
    DAY,
    FILLER_OF_GOUDA,
    MANAGER,
    MINUTE,
    MORNING,
    OFFICIAL,
    let_in,
)

HOW = {"way": Way.SCREEN, "now": MORNING}
SAID = {"said": Checked("het college stelt vast"), "promised": Checked("opgave in december"), "again_on": None}


def _adviser(office: Office, subject: str = "a") -> Principal:
    return let_in(office, subject, ADVISER).principal


def _call(office: Office, asks: Principal, code: str = "GM0513", again_on: date | None = None) -> int:
    said = {**SAID, "again_on": again_on}
    return office.calls.note(asks, code, **said, **HOW).number


def test_a_call_is_there_for_a_colleague_with_what_was_promised_and_when_to_call_again(
    office: Office, opened: Opened
) -> None:
    one, other = _adviser(office), _adviser(office, "b")
    _call(office, one, again_on=date(2026, 12, 14))
    (call,) = opened().calls.of(other, "GM0513")
    assert (call.said, call.promised, call.again_on) == (
        "het college stelt vast", "opgave in december", date(2026, 12, 14),
    )  # fmt: skip
    assert (call.noted_by, call.noted_at) == (one.person, MORNING)


def test_the_last_call_says_when_to_call_again_and_who_was_never_called_has_none(office: Office) -> None:
    adviser = _adviser(office)
    _call(office, adviser, again_on=date(2026, 12, 14))
    _call(office, adviser)
    _call(office, adviser, "GM0228", again_on=date(2026, 12, 1))
    last = office.calls.last(adviser)
    assert {code: call.again_on for code, call in last.items()} == {"GM0513": None, "GM0228": date(2026, 12, 1)}


def test_a_call_that_was_taken_back_counts_no_more_and_the_one_before_it_does(office: Office) -> None:
    adviser = _adviser(office)
    _call(office, adviser, again_on=date(2026, 12, 14))
    mistaken = _call(office, adviser)
    office.calls.take_back(adviser, mistaken, **HOW)
    assert office.calls.last(adviser)["GM0513"].again_on == date(2026, 12, 14)
    with pytest.raises(NotFoundError):
        office.calls.take_back(adviser, mistaken, **HOW)


def test_a_question_is_open_then_answered_by_the_municipality_itself_then_closed(office: Office) -> None:
    adviser, gouda = _adviser(office), let_in(office, "g", FILLER_OF_GOUDA).principal
    about = About(Table.TRAINING, 12, ("12-training-4",))
    asked = office.follow_ups.ask(adviser, "GM0513", about, Checked("uren of mensen?"), **HOW)
    assert (asked.state, asked.about) == (FollowUpState.OPEN, about)
    (seen,) = office.follow_ups.all(gouda)
    assert seen.question == "uren of mensen?"
    answered = office.follow_ups.answer(gouda, asked.number, Checked("mensen"), way=Way.SCREEN, now=MORNING + DAY)
    assert (answered.state, answered.answer, answered.answered_at) == (FollowUpState.ANSWERED, "mensen", MORNING + DAY)
    office.follow_ups.close(adviser, asked.number, **HOW)
    assert office.follow_ups.all(adviser) == []
    (closed,) = office.follow_ups.all(adviser, with_closed=True)
    assert closed.state is FollowUpState.CLOSED
    with pytest.raises(NotPossibleError):
        office.follow_ups.answer(gouda, asked.number, Checked("toch uren"), **HOW)


def test_about_one_refused_row_one_question_is_open_at_a_time(office: Office) -> None:
    adviser = _adviser(office)
    about = About(refused_rows=("12-training-4", "12-training-5"))
    first = office.follow_ups.ask(adviser, "GM0513", about, Checked("uren of mensen?"), **HOW)
    with pytest.raises(NotPossibleError, match="12-training-5"):
        office.follow_ups.ask(adviser, "GM0513", About(refused_rows=("12-training-5",)), Checked("?"), **HOW)
    office.follow_ups.close(adviser, first.number, **HOW)
    office.follow_ups.ask(adviser, "GM0513", About(refused_rows=("12-training-5",)), Checked("nogmaals?"), **HOW)
    assert len(office.follow_ups.all(adviser)) == 1


def test_a_municipality_sees_and_answers_questions_to_itself_and_to_no_other(office: Office) -> None:
    adviser, gouda = _adviser(office), let_in(office, "g", CONTACT_OF_GOUDA).principal
    of_ede = office.follow_ups.ask(adviser, "GM0228", About(), Checked("klopt dit?"), **HOW)
    assert office.follow_ups.all(gouda) == []
    assert office.follow_ups.all(gouda, municipality_code="GM0228") == []
    with pytest.raises(NotFoundError):
        office.follow_ups.answer(gouda, of_ede.number, Checked("ja"), **HOW)
    with pytest.raises(NotYoursError):
        office.follow_ups.answer(adviser, of_ede.number, Checked("ja"), **HOW)


def test_a_report_that_nobody_touched_is_new_and_whoever_takes_it_has_it(office: Office, opened: Opened) -> None:
    adviser = _adviser(office)
    assert office.inbox.handled(adviser) == {}
    office.inbox.put(adviser, 12, InboxState.LOOKED_AT, is_mine=True, **HOW)
    office.inbox.put(adviser, 13, InboxState.LOOKED_AT, is_mine=True, **HOW)
    office.inbox.put(adviser, 13, InboxState.DONE, is_mine=False, **HOW)
    found = opened().inbox.handled(adviser)
    assert {report: (one.state, one.taken_by) for report, one in found.items()} == {
        12: (InboxState.LOOKED_AT, adviser.person), 13: (InboxState.DONE, None),
    }  # fmt: skip


def test_every_adviser_has_a_group_of_their_own(office: Office) -> None:
    one, other = _adviser(office), _adviser(office, "b")
    assert office.own_group.choose(one, ["GM0513", "GM0228"], **HOW) == frozenset()
    assert office.own_group.choose(one, ["GM0513"], **HOW) == {"GM0513", "GM0228"}
    assert office.own_group.of(one) == {"GM0513"}
    assert office.own_group.of(other) == frozenset()


def test_a_mail_about_one_thing_stands_ready_once_and_is_sent_once(office: Office) -> None:
    one, other = _adviser(office), _adviser(office, "b")
    mail = {"subject": Checked("uw opgave"), "body": Checked("Beste contactpersoon"), **HOW}
    ready = office.mails.prepare(one, "silent-GM0513-2026-09-30", "GM0513", **mail)
    with pytest.raises(NotPossibleError, match="silent-GM0513"):
        office.mails.prepare(other, "silent-GM0513-2026-09-30", "GM0513", **mail)
    office.mails.drop(other, ready.number, **HOW)
    again = office.mails.prepare(other, "silent-GM0513-2026-09-30", "GM0513", **mail)
    sent = office.mails.say_sent(one, again.number, way=Way.SCREEN, now=MORNING + MINUTE)
    assert sent.sent_at == MORNING + MINUTE
    for act in (office.mails.say_sent, office.mails.drop):
        with pytest.raises(NotPossibleError):
            act(one, again.number, **HOW)
    assert [one.sent_at for one in office.mails.all(one)] == [MORNING + MINUTE]


def test_what_was_put_right_last_can_be_taken_back_once_by_any_adviser(office: Office) -> None:
    one, other = _adviser(office), _adviser(office, "b")
    office.remedies.note(one, "step_letter", [("3-milestone-2", 9)], now=MORNING)
    put = office.remedies.note(one, "month_first", [("1-milestone-2", 10), ("2-cost-4", 11)], now=MORNING)
    last = office.remedies.last(other, since=MORNING)
    assert last == put
    assert (put.lines, put.done_by) == ((("1-milestone-2", 10), ("2-cost-4", 11)), one.person)
    assert office.remedies.last(other, since=MORNING + MINUTE) is None
    office.remedies.undo(other, put.number, **HOW)
    with pytest.raises(NotFoundError):
        office.remedies.undo(one, put.number, **HOW)
    assert office.remedies.last(other, since=MORNING) is None  # of the one before it the moment has passed
    acts = [(line.act, line.report) for line in office.audit.read(OWNER) if line.report]
    assert acts == [(Act.ROW_REOPENED, "1-milestone-2"), (Act.ROW_REOPENED, "2-cost-4")]


@pytest.mark.parametrize("appointment", [MANAGER, OFFICIAL, CONTACT_OF_GOUDA, None])
def test_nobody_but_vng_sees_or_keeps_calls_reports_groups_and_mails(office: Office, appointment: object) -> None:
    asks = NOBODY if appointment is None else let_in(office, "x", appointment).principal
    text = {"subject": Checked("uw opgave"), "body": Checked("Beste")}
    for act in (
        lambda: office.calls.of(asks, "GM0513"),
        lambda: office.calls.last(asks),
        lambda: _call(office, asks),
        lambda: office.calls.take_back(asks, 1, **HOW),
        lambda: office.follow_ups.ask(asks, "GM0513", About(), Checked("?"), **HOW),
        lambda: office.follow_ups.close(asks, 1, **HOW),
        lambda: office.inbox.handled(asks),
        lambda: office.inbox.put(asks, 1, InboxState.DONE, is_mine=True, **HOW),
        lambda: office.people.function_names(asks),
        lambda: office.own_group.of(asks),
        lambda: office.own_group.choose(asks, ["GM0513"], **HOW),
        lambda: office.remedies.last(asks, since=MORNING),
        lambda: office.remedies.note(asks, "month_first", [("1-milestone-2", 2)], now=MORNING),
        lambda: office.remedies.undo(asks, 1, **HOW),
        lambda: office.mails.all(asks),
        lambda: office.mails.prepare(asks, "k", "GM0513", **text, **HOW),
        lambda: office.mails.say_sent(asks, 1, **HOW),
        lambda: office.mails.drop(asks, 1, **HOW),
    ):
        with pytest.raises(NotYoursError):
            act()


def test_an_adviser_sees_of_colleagues_what_they_do_and_nothing_else(office: Office) -> None:
    adviser = _adviser(office)
    let_in(office, "g", FILLER_OF_GOUDA)
    assert office.people.function_names(adviser) == {adviser.person: "adviseur"}


def test_everything_that_is_kept_stands_in_the_audit_log_without_a_word_of_it(office: Office) -> None:
    adviser, gouda = _adviser(office), let_in(office, "g", FILLER_OF_GOUDA).principal
    office.calls.take_back(adviser, _call(office, adviser), **HOW)
    asked = office.follow_ups.ask(adviser, "GM0513", About(report=7), Checked("klopt dit?"), **HOW)
    office.follow_ups.answer(gouda, asked.number, Checked("ja"), **HOW)
    office.follow_ups.close(adviser, asked.number, **HOW)
    office.inbox.put(adviser, 7, InboxState.DONE, is_mine=True, **HOW)
    office.own_group.choose(adviser, ["GM0513"], **HOW)
    for end in (office.mails.drop, office.mails.say_sent):
        mail = {"subject": Checked("uw opgave"), "body": Checked("Beste"), **HOW}
        end(adviser, office.mails.prepare(adviser, "k", "GM0513", **mail).number, **HOW)
    lines = [line for line in office.audit.read(OWNER) if line.act is not Act.PERSON_ADMITTED]
    assert [line.act for line in lines] == [
        Act.CALL_NOTED, Act.CALL_TAKEN_BACK, Act.FOLLOW_UP_ASKED, Act.FOLLOW_UP_ANSWERED, Act.FOLLOW_UP_CLOSED,
        Act.INBOX_CHANGED, Act.OWN_GROUP_CHOSEN, Act.MAIL_PREPARED, Act.MAIL_DROPPED, Act.MAIL_PREPARED, Act.MAIL_SENT,
    ]  # fmt: skip
    assert lines[0].after == lines[1].before
    assert {line.by_person for line in lines if line.act is not Act.FOLLOW_UP_ANSWERED} == {adviser.person}
    written = b"".join(path.read_bytes() for path in office.audit.files()).decode()
    assert not [word for word in ("college", "klopt", "Beste", "opgave in") if word in written]


def test_a_copy_of_the_office_holds_what_advisers_keep_and_goes_back_whole(office: Office, tmp_path: Path) -> None:
    adviser = _adviser(office)
    _call(office, adviser, again_on=date(2026, 12, 14))
    office.follow_ups.ask(adviser, "GM0513", About(report=7), Checked("klopt dit?"), **HOW)
    office.inbox.put(adviser, 7, InboxState.ASKED, is_mine=True, **HOW)
    office.own_group.choose(adviser, ["GM0513"], **HOW)
    office.copy(OWNER, tmp_path / "copy.db", **HOW)
    office.calls.take_back(adviser, 1, **HOW)
    office.own_group.choose(adviser, [], **HOW)
    settings, home = office.settings, office.home
    office.close()
    restore(settings, home, tmp_path / "copy.db", OWNER, **HOW)
    with Office.open(settings, home) as restored:
        assert restored.calls.last(adviser)["GM0513"].again_on == date(2026, 12, 14)
        assert restored.own_group.of(adviser) == {"GM0513"}
        assert restored.inbox.handled(adviser)[7].state is InboxState.ASKED
        assert _call(restored, adviser) == 2
