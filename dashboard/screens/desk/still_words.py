"""Of a municipality that stands still: what it is at work on, and since when its reports say the same, in words."""

from dashboard.figure.words import counted
from dashboard.screens.desk.to_call import ToCall
from dashboard.view import queries
from domain.bilingual import Language
from language.formats import day


def since_when(one: ToCall, language: Language) -> dict[str, str]:
    """What the reasons and the mails name: {since}; of who stands still also {steps} and {last}.

    `since`: the day that the newest report is about, of who stands still that of the last change. `steps`: the step
    that was begun first, and how many others it is at work on. `last`: the last report; nothing is claimed of what
    came after it.
    """
    if one.still is None:
        return {"since": day(one.reported_on, language, unknown="")}
    first, others = one.still.step_numbers[0], len(one.still.step_numbers) - 1
    names = {"step": first, "name": queries.the_programme().step(first).short_name.of(language)}
    return {
        "since": day(one.still.since, language),
        "steps": counted("screen_desk.reason.steps", others, language, **names),
        "last": day(one.still.last_report, language),
    }
