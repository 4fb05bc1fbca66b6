"""What one municipality spent per step, beside its own norm and its own budget. Euro; unknown is a word."""

from dataclasses import dataclass, replace
from functools import partial

import polars as pl

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import row_of
from domain.bilingual import Language
from domain.programme import Programme
from domain.value_status import ValueStatus
from language.formats import day, euro, euro_range, integer, share
from language.texts import say
from metrics.costs.costs import NORM_KINDS, costs
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.standing.known import Known

STEPS_OF_A_TICK = (5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
MOST_TICKS = 5


def own_costs(municipality: OneMunicipality, view: View) -> None:
    """What it spent per step, beside its own norm and its own budget."""
    language, found = view.language, own_costs_asked(view, municipality)
    finding = own_costs_finding(municipality, found, language)
    alt = say("screen_municipality.costs.alt", view.language, finding=finding)
    data = own_costs_drawn(found, municipality.programme, municipality.name, alt, language)
    anatomy.figure(
        "own_costs",
        finding=finding,
        subtitle=say("screen_municipality.costs.subtitle", view.language, name=municipality.name),
        draw=lambda: ROWS.draw(data, key="own_costs"),
        note=say("screen_municipality.costs.note", view.language, as_of=day(view.as_of, language)),
        table=own_costs_table(municipality, found, language, finding),
        made_by=queries.ask(view.without_filters(), "cost_realisation", by=("step",), municipality=municipality.code),
    )


@dataclass(frozen=True, eq=False)
class OwnCosts:
    """`rows`: a row per step in the order of the programme, as `metrics.costs.costs` gives; euro."""

    rows: pl.DataFrame

    @property
    def spent_eur(self) -> float | None:
        """What was stated in all; None where nothing was."""
        stated = self.rows["realised_cost_eur"].drop_nulls()
        return float(stated.sum()) if len(stated) else None

    @property
    def stated_count(self) -> int:
        """On how many steps an amount was stated."""
        return self.rows["realised_cost_eur"].drop_nulls().len()

    @property
    def is_at_least(self) -> bool:
        """Whether a part of a merged municipality is missing from a sum."""
        stated = self.rows.filter(pl.col("realised_cost_eur").is_not_null())
        return bool(stated["is_at_least"].any())


def own_costs_asked(view: View, municipality: OneMunicipality) -> OwnCosts:
    """The costs of the municipality."""
    rows = queries.derived(view.without_filters(), _costs, code=municipality.code)
    order = pl.DataFrame({"step": list(municipality.programme.step_numbers)}, schema={"step": pl.Int64})
    return OwnCosts(order.join(rows, on="step", how="left", maintain_order="left"))


def _costs(known: Known, request: Request, *, code: str) -> pl.DataFrame:
    return costs(Question(known, replace(request, municipality=code), ()))


def own_costs_finding(municipality: OneMunicipality, found: OwnCosts, language: Language) -> str:
    """What it spent so far and on how many steps."""
    if found.spent_eur is None:
        return say("screen_municipality.costs.none", language, name=municipality.name)
    key = "spent_at_least" if found.is_at_least else "spent"
    return counted(
        f"screen_municipality.costs.{key}",
        found.stated_count,
        language,
        name=municipality.name,
        amount=euro(found.spent_eur, language),
        count=integer(found.stated_count, language),
    )


def norm_words(row: dict[str, object], language: Language) -> str:
    """The norm of a row in words: an amount, a range, or what stands in the impact analysis instead."""
    low, high = row["norm_low_eur"], row["norm_high_eur"]
    if isinstance(low, float) and isinstance(high, float):
        said = euro(low, language) if low == high else euro_range(low, high, language)
        return _at_least(said, bool(row["norm_is_at_least"]), language)
    kind, cost = row["reference_kind"], queries.the_programme().step(int(str(row["step"]))).cost
    if not cost.has_row:
        return say("screen_costs.word.no_row", language)
    if cost.is_only_at_most and cost.per_municipality_max_eur is not None:
        return say("screen_municipality.costs.at_most", language, amount=euro(cost.per_municipality_max_eur, language))
    return say(f"catalogue.value_status.{ValueStatus.NOT_REPORTED if kind in NORM_KINDS else kind}", language)


def spent_words(row: dict[str, object], language: Language) -> str:
    """What was spent, or that there is no report."""
    return _amount(row["realised_cost_eur"], bool(row["is_at_least"]), language)


def budget_words(row: dict[str, object], language: Language) -> str:
    """What was budgeted, or that there is no report."""
    return _amount(row["budgeted_eur"], bool(row["budgeted_eur_is_at_least"]), language)


def _amount(amount: object, is_at_least: bool, language: Language) -> str:
    if not isinstance(amount, float):
        return say("screen.state.not_reported", language)
    return _at_least(euro(amount, language), is_at_least, language)


def _at_least(said: str, is_at_least: bool, language: Language) -> str:
    return say("screen_municipality.costs.at_least", language, amount=said) if is_at_least else said


def own_costs_table(municipality: OneMunicipality, found: OwnCosts, language: Language, caption: str) -> TableData:
    """One row per step. The share of the norm only where the norm is one amount."""
    rows = found.rows
    not_reported = say("screen.state.not_reported", language)
    amount = partial(euro, language=language, unknown=not_reported)
    kinds = [say(f"catalogue.value_status.{kind}", language) for kind in rows["reference_kind"]]
    no_amount = say("screen_municipality.costs.nothing", language)
    ratio = rows.select(
        pl.when(pl.col("norm_low_eur") == pl.col("norm_high_eur")).then(
            pl.col("realised_cost_eur") / pl.col("norm_low_eur")
        )
    ).to_series()
    names = [municipality.programme.step(number).name.of(language) for number in rows["step"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), rows["step"].to_list(), str, is_number=True),
            Column(say("screen.column.step_name", language), names),
            Column(
                say("screen_municipality.costs.spent_column", language),
                rows["realised_cost_eur"].to_list(),
                amount,
                is_number=True,
            ),
            Column(
                say("screen_municipality.costs.norm_column", language),
                rows["norm_low_eur"].to_list(),
                partial(euro, language=language, unknown=no_amount),
                is_number=True,
            ),
            Column(
                say("screen_municipality.costs.norm_high_column", language),
                rows["norm_high_eur"].to_list(),
                partial(euro, language=language, unknown=no_amount),
                is_number=True,
            ),
            Column(say("screen_municipality.costs.reference_column", language), kinds),
            Column(
                say("screen_municipality.costs.budget_column", language),
                rows["budgeted_eur"].to_list(),
                amount,
                is_number=True,
            ),
            Column(
                say("screen_municipality.costs.share_column", language),
                ratio.to_list(),
                partial(share, language=language, unknown=say("screen.state.none", language)),
                is_number=True,
            ),
        ],
    )


