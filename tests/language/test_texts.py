"""Texts: complete in both languages."""

import re
from pathlib import Path

import pytest

from domain.bilingual import LANGUAGES, Language
from language.texts import TEXTS_DIRECTORY, TextFileError, all_keys, has, read_texts, say

TEXT_FILES = sorted(TEXTS_DIRECTORY.glob("*.toml"))


@pytest.fixture
def write(tmp_path: Path):
    def _write(content: str) -> Path:
        path = tmp_path / "sample.toml"
        path.write_text(content, encoding="utf-8")
        return path

    return _write


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.stem)
def test_every_text_file_is_complete_in_both_languages(path: Path) -> None:
    texts = read_texts(path)
    assert texts
    assert all(key.startswith(f"{path.stem}.") for key in texts)


def test_a_text_is_found_by_file_and_tables(write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('[end_missing.message]\nnl = "{value} mist"\nen = "{value} is missing"\n')
    monkeypatch.setattr("language.texts.TEXTS_DIRECTORY", path.parent)
    assert say("sample.end_missing.message", "nl", value="einddatum") == "einddatum mist"
    assert say("sample.end_missing.message", "en", value="end date") == "end date is missing"
    assert has("sample.end_missing.message")
    assert not has("sample.end_missing")
    assert not has("nowhere.at_all")
    assert all_keys() == all_keys("sample") == ("sample.end_missing.message",)
    assert all_keys("sample.end") == ()  # a prefix is a whole part of the key


def test_an_unknown_key_language_or_missing_value_is_refused(write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('[rule]\nnl = "{waarde}"\nen = "{waarde}"\n')
    monkeypatch.setattr("language.texts.TEXTS_DIRECTORY", path.parent)
    with pytest.raises(KeyError, match=r"sample\.toml"):
        say("sample.other", "nl")
    with pytest.raises(KeyError, match="nowhere"):
        say("nowhere.other", "nl")
    with pytest.raises(KeyError, match="fr"):
        say("sample.rule", "fr")  # pyright: ignore[reportArgumentType]
    with pytest.raises(KeyError, match="waarde"):
        say("sample.rule", "nl")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('[a]\nnl = "ja"\n', "exactly nl and en, this one has nl"),
        ('[a]\nnl = "ja"\nen = "yes"\nde = "ja"\n', "exactly nl and en, this one has de, en, nl"),
        ('[a]\nnl = "ja"\nen = " "\n', r"sample\.a\.en: write a text"),
        ('[a]\nnl = "ja"\nen = 3\n', r"sample\.a\.en: write a text"),
        ('[a]\nnl = "{een} {twee}"\nen = "{een}"\n', r"same placeholders \(twee\)"),
        ('[a]\nnl = "{"\nen = "{"\n', "for a brace"),
        ('[a]\nnl = "{0}"\nen = "{0}"\n', "plain name"),
        ('[a]\nnl = "{x.y}"\nen = "{x.y}"\n', "plain name"),
        ("[a.b]\nc = 3\n", "a text is a table"),
        ("[a\n", r"sample\.toml: "),
    ],
)
def test_a_text_that_is_not_complete_is_refused_with_its_place(write, content: str, complaint: str) -> None:
    with pytest.raises(TextFileError, match=complaint):
        read_texts(write(content))


CODE_NAME = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")


@pytest.mark.parametrize("key", all_keys("metric"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_catalogue_says_of_a_metric_names_no_column_by_its_code(key: str, language: Language) -> None:
    assert CODE_NAME.findall(say(key, language)) == []
