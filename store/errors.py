"""What the store refuses or cannot do, in both languages."""

import errno
from typing import Final, cast

from domain.bilingual import LANGUAGES, Language
from language.texts import say

Message = dict[Language, str]
_KNOWN_REASONS: Final = frozenset(
    (errno.EACCES, errno.EPERM, errno.ENOENT, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EDQUOT,
     errno.EROFS, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG, errno.EFBIG, errno.ENOTEMPTY, errno.EBUSY, errno.EMFILE)
)  # fmt: skip


def message_of(key: str, **values: object) -> Message:
    """The text `store.<key>` in every language; a value that is itself a message is said in the same one."""
    return {
        language: say(f"store.{key}", language, **{name: _in(language, value) for name, value in values.items()})
        for language in LANGUAGES
    }


def reason_of(error: BaseException, language: Language) -> str:
    """Why something could not be done, in words; what the system or DuckDB says of it in English goes in brackets."""
    if isinstance(error, (StoreError, SaidInWordsError)):
        return error.message[language]
    if isinstance(error, OSError) and error.errno in _KNOWN_REASONS:
        return say(f"store.reason.{errno.errorcode[error.errno]}", language)
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return say("store.reason.other", language, text=text.partition("\n")[0])


def _in(language: Language, value: object) -> object:
    if isinstance(value, BaseException):
        return reason_of(value, language)
    return cast("Message", value)[language] if isinstance(value, dict) else value


class SaidInWordsError(OSError):
    """What a file is not, when the system has no word for it; `key` is one of the texts for reasons."""

    def __init__(self, key: str, **values: object) -> None:
        """Says that text in every language."""
        self.message = message_of(f"reason.{key}", **values)
        super().__init__(self.message["en"])


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


class NotRecoveredError(StoreDamagedError):
    """Something that was acknowledged cannot come back; `wams rebuild` goes on without it only when told to."""


class StoreNewerError(StoreError):
    """Written by a newer release of the monitor than this one; nothing is wrong with it."""


class NoStoreError(StoreError):
    """The home is not there, or is something else than the home of a store."""


class NewerFormatError(ValueError):
    """A sound file or line in a format that this release does not know."""


class ReplayRefusedError(StoreError):
    """A moment of one's own choosing, where only the present may be written."""


class NothingToChangeError(StoreError):
    """A withdrawal or a resolution that points at nothing."""


class ClockAheadError(StoreError):
    """A moment so long after the last line that the clock must have run ahead. Nothing was changed."""


class ClockRepairRefusedError(StoreError):
    """Moments that would not go up along the ledger. Nothing was changed."""
