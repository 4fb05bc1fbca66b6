"""Training in rows: how far each target group is, the hours against the norm, and the share by kind of place."""

from dataclasses import dataclass
from typing import Final

from dashboard.components.key import KeyEntry, Sign
from dashboard.components.rows import Axis, Mark, Row, RowsData
from dashboard.training import GroupValue, Hours, Training, hours_word, norm_word
from dashboard.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say

QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
ROOM_FOR_A_NUMBER: Final = 0.15  # of the bar: narrower, and the number on it would stick out
HOUR_TICKS: Final = (4, 8, 16, 24, 40)  # steps between hours on the axis, of which the first that fits is taken
MOST_TICKS: Final = 5


def coverage(picture: Training, alt: str, language: Language) -> RowsData:
    """Bounds bars: trained, the staff of whom nothing is known in the scenario, not trained."""
    rows = [
        _coverage_row(picture, group.key, group.name.of(language), language)
        for group in picture.programme.target_groups
    ]
    has_scenario = any(row.scenario_low is not None for row in picture.coverage_rows.values())
    signs: list[tuple[Sign, str]] = [("bar_finished", "trained"), ("box", "not_trained")]
    if has_scenario:
        signs = [signs[0], ("bar_not_reported", "unknown_staff"), signs[1], ("ring", "among_stated")]
    key: list[KeyEntry] = [(sign, say(f"screen_training.key.{word}", language)) for sign, word in signs]
    return {"alt": alt, "key": key, "axis": _share_axis(language), "row": 62, "bar": 28, "rows": rows}


def _coverage_row(picture: Training, key: str, label: str, language: Language) -> Row:
    row = picture.coverage_rows[key]
    group = next(found for found in picture.programme.target_groups if found.key == key)
    sub = say("screen_training.coverage.scope_stated", language, staff=integer(row.denominator, language, unknown=""))
    if row.value is None:
        return {"label": label, "is_strong": True, "words": say("screen_training.nobody_stated", language), "marks": []}
    low, high = row.scenario_low, row.scenario_high
    if low is not None:
        sub = say("screen_training.coverage.scope", language, staff=integer(group.national_scope_count, language))
    first = row.value if low is None else low
    trained: Mark = {"kind": "finished", "from": 0, "to": first}
    if first >= ROOM_FOR_A_NUMBER:
        trained["text"], trained["place"] = integer(row.numerator, language), "in"
    if low is None or high is None:
        # its share is written under the end of its bar
        rest: Mark = {
            "kind": "outline", "from": first, "to": 1, "text": share(first, language), "place": "below", "at": first,
        }  # fmt: skip
        return {"label": label, "sub": sub, "is_strong": True, "marks": [trained, rest]}
    words = say("screen_training.coverage.bounds", language, low=share(low, language), high=share(high, language))
    among = say("screen_training.coverage.among_stated", language, share=share(row.value, language))
    marks: list[Mark] = [
        trained,
        {"kind": "outline", "from": high, "to": 1},
        {"kind": "hatch", "from": low, "to": high, "text": words, "place": "below"},
        {"kind": "ring", "at": row.value, "text": among, "place": "above", "is_strong": True, "tone": "ink"},
    ]
    return {"label": label, "sub": sub, "is_strong": True, "marks": marks}


@dataclass(frozen=True)
class _Stated:
    """The share trained among those who stated it, and how many did and did not."""

    value: float | None
    stated_count: int
    unknown_count: int


def by_kind(picture: Training, words: dict[GroupValue, str], alt: str, language: Language) -> RowsData:
    """One row per size, access model or province: the share trained among those who stated it, and how many did."""
    found = picture.by_group.rows.filter(picture.by_group.rows["target_group"] == picture.group.key)
    everyone = picture.coverage_rows[picture.group.key]
    whole = _Stated(everyone.value, everyone.stated_count, everyone.unknown_count)
    labels = [words[value] for value in found[picture.grouped_by].to_list()]
    rows: list[Row] = [
        {**_kind_row(whole, say("screen_training.kinds.all", language), language), "is_strong": True},
        *(_kind_row(row, label, language) for row, label in zip(rows_of(found, _Stated), labels, strict=True)),
    ]
    heads = [say(f"screen_training.kinds.{head}", language) for head in ("share", "stated")]
    return {"alt": alt, "key": [], "axis": _share_axis(language), "row": 30, "bar": 14, "right": heads, "rows": rows}


def _kind_row(row: _Stated, label: str, language: Language) -> Row:
    every = integer(row.stated_count + row.unknown_count, language)
    stated = integer(row.stated_count, language)
    right = [
        share(row.value, language, unknown="–"),
        say("screen_training.kinds.of", language, count=stated, every=every),
    ]
    if row.value is None:
        words = say("screen_training.nobody_stated_short", language)
        return {"right": right, "marks": [], "words": words, "label": label}
    bars: list[Mark] = [{"kind": "outline", "from": 0, "to": 1}, {"kind": "finished", "from": 0, "to": row.value}]
    return {"right": right, "marks": bars, "label": label}


def hours(picture: Training, alt: str, language: Language) -> RowsData:
    """The norm as a dashed box, the middle half of the municipalities as a bar, the middle one as a dot."""
    found = [(group, picture.hour_rows[group.key]) for group in picture.programme.target_groups]
    most = max(max(row.hours_max, row.q3 or 0.0) for _, row in found)
    step = next((step for step in HOUR_TICKS if most / step <= MOST_TICKS), HOUR_TICKS[-1])
    ticks = [float(tick) for tick in range(0, int(most) + step, step)]
    rows: list[Row] = [{"label": group.name.of(language), "marks": _hour_marks(row, language)} for group, row in found]
    signs: tuple[tuple[Sign, str], ...] = (("dashed", "norm"), ("line", "middle_half"), ("dot", "middle"))
    key: list[KeyEntry] = [(sign, say(f"screen_training.key.{word}", language)) for sign, word in signs]
    axis: Axis = {
        "from": 0, "to": max(most, ticks[-1]), "ticks": [(tick, hours_word(tick, language)) for tick in ticks],
    }  # fmt: skip
    return {"alt": alt, "key": key, "axis": axis, "row": 46, "bar": 22, "room_right": 14, "rows": rows}


def _hour_marks(row: Hours, language: Language) -> list[Mark]:
    norm = norm_word(row, language)
    if row.median is None or row.q1 is None or row.q3 is None:
        words = say("screen_training.hours.norm_only", language, norm=norm)
        return [_norm_mark(row, words)]
    words = say("screen_training.hours.words", language, hours=decimal(row.median, language), norm=norm)
    return [
        _norm_mark(row, words),
        {"kind": "thick", "from": row.q1, "to": row.q3},
        {"kind": "dot", "at": row.median},
    ]


def _norm_mark(row: Hours, words: str) -> Mark:
    return {"kind": "dashed", "from": row.hours_min, "to": row.hours_max, "text": words, "place": "below"}


def _share_axis(language: Language) -> Axis:
    return {"from": 0, "to": 1, "ticks": [(value, share(value, language)) for value in QUARTERS]}
