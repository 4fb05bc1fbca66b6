"""Readers are spoken to in plain words: no command, no word of statistics but in the explanation of the method."""

import ast
import re
from pathlib import Path

import pytest

from domain.bilingual import LANGUAGES, Language
from language.texts import TEXTS_DIRECTORY, read_texts

OF_METHOD = ("screen_account", "study")  # the account explains the method, with the words of statistics
NOT_FOR_READERS = (
    "cli",
    "cli_office",
    "cli_server",
    "store",
    "office",
    "boundaries",
    "door.listening",
)  # who runs the app reads these, at its command line
COMMAND = re.compile(r"\bwams [a-z]|--[a-z]|opdrachtregel|command line")
JARGON = re.compile(
    r"winsor|binomia|kwantiel|quantile|censur|censor|bootstrap|kaplan|greenwood|log-?ran[gk]|chi-kwadraat|chi-square"
    r"|jeffreys|stratum|strata|stratif|eindigheidscorrectie|finite population|\bphi\b(?! *[}=])|φ|gibbs|posterior"
    r"|vrijheidsgraden|degrees of freedom|hyndman|percentiel|percentile|p-waarde|p-value|\bp = |\bp < ",
    re.IGNORECASE,
)


OF_CHANCE = re.compile(r"kans op zo['’]n verschil")


def test_every_text_that_gives_a_chance_says_of_what_test_it_is() -> None:
    """Two chances beside each other are of two tests; without that they contradict each other."""
    found = {key: text for key, text in _texts().items() if key.endswith(" nl") and OF_CHANCE.search(text)}
    assert len(found) > 4
    named = ("screen.tested.outcome nl",)  # stands behind the name of its test
    assert [key for key, text in found.items() if "toets" not in text.lower() and key not in named] == []


def _texts() -> dict[str, str]:
    """Every text for readers, by its key and language."""
    found = {}
    for path in sorted(TEXTS_DIRECTORY.glob("*.toml")):
        for key, text in read_texts(path).items():
            if not key.startswith(tuple(f"{one}." for one in NOT_FOR_READERS)) and key not in NOT_FOR_READERS:
                found |= {f"{key} {language}": text[language] for language in LANGUAGES}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_for_readers_names_a_command(language: Language):
    texts = {where: text for where, text in _texts().items() if where.endswith(f" {language}")}
    assert len(texts) > 1000
    assert {where: text for where, text in texts.items() if COMMAND.search(text)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_statistics_stand_in_the_explanation_of_the_method_alone(language: Language):
    texts = {where: text for where, text in _texts().items() if where.endswith(f" {language}")}
    plain = {where.partition(".plain ")[0] for where in texts if ".plain " in where}
    found = {
        where: JARGON.findall(text)
        for where, text in texts.items()
        if JARGON.search(text)
        and not where.startswith((*OF_METHOD, "catalogue.column."))  # a column of the file of a figure on the account
        and not (where.startswith("metric.") and ".how " in where and where.partition(".how ")[0] in plain)
    }
    assert found == {}


def test_where_a_figure_is_told_in_plain_words_the_account_still_has_the_whole_method():
    texts = read_texts(TEXTS_DIRECTORY / "metric.toml")
    plain = [key for key in texts if key.endswith(".plain")]
    assert len(plain) >= 10
    assert all(JARGON.search(texts[key.replace(".plain", ".how")]["nl"]) for key in plain)


def test_no_box_of_choices_speaks_the_english_of_its_library():
    """Streamlit writes "Choose an option" and "Select all" itself where it is not told otherwise."""
    boxes = {"selectbox": {"placeholder"}, "multiselect": {"placeholder", "select_all"}}
    silent = [
        f"{path.name}:{call.lineno}"
        for path in sorted(Path("dashboard").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in boxes
        if not boxes[call.func.attr] <= {word.arg for word in call.keywords}
        or any(word.arg == "placeholder" and ast.unparse(word.value) == "''" for word in call.keywords)
    ]
    assert silent == []
