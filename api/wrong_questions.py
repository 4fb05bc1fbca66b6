"""What is wrong with a question, as a program can use it: where, which rule, and in words what to do."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from domain.bilingual import Language
from language.texts import say

_WORDS: Final = {
    "missing": "api.wrong.missing",
    "extra_forbidden": "api.wrong.unknown",
    "json_invalid": "api.wrong.json",
    "string_too_short": "api.wrong.length",
    "string_too_long": "api.wrong.length",
    "too_long": "api.wrong.length",
}
"""What pydantic calls it -> what we say of it."""
_OF_A_DAY: Final = ("date_", "datetime_")


def errors_of(found: Iterable[Mapping[str, Any]], language: Language) -> list[dict[str, str]]:
    """Every error, in the order of the question."""
    return [_error(one, language) for one in found]


def _error(found: Mapping[str, Any], language: Language) -> dict[str, str]:
    code = str(found["type"])
    is_day = code.startswith(_OF_A_DAY)
    key = "api.wrong.day" if is_day else _WORDS.get(code, "api.wrong.value")
    place = "/".join(str(part) for part in found["loc"])
    return {"location": place, "code": code, "detail": say(key, language, place=place)}
