"""What the office refuses or cannot do, in both languages."""

from domain.bilingual import LANGUAGES, Language
from language.texts import say

Message = dict[Language, str]


def message_of(key: str, **values: object) -> Message:
    """The text of a whole key in every language."""
    return {language: say(key, language, **values) for language in LANGUAGES}


class OfficeError(Exception):
    """Anything the office says no to; `message` holds the reason and the remedy in every language."""

    def __init__(self, key: str, **values: object) -> None:
        """Says the text of this whole key."""
        self.message = message_of(key, **values)
        super().__init__(self.message["en"])


class NotYoursError(OfficeError):
    """Whoever asks has no part in this. Nothing was read and nothing was changed."""


class NotFoundError(OfficeError):
    """There is none of that number, or none that this principal can reach: the answer is the same for both."""


class NotPossibleError(OfficeError):
    """What is asked does not fit what is kept. Nothing was changed."""


class OfficeUnavailableError(OfficeError):
    """The database or the audit log cannot be reached, read or written now. Nothing was changed."""


class OfficeNewerError(OfficeError):
    """Written by a newer release of the monitor than this one; nothing is wrong with it."""
