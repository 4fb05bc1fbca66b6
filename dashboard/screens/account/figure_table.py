"""Any figure of the catalogue as a table: its groups by name, each column as it is described, no cell without words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dashboard.figure.columns import end_words
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import VALUE_STATUS_KEYS, rule_word, size_word, value_status_word
from domain.bilingual import Language
from domain.programme import Programme
from domain.value_status import ValueStatus
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.definition import Unit
from metrics.defining.figure import Figure
from metrics.defining.request import Group
from metrics.released.answer import ReleasedFigure
from metrics.released.gating import WITHHELD

DECIMALS: Final = 2  # on the screen; a download has every digit
SHARES: Final = (
    "unfinished_share", "budget_value", "scenario_low", "scenario_high", "scenario_high_stale", "national_value",
    "reporter_share",
    "population_share", "limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998", "corrected_low_95",
    "corrected_high_95", "corrected_low_998", "corrected_high_998",
)  # fmt: skip
IN_THE_UNIT: Final = (
    "value", "lower_bound", "upper_bound", "upper_bound_stale", "estimate", "interval_low", "interval_high",
)  # fmt: skip
"""What is in the unit of the metric: shares where that is a share."""
CLOCK_KEYS: Final = {"own_start": "catalogue.clock.own_start", "step_start": "catalogue.clock.step_start"}
PEER_GROUP_KEYS: Final = {
    "size_variant": "screen_account.peer_group.size_variant",
    "size_class": "screen_account.peer_group.size_class",
    "nearest": "screen_account.peer_group.nearest",
    "all": "screen_account.peer_group.all",
    "province": "screen_account.peer_group.province",
    "access_variant": "screen_account.peer_group.access_variant",
}
POSITION_KEYS: Final = {
    "within": "screen_account.position.within",
    "outside_95": "screen_account.position.outside_95",
    "outside_998": "screen_account.position.outside_998",
}
"""Where a municipality lies in a funnel."""
Spoken = Callable[[Any], str]  # Any: Polars does not tell the type of what a column holds


@dataclass(frozen=True)
class Names:
    """What the groups of a figure are called: municipalities by code, and the words of the programme."""

    municipalities: Mapping[str, str]
    programme: Programme


def figure_table(
    figure: Figure | ReleasedFigure, names: Names, language: Language, most_rows: int | None = None
) -> TableData:
    """One row per row of the figure, or its first rows; where there is no number stands the reason."""
    rows = figure.rows if most_rows is None else figure.rows.head(most_rows)
    is_suppressed = isinstance(figure, ReleasedFigure) and figure.is_suppressed
    reasons = [_reason(status, language, is_suppressed) for status in rows["value_status"].to_list()]
    spoken, columns = _spoken(names, language), list[Column]()
    for name in rows.columns:
        label = _label(name, language)
        values = rows[name].to_list()
        if name in spoken:
            columns.append(Column(label, [spoken[name](value) for value in values]))
        else:
            cells = [reason if value is None else value for value, reason in zip(values, reasons, strict=True)]
            ends = end_words(rows, name, language) if _is_share(figure.unit, name) else None
            if ends is not None:
                ends = [word if value is None else end for end, value, word in zip(ends, values, reasons, strict=True)]
            written = partial(_written, figure.unit, name, language)
            columns.append(Column(label, cells, written, is_number=True, words=ends))
    return TableData(say(f"metric.{figure.key}.label", language), columns)


def _spoken(names: Names, language: Language) -> dict[str, Spoken]:
    """The columns that hold no numbers, with how one of their values is said."""
    programme, silent = names.programme, say("screen.state.not_reported", language)
    groups = {group.key: group.name.of(language) for group in programme.target_groups}
    variants = {variant.key: variant.name.of(language) for variant in programme.access_variants}
    parties = {party.key: party.name.of(language) for party in programme.waiting_parties}

    def known(found: Mapping[str, str], value: str | None) -> str:
        return silent if value is None else found.get(value, value)

    def said(keys: Mapping[str, str], value: str | None) -> str:
        return silent if value is None else say(keys[value], language)

    return {
        Group.MUNICIPALITY: partial(known, names.municipalities),
        "peer": partial(known, names.municipalities),
        Group.TARGET_GROUP: partial(known, groups),
        Group.ACCESS_VARIANT: partial(known, variants),
        Group.PARTY: partial(known, parties),
        Group.PROVINCE: partial(known, {}),
        Group.MONTH: partial(known, {}),
        Group.QUARTER: partial(known, {}),
        Group.SIZE_CLASS: lambda value: size_word(value, language),
        Group.RULE: lambda value: rule_word(value, language),
        Group.CLOCK: partial(said, CLOCK_KEYS),
        Group.PEER_GROUP: partial(said, PEER_GROUP_KEYS),
        "compared_with": partial(said, PEER_GROUP_KEYS),
        "value_status": partial(said, VALUE_STATUS_KEYS),
        "budget_value_status": partial(said, VALUE_STATUS_KEYS),
        WITHHELD: lambda value: say(value, language) if value else say("screen.state.shown", language),
        "position": partial(said, POSITION_KEYS),
        "position_corrected": partial(said, POSITION_KEYS),
    }


def _written(unit: Unit, name: str, language: Language, value: float | str) -> str:
    """A number as it is read; the reason for its absence as it is."""
    if isinstance(value, str):
        return value
    if _is_share(unit, name):
        return share(value, language, 1)
    if value == int(value):
        return integer(value, language)
    return decimal(value, language, DECIMALS)


def _is_share(unit: Unit, name: str) -> bool:
    return name in SHARES or (name in IN_THE_UNIT and unit is Unit.SHARE)


def _label(name: str, language: Language) -> str:
    is_group = name in [str(group) for group in Group]
    found = say(f"catalogue.group.{name}", language) if is_group else say(f"catalogue.column.{name}", language)
    return found[:1].upper() + found[1:]


def _reason(status: str | None, language: Language, is_suppressed: bool) -> str:
    """What stands in a cell without a number: why there is no value, or that there is none."""
    if status is None or status == ValueStatus.OBSERVED:
        return say("screen.state.none_or_withheld" if is_suppressed else "screen.state.none", language)
    return value_status_word(status, language)
