"""The words that the form says by itself, while it is filled in."""

from typing import Final

from domain.bilingual import Language
from language.texts import say

KEYS: Final = {
    "parts": "screen_hand_in_form.parts",
    "may_miss": "screen_hand_in_form.may_miss",
    "unknown_note": "screen_hand_in_form.unknown_note",
    "filled": "screen_hand_in_form.filled",
    "count": "screen_hand_in_form.count",
    "was": "screen_hand_in_form.was",
    "empty": "screen_hand_in_form.empty",
    "date_format": "screen_hand_in_form.date_format",
    "left": "screen_hand_in_form.left",
    "measured": "screen_hand_in_form.measured",
    "minutes_said": "screen_hand_in_form.minutes_said",
    "meaning": "screen_hand_in_form.meaning",
    "answer": "screen_hand_in_form.answer",
    "form": "screen_hand_in_form.form",
    "colleague": "screen_hand_in_form.colleague",
    "not_said": "screen_hand_in_form.not_said",
    "head_milestone": "screen_hand_in_form.head.step",
    "head_training": "screen_hand_in_form.head.group",
    "head_cost": "screen_hand_in_form.head.step",
    "head_profile": "screen_hand_in_form.head.municipality",
    "before": "screen_hand_in_form.before.title",
    "never_said": "screen_hand_in_form.before.never",
    "usual": "screen_hand_in_form.usual.title",
    "usual_range": "screen_hand_in_form.usual.range",
    "misses": "screen_hand_in_form.index.misses",
    "misses_many": "screen_hand_in_form.index.misses_many",
    "error_one": "screen_hand_in_form.index.error_one",
    "error_many": "screen_hand_in_form.index.error_many",
    "question_one": "screen_hand_in_form.index.question_one",
    "question_many": "screen_hand_in_form.index.question_many",
    "mend": "screen_hand_in_form.told.mend",
    "mend_empty": "screen_hand_in_form.told.mend_empty",
    "mend_row": "screen_hand_in_form.told.mend_row",
    "conflict": "screen_hand_in_form.told.conflict",
    "take_theirs": "screen_hand_in_form.told.take_theirs",
    "keep_mine": "screen_hand_in_form.told.keep_mine",
    "refused": "screen_hand_in_form.told.refused",
    "check": "screen_hand_in_form.check.button",
    "nothing_found": "screen_hand_in_form.check.nothing_found",
    "found_one": "screen_hand_in_form.check.found_one",
    "found_many": "screen_hand_in_form.check.found_many",
    "found_list": "screen_hand_in_form.check.found_list",
    "taken_one": "screen_hand_in_form.check.taken_one",
    "taken_many": "screen_hand_in_form.check.taken_many",
    "not_taken_one": "screen_hand_in_form.check.not_taken_one",
    "not_taken_many": "screen_hand_in_form.check.not_taken_many",
    "changes": "screen_hand_in_form.check.changes",
    "no_change": "screen_hand_in_form.check.no_change",
    "answered": "screen_hand_in_form.check.answered",
    "becomes": "screen_hand_in_form.check.becomes",
    "no_check": "screen_hand_in_form.check.none",
    "untouched": "screen_hand_in_form.check.untouched",
    "nothing_typed": "screen_hand_in_form.bar.nothing_typed",
    "saved": "screen_hand_in_form.bar.saved",
    "saving": "screen_hand_in_form.bar.saving",
    "counts_nowhere": "screen_hand_in_form.bar.counts_nowhere",
    "offline": "screen_hand_in_form.bar.offline",
    "session": "screen_hand_in_form.bar.session",
    "barred": "screen_hand_in_form.bar.barred",
    "later": "screen_hand_in_form.bar.later",
    "some_refused": "screen_hand_in_form.bar.some_refused",
    "some_conflict": "screen_hand_in_form.bar.some_conflict",
    "not_kept": "screen_hand_in_form.bar.not_kept",
    "sign_in": "screen_hand_in_form.bar.sign_in",
    "colleague_in": "screen_hand_in_form.bar.colleague_in",
    "hand_in": "screen_hand_in_form.bar.hand_in",
    "hand_in_rest": "screen_hand_in_form.bar.hand_in_rest",
    "hand_in_rest_one": "screen_hand_in_form.bar.hand_in_rest_one",
    "choose_first": "screen_hand_in_form.bar.choose_first",
    "not_all_kept": "screen_hand_in_form.bar.not_all_kept",
    "not_handed_in": "screen_hand_in_form.bar.not_handed_in",
    "whole": "screen_hand_in_form.whole.box",
    "whole_note": "screen_hand_in_form.whole.note",
    "nothing_changed": "screen_hand_in_form.whole.nothing_changed",
}
_FILLED_IN_THERE: Final = {
    name: f"{{{name}}}"
    for name in ("count", "of", "by", "place", "time", "day", "text", "rows", "before", "mine", "theirs", "low", "high",
                 "middle")
}  # fmt: skip
"""What only the browser knows: it puts these in their places."""


def words(language: Language) -> dict[str, str]:
    """Every word by the name that the script knows it by."""
    return {name: say(key, language, **_FILLED_IN_THERE) for name, key in KEYS.items()}
