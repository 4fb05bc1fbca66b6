"""Rows of a figure that are withheld, and keep their place: a lock, that they are, and why; never nothing, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from dashboard.figure.anatomy import Headline, made_of
from dashboard.figure.words import counted
from dashboard.view import showing, state
from domain.bilingual import Language
from language.texts import say

SHORT_KEYS: Final[Mapping[str, str]] = {
    "access.withheld.too_few": "screen.withheld_row.too_few",
    "access.withheld.others_would_follow": "screen.withheld_row.others_would_follow",
    "access.withheld.too_few_changed": "screen.withheld_row.too_few_changed",
    "access.withheld.changes_by_itself": "screen.withheld_row.changes_by_itself",
    "access.withheld.not_for_groups": "screen.withheld_row.not_for_groups",
    "access.not_askable.two_choices": "screen.withheld_row.two_choices",
    "access.not_askable.own_group": "screen.withheld_row.own_group",
    "access.not_askable.day": "screen.withheld_row.day",
    "access.not_askable.moment": "screen.withheld_row.moment",
    "access.not_askable.age": "screen.withheld_row.age",
}
"""The key of a reason -> the same where there is one line for it."""
Group = tuple[object, ...]


@dataclass(frozen=True)
class Withheld:
    """The rows of one figure that are withheld from who looks: their groups, with the key of the reason.

    `whole`: why all of them are.
    """

    reasons: Mapping[Group, str]
    whole: str | None = None

    def __contains__(self, group: object) -> bool:
        """Whether the row of this group (a tuple, or the one value that it is) is withheld."""
        return self.whole is not None or _group(group) in self.reasons

    def __bool__(self) -> bool:
        """Whether any row is."""
        return self.whole is not None or bool(self.reasons)

    @property
    def count(self) -> int:
        """How many rows are."""
        return len(self.reasons)

    @property
    def by_first(self) -> "Withheld":
        """The same by the first of the groups alone: of a month, whatever the step."""
        return Withheld({group[:1]: reason for group, reason in self.reasons.items()}, self.whole)

    @property
    def by_last(self) -> "Withheld":
        """The same by the last of the groups alone: of a step, whatever it waits on."""
        return Withheld({group[-1:]: reason for group, reason in self.reasons.items()}, self.whole)

    def told(self, group: object, language: Language) -> tuple[str, str]:
        """What stands behind the lock: that it is withheld, and why."""
        return told_of(self.whole or self.reasons[_group(group)], language)

    def note(self, note: str, language: Language) -> str:
        """The note of the figure, and how many of its rows are withheld."""
        if not self.reasons:
            return note
        return f"{note} · {counted('screen.withheld_row.note', len(self.reasons), language)}"


NOTHING: Final = Withheld({})


def held_note(note: str, count: int, language: Language) -> str:
    """The note of a figure that cannot be asked by other groups, and how many of its rows are withheld."""
    return f"{note} · {counted('screen.withheld_row.note_alone', count, language)}" if count else note


def _group(group: object) -> Group:
    return cast(Group, group) if isinstance(group, tuple) else (group,)


def told_of(reason: str, language: Language) -> tuple[str, str]:
    """What stands behind the lock: that something is withheld, and why, in one line."""
    short = SHORT_KEYS.get(reason, "screen.withheld_row.others_would_follow")
    return say("screen.withheld_row.strong", language), say(short, language)


def withheld_headline(label: str, reason: str, language: Language) -> Headline:
    """A headline figure that is withheld: the word in its place, and why."""
    word = say("screen.state.withheld_word", language)
    return Headline(label, word, "", told_of(reason, language)[1], is_word=True)


def is_withheld(headline: Headline, language: Language) -> bool:
    """Whether it is one of `withheld_headline`."""
    return headline.is_word and headline.value == say("screen.state.withheld_word", language)


def withheld_lengths(step: int | None = None) -> Withheld:
    """The groups of which how long a step takes is withheld; None of all together. Left out: the step that is shown."""
    return Withheld(showing.lengths_withheld(state.chosen_view(), state.run().visitor, step))


def withheld_rows(key: str, metric: str, *, last: object = None) -> Withheld:
    """The rows of `metric` in a figure of the page that runs that are withheld from who looks.

    `last`: only those of which this is the last group, and without it.
    """
    parts, view, visitor = made_of(key).parts, state.chosen_view(), state.run().visitor
    whole = showing.why_withheld(parts, view, visitor)
    if whole is not None:
        return Withheld({}, whole)
    found = showing.rows_withheld(parts, metric, view, visitor)
    if last is not None:
        found = {group[:-1]: reason for group, reason in found.items() if group[-1] == last}
    return Withheld(found)
