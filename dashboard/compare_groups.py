"""Groups of municipalities beside each other: which share has finished each step, by size, access or province."""

from dataclasses import dataclass
from functools import partial

import polars as pl

from dashboard import queries
from dashboard.address import BY_GROUPS, View
from dashboard.download import Column, TableData
from dashboard.words import size_word
from domain.bilingual import Language
from language.formats import integer, share, share_range
from language.texts import say
from metrics.figures import Figure
from metrics.peers import MIN_PEERS

USUAL_GROUP = "size_class"


@dataclass(frozen=True, eq=False)
class Groups:
    """`rows`: `step_completion` by group and step. `counts`: municipalities per group."""

    by: str
    figure: Figure
    counts: dict[str | int | None, int]

    @property
    def rows(self) -> pl.DataFrame:
        """One row per group and step."""
        return self.figure.rows

    @property
    def keys(self) -> list[str | int | None]:
        """The groups in their order; the unknown one last."""
        return self.rows[self.by].unique().sort(nulls_last=True).to_list()

    def of(self, key: str | int | None) -> pl.DataFrame:
        """The rows of one group."""
        return self.rows.filter(pl.col(self.by).is_null() if key is None else pl.col(self.by) == key)


def groups(view: View) -> Groups:
    """The groups of the chosen kind."""
    by = view.by_group or USUAL_GROUP
    people = queries.population(view)
    counts = dict(people.group_by(by).len().iter_rows())
    return Groups(by, queries.ask(view, "step_completion", by=(by, "step")), counts)


def kinds(language: Language) -> list[tuple[str, str, str]]:
    """What can be compared by: name in the address, label, spoken label."""
    labels = {name: say(f"screen_compare.groups.{group}", language) for name, group in BY_GROUPS.items()}
    spoken = say("screen_compare.choose.by_group", language)
    return [(name, label, f"{spoken}: {label.lower()}") for name, label in labels.items()]


def kind_in_address(by: str) -> str:
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


def finding(found: Groups, step_number: int, language: Language) -> str:
    """Which group has finished the step more often than which other, whatever the silent have done.

    Only groups of five reporters or more. Where what silence hides overlaps in all of them there is no order to tell.
    """
    rows = found.rows.filter(pl.col("step") == step_number, pl.col("denominator") >= MIN_PEERS)
    rows = rows.drop_nulls([found.by, "value"]).sort(found.by)
    if rows.height < 2:
        return say("screen_compare.groups.finding_none", language)
    high = rows.sort("lower_bound", descending=True, maintain_order=True).row(0, named=True)
    low = rows.sort("upper_bound", maintain_order=True).row(0, named=True)
    if high["lower_bound"] <= low["upper_bound"]:
        return say("screen_compare.groups.finding_overlap", language, step=step_number)
    return say(
        "screen_compare.groups.finding", language, step=step_number,
        high_group=group_word(found, high[found.by], language), low_group=group_word(found, low[found.by], language),
        high=share_range(high["lower_bound"], high["upper_bound"], language),
        low=share_range(low["lower_bound"], low["upper_bound"], language),
    )  # fmt: skip


def table(found: Groups, language: Language, caption: str) -> TableData:
    """One row per group and step."""
    rows, unknown = found.rows, say("screen.state.unknown", language)
    whole = partial(integer, language=language, unknown=unknown)
    of_100 = partial(share, language=language, digits=1, unknown=unknown)
    names = [group_word(found, key, language) for key in rows[found.by]]
    counted = [
        Column(say(f"screen.column.{name}", language), rows[name].to_list(), whole, is_number=True)
        for name in ("numerator", "denominator")
    ]
    shares = [
        Column(say(f"screen.column.{label}", language), rows[name].to_list(), of_100, is_number=True)
        for name, label in (("value", "share"), ("lower_bound", "lower_bound"), ("upper_bound", "upper_bound"))
    ]
    return TableData(
        caption,
        [
            Column(say("screen_compare.groups.group_column", language), names),
            Column(say("screen.column.step", language), rows["step"].to_list(), str, is_number=True),
            *counted,
            *shares,
        ],
    )
