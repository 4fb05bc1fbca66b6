"""The words of the atlas: texts whose numbers the browser fills in, from what it draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias, TypedDict

from dashboard.figure.foot import shared_words
from dashboard.figure.words import STANDING_KEYS, silent_word
from domain.bilingual import Language
from domain.programme import Step
from domain.statements import Standing
from language.formats import month
from language.texts import all_keys, has, say

KIND: Final = "screen.kind.observation_not_estimate"
_VARIANTS = ("none", "one", "many")
_PLACEHOLDERS = (
    "number_count", "step_number", "number", "name", "names", "day", "page_day", "step", "finding", "finished", "total",
    "share", "bounds", "reporters", "municipalities", "stale", "as_of", "kind",
)  # fmt: skip


class StepNames(TypedDict):
    """A step: its value in the address, its number, and its names."""

    value: str
    number: int
    short: str
    name: str
    title: str


# not by name: its keys are mostly those of `screen_atlas.word`, and a text is added there without a word here
Words: TypeAlias = Mapping[str, "str | Sequence[str] | Words"]


def step_names(step: Step, language: Language) -> StepNames:
    """A step with its names: short beside a row, in full, and with its number before it."""
    name = step.name.of(language)
    return {
        "value": str(step.number),
        "number": step.number,
        "short": step.short_name.of(language),
        "name": name,
        "title": say("screen_atlas.step_name", language, number=step.number, name=name),
    }


def atlas_words(language: Language, max_age_days: int | None = None) -> Words:
    """Every text of the atlas; a placeholder in it is filled in when its number is known.

    Under a chosen age (`max_age_days`) whoever gave nothing younger did report, and so is not called without a report.
    """
    without = variants("screen_atlas.under.silent", language)
    if max_age_days is not None:
        without = dict.fromkeys(without, template("screen_atlas.silent_or_older", language))
    plain = {key.rpartition(".")[2]: template(key, language) for key in all_keys("screen_atlas.word")}
    return {
        **plain,
        "subtitle_all": f"{say('screen_atlas.word.subtitle_all', language)} {say('screen.rule.all_steps', language)}",
        **shared_words(language),  # of the foot, which the atlas draws itself
        "unplaced": "",
        "told_finding": say("screen.foot.told_finding", language),
        "told_subtitle": say("screen.foot.told_subtitle", language),
        "told_note": say("screen.foot.told_note", language),
        "yes": say("screen.column.yes", language),
        "no": say("screen.column.no", language),
        "never": say("screen.state.never", language),
        "all": say("screen_atlas.all", language),
        "stale": say("screen.standing.stale_short", language).lower(),
        "standing": {
            **{standing: say(key, language) for standing, key in STANDING_KEYS.items()},
            Standing.NOT_REPORTED: silent_word(max_age_days, language),
            "absent": say("screen_atlas.absent", language),
        },
        "months": [month(date(2026, number, 1), language).split(" ")[0] for number in range(1, 13)],
        "finding": {
            "step_is": variants("finding.step_state", language),
            "step_was": variants("screen_atlas.finding.step_was", language),
            "all_is": variants("screen_atlas.finding.all_is", language),
            "all_was": variants("screen_atlas.finding.all_was", language),
            "unknown": variants("finding.step_unknown", language),
        },
        "municipalities": variants("screen_atlas.municipalities", language),
        "report": variants("screen_atlas.report", language),
        "curve": {
            "estimate": template("screen_atlas.curve.estimate", language),
            "observed": template("screen_atlas.curve.observed", language),
            "none": template("screen_atlas.curve.none", language),
            "few": template("screen_atlas.curve.few", language),
        },
        "under": {
            "furthest": variants("screen_atlas.under.furthest", language),
            "step": variants("screen_atlas.under.step", language),
            "name": variants("screen_atlas.under.name", language),
            "silent": without,
        },
        "columns": {
            "code": say("screen.column.municipality_code", language),
            "name": say("screen.column.municipality", language),
            "province": say("screen.column.province", language),
            "step": say("screen.column.step", language),
            "standing": say("screen.column.standing", language),
            "stale": say("screen.column.is_stale", language),
            "reported": say("screen_atlas.column.reported", language),
            "finished": say("screen_atlas.column.finished", language),
        },
        "note": _note(language),
    }


def template(key: str, language: Language) -> str:
    """A text with its placeholders still in it."""
    return say(key, language, **{name: f"{{{name}}}" for name in _PLACEHOLDERS})


def variants(key: str, language: Language) -> dict[str, str]:
    """The variants of a text that differs with a number."""
    return {number: template(f"{key}.{number}", language) for number in _VARIANTS if has(f"{key}.{number}")}


def _note(language: Language) -> str:
    kind = say(KIND, language)
    return template("screen.foot.note", language).replace("{kind}", kind)
