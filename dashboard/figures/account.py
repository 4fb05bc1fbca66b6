"""The parts of the page of account."""

from functools import partial

import streamlit as st

from dashboard import components, parts, queries
from dashboard.account import study_blocks, study_download, text_blocks, version_blocks
from dashboard.account_blocks import Block, DocumentData
from dashboard.account_downloads import downloads
from dashboard.account_metrics import catalogue_table, metric_blocks
from dashboard.account_sources import fact_table, source_blocks
from dashboard.address import View
from dashboard.words import municipalities, plain
from domain.bilingual import Language
from domain.study_outcome import kept_outcomes
from language.formats import day
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.study_findings import study_title


def catalogue(view: View) -> None:
    """Every metric: what it means, how it is made, where it misleads, with an example."""
    language = view.language
    finding = say("screen_account.metrics.title", language, count=len(CATALOGUE))
    parts.figure(
        "catalogue",
        finding=finding,
        subtitle=say("screen_account.metrics.subtitle", language),
        draw=partial(_read, "metrics", metric_blocks(view), opened=view.metric_key),
        note=say("screen_account.metrics.note", language),
        table=catalogue_table(language, finding),
    )


def method(view: View) -> None:
    """How the figures are made, and what they cannot say."""
    _chapter("method", text_blocks("method", view.language), view.language)


def limits(view: View) -> None:
    """What is not known, and where a reader must be careful."""
    _chapter("limits", text_blocks("limits", view.language), view.language)


def studies(view: View) -> None:
    """How often the intervals hold the truth, as it came out."""
    language = view.language
    outcomes = kept_outcomes()
    _head("studies", language)
    if not outcomes:
        st.markdown(say("screen_account.studies.none", language))
    for outcome in outcomes:
        title = study_title(outcome.study, language)
        parts.figure(
            f"study_{outcome.study}",
            finding=title,
            subtitle=say("screen_account.studies.subtitle_one", language),
            draw=partial(_read, f"study_{outcome.study}", study_blocks(outcome, language)),
            note=say(
                "screen_account.studies.note", language, made_on=day(outcome.made_on, language), release=outcome.release
            ),
            table=study_download(outcome, language, title),
        )


def sources(view: View) -> None:
    """What the figures rest on, and where that stands."""
    language, programme = view.language, queries.the_programme()
    title = say("screen_account.sources.title", language)
    parts.figure(
        "sources",
        finding=title,
        subtitle=say("screen_account.sources.subtitle", language),
        draw=partial(_read, "sources", source_blocks(programme, language)),
        note=say("screen_account.sources.note", language, version=programme.version),
        table=fact_table(programme, language),
    )


def files(view: View) -> None:
    """A download per metric, for the view on the screen."""
    language = view.language
    _head("files", language)
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


def versions(view: View) -> None:
    """Which versions the figures come from."""
    _chapter("versions", version_blocks(view), view.language)


def accessibility(view: View) -> None:
    """Who can use the monitor, what was checked, and what is not right yet."""
    _chapter("access", text_blocks("access", view.language), view.language)


def _chapter(name: str, blocks: list[Block], language: Language) -> None:
    _head(name, language)
    _read(name, blocks)


def _head(name: str, language: Language) -> None:
    with st.container(gap=None):
        st.header(plain(say(f"screen_account.{name}.title", language)), anchor=False)
        st.markdown(f":gray[{plain(say(f'screen_account.{name}.subtitle', language))}]")


def _read(name: str, blocks: list[Block], opened: str | None = None) -> None:
    data: DocumentData = {"blocks": blocks, "open": opened}
    components.draw("document", data, key=f"read_{name}")
