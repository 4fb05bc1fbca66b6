"""The figures on costs that are rows on one axis: against the norm, expected, never estimated, spread, the model."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10
from typing import Any

from dashboard import cost_words
from dashboard.assumptions import Chosen
from dashboard.costs import Costs
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import decimal, euro, euro_range, integer, millions, millions_range, share, share_range
from language.texts import say
from metrics.cost_model import Variant, cost_total

Rows = dict[str, Any]
MILLION = cost_words.MILLION


def against_norm(picture: Costs, alt: str, language: Language) -> Rows:
    """Dumbbells per step and size group; where the norm is a range, the range of shares and no dot."""
    rows: list[dict[str, Any]] = []
    for step in picture.programme.steps:
        groups = picture.groups.filter(step=step.number)
        said = picture.realisation_by_step[step.number]
        if groups.is_empty() and step.number != picture.programme.training_step_number:
            continue
        rows.append({"label": cost_words.step_name(step, language), "is_head": True})
        rows += [_dumbbell(row, language) for row in groups.iter_rows(named=True)]
        if groups.is_empty():
            rows.append(_range(said, language))
    ends = [
        end
        for row in rows
        for mark in row.get("marks", ())
        for end in (mark.get("at"), mark.get("from"), mark.get("to"))
    ]
    found = [end for end in ends if end is not None]
    axis = _axis(0, max([*found, 1.1]), lambda value: share(value, language))
    axis["ticks"] = [tick for tick in axis["ticks"] if abs(tick[0] - 1) > 1e-9]
    heads = [say(f"screen_costs.norm.{name}", language) for name in ("spent", "norm", "count")]
    key = [
        ["ring", "key_norm"],
        ["dot", "key_spent"],
        *([["box", "key_range"]] if any(_is_range(row) for row in rows) else []),
    ]
    return {
        "alt": alt,
        "key": [[sign, say(f"screen_costs.norm.{name}", language)] for sign, name in key],
        "axis": axis,
        "lines": [{"at": 1, "label": say("screen_costs.norm.line", language)}],
        "right": heads,
        "row": 32,
        "bar": 14,
        "room_left": 58,
        "room_right": 44,
        "rows": rows,
    }


def _dumbbell(row: dict[str, Any], language: Language) -> dict[str, Any]:
    label = cost_words.group_name(row["from_inhabitants"], row["below_inhabitants"], language)
    unknown = say("screen.state.not_reported", language)
    count, value = row["norm_count"], row["value"]
    if value is None:
        right = [unknown, euro(row["norm_eur"], language), integer(count, language)]
        return {"label": label, "marks": [{"kind": "ring", "at": 1}], "right": right}
    mean = cost_words.about(row["realised_with_norm"] / count, language)
    return {
        "label": label,
        "marks": [
            {"kind": "thick", "from": min(value, 1), "to": max(value, 1), "tone": "started"},
            {"kind": "ring", "at": 1},
            {"kind": "dot", "at": value, "text": share(value, language), "place": "left" if value < 1 else "right",
             "is_strong": True},
        ],
        "right": [mean, euro(row["norm_eur"], language), integer(count, language)],
    }  # fmt: skip


def _range(said: dict[str, Any], language: Language) -> dict[str, Any]:
    label = say("screen_costs.norm.training", language)
    unknown = say("screen.state.not_reported", language)
    count = said["norm_count"]
    if said["lower_bound"] is None:
        return {"label": label, "words": unknown, "right": [unknown, "", integer(count, language)]}
    norm = say("screen_costs.word.range", language)
    text = share_range(said["lower_bound"], said["upper_bound"], language)
    return {
        "label": label,
        "marks": [{"kind": "outline", "from": said["lower_bound"], "to": said["upper_bound"], "text": text,
                   "place": "left", "is_strong": True, "tone": "finished"}],
        "right": [cost_words.about(said["numerator"] / count, language), norm, integer(count, language)],
    }  # fmt: skip


def _is_range(row: dict[str, Any]) -> bool:
    return any(mark["kind"] == "outline" for mark in row.get("marks", ()))


def expected(picture: Costs, alt: str, language: Language) -> Rows | None:
    """The estimate as a box, the same steps as a band with a dot, all steps as one with a diamond."""
    total = picture.printed
    rows: list[dict[str, Any]] = []
    if picture.is_whole:
        text = _labelled("estimate", millions_range(total.low_eur, total.high_eur, language), language)
        box = {"kind": "outline", "from": total.low_eur, "to": total.high_eur, "tone": "ink"}
        rows.append({"label": "", "marks": [{**box, "text": text, "place": "above", "is_strong": True}]})
    for name, sign, row in (
        ("same", "dot", picture.expected_same),
        ("all", "diamond", cost_words.only_row(picture.expected_all)),
    ):
        if row["value"] is None:
            continue
        interval = millions_range(row["interval_low"], row["interval_high"], language)
        text = _labelled(name, f"{millions(row['value'], language)} ({interval})", language)
        rows.append({"label": "", "marks": [
            {"kind": "band", "from": row["interval_low"], "to": row["interval_high"], "height": 14},
            {"kind": sign, "at": row["value"], "text": text, "place": "above", "is_strong": True},
        ]})  # fmt: skip
    if not rows:
        return None
    ends = [end for row in rows for mark in row["marks"] for end in (mark.get("from"), mark.get("to")) if end]
    axis = _axis(0, max(ends), lambda value: decimal(value / MILLION, language, 0 if max(ends) >= 5 * MILLION else 1))
    return {"alt": alt, "key": [], "axis": axis, "right": [], "row": 44, "rows": rows, "room_right": 18}


def _labelled(name: str, amount: str, language: Language) -> str:
    return f"{say(f'screen_costs.expected.{name}', language)} {amount}"


def never(picture: Costs, alt: str, language: Language) -> Rows:
    """A bar per step without an estimate, from nothing; beside it how many, and the middle municipality."""
    unknown = say("screen.state.not_reported", language)
    rows: list[dict[str, Any]] = []
    for step in picture.never:
        said = picture.by_step[step.number]
        spent = said["realised_eur"]
        right = [
            millions(spent, language, unknown=unknown),
            integer(said["stated_count"], language),
            cost_words.middle(said["median"], said["spread_status"], language),
        ]
        row = {"label": cost_words.step_name(step, language), "right": right}
        rows.append(
            {**row, "words": unknown}
            if spent is None
            else {**row, "marks": [{"kind": "finished", "from": 0, "to": spent}]}
        )
    most = max([picture.by_step[step.number]["realised_eur"] or 0 for step in picture.never])
    axis = _axis(
        0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 1 if most >= 3e5 else 2)
    )
    heads = [say(f"screen_costs.never.{name}", language) for name in ("spent", "count", "median")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}


def spread(picture: Costs, alt: str, own: tuple[str, str] | None, language: Language) -> Rows:
    """The middle half per size group, with its middle; the norm, and the own municipality in ochre."""
    rows: list[dict[str, Any]] = []
    for row in picture.spread_rows:
        label = cost_words.group_name(row["from_inhabitants"], row["below_inhabitants"], language)
        marks: list[dict[str, Any]] = []
        if row["median"] is not None:
            marks += [
                {"kind": "middle", "from": row["q1"], "to": row["q3"]},
                {"kind": "tick", "at": row["median"], "place": "above", "is_strong": True,
                 "text": cost_words.about(row["median"], language)},
            ]  # fmt: skip
        if row["norm_eur"] is not None:
            marks.append({"kind": "ring", "at": row["norm_eur"]})
        is_group = row["from_inhabitants"] > 0 or row["below_inhabitants"] is not None or len(picture.spread_rows) == 1
        mine = own_amount(picture, own[0], row) if own is not None and is_group else None
        if mine is not None:
            marks.append(
                {"kind": "dot", "at": mine, "tone": "own", "text": cost_words.about(mine, language), "place": "below"}
            )
        if row["median"] is None:
            half = say("screen_costs.spread.too_few", language)
        else:
            half = euro_range(cost_words.significant(row["q1"]), cost_words.significant(row["q3"]), language)
        rows.append({"label": label, "marks": marks, "right": [half, integer(row["finished_count"], language)]})
    ends = [end for row in rows for mark in row["marks"] for end in (mark.get("at"), mark.get("to")) if end]
    most = max(ends, default=1000)
    axis = _axis(0, most, lambda value: decimal(value / 1000, language, 0 if most >= 5000 else 1))
    axis["label"] = say("screen_costs.spread.axis", language)
    signs = [["middle", "key_half"], ["tick", "key_median"]]
    if picture.spread["norm_eur"].is_not_null().any():
        signs.append(["ring", "key_norm"])
    key = [[sign, say(f"screen_costs.spread.{name}", language)] for sign, name in signs]
    if own is not None and has_own({"rows": rows}):
        key.append(["dot_own", own[1]])
    heads = [say(f"screen_costs.spread.{name}", language) for name in ("half", "count")]
    return {"alt": alt, "key": key, "axis": axis, "right": heads, "row": 36, "bar": 16, "rows": rows, "room_right": 24}


def has_own(drawn: Rows) -> bool:
    """Whether the own municipality stands in it."""
    return any(mark.get("tone") == "own" for row in drawn["rows"] for mark in row["marks"])


def own_amount(picture: Costs, code: str, group: dict[str, Any]) -> float | None:
    """What one municipality spent on the step, where it is in this size group and stated it."""
    rows = picture.observed.filter(municipality=code, step=picture.step_number)
    if rows.is_empty() or rows["realised_cost_eur"][0] is None:
        return None
    inhabitants, high = rows["inhabitant_count"][0], group["below_inhabitants"]
    is_here = (
        inhabitants is not None and group["from_inhabitants"] <= inhabitants and (high is None or inhabitants < high)
    )
    return rows["realised_cost_eur"][0] if is_here else None


def model(picture: Costs, chosen: Chosen, alt: str, language: Language) -> Rows:
    """Training in each variant of the model as a box from lowest to highest; the totals beside it."""
    step = picture.programme.training_step_number
    rows: list[dict[str, Any]] = []
    for variant in Variant:
        if variant is Variant.OWN and chosen.own is None:
            continue
        row = picture.model.filter(variant=variant.value, step_number=step).row(0, named=True)
        total = cost_total(picture.model, variant)
        low, high = row["low_eur"], row["high_eur"]
        digits = 1 if variant is Variant.PRINTED else 2  # as it was printed, and as it comes out
        right = [
            millions_range(low, high, language, digits, unknown=say("screen_costs.word.no_total", language)),
            millions_range(total.low_eur, total.high_eur, language, digits),
        ]
        is_own = variant is Variant.OWN
        marks = [] if low is None else [{"kind": "finished" if is_own else "outline", "from": low, "to": high}]
        rows.append(
            {
                "label": say(f"screen_costs.model.{variant.value}", language),
                "marks": marks,
                "right": right,
                "is_strong": is_own,
            }
        )
    most = max((mark["to"] for row in rows for mark in row["marks"]), default=MILLION)
    axis = _axis(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 2))
    axis["label"] = say("screen_costs.model.axis", language)
    heads = [say(f"screen_costs.model.{name}", language) for name in ("training", "total")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}


def _axis(low: float, high: float, written: Callable[[float], str]) -> dict[str, Any]:
    """An axis that holds both ends, with four to eight round ticks."""
    rough = max(high - low, 1e-9) / 5
    size = 10 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return {
        "from": first * step,
        "to": last * step,
        "ticks": [[place * step, written(round(place * step, 9))] for place in range(first, last + 1)],
    }


def shares_said(picture: Costs) -> Sequence[tuple[int, float]]:
    """The steps with a norm, each with the share of it that was spent, where it is known."""
    return [
        (step.number, said["value"])
        for step in picture.with_norm
        if (said := picture.realisation_by_step[step.number])["value_status"] == ValueStatus.OBSERVED
    ]
