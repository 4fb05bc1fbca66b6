"""Every figure of the catalogue for the view on the screen, as a file; made when somebody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from dashboard import queries
from dashboard.address import FILTERS, View
from dashboard.figure_table import Names, figure_table
from domain.bilingual import Language
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.definition import Section
from metrics.figures import figure
from metrics.known import Known
from metrics.request import Group, Request
from metrics.worked_example import CHOICES


@dataclass(frozen=True)
class Download:
    """One file: its name for people, its name on disk, and how its text is made (slow for some)."""

    key: str
    label: str
    file_name: str
    made: Callable[[], bytes]


def downloads(view: View) -> dict[Section, list[Download]]:
    """A file per metric, by section of the catalogue."""
    known = replace(queries.known(view), history=queries.recorded(view).history)
    names = Names({code: one.name for code, one in known.register.by_code.items()}, known.programme)
    where = {name: getattr(view, name) for name in FILTERS if getattr(view, name) is not None}
    found: dict[Section, list[Download]] = {}
    for one in CATALOGUE.values():
        request = Request(view.as_of, by=_groups(one.key), where=where)
        label = say(f"metric.{one.key}.label", view.language)
        file_name = f"wams-{one.key.replace('_', '-')}-{view.as_of.isoformat()}.csv"
        made = partial(csv_of, one.key, known, request, names, view.language)
        found.setdefault(one.section, []).append(Download(one.key, label, file_name, made))
    return found


def csv_of(key: str, known: Known, request: Request, names: Names, language: Language) -> bytes:
    """The file of one metric. Asks nothing of the session: it may run on a thread of its own."""
    return figure_table(figure(key, known, request), names, language).csv().encode()


def _groups(key: str) -> tuple[str, ...]:
    """By what a metric is most often asked; where the example looks at one step, the file has all of them."""
    by, step = CHOICES.get(key, ((), None))
    return by if step is None or Group.STEP in by else (*by, Group.STEP)
