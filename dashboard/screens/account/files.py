"""Every figure of the catalogue for the view on the screen, as a file; made when somebody asks for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard.figure.words import municipalities, plain
from dashboard.screens.account.chapters import chapter_head
from dashboard.screens.account.figure_table import Names, figure_table
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Section
from metrics.defining.request import Group, Request
from metrics.figures import figure
from metrics.readings.worked_example import CHOICES
from metrics.standing.known import Known


def files(view: View) -> None:
    """A download per metric, for the view on the screen."""
    language = view.language
    chapter_head("files", language)
    count = queries.population(view).height
    if not queries.store_info().last_sequence or not count:
        st.markdown(say("screen.state.empty_store" if count else "screen.state.nothing_selected", language))
        return
    st.markdown(plain(say("screen_account.files.about", language, municipalities=municipalities(count, language),
                            as_of=day(view.as_of, language))))  # fmt: skip
    for section, found in downloads(view).items():
        with st.container(gap="small"):
            st.subheader(say(f"catalogue.section.{section}", language), anchor=False)
            with st.container(horizontal=True, gap="small"):
                for file in found:
                    st.download_button(
                        plain(file.label), file.made, file_name=file.file_name, mime="text/csv", on_click="ignore",
                        key=f"file_{file.key}",
                    )  # fmt: skip


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
    names = Names({code: municipality.name for code, municipality in known.register.by_code.items()}, known.programme)
    found: dict[Section, list[Download]] = {}
    for metric in CATALOGUE.values():
        request = replace(queries.request_of(view), by=_groups(metric.key))
        label = say(f"metric.{metric.key}.label", view.language)
        file_name = f"wams-{metric.key.replace('_', '-')}-{view.as_of.isoformat()}.csv"
        made = partial(csv_of, metric.key, known, request, names, view.language)
        found.setdefault(metric.section, []).append(Download(metric.key, label, file_name, made))
    return found


def csv_of(key: str, known: Known, request: Request, names: Names, language: Language) -> bytes:
    """The file of one metric. Asks nothing of the session: it may run on a thread of its own."""
    return figure_table(figure(key, known, request), names, language).csv().encode()


def _groups(key: str) -> tuple[str, ...]:
    """By what a metric is most often asked; where the example looks at one step, the file has all of them."""
    by, step = CHOICES.get(key, ((), None))
    return by if step is None or Group.STEP in by else (*by, Group.STEP)
