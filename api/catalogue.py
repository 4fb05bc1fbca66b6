"""The catalogue of figures as a document."""

from typing import Any, Final

from domain.bilingual import LANGUAGES
from language.texts import say
from metrics.catalogue import CATALOGUE

_TEXTS: Final = ("label", "meaning", "why", "caution", "source")


def catalogue() -> list[dict[str, Any]]:
    """Every figure, in the order of the catalogue, with its texts in both languages."""
    return [
        {
            "key": definition.key,
            "unit": str(definition.unit),
            "kind": str(definition.kind),
            "groups": [str(group) for group in definition.groups],
            "review_by": definition.review_by.isoformat(),
            **{part: {language: say(f"metric.{key}.{part}", language) for language in LANGUAGES} for part in _TEXTS},
        }
        for key, definition in CATALOGUE.items()
    ]
