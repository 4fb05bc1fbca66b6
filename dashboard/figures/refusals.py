"""The figures on what came in and what was refused."""

import polars as pl

from dashboard import arrivals, components, parts, queries, refused, rejected, state
from dashboard.address import View
from dashboard.components.list import ListData
from dashboard.queries import Rejection
from domain.clocks import dutch_day
from language.formats import day, integer
from language.texts import say


def received(people: pl.DataFrame, rejections: list[Rejection], view: View) -> None:
    """The last files that came in, with what became of them; with a filter those of the municipalities chosen."""
    files = queries.known(view).files
    if view.is_filtered:
        chosen = people["municipality_code"].to_list()
        files = files.filter(pl.col("municipality_codes").list.eval(pl.element().is_in(chosen)).list.any())
    found = arrivals.arrivals(files, queries.ever_refused(view), rejections, queries.the_register())
    today = dutch_day(view.known_on)
    language = view.language
    parts.figure(
        "arrivals",
        finding=arrivals.summary(found, today, language),
        subtitle=say("screen_quality.arrivals.subtitle", view.language),
        draw=lambda: _draw_received(found, view),
        note=say(
            "screen_quality.arrivals.note",
            view.language,
            known_on=day(today, language),
            count=integer(len(found), language),
        ),
        table=arrivals.table(found, language) if found else None,
    )


def _draw_received(found: list[arrivals.Arrival], view: View) -> None:
    if not found:
        return
    of_today = len(arrivals.of_day(found, dutch_day(view.known_on)))
    data = arrivals.drawn(found, view.language)
    _draw({**data, "first": max(of_today, data["first"])}, "arrivals", view)


def _draw(data: ListData, key: str, view: View) -> None:
    """A list; a name in it leads to that municipality."""
    if not data["rows"]:
        return
    opened = components.draw("list", data, key=key).open
    if opened:
        state.go("municipality", view.with_choice("gemeente", opened, state.run().choices))


def rows(people: pl.DataFrame, view: View) -> None:
    """The rows that were refused and wait."""
    found = refused.refused_rows(view, people)
    count = len({problem.quarantine_id for problem in found})
    files = len({problem.quarantine_id.split("-")[0] for problem in found})
    key = "finding_none" if not count else "finding_one" if count == 1 else "finding"
    parts.figure(
        "refused",
        finding=say(f"screen_quality.refused.{key}", view.language, rows=integer(count, view.language)),
        subtitle=say("screen_quality.refused.subtitle", view.language),
        draw=lambda: _draw(refused.drawn(found, view.language), "refused", view),
        note=say("screen_quality.refused.note", view.language, known_on=day(dutch_day(view.known_on), view.language),
                   files=integer(files, view.language)),
        table=refused.table(found, view.language) if found else None,
        rows_under=refused.rows_under(found, view.language) if found else None,
    )  # fmt: skip


def rejected_files(rejections: list[Rejection], view: View) -> None:
    """The files that could not be taken in at all; whatever the filters say: some tell not whose they are."""
    found = rejected.rejected_files(rejections, queries.the_register(), view.language)
    key = "finding_none" if not found else "finding_one" if len(found) == 1 else "finding"
    parts.figure(
        "rejected",
        finding=say(f"screen_quality.rejected.{key}", view.language, files=integer(len(found), view.language)),
        subtitle=say("screen_quality.rejected.subtitle", view.language),
        draw=lambda: _draw(rejected.drawn_list(found, view.language), "rejected", view),
        note=say("screen_quality.rejected.note", view.language, known_on=day(dutch_day(view.known_on), view.language)),
        table=rejected.table(found, view.language) if found else None,
    )
