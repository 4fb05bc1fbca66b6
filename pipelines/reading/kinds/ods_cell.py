"""What one cell of an ODS holds and shows, where calamine tells less: errors, formulas, units, text without a type."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pipelines.format.raw import Cell
from pipelines.reading.tables.cell_values import cell_error, cell_of, cell_of_days, formula_without_value, is_error_text
from pipelines.reading.tables.number_formats import shows_another
from pipelines.reading.unpacking.workbook_safety import refuse_linking_formula

_NUMBERS: Final = frozenset(["float", "percentage", "currency"])
_EUROS: Final = frozenset(["", "EUR", "€"])
_DURATION: Final = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
# programs that calculate before they save; a library that writes ODS puts a 0 or nothing beside a formula
_CALCULATING: Final = re.compile(r"office|calligra|gnumeric|google|planmaker|softmaker|wps", re.IGNORECASE)


def can_calculate(generator: str) -> bool:
    """Whether the program that wrote a file, by its own name, is one that calculates."""
    return _CALCULATING.search(generator) is not None


def overlay(attributes: Mapping[str, str], text: str, *, is_calculated: bool) -> Cell | None:
    """The cell in place of what calamine gives, where that is not what a person sees.

    `text` is what is shown. `is_calculated`: the file was written by a program that calculates. Raises FileRejected
    for a formula that fetches something.
    """
    formula = attributes.get("table:formula")
    kind = attributes.get("office:value-type")
    if formula is not None:
        refuse_linking_formula(formula)
    if attributes.get("calcext:value-type") == "error" or is_error_text(text):
        return cell_error(text or "#N/A")
    if kind is None:
        if text:
            return cell_of(text)
        return _without_value(formula) if formula is not None else None
    number = _days(attributes) if kind == "time" else _number(attributes) if kind in _NUMBERS else None
    if number is None:
        return None
    if formula is not None and number == 0 and not (is_calculated and text):
        return _without_value(formula)
    if kind == "time":
        return cell_of_days(number, text)
    shown = _shown(attributes, text, number)
    return None if shown is None else replace(cell_of(number), shown=shown)


def _shown(attributes: Mapping[str, str], text: str, number: float) -> str | None:
    kind = attributes["office:value-type"]
    if kind == "percentage":
        return text or f"{number * 100:g}%".replace(".", ",")
    currency = attributes.get("office:currency", "") if kind == "currency" else ""
    if currency not in _EUROS:
        return text or f"{currency} {number:g}".replace(".", ",")
    return text if text and shows_another(text, number) else None


def _without_value(formula: str) -> Cell:
    return formula_without_value(formula.partition(":")[2] or formula)


def _number(attributes: Mapping[str, str]) -> float | None:
    try:
        number = float(attributes.get("office:value", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _days(attributes: Mapping[str, str]) -> float | None:
    match = _DURATION.fullmatch(attributes.get("office:time-value", ""))
    if match is None:
        return None
    days, hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups()[1:])
    total = days + hours / 24 + minutes / 1440 + seconds / 86_400
    return (-total if match[1] else total) if math.isfinite(total) else None
