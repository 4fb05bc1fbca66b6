"""What is answered beforehand is what would be computed, to the last digit, and is of nothing else."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from domain.municipalities import Register
from domain.programme import Programme
from metrics.answers import Beforehand, made_by, question_of
from metrics.defining.figure import Figure
from metrics.defining.request import Request, UnknownValueError
from metrics.figures import figure
from metrics.readings.asked_beforehand import answers, questions
from metrics.standing.known import Known
from metrics.standing.reading import read_known
from store.store import Store
from tests.dashboard import example

AS_OF = date(2026, 10, 31)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    home = tmp_path_factory.mktemp("asked")
    example.build(home, every=40)
    with Store(home).reader() as reader:
        return read_known(reader, Register.load(), Programme.load(), example.NOW)


@pytest.fixture(scope="module")
def answered(known: Known) -> dict[str, str]:
    return answers(known, AS_OF)


def _facts(found: Figure) -> dict[str, object]:
    return {one.name: getattr(found, one.name) for one in fields(found) if one.name != "rows"}


def test_every_answer_is_the_figure_itself_to_the_last_digit(known: Known, answered: dict[str, str]):
    before = known.with_answers(Beforehand(lambda: answered, known.known_on).get)
    asked = {question_of(*one): one for one in questions(known, AS_OF) if question_of(*one) in answered}
    assert len(asked) > 200
    for key, request in list(asked.values())[:: len(asked) // 60]:
        read, computed = figure(key, before, request), figure(key, known, request)
        assert _facts(read) == _facts(computed)
        assert read.rows.schema == computed.rows.schema
        assert read.rows.rows() == computed.rows.rows()


def test_what_is_answered_says_the_moment_that_it_is_known_on_now(known: Known, answered: dict[str, str]):
    later = known.known_on + timedelta(hours=2)
    before = known.with_answers(Beforehand(lambda: answered, later).get)
    assert figure("all_steps_done", before, Request(AS_OF)).known_on == later


def test_a_question_that_was_not_asked_beforehand_is_computed(known: Known, answered: dict[str, str]):
    request = Request(AS_OF, where={"province": "Utrecht", "size_class": 4})
    assert question_of("all_steps_done", request) not in answered
    before = known.with_answers(Beforehand(lambda: answered, known.known_on).get)
    assert figure("all_steps_done", before, request).rows.rows() == figure("all_steps_done", known, request).rows.rows()


def test_a_part_of_what_is_known_has_no_answers_of_the_whole(known: Known):
    before = known.with_answers(lambda key, request: pytest.fail("asked of a part"))
    part = replace(before, statements={table: frame.head(3) for table, frame in before.statements.items()})
    assert figure("all_steps_done", part, Request(AS_OF)).municipality_count
    assert before.no_older_than(90, AS_OF).answered is None


def test_a_question_that_cannot_be_asked_is_refused_before_any_answer_is_looked_for(known: Known):
    before = known.with_answers(lambda key, request: pytest.fail("looked for"))
    with pytest.raises(UnknownValueError):
        figure("step_completion", before, Request(AS_OF, step=99))


def test_answers_that_come_later_are_read_from_then_on(known: Known, answered: dict[str, str]):
    there: list[dict[str, str]] = []
    before = Beforehand(lambda: there[0] if there else None, known.known_on)
    assert before.get("all_steps_done", Request(AS_OF)) is None
    there.append(answered)
    assert before.get("all_steps_done", Request(AS_OF)) is not None


def test_answers_of_another_day_register_programme_or_release_are_told_apart(known: Known):
    now = made_by(known.register, known.programme, known.known_on)
    tomorrow = made_by(known.register, known.programme, known.known_on + timedelta(days=1))
    assert {name for name in now if now[name] != tomorrow[name]} == {"day"}
    assert {"register", "populations", "programme", "polars", "code"} <= now.keys()
