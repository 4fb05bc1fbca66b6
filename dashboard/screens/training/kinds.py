"""The share of the staff that is trained by kind of municipality: its size, access model or province."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import few_key, size_word
from dashboard.screens.training.asked import GroupValue, Training
from dashboard.screens.training.columns import labelled_column, stated_column
from dashboard.screens.training.words import note_of, share_axis
from dashboard.view.address import BY_GROUPS, View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.apart import chance_of_ratios
from metrics.readings.comparison_findings import RARE, SMALLEST_CHANCE
from metrics.standing.peers import MIN_PEERS

KINDS: Final = {
    "size_class": "screen_training.kinds.by.size_class",
    "access_variant": "screen_training.kinds.by.access_variant",
    "province": "screen_training.kinds.by.province",
}


def by_kind(picture: Training, view: View) -> None:
    """The share trained by size, access model or province."""
    language = view.language
    kinds = _kind_words(picture, language)
    finding = by_kind_finding(picture, language)
    anatomy.figure(
        "training_kinds",
        finding=finding,
        subtitle=say("screen_training.kinds.subtitle", language, group=picture.group.name.of(language)),
        draw=partial(_draw_kinds, picture, kinds, finding, language),
        note=_note(picture, language),
        table=by_kind_table(picture, kinds, language, finding),
        made_by=picture.by_group,
    )


def _draw_kinds(picture: Training, kinds: dict[GroupValue, str], finding: str, language: Language) -> None:
    options = [(name, say(KINDS[group], language)) for name, group in BY_GROUPS.items()]
    chosen = next(name for name, group in BY_GROUPS.items() if group == picture.grouped_by)
    anatomy.chooser("naar", say("screen_training.kinds.choose", language), options, chosen)
    ROWS.draw(by_kind_drawn(picture, kinds, finding, language), key="training_kinds")


def by_kind_finding(picture: Training, language: Language) -> str:
    """Between which shares the kinds of municipality lie, where they differ more than chance explains."""
    found = picture.of_group(picture.by_group.rows)
    # a group of a few, or of which few stated it, describes those few: it stands in the drawing, not in the sentence
    counts = found.drop_nulls("value").select("value", "stated_count", "unknown_count").iter_rows()
    shares = [
        value for value, stated, unknown in counts
        if stated >= MIN_PEERS and bears_one_number(stated, stated + unknown)
    ]  # fmt: skip
    if not shares:
        return say("screen_training.kinds.finding_none", language)
    low, high = (share(end, language) for end in (min(shares), max(shares)))
    key = "screen_training.kinds.finding_same" if low == high else "screen_training.kinds.finding"
    chance = _chance(picture)
    if low != high and (chance is None or chance >= RARE):
        key = "screen_training.kinds.finding_chance"
    return say(key, language, by=say(KINDS[picture.grouped_by], language).lower(), low=low, high=high)


def _note(picture: Training, language: Language) -> str:
    """Under the groups also how likely chance makes such a difference, where that can be tested."""
    row, chance = picture.coverage_rows[picture.group.key], _chance(picture)
    note = note_of(picture, row.stated_count, row.stale_count, "screen_training.kind.observation", language)
    if chance is None:
        return note
    key = "screen_quality.alike.test_tiny" if chance < SMALLEST_CHANCE else "screen_quality.alike.test"
    return f"{note} · {say(key, language, p=decimal(chance, language, 3))}"


def _chance(picture: Training) -> float | None:
    """How likely chance makes the groups differ so, judged on municipalities, since staff train together."""
    return chance_of_ratios(_stated_by_kind(picture).values())


def _stated_by_kind(picture: Training) -> dict[object, list[tuple[float, float]]]:
    """Who is trained and who needs it, of each municipality, by its kind."""
    kinds = picture.people.select(pl.col("municipality_code").alias("municipality"), picture.grouped_by)
    rows = picture.of_group(picture.by_municipality.rows).drop_nulls("value").join(kinds, on="municipality")
    found: dict[object, list[tuple[float, float]]] = {}
    terms = rows.drop_nulls(picture.grouped_by).select(picture.grouped_by, "numerator", "denominator")
    for kind, trained, scope in terms.iter_rows():
        found.setdefault(kind, []).append((trained, scope))
    return found


def _kind_words(picture: Training, language: Language) -> dict[GroupValue, str]:
    """What each group is called on the screen."""
    values = picture.by_group.rows[picture.grouped_by].unique().to_list()
    if picture.grouped_by == "size_class":
        return {value: size_word(value, language) for value in values}
    variants = {variant.key: variant.name.of(language) for variant in picture.programme.access_variants}
    unknown = say("screen_compare.groups.unknown_variant", language)
    return {value: unknown if value is None else variants.get(value, str(value)) for value in values}


def by_kind_table(picture: Training, words: dict[GroupValue, str], language: Language, caption: str) -> TableData:
    """One row per size, access model or province."""
    rows = picture.of_group(picture.by_group.rows)
    kinds = [words[value] for value in rows[picture.grouped_by].to_list()]
    return TableData(
        caption,
        [
            Column(say(KINDS[picture.grouped_by], language), kinds),
            labelled_column(rows, "stated_count", language, "count"),
            *(stated_column(rows, name, language) for name in ("denominator", "numerator")),
            labelled_column(rows, "value", language, "share"),
        ],
    )


@dataclass(frozen=True)
class _Stated:
    """The share trained among those who stated it, and how many did and did not."""

    value: float | None
    stated_count: int
    unknown_count: int


def by_kind_drawn(picture: Training, words: dict[GroupValue, str], alt: str, language: Language) -> RowsData:
    """One row per size, access model or province: the share trained among those who stated it, and how many did."""
    found = picture.of_group(picture.by_group.rows)
    everyone = picture.coverage_rows[picture.group.key]
    whole = _Stated(everyone.value, everyone.stated_count, everyone.unknown_count)
    labels = [words[value] for value in found[picture.grouped_by].to_list()]
    rows: list[Row] = [
        {**_kind_row(whole, say("screen_training.kinds.all", language), language), "is_strong": True},
        *(_kind_row(row, label, language) for row, label in zip(rows_of(found, _Stated), labels, strict=True)),
    ]
    heads = [say("screen_training.kinds.share", language), say("screen_training.kinds.stated", language)]
    key: list[KeyEntry] = []
    if any(mark["kind"] == "few" for row in rows for mark in row.get("marks", ())):
        key = [("bar_finished", say("screen_training.key.trained", language)), few_key("bar_few", language)]
    return {"alt": alt, "key": key, "axis": share_axis(language), "row": 30, "bar": 14, "right": heads, "rows": rows}


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
    is_few = not bears_one_number(row.stated_count, row.stated_count + row.unknown_count)
    kind: MarkKind = "few" if is_few else "finished"
    bars: list[Mark] = [{"kind": "outline", "from": 0, "to": 1}, {"kind": kind, "from": 0, "to": row.value}]
    return {"right": right, "marks": bars, "label": label}
