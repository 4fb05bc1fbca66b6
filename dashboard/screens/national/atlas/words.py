"""The words of the atlas: texts whose numbers the browser fills in, from what it draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias, TypedDict

from domain.bilingual import Language
from domain.programme import Step
from language.formats import month
from language.texts import all_keys, has, say

_FOOT = (
    "table", "download", "how", "sideways", "download_table", "download_picture", "csv", "xlsx", "svg", "png", "link",
    "link_copied", "link_here", "account", "sheet_table", "sheet_about", "told_finding", "told_subtitle", "told_note",
)  # fmt: skip
_COUNTED = ("none", "one", "many")


class StepNames(TypedDict):
    """A step: its value in the address, its number, and its names."""

    value: str
    number: int
    short: str
    name: str
    title: str


# not by name: its keys are mostly those of `screen_atlas.word`, and a text is added there without a word here
Words: TypeAlias = Mapping[str, "str | Sequence[str] | Words"]


def step(step: Step, language: Language) -> StepNames:
    """A step with its names: short beside a row, in full, and with its number before it."""
    name = step.name.of(language)
    return {
        "value": str(step.number),
        "number": step.number,
        "short": step.short_name.of(language),
        "name": name,
        "title": say("screen_atlas.step_name", language, number=step.number, name=name),
    }


def words(language: Language) -> Words:
    """Every text of the atlas; a placeholder in it is filled in when its number is known."""
    plain = {key.rpartition(".")[2]: template(key, language) for key in all_keys("screen_atlas.word")}
    shared = {part: say(f"screen.foot.{part}", language) for part in _FOOT}
    return {
        **plain,
        **shared,
        "yes": say("screen.column.yes", language),
        "no": say("screen.column.no", language),
        "never": say("screen.state.never", language),
        "all": say("screen_atlas.all", language),
        "stale": say("screen.standing.stale_short", language).lower(),
        "standing": _standings(language),
        "months": [month(date(2026, number, 1), language).split(" ")[0] for number in range(1, 13)],
        "finding": {
            "step_is": counted("finding.step_state", language),
            "step_was": counted("screen_atlas.finding.step_was", language),
            "all_is": counted("screen_atlas.finding.all_is", language),
            "all_was": counted("screen_atlas.finding.all_was", language),
            "unknown": counted("finding.step_unknown", language),
        },
        "municipalities": counted("screen_atlas.municipalities", language),
        "report": counted("screen_atlas.report", language),
        "curve": {kind: template(f"screen_atlas.curve.{kind}", language) for kind in ("estimate", "observed", "none")},
        "under": {
            sort: counted(f"screen_atlas.under.{sort}", language) for sort in ("furthest", "step", "name", "silent")
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


def counted(key: str, language: Language) -> dict[str, str]:
    """The variants of a text that differs with a number."""
    return {number: template(f"{key}.{number}", language) for number in _COUNTED if has(f"{key}.{number}")}


_PLACEHOLDERS = (
    "number_count", "step_number", "number", "name", "names", "day", "page_day", "step", "finding", "finished", "total",
    "share", "bounds", "reporters", "municipalities", "stale", "as_of", "kind",
)  # fmt: skip


def _standings(language: Language) -> dict[str, str]:
    known = ("finished", "started", "not_started", "not_reported", "not_applicable")
    absent = say("screen_atlas.absent", language)
    return {**{standing: say(f"screen.standing.{standing}", language) for standing in known}, "absent": absent}


def _note(language: Language) -> str:
    kind = say("screen.kind.observation_not_estimate", language)
    return template("screen.foot.note", language).replace("{kind}", kind)
