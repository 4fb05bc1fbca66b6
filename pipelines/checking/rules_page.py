"""docs/rules.md, written from the rules as they are declared."""

import re
from functools import cache
from typing import Final, get_args

from domain.bilingual import LANGUAGES
from language.texts import TEXTS_DIRECTORY, Translations, read_texts
from pipelines.checking.rules import EVERYWHERE, RULES, Rule, Severity
from pipelines.format.columns import FORMATS
from pipelines.format.raw import FileRule

_INTRODUCTION: Final = """\
# Rules

Generated from `pipelines/checking/rules.py`, `pipelines/format/raw.py` and `language/texts/` by `make docs`; do not edit it here.
In a message every `…` is filled in with what stands in the row; file, sheet, row and column are put before it.
"""
_SECTIONS: Final = {
    Severity.ERROR: ("Rows that are refused", "The row is quarantined; the other rows of the file go in."),
    Severity.WARNING: ("Rows that are accepted and flagged", "Nothing is refused; the receipt and the metric "
                       "`consistency` say it."),
}  # fmt: skip


def rules_page() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION]
    for severity, (title, meaning) in _SECTIONS.items():
        parts.append(f"## {title}\n\n{meaning}\n")
        parts.extend(
            _section(rule.code, _where(rule), rule.text_file) for rule in RULES.values() if rule.severity is severity
        )
    parts.append("## Files that are rejected\n\nNothing of the file goes in; only the receipt is kept.\n")
    parts.extend(_section(rule, "the whole file", "file_rule") for rule in get_args(FileRule))
    return "\n".join(parts)


def _where(rule: Rule) -> str:
    if rule.columns == EVERYWHERE:
        return "any cell"
    return "; ".join(
        FORMATS[table].dutch + (f" ({', '.join(dict.fromkeys(columns))})" if columns else "")
        for table, columns in rule.columns.items()
    )


def _section(code: str, where: str, text_file: str) -> str:
    texts = {key: text for key, text in _texts(text_file).items() if key.startswith(f"{text_file}.{code}.")}
    remedies = [texts.pop(key) for key in list(texts) if key.startswith(f"{text_file}.{code}.remedy")]
    lines = [f"### `{code}`", "", f"Looked for in: {where}.", ""]
    for language in LANGUAGES:
        seen = " / ".join(_blanked(text[language]) for text in texts.values())
        to_do = " / ".join(_blanked(text[language]) for text in remedies)
        lines.append(f"- {language}: {seen} *{to_do}*")
    return "\n".join([*lines, ""])


@cache
def _texts(text_file: str) -> dict[str, Translations]:
    return read_texts(TEXTS_DIRECTORY / f"{text_file}.toml")


def _blanked(text: str) -> str:
    """A text with its placeholders left open."""
    return re.sub(r"\{\w+\}", "…", text)
