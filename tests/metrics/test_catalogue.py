"""The catalogue is complete, in both languages."""

from datetime import date

import pytest

from domain.bilingual import LANGUAGES
from domain.value_status import ValueStatus
from language.texts import all_keys, has, say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Better, Kind, Section, Unit
from metrics.defining.request import Group
from metrics.figures import VALUE_COLUMNS

PARTS = ("label", "meaning", "why", "how", "population", "caution", "source")


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_has_all_its_texts_in_both_languages(key, language):
    for part in PARTS:
        assert say(f"metric.{key}.{part}", language)


def test_no_text_is_left_of_a_metric_that_is_gone():
    assert {key.split(".")[1] for key in all_keys("metric")} == set(CATALOGUE)


def test_every_definition_stands_under_its_own_key():
    assert [one.key for one in CATALOGUE.values()] == list(CATALOGUE)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_definition_has_a_review_date_and_can_be_asked_by_what_stands_in_its_rows(key):
    definition = CATALOGUE[key]
    assert definition.review_by > date(2026, 12, 31)
    assert set(definition.always_by) <= set(definition.groups)
    assert definition.source


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("section", Section), ("unit", Unit), ("kind", Kind), ("better", Better), ("group", Group),
        ("value_status", ValueStatus), ("column", VALUE_COLUMNS),
    ],
)  # fmt: skip
def test_every_word_of_the_catalogue_has_a_text(kind, names):
    assert all(has(f"catalogue.{kind}.{name}") for name in names)
