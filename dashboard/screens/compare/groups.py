"""Groups of municipalities beside each other: which share has finished each step, by size, access or province."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

import polars as pl
import streamlit as st

from access.policy import RefusedError
from dashboard.figure import anatomy
from dashboard.figure.columns import end_words, shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.figure.words import plain, size_word
from dashboard.screens.compare import asked
from dashboard.screens.compare.multiples import MULTIPLES, groups_drawn
from dashboard.subjects.tested import chance_word, ranks_tested
from dashboard.subjects.waits import step_word
from dashboard.view import queries, showing, state
from dashboard.view.address import BY_GROUPS, View
from domain.bilingual import Language
from domain.statements import Table
from language.formats import integer, share, share_range
from language.texts import say
from metrics.defining.figure import Figure
from metrics.readings.apart import chance_of_shares, shares_differ
from metrics.released.answer import ReleasedFigure
from metrics.standing.peers import MIN_PEERS

USUAL_GROUP = "size_class"
KIND_KEYS: Final[Mapping[str, str]] = {
    "size_class": "screen_compare.groups.size_class",
    "access_variant": "screen_compare.groups.access_variant",
    "province": "screen_compare.groups.province",
}


NUMBERS: Final = ("numerator", "denominator", "value", "lower_bound", "upper_bound")


@dataclass(frozen=True, eq=False)
class Groups:
    """`rows`: `step_completion` by group and step. `counts`: municipalities per group, of those of which that is told.

    `held`: the rows that are withheld from who looks; `released`: the figure as they get it.
    """

    by: str
    figure: Figure
    released: Figure | ReleasedFigure
    held: Withheld
    counts: dict[str | int | None, int]

    @cached_property
    def rows(self) -> pl.DataFrame:
        """One row per group and step; `is_held` is whether it is withheld, and then it has no number."""
        rows, groups = self.figure.rows, self.figure.rows.select(self.by, "step").iter_rows()
        rows = rows.with_columns(is_held=pl.Series([group in self.held for group in groups], dtype=pl.Boolean))
        return rows.with_columns(pl.when(~pl.col("is_held")).then(pl.col(NUMBERS)).name.keep())

    @property
    def keys(self) -> list[str | int | None]:
        """The groups in their order; the unknown one last."""
        return self.rows[self.by].unique().sort(nulls_last=True).to_list()

    def of(self, key: str | int | None) -> pl.DataFrame:
        """The rows of one group."""
        return self.rows.filter(pl.col(self.by).is_null() if key is None else pl.col(self.by) == key)


def groups(view: View) -> None:
    """Which share has finished each step, per group."""
    language, programme = view.language, queries.the_programme()
    by_group = say("screen_compare.choose.by_group", language)
    if anatomy.withheld("groups"):  # by another kind it may be shown
        anatomy.chooser("naar", by_group, _kinds(language), _kind_in_address(view.by_group or USUAL_GROUP))
        return
    found = groups_asked(view, withheld_rows("groups", "step_completion"))
    finding = groups_finding(found, asked.step_in_view(view), language)
    panels = [(group_word(found, key, language), found.counts.get(key), found.of(key)) for key in found.keys]
    data = groups_drawn(panels, programme, language)

    def draw() -> None:
        anatomy.chooser("naar", by_group, _kinds(language), _kind_in_address(found.by))
        MULTIPLES.draw(data, key="multiples")
        named = [step_word(step.number, programme, language) for step in programme.steps]
        st.markdown(f":gray[{plain(say('screen_compare.groups.names', language, names=' · '.join(named)))}]")

    anatomy.figure(
        "groups",
        finding=finding,
        subtitle=say("screen_compare.groups.subtitle", language),
        draw=draw,
        note=found.held.note(anatomy.note(found.released, language, "observation_not_estimate"), language),
        table=lambda: groups_table(found, language, finding),
        made_by=found.figure,
        kind="screen.kind.observation_not_estimate",
        tested=groups_tested(found, asked.step_in_view(view), language),
    )


def groups_asked(view: View, held: Withheld) -> Groups:
    """The groups of the chosen kind. How many have an access model is itself something that they said."""
    by = view.by_group or USUAL_GROUP
    people, visitor = queries.population(view), state.run().visitor
    is_told = by != "access_variant" or showing.sees_all(view, Table.PROFILE, visitor)
    counts = dict(people.group_by(by).len().iter_rows()) if is_told else {}
    figure = queries.ask(view, "step_completion", by=(by, "step"))
    answer = queries.released(view, "step_completion", by=(by, "step"), visitor=visitor)
    if isinstance(answer, str):
        raise RefusedError(answer)
    return Groups(by, figure, answer, held, counts)


def _kinds(language: Language) -> list[tuple[str, str, str]]:
    """What can be compared by: name in the address, label, spoken label."""
    labels = {name: say(KIND_KEYS[group], language) for name, group in BY_GROUPS.items()}
    spoken = say("screen_compare.choose.by_group", language)
    return [(name, label, f"{spoken}: {label.lower()}") for name, label in labels.items()]


def _kind_in_address(by: str) -> str:
    """The name of a kind in the address."""
    return next(name for name, group in BY_GROUPS.items() if group == by)


def group_word(found: Groups, key: str | int | None, language: Language) -> str:
    """A group in words."""
    if found.by == "size_class":
        size = size_word(key if isinstance(key, int) else None, language)
        return size if key is None else say("screen_compare.groups.size_words", language, size=size)
    if key is None:
        return say("screen_compare.groups.unknown_variant", language)
    if found.by == "province":
        return str(key)
    names = {variant.key: variant.name.of(language) for variant in queries.the_programme().access_variants}
    return f"{key} · {names.get(str(key), '')}"


def groups_finding(found: Groups, step_number: int, language: Language) -> str:
    """Which group has finished the step more often than which other, whatever the silent have done.

    Only groups of five reporters or more. Where what silence hides overlaps in all of them, or where they differ no
    more than chance explains, there is no order to tell.
    """
    held = say("screen_compare.groups.finding_held", language)
    rows = _compared(found, step_number)
    if rows.height < 2 and found.held:
        return held
    if rows.height < 2:
        is_heard = found.figure.reporter_count == found.figure.municipality_count
        key = "screen_compare.groups.finding_small" if is_heard else "screen_compare.groups.finding_none"
        return say(key, language)
    ends = rows.select("lower_bound", "upper_bound").unique()
    if ends.height == 1 and ends.item(0, 0) == ends.item(0, 1):
        words = {"step": step_number, "share": share(ends.item(0, 0), language)}
        return held if found.held else say("screen_compare.groups.finding_equal", language, **words)
    high = rows.sort("lower_bound", descending=True, maintain_order=True).row(0, named=True)
    low = rows.sort("upper_bound", maintain_order=True).row(0, named=True)
    if high["lower_bound"] <= low["upper_bound"]:
        return held if found.held else say("screen_compare.groups.finding_overlap", language, step=step_number)
    if not shares_differ(_counts(found, rows)):
        chance = chance_word(chance_of_shares(_counts(found, rows)), language)
        words = {"step": step_number, "chance": chance}
        return held if found.held else say("screen_compare.groups.finding_chance", language, **words)
    return say(
        "screen_compare.groups.finding", language, step=step_number,
        high_group=group_word(found, high[found.by], language), low_group=group_word(found, low[found.by], language),
        high=share_range(high["lower_bound"], high["upper_bound"], language),
        low=share_range(low["lower_bound"], low["upper_bound"], language),
    )  # fmt: skip


def groups_tested(found: Groups, step_number: int, language: Language) -> str:
    """How it was tested whether the groups differ on the step more than chance explains, and the outcome."""
    about = say("screen_compare.groups.tested", language, step=step_number)
    return ranks_tested(about, chance_of_shares(_counts(found, _compared(found, step_number))), language)


def _compared(found: Groups, step_number: int) -> pl.DataFrame:
    """The groups of five reporters or more, on one step."""
    rows = found.rows.filter(pl.col("step") == step_number, pl.col("denominator") >= MIN_PEERS)
    return rows.drop_nulls([found.by, "value"]).sort(found.by)


def _counts(found: Groups, rows: pl.DataFrame) -> dict[object, tuple[int, int]]:
    return {key: (done, every) for key, done, every in rows.select(found.by, "numerator", "denominator").iter_rows()}


def groups_table(found: Groups, language: Language, caption: str) -> TableData:
    """One row per group and step."""
    rows, unknown = found.rows, say("screen.state.unknown", language)
    whole = partial(integer, language=language, unknown=unknown)
    of_100 = partial(share, language=language, digits=1, unknown=unknown)
    ends = {name: end_words(rows, name, language) for name in ("lower_bound", "upper_bound")}
    names = [group_word(found, key, language) for key in rows[found.by]]

    def number(label: str, name: str, word: Callable[[float | None], str]) -> Column:
        column = Column(label, rows[name].to_list(), word, is_number=True, words=ends.get(name))
        return shielded(column, rows["is_held"].to_list(), language)

    return TableData(
        caption,
        [
            Column(say("screen_compare.groups.group_column", language), names),
            Column(say("screen.column.step", language), rows["step"].to_list(), str, is_number=True),
            number(say("screen.column.numerator", language), "numerator", whole),
            number(say("screen.column.denominator", language), "denominator", whole),
            number(say("screen.column.share", language), "value", of_100),
            number(say("screen.column.lower_bound", language), "lower_bound", of_100),
            number(say("screen.column.upper_bound", language), "upper_bound", of_100),
        ],
    )
