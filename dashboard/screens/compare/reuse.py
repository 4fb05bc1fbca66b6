"""Who has just done a step that the own municipality is working on."""

from collections.abc import Callable

from dashboard.figure import anatomy
from dashboard.screens.compare import asked
from dashboard.subjects import reuse
from dashboard.subjects.reuse import draw_finishers, reuse_note, reuse_subtitle
from dashboard.view import queries
from dashboard.view.address import View
from language.texts import say
from metrics.defining.figure import Figure


def who_has_just_done_it(view: View) -> None:
    """A step is chosen; then who finished it recently."""
    language, programme, code = view.language, queries.the_programme(), asked.own_code(view)
    number = asked.step_in_view(view)

    def choose() -> None:
        anatomy.step_chooser(programme, number, say("screen_compare.reuse.choose", language), language)

    if code is None:
        return anatomy.figure(
            "reuse",
            finding=say("screen_compare.reuse.no_own", language),
            subtitle=say("screen_compare.reuse.no_own_text", language),
            draw=choose,
            note=say("screen_peers.reuse.none_chosen", language),
            kind="screen.kind.observation",
            whom="own",
        )
    return _of_a_step(reuse.finder(view, code), view, code, number, choose)


def _of_a_step(figure: Figure, view: View, code: str, step_number: int, choose: Callable[[], None]) -> None:
    """Of one step: everybody alike who finished it recently, nearest first. `choose` draws the choice of the step."""
    rows = reuse.finishers(figure, view, [step_number])
    finding = reuse.finding(figure, view, code, step_number)
    whom = reuse.whom(view, code)

    def draw() -> None:
        choose()
        draw_finishers(rows, view, "reuse", "screen_peers.reuse.nobody", has_step=False)

    anatomy.figure(
        "reuse",
        finding=finding,
        subtitle=reuse_subtitle(view, whom, reuse.facts(view, code)),
        draw=draw,
        note=reuse_note(view, len(whom.codes)),
        table=(lambda: reuse.table(rows, view.language, finding)) if rows.height else None,
        made_by=figure,
        whom="own",
    )
