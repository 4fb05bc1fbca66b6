"""The texts of the monitor in Dutch and English, one TOML file per subject in `texts/`.

The file's stem is the first part of a key, its nested tables are the next parts, and a text is a table with exactly
`nl` and `en`: `rule.end_missing.message` stands in `texts/rule.toml` as `[end_missing.message]`.
Placeholders are those of str.format and are the same in both languages.
"""

import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final, cast

from domain.bilingual import LANGUAGES, Language

TEXTS_DIRECTORY: Final = Path(__file__).resolve().parent / "texts"

Translations = dict[Language, str]


class TextFileError(ValueError):
    """A text file that is not complete in both languages, or not in this form."""


def say(key: str, language: Language, **values: object) -> str:
    """The text of `key`, with its placeholders filled in.

    Raises KeyError for an unknown key, an unknown language and a placeholder without a value.
    """
    text = _texts_of(key)[key][language]
    try:
        return text.format(**values)
    except KeyError as error:
        raise KeyError(f"{key}: the placeholder {{{error.args[0]}}} was given no value") from error


def has(key: str) -> bool:
    """Whether there is a text with this key."""
    return key in _texts_of(key, required=False)


def all_keys(prefix: str = "") -> tuple[str, ...]:
    """Every key, or every key under a prefix ("metric" or "metric.step_completion"), sorted."""
    return tuple(
        key for key in _keys_in(TEXTS_DIRECTORY) if not prefix or key == prefix or key.startswith(f"{prefix}.")
    )


@cache
def _keys_in(directory: Path) -> tuple[str, ...]:
    return tuple(sorted(key for path in directory.glob("*.toml") for key in _file(path)))


def read_texts(path: Path) -> dict[str, Translations]:
    """Every text of one file by its full key. Raises TextFileError, which names the file and the key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TextFileError(f"{path.name}: {error}") from error
    texts: dict[str, Translations] = {}
    _collect(content, path.stem, texts, path.name)
    return texts


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a text."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _texts_of(key: str, *, required: bool = True) -> dict[str, Translations]:
    stem = key.partition(".")[0]
    known = _of_subject(TEXTS_DIRECTORY, stem)
    if required and key not in known:
        raise KeyError(f"no text {key!r} in language/texts/{stem}.toml")
    return known


@cache  # by the stem: a page says thousands of texts, and a path to make and compare costs more than the text
def _of_subject(directory: Path, stem: str) -> dict[str, Translations]:
    try:
        return _file(directory / f"{stem}.toml")
    except FileNotFoundError:
        return {}


@cache
def _file(path: Path) -> dict[str, Translations]:
    return read_texts(path)


def _collect(table: dict[str, object], key: str, texts: dict[str, Translations], file_name: str) -> None:
    if any(isinstance(value, str) for value in table.values()):
        texts[key] = _checked(table, f"{file_name}, {key}")
        return
    for name, value in table.items():
        if not isinstance(value, dict):
            raise TextFileError(f"{file_name}, {key}.{name}: a text is a table with nl and en, not {value!r}")
        _collect(cast(dict[str, object], value), f"{key}.{name}", texts, file_name)


def _checked(leaf: dict[str, object], where: str) -> Translations:
    if set(leaf) != set(LANGUAGES):
        raise TextFileError(f"{where}: a text has exactly nl and en, this one has {', '.join(sorted(leaf))}")
    texts = {language: leaf[language] for language in LANGUAGES}
    for language, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise TextFileError(f"{where}.{language}: write a text here")
    translations = cast(Translations, texts)
    try:
        named = {language: placeholders(text) for language, text in translations.items()}
    except ValueError as error:
        raise TextFileError(f"{where}: {error}; write {{{{ and }}}} for a brace") from error
    if named["nl"] != named["en"]:
        differing = ", ".join(sorted(named["nl"] ^ named["en"]))
        raise TextFileError(f"{where}: nl and en do not have the same placeholders ({differing})")
    if not all(name.isidentifier() for name in named["nl"]):
        raise TextFileError(f"{where}: a placeholder is a plain name, such as {{value}}")
    return translations
