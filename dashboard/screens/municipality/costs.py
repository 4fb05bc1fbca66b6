"""What one municipality spent per step, beside its own norm and its own budget. Euro; unknown is a word."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import polars as pl
import streamlit as st

from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted, plain
from dashboard.screens.municipality.asked import OneMunicipality, parts_of
from dashboard.screens.municipality.words import stale_since
from dashboard.subjects import norms
from dashboard.subjects.newer_refused import newer_refused
from dashboard.subjects.prices import with_prices
from dashboard.view import queries
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from domain.programme import Programme
from domain.statements import Table
from language.formats import day, days, euro, euro_range, listing, share
from language.texts import say
from metrics.costs.costs import NORM_KINDS, costs
from metrics.defining.question import Question
from metrics.defining.request import Request
from metrics.readings.still_to_pay import StillToPay, still_to_pay
from metrics.standing.known import Known

STEPS_OF_A_TICK = (5_000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
MOST_TICKS = 5


@dataclass(frozen=True, eq=False)
class OwnCosts:
    """`rows`: a row per step in the order of the programme, as `metrics.costs.costs.costs` gives; euro."""

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
    def unsaid_count(self) -> int:
        """On how many steps no amount was stated."""
        return self.rows.height - self.stated_count

    @property
    def newest(self) -> date | None:
        """The newest reporting date of an amount."""
        found = self.rows.filter(pl.col("realised_cost_eur").is_not_null())["reporting_date"].max()
        return found if isinstance(found, date) else None

    @property
    def is_at_least(self) -> bool:
        """Whether something can be missing from the sum: a step, or a part of a merged municipality."""
        stated = self.rows.filter(pl.col("realised_cost_eur").is_not_null())
        return bool(stated["is_at_least"].any()) or self.unsaid_count > 0


def own_costs(municipality: OneMunicipality, view: View) -> None:
    """What it spent per step, beside its own norm and its own budget."""
    language, found = view.language, own_costs_asked(municipality, view)
    finding = own_costs_finding(municipality, found, language)
    alt = say("screen_municipality.costs.alt", language, finding=finding)
    data = own_costs_drawn(found, municipality.programme, municipality.name, alt, language)
    anatomy.figure(
        "own_costs",
        finding=finding.replace("€ ", "€\u00a0"),  # an amount does not break over two lines
        subtitle=say("screen_municipality.costs.subtitle", language, name=municipality.name),
        draw=lambda: _draw(data, _still(found, municipality, language)),
        note=with_prices(own_costs_note(municipality, view), municipality.programme, language),
        table=lambda: own_costs_table(municipality, found, language, finding),
        made_by=queries.ask(view.without_filters(), "cost_realisation", by=("step",), municipality=municipality.code),
        kind="screen.kind.beside_estimate",
        whom="own",
    )


def _draw(data: RowsData, still: str) -> None:
    ROWS.draw(data, key="own_costs")
    st.markdown(plain(still))


def _still(found: OwnCosts, municipality: OneMunicipality, language: Language) -> str:
    """What may still come, and by which report of the steps where that is an old one."""
    left = still_to_pay(found.rows, municipality.steps)
    said, stale = still_to_pay_said(left, language), stale_since(municipality, language)
    if not stale or not (left.known_steps or left.unknown_steps):
        return said
    return f"{said} {say('screen_municipality.costs.still_stale', language, day=stale)}"


def still_to_pay_said(found: StillToPay, language: Language) -> str:
    """What may still come on the steps that are not finished, and of how many that is not known."""
    unknown = len(found.unknown_steps)
    if not unknown and not found.known_steps:
        return say("screen_municipality.costs.still_nothing", language)
    if not found.known_steps:
        return counted("screen_municipality.costs.still_none", unknown, language)
    low, high = found.low_eur, found.high_eur
    amount = euro(low, language) if low == high else euro_range(low, high, language)
    steps = listing([str(step) for step in found.known_steps], language)
    said = say("screen_municipality.costs.still", language, amount=amount, steps=steps)
    return f"{said} {counted('screen_municipality.costs.still_unknown', unknown, language)}" if unknown else said


def own_costs_note(municipality: OneMunicipality, view: View) -> str:
    """Whose amounts these are, and how the norms beside them were made."""
    language, programme = view.language, municipality.programme
    name = programme.step(programme.training_step_number).short_name.of(language)
    training = f"{name}: {norms.training_reckoned(programme, language)}"
    note = say("screen_municipality.costs.note", language, as_of=day(view.as_of, language), training=training)
    codes = [municipality.code, *parts_of(municipality.code, view.as_of)]
    return " · ".join([note, *newer_refused(view, codes, Table.COST)])


def own_costs_asked(municipality: OneMunicipality, view: View) -> OwnCosts:
    """The costs of the municipality."""
    rows = queries.derived(view.without_filters(), _costs, code=municipality.code)
    order = pl.DataFrame({"step": list(municipality.programme.step_numbers)}, schema={"step": pl.Int64})
    return OwnCosts(order.join(rows, on="step", how="left", maintain_order="left"))


def _costs(known: Known, request: Request, *, code: str) -> pl.DataFrame:
    return costs(Question(known, replace(request, municipality=code), ()))


def own_costs_finding(municipality: OneMunicipality, found: OwnCosts, language: Language) -> str:
    """What it spent by its reports, up to which day, on how many steps, and of how many it stated nothing."""
    if found.spent_eur is None:
        age = municipality.max_age_days
        if age is not None:
            return say("screen_municipality.costs.none_aged", language, name=municipality.name, age=days(age, language))
        return say("screen_municipality.costs.none", language, name=municipality.name)
    key = "screen_municipality.costs.spent_at_least" if found.is_at_least else "screen_municipality.costs.spent"
    amount = euro(found.spent_eur, language, rounding="down" if found.is_at_least else "nearest")
    rest = counted("screen_municipality.costs.unsaid", found.unsaid_count, language) if found.unsaid_count else ""
    until = day(found.newest or municipality.as_of, language)
    words = {"name": municipality.name, "amount": amount, "until": until, "rest": rest}
    return counted(key, found.stated_count, language, **words)


def own_costs_table(municipality: OneMunicipality, found: OwnCosts, language: Language, caption: str) -> TableData:
    """One row per step. Of a norm that is a range there are two shares: of its high end, and of its low end."""
    rows = found.rows
    not_reported = say("screen.state.not_reported", language)
    nothing = say("screen_municipality.costs.nothing", language)
    names = [municipality.programme.step(number).name.of(language) for number in rows["step"]]
    printed = [norms.printed(municipality.programme.step(number), language) for number in rows["step"]]
    # after a merger over the parts that stated both
    shares = {end: (rows["norm_term_eur"] / rows[f"norm_term_{end}_eur"]).to_list() for end in ("high", "low")}
    ratio_word = partial(share, language=language, unknown=say("screen.state.none", language))

    def amount(label: str, name: str, unknown: str) -> Column:
        return Column(label, rows[name].to_list(), partial(euro, language=language, unknown=unknown), is_number=True)

    return TableData(
        caption,
        [
            Column(say("screen.column.step", language), rows["step"].to_list(), str, is_number=True),
            Column(say("screen.column.step_name", language), names),
            amount(say("screen_municipality.costs.spent_column", language), "realised_cost_eur", not_reported),
            amount(say("screen_municipality.costs.norm_column", language), "norm_low_eur", nothing),
            amount(say("screen_municipality.costs.norm_high_column", language), "norm_high_eur", nothing),
            Column(say("screen_municipality.costs.printed_column", language), printed),
            amount(say("screen_municipality.costs.budget_column", language), "budgeted_eur", not_reported),
            Column(say("screen_municipality.costs.share_column", language), shares["high"], ratio_word, is_number=True),
            Column(
                say("screen_municipality.costs.share_high_column", language), shares["low"], ratio_word, is_number=True
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
    spent = say("screen_municipality.costs.spent_column", language)
    norm = say("screen_municipality.costs.norm_column", language)
    budget = say("screen_municipality.costs.budget_column", language)
    return {
        "alt": alt,
        "key": [
            ("dot_own", f"{own_name}: {spent.lower()}"),
            ("ring", say("screen_municipality.costs.key_norm", language)),
            ("tick", say("screen_municipality.costs.key_budget", language)),
        ],
        "axis": {"from": 0, "to": top, "ticks": [(tick, euro(tick, language)) for tick in ticks]},
        "right": [spent, norm, say("screen_municipality.costs.printed_column", language), budget],
        "row": 34,
        "rows": [_row(amounts, programme, language) for amounts in rows_of(found.rows, _Amounts)],
    }


@dataclass(frozen=True)
class _Amounts:
    """What was spent, assumed and budgeted on one step, in euro: a row of `metrics.costs.costs.costs`.

    `reference_kind`: the norm is an amount, a range, or something of which there is none; then both ends are None.
    """

    step: int
    norm_low_eur: float | None
    norm_high_eur: float | None
    norm_is_at_least: bool | None
    reference_kind: str
    realised_cost_eur: float | None
    is_at_least: bool | None
    budgeted_eur: float | None
    budgeted_eur_is_at_least: bool | None


def _row(amounts: _Amounts, programme: Programme, language: Language) -> Row:
    step = programme.step(amounts.step)
    spent = _stated(amounts.realised_cost_eur, language, is_at_least=bool(amounts.is_at_least))
    budget = _stated(amounts.budgeted_eur, language, is_at_least=bool(amounts.budgeted_eur_is_at_least))
    return {
        "number": str(step.number),
        "label": step.short_name.of(language),
        "marks": _marks(amounts),
        "is_own": amounts.realised_cost_eur is not None,
        "right": [spent, _norm(amounts, language), norms.printed(step, language), budget],
    }


def _norm(amounts: _Amounts, language: Language) -> str:
    """Our norm in words: an amount, a range, or that there is none."""
    low, high = amounts.norm_low_eur, amounts.norm_high_eur
    if low is not None and high is not None:
        norm = euro(low, language) if low == high else euro_range(low, high, language)
        return _at_least(norm, language) if amounts.norm_is_at_least else norm
    if amounts.reference_kind in NORM_KINDS:  # there is one, of people that the municipality did not state
        return say("screen.state.not_reported", language)
    return say("screen_municipality.costs.no_norm", language)


def _stated(amount: float | None, language: Language, *, is_at_least: bool) -> str:
    if amount is None:
        return say("screen.state.not_reported", language)
    if is_at_least:
        return _at_least(euro(amount, language, rounding="down"), language)
    return euro(amount, language)


def _at_least(amount: str, language: Language) -> str:
    return say("screen_municipality.costs.at_least", language, amount=amount)


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
