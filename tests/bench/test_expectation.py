"""What one question about the future takes is measured as it is asked: drawn anew in every round."""

from bench import expectation
from tests.metrics.forecast.test_expectation import AS_OF, SAID


def test_a_question_is_drawn_anew_in_every_round_and_stands_beside_the_bare_draws(monkeypatch):
    drawn: list[object] = []
    real = expectation.figure
    monkeypatch.setattr(expectation, "figure", lambda key, known, asked: drawn.append(known) or real(key, known, asked))
    whole, beside = expectation.measurements(SAID, AS_OF, rounds=2)
    assert len({id(known) for known in drawn}) == 3  # one to warm up; both figures of a round share one
    assert whole.most == 0.5
    assert whole.what == "nowcast and forecast of 90 municipalities, 2 steps"
    assert (beside.ours, beside.most) == (whole.ours, None)
    assert beside.held > 1
