"""Training in rows: how far each target group is, the hours against the norm, and the share by kind of place."""

from typing import Any, Final

from dashboard.training import Training, hours_word, norm_word
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say

QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
ROOM_FOR_A_NUMBER: Final = 0.15  # of the bar: narrower, and the number on it would stick out
HOUR_TICKS: Final = (4, 8, 16, 24, 40)  # steps between hours on the axis, of which the first that fits is taken
MOST_TICKS: Final = 5


def coverage(picture: Training, alt: str, language: Language) -> dict[str, Any]:
    """Bounds bars: trained, the staff of whom nothing is known in the scenario, not trained."""
    rows = [
        _coverage_row(picture, group.key, group.name.of(language), language)
        for group in picture.programme.target_groups
    ]
    has_scenario = any(row["scenario_low"] is not None for row in picture.coverage_rows.values())
    signs = [["bar_finished", "trained"], ["box", "not_trained"]]
    if has_scenario:
        signs = [signs[0], ["bar_not_reported", "unknown_staff"], signs[1], ["ring", "among_stated"]]
    key = [[sign, say(f"screen_training.key.{word}", language)] for sign, word in signs]
    return {"alt": alt, "key": key, "axis": _share_axis(language), "row": 62, "bar": 28, "rows": rows}


def _coverage_row(picture: Training, key: str, label: str, language: Language) -> dict[str, Any]:
    row = picture.coverage_rows[key]
    group = next(one for one in picture.programme.target_groups if one.key == key)
    sub = say(
        "screen_training.coverage.scope_stated", language, staff=integer(row["denominator"], language, unknown="")
    )
    if row["value"] is None:
        return {"label": label, "is_strong": True, "words": say("screen_training.nobody_stated", language), "marks": []}
    low, high = row["scenario_low"], row["scenario_high"]
    if low is not None:
        sub = say("screen_training.coverage.scope", language, staff=integer(group.national_scope_count, language))
    first = row["value"] if low is None else low
    trained = {"kind": "finished", "from": 0, "to": first}
    if first >= ROOM_FOR_A_NUMBER:
        trained |= {"text": integer(row["numerator"], language), "place": "in"}
    if low is None:
        rest = {"kind": "outline", "from": first, "to": 1, "text": share(first, language), "place": "right"}
        return {"label": label, "sub": sub, "is_strong": True, "marks": [trained, _beside(rest, first)]}
    words = say("screen_training.coverage.bounds", language, low=share(low, language), high=share(high, language))
    among = say("screen_training.coverage.among_stated", language, share=share(row["value"], language))
    marks = [
        trained,
        {"kind": "outline", "from": high, "to": 1},
        {"kind": "hatch", "from": low, "to": high, "text": words, "place": "below"},
        {"kind": "ring", "at": row["value"], "text": among, "place": "above", "is_strong": True, "tone": "ink"},
    ]
    return {"label": label, "sub": sub, "is_strong": True, "marks": marks}


def _beside(mark: dict[str, Any], at: float) -> dict[str, Any]:
    """A share written under the end of its bar."""
    return {key: value for key, value in mark.items() if key not in ("text", "place")} | {
        "text": mark["text"], "place": "below", "at": at,
    }  # fmt: skip


def by_kind(picture: Training, words: dict[Any, str], alt: str, language: Language) -> dict[str, Any]:
    """One row per size, access model or province: the share trained among those who stated it, and how many did."""
    found = picture.by_group.rows.filter(picture.by_group.rows["target_group"] == picture.group.key)
    everyone = picture.coverage_rows[picture.group.key]
    rows = [
        {**_kind_row(everyone, language), "label": say("screen_training.kinds.all", language), "is_strong": True},
        *({**_kind_row(row, language), "label": words[row[picture.grouped_by]]} for row in found.iter_rows(named=True)),
    ]
    heads = [say(f"screen_training.kinds.{head}", language) for head in ("share", "stated")]
    return {"alt": alt, "key": [], "axis": _share_axis(language), "row": 30, "bar": 14, "right": heads, "rows": rows}


def _kind_row(row: dict[str, Any], language: Language) -> dict[str, Any]:
    every = integer(row["stated_count"] + row["unknown_count"], language)
    stated = integer(row["stated_count"], language)
    right = [
        share(row["value"], language, unknown="–"),
        say("screen_training.kinds.of", language, count=stated, every=every),
    ]
    if row["value"] is None:
        return {"right": right, "marks": [], "words": say("screen_training.nobody_stated_short", language)}
    bars = [{"kind": "outline", "from": 0, "to": 1}, {"kind": "finished", "from": 0, "to": row["value"]}]
    return {"right": right, "marks": bars}


def hours(picture: Training, alt: str, language: Language) -> dict[str, Any]:
    """The norm as a dashed box, the middle half of the municipalities as a bar, the middle one as a dot."""
    found = [(group, picture.hour_rows[group.key]) for group in picture.programme.target_groups]
    most = max(max(row["hours_max"], row["q3"] or 0.0) for _, row in found)
    step = next((step for step in HOUR_TICKS if most / step <= MOST_TICKS), HOUR_TICKS[-1])
    ticks = [float(tick) for tick in range(0, int(most) + step, step)]
    rows = []
    for group, row in found:
        norm = {"kind": "dashed", "from": row["hours_min"], "to": row["hours_max"]}
        entry: dict[str, Any] = {"label": group.name.of(language), "marks": [norm]}
        words = say("screen_training.hours.norm_only", language, norm=norm_word(row, language))
        if row["median"] is not None:
            words = say("screen_training.hours.words", language, hours=decimal(row["median"], language),
                        norm=norm_word(row, language))  # fmt: skip
            entry["marks"] += [
                {"kind": "thick", "from": row["q1"], "to": row["q3"]},
                {"kind": "dot", "at": row["median"]},
            ]
        norm |= {"text": words, "place": "below"}
        rows.append(entry)
    signs = (("dashed", "norm"), ("line", "middle_half"), ("dot", "middle"))
    key = [[sign, say(f"screen_training.key.{word}", language)] for sign, word in signs]
    axis = {"from": 0, "to": max(most, ticks[-1]), "ticks": [[tick, hours_word(tick, language)] for tick in ticks]}
    return {"alt": alt, "key": key, "axis": axis, "row": 46, "bar": 22, "room_right": 14, "rows": rows}


def _share_axis(language: Language) -> dict[str, Any]:
    return {"from": 0, "to": 1, "ticks": [[value, share(value, language)] for value in QUARTERS]}
