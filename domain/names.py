"""Which municipality is meant by a name or code as somebody wrote it, on a given day.

Accepted: codes (GM0363, 0363, 363, and as other registers write them), official names and the alias table, without
regard to case, diacritics, hyphens and spaces, with "gemeente", a country, a year or the right province around it
(`domain.name_notations`). Anything that merely looks like a name is suggested, never accepted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

import polars as pl

from domain.municipalities import Municipality, Register
from domain.name_notations import code_as_written, code_beside_name, folded, plain_words, with_province

_PLACE_SUFFIX: Final = re.compile(r" \([^)]*\)$")  # "Bergen (NH.)"
MIN_LIKENESS: Final = 72  # below this even one-word names share no more than letters
MAX_SUGGESTIONS: Final = 3
MAX_NAME_LENGTH: Final = 100  # the longest official name has 30 characters


class Outcome(StrEnum):
    """What became of a name or code."""

    RESOLVED = "resolved"
    MERGED = "merged"  # dissolved by that day; `code` is its successor
    SPLIT = "split"  # dissolved by that day, with several successors: nobody can choose but the writer
    ASK = "ask"  # several municipalities have this name
    SUGGEST = "suggest"  # unknown, but something looks like it
    REJECT = "reject"


class Reason(StrEnum):
    """Why a name or code was not accepted as it stands."""

    MISSING = "missing"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    CODE_NAME_MISMATCH = "code_name_mismatch"
    NOT_YET_FOUNDED = "not_yet_founded"
    DISSOLVED = "dissolved"
    AMBIGUOUS = "ambiguous"


class Candidate(NamedTuple):
    """A municipality to choose from."""

    code: str
    name: str


@dataclass(frozen=True)
class Resolution:
    """The outcome for one name and code.

    `code` and `name` are those of the municipality to use, for `resolved` and `merged` only. `meant` is the
    municipality that was written, also when it does not exist on the day. `candidates` are the municipalities to
    choose from: successors, namesakes, look-alikes, or the parts of one that was not founded yet.
    """

    outcome: Outcome
    code: str | None = None
    name: str | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: Reason | None = None
    meant: Municipality | None = None


class Names:
    """Every way to write a municipality of the register."""

    def __init__(self, register: Register) -> None:
        """Learn the official names, current and dissolved, and the alias table."""
        self._register = register
        self._codes = _codes_by_spelling(register)
        self._spellings = list(self._codes)
        self._codes_by_words = _by_plain_words(self._codes)
        self._provinces = dict(register.municipalities.select("municipality_code", "province_code").iter_rows())
        self._codes_by_bare_name = _codes_by_bare_name(register, self._codes_by_words)

    def resolve(self, name: str | None, code: str | None, on: date) -> Resolution:
        """Which municipality `name` and `code` mean on a day; where both are given they must agree."""
        written_name, written_code = _blank_to_none(name), _blank_to_none(code)
        if written_name and written_code:
            return self._of_both(written_name, written_code, on)
        written = written_name or written_code
        return self._of_one_text(written, on) if written else Resolution(Outcome.REJECT, reason=Reason.MISSING)

    def _of_one_text(self, written: str, on: date) -> Resolution:
        codes = self._codes_of(written)
        if codes:
            return self._of_codes(codes, on)
        if both := code_beside_name(written):
            return self._of_both(both[1], both[0], on)
        look_alikes = () if code_as_written(written) else self._look_alikes(written, on)
        outcome = Outcome.SUGGEST if look_alikes else Outcome.REJECT
        return Resolution(outcome, candidates=self._candidates(look_alikes), reason=Reason.UNKNOWN_MUNICIPALITY)

    def _of_both(self, name: str, code: str, on: date) -> Resolution:
        by_code, by_name = self._codes_of(code), self._codes_of(name)
        if not by_code and not by_name:
            return self._of_one_text(name, on)
        if by_code & by_name:
            return self._of_codes(by_code & by_name, on)
        shared = self._shared_successor(by_code | by_name, on)
        if shared is not None:
            return shared
        candidates = self._candidates([*by_code, *(sorted(by_name) or self._look_alikes(name, on))])
        return Resolution(Outcome.REJECT, candidates=candidates, reason=Reason.CODE_NAME_MISMATCH)

    def _shared_successor(self, codes: Set[str], on: date) -> Resolution | None:
        """The name of a part and the code of its successor, or the reverse, agree once they have merged."""
        outcomes = [self._of_codes({code}, on) for code in sorted(codes)]
        merged = [outcome for outcome in outcomes if outcome.outcome is Outcome.MERGED]
        is_part_with_heir = len(merged) == 1 and codes == {merged[0].code, merged[0].meant and merged[0].meant.code}
        return merged[0] if is_part_with_heir else None

    def _of_codes(self, codes: Set[str], on: date) -> Resolution:
        """The outcome for municipalities of the register that a text can mean."""
        if len(codes) > 1:
            return Resolution(Outcome.ASK, candidates=self._candidates(sorted(codes)), reason=Reason.AMBIGUOUS)
        (code,) = codes
        meant = self._register.by_code[code]
        if meant.exists_on(on):
            return Resolution(Outcome.RESOLVED, meant.code, meant.name, meant=meant)
        if meant.founded_on is not None and on < meant.founded_on:
            parts = self._candidates(sorted(self._parts_on(code, on)))
            return Resolution(Outcome.REJECT, candidates=parts, reason=Reason.NOT_YET_FOUNDED, meant=meant)
        successors = self._candidates(self._register.successors_on(code, on))
        if len(successors) == 1:
            return Resolution(Outcome.MERGED, *successors[0], successors, Reason.DISSOLVED, meant)
        outcome = Outcome.SPLIT if successors else Outcome.REJECT
        return Resolution(outcome, candidates=successors, reason=Reason.DISSOLVED, meant=meant)

    def _codes_of(self, written: str) -> frozenset[str]:
        """The municipalities of the register that a name or code can mean."""
        code = code_as_written(written)
        if code is not None:
            return frozenset({code} & self._register.by_code.keys())
        words = plain_words(written)
        codes = self._codes.get(folded(written)) or self._codes_by_words.get(words)
        if codes is not None:
            return codes
        in_province = {
            code
            for place in with_province(words)
            for code in self._codes_by_bare_name.get(place.words, ())
            if self._provinces[code] == place.province_code
        }
        return frozenset(in_province)

    def _candidates(self, codes: Iterable[str]) -> tuple[Candidate, ...]:
        return tuple(Candidate(code, self._register.by_code[code].name) for code in dict.fromkeys(codes))

    def _parts_on(self, code: str, on: date) -> set[str]:
        """What a municipality was later made of, as it stood on an earlier day."""
        parts: set[str] = set()
        for part in self._register.reorganisations.filter(pl.col("new_code") == code)["old_code"].unique():
            parts |= {part} if self._register.by_code[part].exists_on(on) else self._parts_on(part, on)
        return parts

    def _look_alikes(self, name: str, on: date) -> list[str]:
        """The municipalities of that day whose name looks most like `name`, best first."""
        if len(name) > MAX_NAME_LENGTH:
            return []
        from rapidfuzz import fuzz, process  # not on top: in most files every name is known

        places = with_province(plain_words(name))
        nearest = process.extract(
            places[0].words if places else folded(name),
            self._spellings,
            scorer=fuzz.ratio,
            limit=4 * MAX_SUGGESTIONS,
            score_cutoff=MIN_LIKENESS,
        )
        codes = [code for spelling, _, _ in nearest for code in sorted(self._codes[spelling])]
        standing = [heir for code in codes for heir in self._register.successors_on(code, on)]
        return list(dict.fromkeys(standing))[:MAX_SUGGESTIONS]


def _blank_to_none(written: str | None) -> str | None:
    return (written or "").strip() or None


def _codes_by_spelling(register: Register) -> dict[str, frozenset[str]]:
    """Every folded spelling with the municipalities that it can mean; more than one is ambiguous."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    without_suffix: defaultdict[str, set[str]] = defaultdict(set)
    for municipality in register.by_code.values():
        codes[folded(municipality.name)].add(municipality.code)
        without_suffix[folded(_PLACE_SUFFIX.sub("", municipality.name))].add(municipality.code)
    for alias, code, is_ambiguous in register.aliases.select("alias", "municipality_code", "is_ambiguous").iter_rows():
        spelling = folded(alias)
        if is_ambiguous and not code:
            codes[spelling] |= without_suffix[spelling]
        elif (
            code and spelling not in codes
        ):  # a dissolved municipality has its own name; the alias only tells its successor
            codes[spelling].add(code)
    return {spelling: frozenset(meant) for spelling, meant in codes.items()}


def _by_plain_words(codes: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The same without points, commas and brackets; what then can mean several is ambiguous."""
    by_words: defaultdict[str, set[str]] = defaultdict(set)
    for spelling, meant in codes.items():
        by_words[plain_words(spelling)] |= meant
    return {words: frozenset(meant) for words, meant in by_words.items()}


def _codes_by_bare_name(register: Register, by_words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """By name without what tells namesakes apart, for where a province does so."""
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for words, codes in by_words.items():
        by_name[words] |= codes
    for municipality in register.by_code.values():
        by_name[plain_words(_PLACE_SUFFIX.sub("", municipality.name))].add(municipality.code)
    return {name: frozenset(codes) for name, codes in by_name.items()}
