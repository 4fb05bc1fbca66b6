"""`--max-age`: how old a statement may be, asked and told in one way by every command that can be asked."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from domain.bilingual import Language

MAX_AGE = typer.Option("--max-age", min=0, metavar="DAYS", help="leave out statements older than so many days")


def age_in_document(max_age_days: int | None) -> dict[str, int]:
    """What a JSON document says of the age; nothing where statements of every age count."""
    return {} if max_age_days is None else {"max_age_days": max_age_days}


def age_in_words(max_age_days: int, language: "Language") -> str:
    """The line for people over an answer from which older statements are left out."""
    from language.formats import integer
    from language.texts import say

    return say("cli.max_age", language, days=integer(max_age_days, language))
