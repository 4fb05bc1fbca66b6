"""What the store refuses or cannot do, in both languages."""

from domain.bilingual import LANGUAGES, Language
from language.texts import say

Message = dict[Language, str]


def message_of(key: str, **values: object) -> Message:
    """The text `store.<key>` in every language."""
    return {language: say(f"store.{key}", language, **values) for language in LANGUAGES}


class StoreError(Exception):
    """Anything the store says no to; `message` holds the reason and the remedy in every language."""

    def __init__(self, key: str, **values: object) -> None:
        """Says the text `store.<key>`."""
        self.message = message_of(key, **values)
        super().__init__(self.message["en"])


class StoreBusyError(StoreError):
    """Somebody else is writing, and went on for longer than we would wait. Nothing was changed."""


class StoreUnwritableError(StoreError):
    """The disk is full, read-only or not ours. The report in hand was not acknowledged and nothing of it is kept."""


class StoreUnpublishedError(StoreError):
    """What was acknowledged is safe in the journal, but no generation shows it yet; the next reader or writer will."""


class StoreDamagedError(StoreError):
    """Something that was acknowledged has been changed or lost since; `wams verify` says where."""


class ReplayRefusedError(StoreError):
    """A moment of one's own choosing, where only the present may be written."""


class NothingToChangeError(StoreError):
    """A withdrawal or a resolution that points at nothing."""


class ClockAheadError(StoreError):
    """A moment so long after the last line that the clock must have run ahead. Nothing was changed."""


class ClockRepairRefusedError(StoreError):
    """Moments that would not go up along the ledger. Nothing was changed."""
