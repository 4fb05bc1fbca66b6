"""What is usual among peers of the same size, beside a row of the form; nothing where it is withheld from who looks."""

from collections.abc import Sequence
from typing import Final

from dashboard.screens.hand_in.asked import Asked
from dashboard.screens.hand_in.form_data import UsualDrawn
from dashboard.subjects import peers
from dashboard.subjects.peers import AMOUNT, USUAL_GROUP, Facts, Measure
from dashboard.subjects.waits import MONTH_DAYS
from dashboard.view import queries, state
from dashboard.view.beside import why_not_beside
from domain.programme import Programme
from domain.statements import Table
from language.formats import decimal
from language.texts import say
from metrics.readings.usual_duration import usual_duration
from metrics.standing.peers import Peers

P10, P25, P50, P75, P90 = range(5)
_OF_DECILES: Final = (0, 4, 8)  # p10, p50 and p90 among the tenths


def usual(asked: Asked, table: Table, key: str, programme: Programme) -> UsualDrawn | None:
    """What peers say of the same row; None where nothing is asked, too few said it, or it is withheld."""
    view = asked.view.without_filters()
    everyone = queries.everyone(view)
    if asked.code not in everyone["municipality_code"]:
        return None
    facts = peers.facts_of(everyone, asked.code)
    if table is Table.MILESTONE:
        return _months(asked, facts, int(key))
    measure = _measure(table, key, programme)
    if measure is None:
        return None
    found = peers.measured(view, measure, asked.code)
    by = "target_group" if measure.target_group else "step" if measure.step_number else None
    subject = measure.target_group or measure.step_number
    if _is_withheld(asked, facts, found.peers, measure.key, by, subject) or found.deciles is None:
        return None
    quartiles = found.quartiles or (0.0, 0.0, 0.0)
    low, middle, high = (found.deciles[place] for place in _OF_DECILES)
    tenths = (low, quartiles[0], middle, quartiles[2], high)
    written = [peers.written(measure, value, asked.language) for value in tenths]
    own_word = "" if found.value is None else peers.written(measure, found.value, asked.language)
    title = peers.label(measure, asked.language)
    return _drawn(asked, facts, title, tenths, written, found.value, own_word, found.peers)


def _measure(table: Table, key: str, programme: Programme) -> Measure | None:
    match table:
        case Table.TRAINING:
            return Measure("training_coverage", target_group=key)
        case Table.COST:
            has_norm = programme.step(int(key)).cost_norm is not None
            return Measure("cost_realisation", AMOUNT, step_number=int(key)) if has_norm else None
        case _:
            return Measure("reporting_burden")


def _months(asked: Asked, facts: Facts, step: int) -> UsualDrawn | None:
    view, language = asked.view.without_filters(), asked.language
    found = queries.derived(view, usual_duration, code=asked.code, step=step, group=USUAL_GROUP)
    if _is_withheld(asked, facts, found.peers, "step_completion", "step", step) or found.days is None:
        return None
    months = [days / MONTH_DAYS for days in found.days]
    written = [decimal(value, language, 0) for value in months]
    own = None if found.own is None else found.own / MONTH_DAYS
    own_word = "" if own is None else decimal(own, language, 0)
    title = say("screen_hand_in_form.usual.months", language)
    return _drawn(asked, facts, title, months, written, own, own_word, found.peers)


def _is_withheld(asked: Asked, facts: Facts, group: Peers, metric: str, by: str | None, subject: object) -> bool:
    reason = why_not_beside(
        asked.view, state.run().visitor, metric=metric, by=by, subject=subject, group=group.group,
        value=getattr(facts, group.group, None), other_count=len(group.codes),
    )  # fmt: skip
    return reason is not None


def _drawn(
    asked: Asked, facts: Facts, title: str, tenths: Sequence[float], written: Sequence[str], own: float | None,
    own_word: str, group: Peers,
) -> UsualDrawn:  # fmt: skip
    """On a scale from nothing to the highest of p90 and what the municipality says itself."""
    language = asked.language
    top = max(tenths[P90], own or 0.0) or 1.0
    half = say("screen_hand_in_form.usual.half", language, low=written[P25], high=written[P75])
    return {
        "title": title,
        "words": f"{peers.group_words(group, facts, language)} {half}",
        "tenths": [value / top for value in tenths],
        "ends": (written[P10], written[P90]),
        "middle": written[P50],
        "own": None if own is None else own / top,
        "own_word": "" if own is None else say("screen_hand_in_form.usual.own", language, value=own_word),
    }
