"""No text promises more of bounds than was measured: they allow for silence, and not for the age of reports."""

import re

import polars as pl
import pytest

from domain.bilingual import LANGUAGES, Language
from domain.study_outcome import Study, StudyOutcome
from language.formats import share
from language.texts import TEXTS_DIRECTORY, read_texts, say

BOUNDS = {"nl": re.compile(r"\bgrenzen\b"), "en": re.compile(r"\bbounds\b")}
CERTAIN = {
    "nl": re.compile(r"\b(altijd|zeker weten|hoe dan ook|gegarandeerd)\b"),
    "en": re.compile(r"\b(always|for certain|whatever happens|guaranteed)\b"),
}
NO_PROMISE = {
    "nl": "staan de grenzen er altijd naast",
    "en": "the bounds always stand beside it",
}  # of place, not truth


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_says_that_bounds_always_hold(language: Language):
    texts = [text[language] for path in TEXTS_DIRECTORY.glob("*.toml") for text in read_texts(path).values()]
    sentences = [one for text in texts for one in re.split(r"(?<=[.:;])\s", text)]
    about = [one for one in sentences if BOUNDS[language].search(one) and NO_PROMISE[language] not in one]
    assert len(about) > 20
    assert [one for one in about if CERTAIN[language].search(one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_account_says_how_often_bounds_held_on_the_day_itself_as_it_was_measured(language: Language):
    rows = StudyOutcome.read(Study.ESTIMATE).rows
    measured = rows.filter(pl.col("silence") == "random_and_old", pl.col("group") == "all")["bounds_hold_on_the_day"][0]
    assert share(measured, language) in say("screen_account.method.part.4_bounds.text.1", language)
    assert measured < 0.9