def own_costs_drawn(found: OwnCosts, programme: Programme, own_name: str, alt: str, language: Language) -> RowsData:
    """A row per step; the axis begins at nothing."""
    amounts = [
        value
        for name in ("realised_cost_eur", "budgeted_eur", "norm_high_eur")
        for value in found.rows[name].drop_nulls().to_list()
    ]
    top = max([*amounts, 1.0]) * 1.04
    every = next((step for step in STEPS_OF_A_TICK if top / step <= MOST_TICKS), STEPS_OF_A_TICK[-1])
    ticks = range(0, int(top) + 1, every)
    word = {name: say(f"screen_municipality.costs.{name}_column", language) for name in ("spent", "norm", "budget")}
    return {
        "alt": alt,
        "key": [
            ("dot_own", f"{own_name}: {word['spent'].lower()}"),
            ("ring", say("screen_municipality.costs.key_norm", language)),
            ("tick", say("screen_municipality.costs.key_budget", language)),
        ],
        "axis": {"from": 0, "to": top, "ticks": [(tick, euro(tick, language)) for tick in ticks]},
        "right": [word["spent"], word["norm"], word["budget"]],
        "row": 34,
        "rows": [_row(row, programme, language) for row in found.rows.iter_rows(named=True)],
    }


@dataclass(frozen=True)
class _Amounts:
    """What was spent, assumed and budgeted on one step; euro."""

    step: int
    norm_low_eur: float | None
    norm_high_eur: float | None
    realised_cost_eur: float | None
    budgeted_eur: float | None


def _row(row: dict[str, object], programme: Programme, language: Language) -> Row:
    """`row`: by column, as `municipality_costs` writes it in words."""
    amounts = row_of(row, _Amounts)
    step = programme.step(amounts.step)
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "marks": _marks(amounts),
        "is_own": amounts.realised_cost_eur is not None,
        "right": [spent_words(row, language), norm_words(row, language), budget_words(row, language)],
    }


def _marks(amounts: _Amounts) -> list[Mark]:
    low, high = amounts.norm_low_eur, amounts.norm_high_eur
    spent, budget = amounts.realised_cost_eur, amounts.budgeted_eur
    marks: list[Mark] = []
    if low is not None and high is not None and low != high:
        marks.append({"kind": "thick", "from": low, "to": high, "tone": "soft"})
    elif low is not None:
        marks.append({"kind": "ring", "at": low})
    if budget is not None:
        marks.append({"kind": "tick", "at": budget})
    if spent is not None:
        marks.append({"kind": "dot", "at": spent, "tone": "own"})
    return marks
