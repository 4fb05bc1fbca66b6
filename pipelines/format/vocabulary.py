"""The words of the format, and what they mean in one programme: steps, statuses, target groups, parties, variants."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from domain.places import PROJECT_DIRECTORY
from domain.programme import Programme, Step
from domain.statements import STATED_STANDINGS, Standing

SYNONYMS_FILE: Final = PROJECT_DIRECTORY / "data" / "reporting_format" / "synonyms.toml"
MAX_STEP_LENGTH: Final = 200  # the longest name has 68 characters
NOBODY: Final = ""  # a word in wacht_op that says there is nobody to wait on

_STEP: Final = re.compile(r"(?:stap|step)? ?0*([0-9]{1,3})(?:[.,]0+)?(?P<rest>(?:[^0-9a-z].*)?)")
_BETWEEN_PARTIES: Final = re.compile(r"[+/,;&]")
_SAME_BEGINNING: Final = 5  # "trainen" and "training" begin alike; shorter beginnings also join different words


class Vocabulary:
    """What words mean in one programme. Every reading gives None for a word that it does not know."""

    def __init__(self, programme: Programme) -> None:
        """Join the synonyms of the format with what the programme itself names."""
        words = _synonyms()
        self.step_range = {"first": programme.step_numbers[0], "last": programme.step_numbers[-1]}
        self._choices = {
            "target_group": [group.key for group in programme.target_groups],
            "waiting_on": [party.key for party in programme.waiting_parties],
            "access_variant": [variant.key for variant in programme.access_variants],
        }
        self._steps = {step.number: step for step in programme.steps}
        self._step_numbers_by_name = _step_numbers_by_name(programme.steps)
        self._standings = _by_word(words["standing"])
        self._target_groups = _by_word(words["target_group"], [(g.key, g.name.nl) for g in programme.target_groups])
        self._parties = _by_word(words["waiting_party"], [(p.key, p.name.nl) for p in programme.waiting_parties])
        self._parties |= dict.fromkeys(map(folded, words["waiting_on"]["nobody"]), NOBODY)
        self._variants = _by_word({}, [(v.key, v.name.nl) for v in programme.access_variants])
        self._variants |= {
            f"{prefix} {folded(variant.key)}": variant.key
            for prefix in words["access_variant"]["prefixes"]
            for variant in programme.access_variants
        }

    def choices(self, column: str) -> str:
        """The values of a column that holds one of a few, as a message lists them."""
        return ", ".join(self._choices[column])

    def step_number(self, written: str) -> int | None:
        """The step: 8 · stap 8 · 8. · 8. Training medewerkers · its exact name. None where number and name disagree."""
        text = " ".join(written.casefold().split())
        match = _STEP.fullmatch(text) if len(text) <= MAX_STEP_LENGTH else None
        if match is None:
            return self._step_numbers_by_name.get(folded(text))
        number, rest = int(match[1]), folded(match["rest"].strip(" .:)-–"))
        if number not in self._steps:
            return None
        return number if not rest or self._names_step(rest, number) else None

    def standing(self, written: str) -> Standing | None:
        """The standing that a status word means."""
        key = self._standings.get(folded(written))
        return None if key is None else Standing(key)

    def standing_words(self) -> dict[str, Standing]:
        """Every word for a standing, folded, with what it means: what a word that is misspelt can be near to."""
        return {word: Standing(key) for word, key in self._standings.items()}

    def target_group(self, written: str) -> str | None:
        """The key of a target group."""
        return self._target_groups.get(folded(written))

    def access_variant(self, written: str) -> str | None:
        """The key of an access variant: a · variant a · model A."""
        return self._variants.get(folded(written))

    def waiting_on(self, written: str) -> str | None:
        """The parties in the order of the programme, joined by "+"; `NOBODY` when the words say so."""
        parties = [self._parties.get(folded(word)) for word in _BETWEEN_PARTIES.split(written)]
        if None in parties or (NOBODY in parties and len(parties) > 1):
            return None
        return "+".join(key for key in self._choices["waiting_on"] if key in parties)

    def _names_step(self, rest: str, number: int) -> bool:
        """Whether the words after a number can mean that step: no other step shares more words with them."""
        if re.search("[0-9]", rest):  # "8 en 9", "8/9"
            return False
        if rest in self._step_numbers_by_name:
            return self._step_numbers_by_name[rest] == number
        shared = {step.number: _shared_word_count(rest, step) for step in self._steps.values()}
        return 0 < shared[number] == max(shared.values())


def status_words() -> dict[Standing, str]:
    """How the format itself writes each standing that can be stated."""
    words = _synonyms()["standing"]
    return {standing: words[standing][0] for standing in STATED_STANDINGS}


def folded(written: str) -> str:
    """A word without the differences that do not matter: case, dots, hyphens, underscores, brackets, double spaces."""
    return " ".join(re.sub(r"[-_–()]", " ", written.casefold().replace(".", "")).split())


@cache
def _synonyms() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(SYNONYMS_FILE.read_text(encoding="utf-8"))


def _by_word(synonyms: Mapping[str, Iterable[str]], named: list[tuple[str, str]] | None = None) -> dict[str, str]:
    keys = {key for key, _ in named} if named is not None else set(synonyms)
    found = {folded(word): key for key, words in synonyms.items() if key in keys for word in words}
    return found | {folded(word): key for key, name in named or [] for word in (key, name)}


def _step_names(step: Step) -> tuple[str, ...]:
    return (step.name.nl, step.short_name.nl, step.name.en, step.short_name.en, *step.aliases)


def _step_numbers_by_name(steps: Iterable[Step]) -> dict[str, int]:
    numbers: dict[str, set[int]] = {}
    for step in steps:
        for name in _step_names(step):
            numbers.setdefault(folded(name), set()).add(step.number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


def _shared_word_count(rest: str, step: Step) -> int:
    words = set(re.findall(r"\w+", rest))
    own = {word for name in _step_names(step) for word in re.findall(r"\w+", name.casefold())}
    return sum(any(_is_same_word(word, other) for other in own) for word in words if len(word) > 2)


def _is_same_word(word: str, other: str) -> bool:
    is_long = len(word) >= _SAME_BEGINNING
    return word == other or (is_long and word[:_SAME_BEGINNING] == other[:_SAME_BEGINNING])
