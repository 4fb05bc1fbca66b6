"""What a person types beside the reports, such as a note on a call: under the same rules as a note in a report."""

from domain.bilingual import LANGUAGES, Language
from domain.typed_texts import Checked
from language.texts import say
from pipelines.normalising.personal_data import INVISIBLE, PersonalData, personal_data_in

_FOUND_KEYS = {
    PersonalData.MAIL: "typed.found.mail",
    PersonalData.IBAN: "typed.found.iban",
    PersonalData.BSN: "typed.found.bsn",
    PersonalData.PHONE: "typed.found.phone",
    PersonalData.BSN_OR_RSIN: "typed.found.bsn_or_rsin",
}


class TypedTextError(ValueError):
    """A text that cannot be kept; `message` says in every language what is wrong with it and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        """Says the text of this whole key; the text itself is in none of it."""
        self.message: dict[Language, str] = {language: say(key, language, **values) for language in LANGUAGES}
        super().__init__(self.message["en"])


def checked(text: str, *, longest: int) -> Checked:
    """The text without white space around it, of at most `longest` signs.

    Raises TypedTextError where it is empty, too long, or holds personal data.
    """
    plain = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\x00", "")).strip()
    if not plain:
        raise TypedTextError("typed.empty")
    if len(plain) > longest:
        raise TypedTextError("typed.too_long", longest=longest, count=len(plain))
    found = personal_data_in(plain)
    if found is not None:
        raise TypedTextError(_FOUND_KEYS[found])
    return Checked(plain)


def checked_or_none(text: str | None, *, longest: int) -> Checked | None:
    """The same for what may be left empty. Raises TypedTextError."""
    return None if text is None or not text.strip() else checked(text, longest=longest)
