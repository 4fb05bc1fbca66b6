"""Every figure of the catalogue for the view on the screen, as a file; made when somebody asks for it."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypedDict

import streamlit as st

from access.policy import RefusedError
from dashboard.drawing.parts import Part
from dashboard.figure import origin
from dashboard.figure.anatomy import KIND_KEYS, note
from dashboard.figure.download import Told
from dashboard.figure.origin import Said
from dashboard.figure.words import municipalities, plain
from dashboard.screens.account.chapters import chapter_head
from dashboard.screens.account.figure_table import Names, figure_table
from dashboard.view import queries, state
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Section
from metrics.defining.request import Group
from metrics.readings.worked_example import CHOICES
from metrics.released.answer import ReleasedFigure
from metrics.released.release import released

WORDS: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Download:
    """One file: its name for people, its name on disk, and how its text is made (slow for some)."""

    key: str
    label: str
    file_name: str
    made: Callable[[], bytes]


class FileButton(TypedDict):
    """One file that can be asked for."""

    key: str
    label: str


class FileSection(TypedDict):
    """The files of one section of the catalogue."""

    title: str
    buttons: list[FileButton]


class Asked(TypedDict):
    """Which file is asked for, and the how manieth time something is."""

    key: str
    many: int


class MadeFile(TypedDict):
    """The file that was asked for; `told` says why there is none."""

    many: int
    name: str
    text: str | None
    told: str


class FilesData(TypedDict):
    """What the part takes."""

    sections: list[FileSection]
    made: MadeFile | None


FILES: Final = Part[FilesData]("screens/account/files.js", tells=("ask",))
_ASKED: Final = "account_file"


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
    buttons(view)


@st.fragment
def buttons(view: View) -> None:
    """A button per metric; the file that is asked for is made here, and nothing around it is drawn again."""
    state.see_visitor()
    found = downloads(view)
    asked: Asked | None = state.take_up(_ASKED)
    sections: list[FileSection] = [
        {
            "title": say(f"catalogue.section.{section}", view.language),
            "buttons": [{"key": file.key, "label": file.label} for file in files],
        }
        for section, files in found.items()
    ]
    made = None if asked is None else _made([file for files in found.values() for file in files], asked, view)
    FILES.draw({"sections": sections, "made": made}, key="files", ask=lambda which: state.hold(_ASKED, which))


def _made(found: Sequence[Download], asked: Asked, view: View) -> MadeFile | None:
    """The file that was asked for, or why there is none for who looks; None for what is not in the list."""
    file = next((file for file in found if file.key == asked["key"]), None)
    if file is None:
        return None
    try:
        text, told = file.made().decode(), ""
    except RefusedError as error:
        text, told = None, error.words(view.language)
    return {"many": asked["many"], "name": file.file_name, "text": text, "told": told}


def downloads(view: View) -> dict[Section, list[Download]]:
    """A file per metric, by section of the catalogue."""
    asking = queries.asking(view, state.run().visitor)
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
        told = partial(origin.told, of_metric, said, key="catalogue", kind=KIND_KEYS[metric.kind])
        make = partial(released, metric.key, known, request, asking, is_now=view.known is None)
        made = partial(csv_of, make, names, view.language, told)
        found.setdefault(metric.section, []).append(Download(metric.key, label, file_name, made))
    return found


def csv_of(
    make: Callable[[], ReleasedFigure], names: Names, language: Language, told: Callable[[], Told] = list
) -> bytes:
    """The file of one metric as `make` gives it, and under it what is told of it and the n of the figure.

    Raises RefusedError where nothing of it may be seen.
    """
    found = make()
    n = (say("screen_account.files.n", language), note(found, language))
    return figure_table(found, names, language).csv([*told(), n]).encode()


def in_a_file_name(label: str) -> str:
    """Words as every system takes them in the name of a file: small Latin letters and digits, with hyphens between."""
    latin = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return "-".join(WORDS.findall(latin))


def _groups(key: str) -> tuple[str, ...]:
    """By what a metric is most often asked; where the example looks at one step, the file has all of them."""
    by, step = CHOICES.get(key, ((), None))
    return by if step is None or Group.STEP in by else (*by, Group.STEP)
