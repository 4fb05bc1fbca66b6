"""Stacked bars on the status scale: the steps of the programme, and the response by size of municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from dashboard.drawing.bars import Bar, BarsData, Segment
from dashboard.drawing.key import KeyEntry, Sign
from dashboard.figure.words import can_be_stale, key, silent_word
from dashboard.view.typed_rows import FigureRow, row_of
from domain.bilingual import Language
from domain.programme import Programme, Step
from domain.statements import Standing
from language.formats import integer, share, share_range
from language.texts import say
from metrics.defining.enough import bears_one_number

ORDER = (Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED, Standing.NOT_APPLICABLE, Standing.NOT_REPORTED)


def segments(counts: Mapping[str, tuple[int, int]]) -> list[Segment]:
    """Stretches of one bar, in the order of the scale; the stale part stands at the end of its stretch.

    `counts`: standing -> (municipalities, of which stale). A bar always ends in what we do not know.
    """
    found: list[Segment] = []
    for standing in ORDER:
        every, stale = counts.get(standing.value, (0, 0))
        has_stripes = standing in (Standing.FINISHED, Standing.STARTED, Standing.NOT_STARTED)
        found.append((standing.value, every - stale if has_stripes else every))
        if has_stripes:
            found.append((f"{standing.value}_stale", stale))
    return [stretch for stretch in found if stretch[1] > 0]


def counts_by_step(counts: pl.DataFrame) -> dict[int, dict[str, tuple[int, int]]]:
    """`metrics.standing.state.standing_counts` as step -> standing -> (municipalities, stale)."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    columns = ("step_number", "standing", "municipality_count", "stale_count")
    for number, standing, every, stale in counts.select(columns).iter_rows():
        found.setdefault(number, {})[standing] = (every, stale)
    return found


def stacked_steps(
    counts: Mapping[int, Mapping[str, tuple[int, int]]],
    completion: Mapping[int, FigureRow],
    programme: Programme,
    *,
    municipality_count: int,
    max_age_days: int | None = None,
    alt: str,
    language: Language,
    held: Mapping[int, tuple[str, str]] = MappingProxyType({}),
    sees_stale: bool = True,
    unknown_variant_count: int = 0,
) -> BarsData:
    """Counts out of all municipalities, beside them the estimate with its bounds.

    `completion`: step -> its row of `step_completion`; a step that nobody reported on has none. `held`: the steps that
    are withheld from who looks, each with that it is and why; `sees_stale`: whether they see how many are stale.
    `unknown_variant_count`: how many may belong to a choice by access, theirs not being known. Of them nothing is
    known here, as of the silent: each bar ends in them, as the bounds beside it count them in.
    """
    if unknown_variant_count:
        municipality_count += unknown_variant_count
        counts = {number: _with_unknown(found, unknown_variant_count) for number, found in counts.items()}
    silent = silent_word(max_age_days, language)
    if unknown_variant_count:
        silent = say("screen.beside_bounds.silent_or_variant", language)
    rows = [
        _held_row(step, held[step.number], language) if step.number in held
        else _row(step, counts[step.number], _estimate(completion.get(step.number)), language)
        for step in programme.steps
    ]  # fmt: skip
    strong_head = say("screen_national.steps.strong_head", language) if any(row.get("strong") for row in rows) else ""
    ticks = range(0, municipality_count + 1, 100 if municipality_count > 150 else 25 if municipality_count > 40 else 5)
    stale: tuple[Sign, ...] = ("stale",) if sees_stale and can_be_stale(max_age_days) else ()
    signs: tuple[Sign, ...] = ("finished", "started", "not_started", "not_reported", "not_applicable", *stale)
    has_estimate = any(row.get("estimate") is not None for row in rows) or not completion
    shares: tuple[Sign, ...] = ("estimate", "interval") if has_estimate else ()
    entries: list[KeyEntry] = [
        (sign, silent if sign == "not_reported" else word) for sign, word in key(language, *signs, *shares, "bounds")
    ]
    if held:
        entries.append(("lock", say("screen.withheld_row.key", language)))
    return {
        "alt": alt,
        "key": entries,
        "scale": municipality_count,
        "axis": {
            "label": say("screen_national.steps.axis", language),
            "ticks": [(tick, integer(tick, language)) for tick in ticks],
        },
        "panel": {
            "label": say("screen_national.steps.panel", language),
            "ticks": [(tick, share(tick, language)) for tick in (0, 0.5, 1)],
        },
        "heads": (strong_head, say("screen_national.steps.faint_head", language)),
        "rows": rows,
    }


def _with_unknown(counts: Mapping[str, tuple[int, int]], unknown_count: int) -> dict[str, tuple[int, int]]:
    silent, _ = counts.get(Standing.NOT_REPORTED.value, (0, 0))
    return {**counts, Standing.NOT_REPORTED.value: (silent + unknown_count, 0)}


def _held_row(step: Step, told: tuple[str, str], language: Language) -> Bar:
    return {"number": str(step.number), "label": step.short_name.of(language), "segments": [], "withheld": told}


@dataclass(frozen=True)
class _Estimate:
    """What can be said of the share that finished one step; None where it cannot."""

    estimate: float | None = None
    interval_low: float | None = None
    interval_high: float | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None


def _estimate(said: FigureRow | None) -> _Estimate:
    """Of so few that the headline gives bounds, the row beside it gives bounds too."""
    if said is None:
        return _Estimate()
    found = row_of(said, _Estimate)
    if bears_one_number(said["denominator"], said["denominator"] + said["unknown_count"]):
        return found
    return _Estimate(lower_bound=found.lower_bound, upper_bound=found.upper_bound)


def _row(step: Step, counts: Mapping[str, tuple[int, int]], said: _Estimate, language: Language) -> Bar:
    finished, stale = counts.get("finished", (0, 0))
    unknown = say("screen.state.unknown", language)
    low, high = said.lower_bound, said.upper_bound
    bounds = share_range(low, high, language, unknown=unknown)
    is_counted = low is not None and low == high
    estimate, interval = said.estimate, None
    if estimate in (0, 1) and not is_counted:
        estimate = None  # all or none of those that reported: of the silent nobody knows, so the bounds alone are said
    elif estimate is not None and said.interval_low is not None and said.interval_high is not None:
        interval = (said.interval_low, said.interval_high)
    words = {"estimate": share(estimate, language, unknown=unknown), "bounds": bounds}
    if is_counted:
        under = "screen_national.steps.under_counted"
    else:
        under = "screen_national.steps.under_bounds" if estimate is None else "screen_national.steps.under"
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "segments": segments(counts),
        "inside": integer(finished, language),
        "inside_room": finished - stale,
        "bounds": None if low is None or high is None else (low, high),
        "interval": interval,
        "estimate": estimate,
        "strong": words["estimate"] if estimate is not None else "",
        "faint": bounds,
        "under": say(under, language, **words),
    }
