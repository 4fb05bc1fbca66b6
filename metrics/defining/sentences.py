"""A finding in words: clauses with their numbers, put into a sentence only when somebody reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from domain.bilingual import Language
from domain.programme_facts import Text
from language.formats import Rounding, euro, euro_millions, integer, percentage_points, share
from language.texts import has, say

MILLION = 1_000_000
ROUNDED: Final[Mapping[str, Rounding]] = {"low": "down", "high": "up"}
Number: TypeAlias = int | float | str | Text


@dataclass(frozen=True)
class Clause:
    """One part of a sentence: a key under `finding.` and its values.

    A share whose name begins with low_ is rounded down and with high_ up, as bounds are.
    The suffix of a value says what it is: _count and _number (whole), _share (0 to 1), _points (a difference between
    shares, written without its sign), _eur (euro, in millions from a million on), _name (a text in both languages).
    """

    key: str
    values: Mapping[str, Number] = field(default_factory=dict[str, Number])
    starts_sentence: bool = False

    def said(self, language: Language) -> str:
        """The clause in words."""
        return say(
            f"finding.{self.key}",
            language,
            **{name: _written(name, one, language) for name, one in self.values.items()},
        )


@dataclass(frozen=True)
class Finding:
    """What a figure shows, in one sentence. `topic` names what it is about, for whoever orders or links findings."""

    topic: str
    clauses: tuple[Clause, ...]

    def said(self, language: Language) -> str:
        """The sentence, or two, without a full stop at the end, as a title has it."""
        parts = [f"{'. ' if clause.starts_sentence else '; '}{clause.said(language)}" for clause in self.clauses]
        return "".join(parts)[2:]


def counted(key: str, number: int, **values: Number) -> Clause:
    """A clause about a number of things: `<key>.one` or `<key>.many`; `<key>.none` where there is such a text."""
    variant = "one" if number == 1 else "none" if number == 0 and has(f"finding.{key}.none") else "many"
    return Clause(f"{key}.{variant}", {"number_count": number, **values})


def text_of(key: str) -> Text:
    """The text of a key under `finding.` in both languages, as a clause takes it for a value."""
    return Text(nl=say(f"finding.{key}", "nl"), en=say(f"finding.{key}", "en"))


def party_name(key: str, name: Text) -> Text:
    """How a sentence names a party that is waited on: with its article where there is a text for it."""
    if has(f"finding.party.{key}"):
        return text_of(f"party.{key}")
    return Text(nl=_inside_a_sentence(name.nl), en=_inside_a_sentence(name.en))


def _inside_a_sentence(name: str) -> str:
    """Without the capital of a list; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _written(name: str, value: Number, language: Language) -> str:
    if isinstance(value, Text):
        return value.of(language)
    if isinstance(value, str):
        return value
    if name.endswith("_share"):
        return share(value, language, rounding=ROUNDED.get(name.split("_")[0], "nearest"))
    if name.endswith("_points"):
        return percentage_points(abs(value), language).removeprefix("+")
    if name.endswith("_eur"):
        return euro_millions(value, language) if abs(value) >= MILLION else euro(value, language)
    return integer(value, language)
