"""The share of the staff that is trained by kind of municipality: its size, access model or province."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, MarkKind, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.figure.words import counted, few_key, size_word
from dashboard.screens.training.asked import GroupValue, Training
from dashboard.screens.training.columns import labelled_column, stated_column
from dashboard.screens.training.words import note_of, share_axis
from dashboard.subjects.tested import outcome_word
from dashboard.view.address import BY_GROUPS, View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import decimal, integer, share
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.apart import DRAWS, chance_of_ratios
from metrics.readings.comparison_findings import RARE, SMALLEST_CHANCE
from metrics.standing.peers import MIN_PEERS

FEWEST_KINDS: Final = 2
KINDS: Final = {
    "size_class": "screen_training.kinds.by.size_class",
    "access_variant": "screen_training.kinds.by.access_variant",
    "province": "screen_training.kinds.by.province",
}


def by_kind(picture: Training, view: View) -> None:
    """The share trained by size, access model or province."""
    language = view.language
    if anatomy.withheld("training_kinds"):
        _choose(picture, language)  # by another kind it may be shown
        return
    held = withheld_rows("training_kinds", "training_coverage", last=picture.group.key)
    kinds = _kind_words(picture, language)
    finding = by_kind_finding(picture, held, language)
    anatomy.figure(
        "training_kinds",
        finding=finding,
        subtitle=say("screen_training.kinds.subtitle", language, group=picture.group.name.of(language)),
        draw=partial(_draw_kinds, picture, kinds, held, finding, language),
        note=held.note(_note(picture, held, language), language),
        table=lambda: by_kind_table(picture, kinds, held, language, finding),
        made_by=picture.by_group,
        tested=kinds_tested(_chance(picture, held), language),
    )


def _draw_kinds(
    picture: Training, kinds: dict[GroupValue, str], held: Withheld, finding: str, language: Language
) -> None:
    _choose(picture, language)
    ROWS.draw(by_kind_drawn(picture, kinds, held, finding, language), key="training_kinds")


def _choose(picture: Training, language: Language) -> None:
    options = [(name, say(KINDS[group], language)) for name, group in BY_GROUPS.items()]
    chosen = next(name for name, group in BY_GROUPS.items() if group == picture.grouped_by)
    anatomy.chooser("naar", say("screen_training.kinds.choose", language), options, chosen)


def by_kind_finding(picture: Training, held: Withheld, language: Language) -> str:
    """Between which shares the kinds of municipality lie, where they differ more than chance explains."""
    found = picture.of_group(picture.by_group.rows)
    # a group of a few, or of which few stated it, describes those few: it stands in the drawing, not in the sentence
    columns = (picture.grouped_by, "value", "stated_count", "unknown_count")
    counts = found.drop_nulls("value").select(columns).iter_rows()
    shares = [
        value for kind, value, stated, unknown in counts
        if kind not in held and stated >= MIN_PEERS and bears_one_number(stated, stated + unknown)
    ]  # fmt: skip
    if not shares or (len(shares) < FEWEST_KINDS and not held):  # of one kind there is nothing to lay it beside
        return say("screen_training.kinds.finding_none", language)
    low, high = (share(end, language) for end in (min(shares), max(shares)))
    if held:
        words = {"by": say(KINDS[picture.grouped_by], language).lower(), "every": integer(found.height, language)}
        between = low if low == high else say("screen_training.kinds.between", language, low=low, high=high)
        words |= {"range": between, "shown": integer(len(shares), language)}  # both ends as they stand in the rows
        return counted("screen_training.kinds.finding_withheld", held.count, language, **words)
    key = "screen_training.kinds.finding_same" if low == high else "screen_training.kinds.finding"
    chance = _chance(picture, held)
    if low != high and (chance is None or chance >= RARE):
        key = "screen_training.kinds.finding_chance"
    return say(key, language, by=say(KINDS[picture.grouped_by], language).lower(), low=low, high=high)


def _note(picture: Training, held: Withheld, language: Language) -> str:
    """Under the groups also how likely chance makes such a difference, where that can be tested."""
    row, chance = picture.coverage_rows[picture.group.key], _chance(picture, held)
    note = note_of(picture, row.stated_count, row.stale_count, "screen_training.kind.observation", language)
    if chance is None:
        return note
    key = "screen_training.kinds.test_tiny" if chance < SMALLEST_CHANCE else "screen_training.kinds.test"
    return f"{note} · {say(key, language, p=decimal(chance, language, 3))}"


def kinds_tested(chance: float | None, language: Language) -> str:
    """How it was tested whether the groups differ more than chance explains, and the outcome; "" where it was not."""
    if chance is None:
        return ""
    words = {"draws": integer(DRAWS, language), "fewest": MIN_PEERS}
    return say("screen_training.kinds.tested", language, outcome=outcome_word(chance, language), **words)


def _chance(picture: Training, held: Withheld) -> float | None:
    """How likely chance makes the groups differ so, judged on municipalities, since staff train together."""
    return chance_of_ratios(_stated_by_kind(picture, held).values())


def _stated_by_kind(picture: Training, held: Withheld) -> dict[object, list[tuple[float, float]]]:
    """Who is trained and who needs it, of each municipality, by its kind; of what is withheld nothing."""
    kinds = picture.people.select(pl.col("municipality_code").alias("municipality"), picture.grouped_by)
    rows = picture.of_group(picture.by_municipality.rows).drop_nulls("value").join(kinds, on="municipality")
    found: dict[object, list[tuple[float, float]]] = {}
    terms = rows.drop_nulls(picture.grouped_by).select(picture.grouped_by, "numerator", "denominator")
    for kind, trained, scope in terms.iter_rows():
        if kind not in held:
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


def by_kind_table(
    picture: Training, words: dict[GroupValue, str], held: Withheld, language: Language, caption: str
) -> TableData:
    """One row per size, access model or province."""
    rows = picture.of_group(picture.by_group.rows)
    values = rows[picture.grouped_by].to_list()
    is_held = [value in held for value in values]
    numbers = [
        labelled_column(rows, "stated_count", language, "count"),
        *(stated_column(rows, name, language) for name in ("denominator", "numerator")),
        _share_column(rows, language),
    ]
    return TableData(
        caption,
        [
            Column(say(KINDS[picture.grouped_by], language), [words[value] for value in values]),
            *(shielded(column, is_held, language) for column in numbers),
        ],
    )


def _share_column(rows: pl.DataFrame, language: Language) -> Column:
    """The share of each group; of one of which too few stated it the word that says so, as in the drawing."""
    found, few = labelled_column(rows, "value", language, "share"), say("screen.few.word", language)
    values = [
        value if value is None or bears_one_number(stated, stated + unknown) else few
        for value, stated, unknown in rows.select("value", "stated_count", "unknown_count").iter_rows()
    ]

    def written(one: float | str | None) -> str:
        return one if isinstance(one, str) else found.word(one)

    return replace(found, values=values, word=written)


@dataclass(frozen=True)
class _Stated:
    """The share trained among those who stated it, and how many did and did not."""

    value: float | None
    stated_count: int
    unknown_count: int


def by_kind_drawn(
    picture: Training, words: dict[GroupValue, str], held: Withheld, alt: str, language: Language
) -> RowsData:
    """One row per size, access model or province: the share trained among those who stated it, and how many did."""
    found = picture.of_group(picture.by_group.rows)
    everyone = picture.coverage_rows[picture.group.key]
    whole = _Stated(everyone.value, everyone.stated_count, everyone.unknown_count)
    values = found[picture.grouped_by].to_list()
    # how many have an access model is itself something that they said
    is_public = picture.grouped_by != "access_variant"
    members = dict(picture.people.group_by(picture.grouped_by).len().iter_rows()) if is_public else {}
    rows: list[Row] = [
        {**_kind_row(whole, say("screen_training.kinds.all", language), language), "is_strong": True},
        *(
            _held_row(held.told(value, language), words[value], members.get(value), language)
            if value in held
            else _kind_row(row, words[value], language)
            for row, value in zip(rows_of(found, _Stated), values, strict=True)
        ),
    ]
    heads = [say("screen_training.kinds.share", language), say("screen_training.kinds.stated", language)]
    key: list[KeyEntry] = []
    if any(mark["kind"] == "few" for row in rows for mark in row.get("marks", ())):
        key = [("bar_finished", say("screen_training.key.trained", language)), few_key("bar_few", language)]
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    return {"alt": alt, "key": key, "axis": share_axis(language), "row": 30, "bar": 14, "right": heads, "rows": rows}


def _held_row(told: tuple[str, str], label: str, member_count: int | None, language: Language) -> Row:
    """A row that is withheld; `member_count`: of how many municipalities, None where that is withheld too."""
    word = say("screen.state.withheld_word", language)
    counts = word
    if member_count is not None:
        counts = say("screen_training.kinds.of", language, count=word, every=integer(member_count, language))
    return {"label": label, "marks": [], "withheld": told, "right": ["", counts]}


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
    if is_few:  # the bar shows about where those few lie; a number would speak for the group
        right[0] = say("screen.few.word", language)
    kind: MarkKind = "few" if is_few else "finished"
    bars: list[Mark] = [{"kind": "outline", "from": 0, "to": 1}, {"kind": kind, "from": 0, "to": row.value}]
    return {"right": right, "marks": bars, "label": label}
