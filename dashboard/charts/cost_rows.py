"""The figures on costs that are rows on one axis: against the norm, expected, never estimated, spread, the model."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10

from dashboard import cost_words
from dashboard.assumptions import Chosen
from dashboard.components.key import KeyEntry, Sign
from dashboard.components.rows import Axis, Mark, MarkKind, Row, RowsData
from dashboard.cost_readings import ExpectedCost, Realisation, SizeNorm, SizeSpread
from dashboard.costs import Costs
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import decimal, euro, euro_range, integer, millions, millions_range, share, share_range
from language.texts import say
from metrics.cost_model import Variant, cost_total

MILLION = cost_words.MILLION


def against_norm(picture: Costs, alt: str, language: Language) -> RowsData:
    """Dumbbells per step and size group; where the norm is a range, the range of shares and no dot."""
    rows: list[Row] = []
    for step in picture.programme.steps:
        groups = picture.groups.get(step.number, [])
        said = picture.realisation_by_step[step.number]
        if not groups and step.number != picture.programme.training_step_number:
            continue
        rows.append({"label": cost_words.step_name(step, language), "is_head": True})
        rows += [_dumbbell(group, language) for group in groups]
        if not groups:
            rows.append(_range(said, language))
    axis = _axis(0, max([*_ends(rows), 1.1]), lambda value: share(value, language))
    axis["ticks"] = [tick for tick in axis["ticks"] if abs(tick[0] - 1) > 1e-9]
    heads = [say(f"screen_costs.norm.{name}", language) for name in ("spent", "norm", "count")]
    signs: list[tuple[Sign, str]] = [("ring", "key_norm"), ("dot", "key_spent")]
    if any(_is_range(row) for row in rows):
        signs.append(("box", "key_range"))
    return {
        "alt": alt,
        "key": [(sign, say(f"screen_costs.norm.{name}", language)) for sign, name in signs],
        "axis": axis,
        "lines": [{"at": 1, "label": say("screen_costs.norm.line", language)}],
        "right": heads,
        "row": 32,
        "bar": 14,
        "room_left": 58,
        "room_right": 44,
        "rows": rows,
    }


def _ends(rows: Sequence[Row]) -> list[float]:
    """Where marks stand, begin and end."""
    marks = [mark for row in rows for mark in row.get("marks", ())]
    ends = [end for mark in marks for end in (mark.get("at"), mark.get("from"), mark.get("to"))]
    return [end for end in ends if end is not None]


def _dumbbell(row: SizeNorm, language: Language) -> Row:
    label = cost_words.group_name(row.from_inhabitants, row.below_inhabitants, language)
    unknown = say("screen.state.not_reported", language)
    count, value = row.norm_count, row.value
    if value is None or row.realised_with_norm is None:
        right = [unknown, euro(row.norm_eur, language), integer(count, language)]
        return {"label": label, "marks": [{"kind": "ring", "at": 1}], "right": right}
    mean = cost_words.about(row.realised_with_norm / count, language)
    return {
        "label": label,
        "marks": [
            {"kind": "thick", "from": min(value, 1), "to": max(value, 1), "tone": "started"},
            {"kind": "ring", "at": 1},
            {"kind": "dot", "at": value, "text": share(value, language), "place": "left" if value < 1 else "right",
             "is_strong": True},
        ],
        "right": [mean, euro(row.norm_eur, language), integer(count, language)],
    }  # fmt: skip


def _range(said: Realisation, language: Language) -> Row:
    label = say("screen_costs.norm.training", language)
    unknown = say("screen.state.not_reported", language)
    count, low, high = said.norm_count, said.lower_bound, said.upper_bound
    if low is None or high is None or said.numerator is None:
        return {"label": label, "words": unknown, "right": [unknown, "", integer(count, language)]}
    norm = say("screen_costs.word.range", language)
    text = share_range(low, high, language)
    return {
        "label": label,
        "marks": [{"kind": "outline", "from": low, "to": high, "text": text,
                   "place": "left", "is_strong": True, "tone": "finished"}],
        "right": [cost_words.about(said.numerator / count, language), norm, integer(count, language)],
    }  # fmt: skip


def _is_range(row: Row) -> bool:
    return any(mark["kind"] == "outline" for mark in row.get("marks", ()))


def expected(picture: Costs, alt: str, language: Language) -> RowsData | None:
    """The estimate as a box, the same steps as a band with a dot, all steps as one with a diamond."""
    total = picture.printed
    rows: list[Row] = []
    if picture.is_whole:
        text = _labelled("estimate", millions_range(total.low_eur, total.high_eur, language), language)
        rows.append({"label": "", "marks": [
            {"kind": "outline", "from": total.low_eur, "to": total.high_eur, "tone": "ink", "text": text,
             "place": "above", "is_strong": True},
        ]})  # fmt: skip
    beside: tuple[tuple[str, MarkKind, ExpectedCost], ...] = (
        ("same", "dot", picture.expected_same), ("all", "diamond", picture.expected_whole),
    )  # fmt: skip
    for name, sign, row in beside:
        low, high = row.interval_low, row.interval_high
        if row.value is None or low is None or high is None:
            continue
        text = _labelled(name, f"{millions(row.value, language)} ({millions_range(low, high, language)})", language)
        rows.append({"label": "", "marks": [
            {"kind": "band", "from": low, "to": high, "height": 14},
            {"kind": sign, "at": row.value, "text": text, "place": "above", "is_strong": True},
        ]})  # fmt: skip
    if not rows:
        return None
    marks = [mark for row in rows for mark in row.get("marks", ())]
    most = max(end for mark in marks for end in (mark.get("from"), mark.get("to")) if end is not None)
    axis = _axis(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 5 * MILLION else 1))
    return {"alt": alt, "key": [], "axis": axis, "right": [], "row": 44, "rows": rows, "room_right": 18}


def _labelled(name: str, amount: str, language: Language) -> str:
    return f"{say(f'screen_costs.expected.{name}', language)} {amount}"


def never(picture: Costs, alt: str, language: Language) -> RowsData:
    """A bar per step without an estimate, from nothing; beside it how many, and the middle municipality."""
    unknown = say("screen.state.not_reported", language)
    rows: list[Row] = []
    for step in picture.never:
        said = picture.by_step[step.number]
        spent = said.realised_eur
        right = [
            millions(spent, language, unknown=unknown),
            integer(said.stated_count, language),
            cost_words.middle(said.median, said.spread_status, language),
        ]
        row: Row = {"label": cost_words.step_name(step, language), "right": right}
        if spent is None:
            row["words"] = unknown
        else:
            row["marks"] = [{"kind": "finished", "from": 0, "to": spent}]
        rows.append(row)
    most = max([picture.by_step[step.number].realised_eur or 0 for step in picture.never])
    axis = _axis(
        0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 1 if most >= 3e5 else 2)
    )
    heads = [say(f"screen_costs.never.{name}", language) for name in ("spent", "count", "median")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}


def spread(picture: Costs, alt: str, own: tuple[str, str] | None, language: Language) -> RowsData:
    """The middle half per size group, with its middle; the norm, and the own municipality in ochre."""
    rows: list[Row] = []
    for group in picture.spread_rows:
        is_group = not group.is_everybody or len(picture.spread_rows) == 1
        mine = own_amount(picture, own[0], group) if own is not None and is_group else None
        rows.append(_spread_row(group, mine, language))
    drawn = [mark for row in rows for mark in row.get("marks", ())]
    most = max((end for mark in drawn for end in (mark.get("at"), mark.get("to")) if end), default=1000)
    axis = _axis(0, most, lambda value: decimal(value / 1000, language, 0 if most >= 5000 else 1))
    axis["label"] = say("screen_costs.spread.axis", language)
    signs: list[tuple[Sign, str]] = [("middle", "key_half"), ("tick", "key_median")]
    if any(group.norm_eur is not None for group in picture.spread):
        signs.append(("ring", "key_norm"))
    key: list[KeyEntry] = [(sign, say(f"screen_costs.spread.{name}", language)) for sign, name in signs]
    if own is not None and has_own(rows):
        key.append(("dot_own", own[1]))
    heads = [say(f"screen_costs.spread.{name}", language) for name in ("half", "count")]
    return {"alt": alt, "key": key, "axis": axis, "right": heads, "row": 36, "bar": 16, "rows": rows, "room_right": 24}


def _spread_row(group: SizeSpread, own_eur: float | None, language: Language) -> Row:
    label = cost_words.group_name(group.from_inhabitants, group.below_inhabitants, language)
    half = say("screen_costs.spread.too_few", language)
    marks: list[Mark] = []
    if group.q1 is not None and group.median is not None and group.q3 is not None:
        half = euro_range(cost_words.significant(group.q1), cost_words.significant(group.q3), language)
        middle = cost_words.about(group.median, language)
        marks.append({"kind": "middle", "from": group.q1, "to": group.q3})
        marks.append({"kind": "tick", "at": group.median, "place": "above", "is_strong": True, "text": middle})
    if group.norm_eur is not None:
        marks.append({"kind": "ring", "at": group.norm_eur})
    if own_eur is not None:
        written = cost_words.about(own_eur, language)
        marks.append({"kind": "dot", "at": own_eur, "tone": "own", "text": written, "place": "below"})
    return {"label": label, "marks": marks, "right": [half, integer(group.finished_count, language)]}


def has_own(rows: Sequence[Row]) -> bool:
    """Whether the own municipality is marked in one of these rows."""
    return any(mark.get("tone") == "own" for row in rows for mark in row.get("marks", ()))


def own_amount(picture: Costs, code: str, group: SizeSpread) -> float | None:
    """What one municipality spent on the step, where it is in this size group and stated it."""
    rows = picture.observed.filter(municipality=code, step=picture.step_number)
    if rows.is_empty() or rows["realised_cost_eur"][0] is None:
        return None
    inhabitants, high = rows["inhabitant_count"][0], group.below_inhabitants
    is_here = inhabitants is not None and group.from_inhabitants <= inhabitants and (high is None or inhabitants < high)
    return rows["realised_cost_eur"][0] if is_here else None


def model(picture: Costs, chosen: Chosen, alt: str, language: Language) -> RowsData:
    """Training in each variant of the model as a box from lowest to highest; the totals beside it."""
    rows: list[Row] = []
    for variant in Variant:
        if variant is Variant.OWN and chosen.own is None:
            continue
        training = picture.modelled_training(variant)
        total = cost_total(picture.model, variant)
        low, high = training.low_eur, training.high_eur
        digits = 1 if variant is Variant.PRINTED else 2  # as it was printed, and as it comes out
        right = [
            millions_range(low, high, language, digits, unknown=say("screen_costs.word.no_total", language)),
            millions_range(total.low_eur, total.high_eur, language, digits),
        ]
        is_own = variant is Variant.OWN
        kind: MarkKind = "finished" if is_own else "outline"
        marks: list[Mark] = [] if low is None or high is None else [{"kind": kind, "from": low, "to": high}]
        rows.append(
            {
                "label": say(f"screen_costs.model.{variant.value}", language),
                "marks": marks,
                "right": right,
                "is_strong": is_own,
            }
        )
    most = max((mark.get("to", 0) for row in rows for mark in row.get("marks", ())), default=MILLION)
    axis = _axis(0, most, lambda value: decimal(value / MILLION, language, 0 if most >= 3 * MILLION else 2))
    axis["label"] = say("screen_costs.model.axis", language)
    heads = [say(f"screen_costs.model.{name}", language) for name in ("training", "total")]
    return {"alt": alt, "key": [], "axis": axis, "right": heads, "row": 30, "bar": 14, "rows": rows}


def _axis(low: float, high: float, written: Callable[[float], str]) -> Axis:
    """An axis that holds both ends, with four to eight round ticks."""
    rough = max(high - low, 1e-9) / 5
    size = 10 ** floor(log10(rough))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return {
        "from": first * step,
        "to": last * step,
        "ticks": [(place * step, written(round(place * step, 9))) for place in range(first, last + 1)],
    }


def shares_said(picture: Costs) -> Sequence[tuple[int, float]]:
    """The steps with a norm, each with the share of it that was spent, where it is known."""
    return [
        (step.number, said.value)
        for step in picture.with_norm
        if (said := picture.realisation_by_step[step.number]).value_status == ValueStatus.OBSERVED
        and said.value is not None
    ]
