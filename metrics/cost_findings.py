"""The findings above the figures of costs: spent, estimated and calculated are said in different words."""

from typing import Any

from domain.programme_facts import Text
from domain.value_status import ValueStatus
from language.texts import say
from metrics.cost_model import CostTotal, Variant
from metrics.figures import Figure
from metrics.sentences import Clause, Finding, counted


def realisation(realisation: Figure) -> Finding | None:
    """What was spent against the norm, from `cost_realisation` with one row; None where nobody stated an amount."""
    row = _only_row(realisation)
    if row is None or row["realised_eur"] is None:
        return None
    spent = row["numerator"]
    if row["value"] is not None:
        clause = counted("cost_realisation", row["norm_count"], spent_eur=spent, norm_share=row["value"])
    elif row["value_status"] == ValueStatus.RANGE:
        bounds = {"low_share": row["lower_bound"], "high_share": row["upper_bound"]}
        clause = counted("cost_realisation_range", row["norm_count"], spent_eur=spent, **bounds)
    else:
        key = f"catalogue.value_status.{row['value_status']}"
        reference = Text(nl=say(key, "nl"), en=say(key, "en"))
        amount = row["realised_eur"]
        clause = counted("cost_realisation_alone", row["stated_count"], spent_eur=amount, reference_name=reference)
    return Finding("cost_realisation", (clause, *_at_least(row)))


def expected(expected: Figure) -> Finding | None:
    """What all of it is estimated to cost, from `cost_expected_total` with one row; says so when it cannot be told."""
    row = _only_row(expected)
    if row is None or row["value_status"] not in (ValueStatus.OBSERVED, ValueStatus.TOO_FEW):
        return None
    if row["value"] is None:
        clauses = [Clause("cost_expected.too_few")]
        if row["lower_bound"] is not None:
            clauses.append(Clause("cost_expected.so_far", {"spent_eur": row["lower_bound"]}, starts_sentence=True))
        return Finding("cost_expected", tuple(clauses))
    interval = {"low_eur": row["interval_low"], "high_eur": row["interval_high"]}
    clause = counted("cost_expected", row["denominator"], total_eur=row["value"], **interval)
    return Finding("cost_expected", (clause,))


def model(total: CostTotal) -> Finding:
    """What the cost table comes to, as printed or with own assumptions, and that it is no maximum where it is none."""
    key = "cost_model.own" if total.variant is Variant.OWN else "cost_model.printed"
    clauses = [Clause(key, {"low_eur": total.low_eur, "high_eur": total.high_eur})]
    if not total.is_maximum:
        clauses.append(counted("cost_model", len(total.without_highest)))
    return Finding("cost_model", tuple(clauses))


def _at_least(row: dict[str, Any]) -> tuple[Clause, ...]:
    return (Clause("cost_sum.at_least"),) if row["at_least_count"] else ()


def _only_row(figure: Figure) -> dict[str, Any] | None:
    return figure.rows.row(0, named=True) if figure.rows.height == 1 else None
