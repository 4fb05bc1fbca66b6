"""Every figure of the catalogue for the view on the screen, as a file; made when somebody asks for it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from dashboard.figure import origin
from dashboard.figure.anatomy import KIND_KEYS, note
from dashboard.figure.download import Told
from dashboard.figure.origin import Said
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

WORDS: Final = re.compile(r"[a-z0-9]+")


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
        file_name = f"wams-{in_a_file_name(label)}-{view.as_of.isoformat()}.csv"
        about = {part: say(f"metric.{metric.key}.{part}", view.language) for part in ("meaning", "population")}
        said = Said(label, about["meaning"], about["population"])
        of_metric = replace(view, metric_key=metric.key)
        told = origin.told(of_metric, said, key="catalogue", kind=KIND_KEYS[metric.kind])
        made = partial(csv_of, metric.key, known, request, names, view.language, told)
        found.setdefault(metric.section, []).append(Download(metric.key, label, file_name, made))
    return found


def csv_of(key: str, known: Known, request: Request, names: Names, language: Language, told: Told = ()) -> bytes:
    """The file of one metric, and under it what is told of it and the n of the figure.

    Asks nothing of the session: it may run on a thread of its own.
    """
    found = figure(key, known, request)
    n = (say("screen_account.files.n", language), note(found, language))
    return figure_table(found, names, language).csv([*told, n]).encode()


def in_a_file_name(label: str) -> str:
    """Words as every system takes them in the name of a file: small Latin letters and digits, with hyphens between."""
    latin = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return "-".join(WORDS.findall(latin))


def _groups(key: str) -> tuple[str, ...]:
    """By what a metric is most often asked; where the example looks at one step, the file has all of them."""
    by, step = CHOICES.get(key, ((), None))
    return by if step is None or Group.STEP in by else (*by, Group.STEP)
