"""What stands behind two bounds: whom they count in as well, and how far they reach with what may be out of date."""

from datetime import date

from dashboard.figure.words import counted
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from language.formats import day
from language.texts import say


def open_variants(view: View) -> str:
    """That those of unknown access are counted in, after a choice by access; a space before it; "" of none."""
    count = queries.unknown_variant_count(view)
    return f" {counted('screen.beside_bounds.variant', count, view.language)}" if count else ""


def without_variants(view: View) -> str:
    """That those of unknown access are left out, after a choice by access; a space before it; "" of none."""
    count = queries.unknown_variant_count(view)
    return f" {counted('screen.beside_bounds.without_variant', count, view.language)}" if count else ""


def of_known_variant(finding: str, view: View) -> str:
    """A finding on who reported, after a choice by access: only a report tells the access, so all of them did once."""
    if not queries.unknown_variant_count(view):
        return finding
    return say("screen.beside_bounds.of_variant", view.language, said=f"{finding[:1].lower()}{finding[1:]}")


def response_by_variant(view: View) -> str | None:
    """Why no response can be given after a choice by access: only a report tells the access; None where one can."""
    count = queries.unknown_variant_count(view)
    return counted("screen.beside_bounds.no_response", count, view.language) if count else None


def if_stale_finished(high: str, stale_high: str, as_of: date, language: Language) -> str:
    """How high it can be if those last heard of long before the day had finished by then; "" where that is no higher.

    Both as they are written. A space stands before the sentence.
    """
    if stale_high == high:
        return ""
    words = {"high": stale_high, "day": day(as_of, language)}
    return f" {say('screen.beside_bounds.stale', language, **words)}"


def stale_is_withheld(max_age_days: int | None, language: Language) -> str:
    """To who may not see how much old reports can hide: that they can; "" where no old report counts.

    A space stands before the sentence.
    """
    if max_age_days is not None and max_age_days <= STALE_AFTER_DAYS:
        return ""
    return f" {say('screen.beside_bounds.stale_withheld', language)}"


def stale_withheld_note(note: str, max_age_days: int | None, language: Language) -> str:
    """The same behind the note of a figure whose bounds leave old reports out."""
    said = stale_is_withheld(max_age_days, language).strip()
    return f"{note} · {said[:1].lower()}{said[1:].rstrip('.')}" if said else note
