"""What stands behind two bounds: whom they count in as well, and how far they reach with what may be out of date."""

from dashboard.figure.words import counted
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.texts import say


def open_variants(view: View) -> str:
    """That those of unknown access are counted in, after a choice by access; a space before it; "" of none."""
    count = queries.unknown_variant_count(view)
    return f" {counted('screen.beside_bounds.variant', count, view.language)}" if count else ""


def if_stale_finished(high: str, stale_high: str, language: Language) -> str:
    """How high it can be if those last heard of long ago have finished since; "" where that is no higher.

    Both as they are written. A space stands before the sentence.
    """
    return "" if stale_high == high else f" {say('screen.beside_bounds.stale', language, high=stale_high)}"
