"""A country small enough to check by hand: one province, two steps, a few reports. All of it is made up."""

from datetime import date, datetime, timezone

import polars as pl

from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import PROVENANCE, STATEMENT_COLUMNS, Table, empty_statements
from metrics.defining.request import Request, Value
from metrics.standing.known import Known

AS_OF = date(2026, 3, 31)
PROVINCE = "Flevoland"  # six municipalities in three size classes: enough for an estimate, few enough to count

MILESTONES = (
    # code, peildatum, step, standing, start, own target, end, waits on
    ("GM0034", date(2025, 12, 31), 1, "started", date(2025, 11, 1), date(2026, 2, 1), None, "vng"),
    ("GM0034", date(2026, 3, 31), 1, "finished", date(2025, 11, 1), date(2026, 3, 1), date(2026, 2, 20), None),
    ("GM0034", date(2026, 3, 31), 2, "finished", None, None, date(2026, 3, 15), None),
    ("GM0050", date(2026, 3, 31), 1, "finished", date(2025, 10, 15), None, date(2026, 1, 15), None),
    ("GM0050", date(2026, 3, 31), 2, "not_applicable", None, None, None, None),
    ("GM0171", date(2025, 8, 31), 1, "started", date(2025, 6, 1), date(2025, 11, 1), None, "rijk+leverancier"),
    ("GM0184", date(2025, 12, 31), 1, "finished", date(2025, 9, 1), None, date(2025, 12, 1), None),
    ("GM0184", date(2026, 3, 31), 1, "started", date(2025, 9, 1), date(2026, 6, 1), None, "leverancier"),
    ("GM0184", date(2026, 3, 31), 2, "not_started", None, date(2026, 9, 1), None, None),
)
COSTS = (
    # code, peildatum, step, spent, budget
    ("GM0034", date(2026, 3, 31), 2, 150000.0, 200000.0),
    ("GM0050", date(2026, 3, 31), 2, 49000.0, None),
    ("GM0303", date(2026, 3, 31), 1, 12500.0, None),
)
TRAINING = (
    # code, peildatum, target group, in scope, trained, hours, trained who left
    ("GM0034", date(2026, 3, 31), "basis", 200, 150, 900.0, 10),
    ("GM0034", date(2026, 3, 31), "intensief", 80, 20, None, None),
    ("GM0050", date(2026, 3, 31), "basis", 20, 4, 30.0, None),
)
PROFILES = (
    ("GM0034", date(2025, 12, 31), 25.0),
    ("GM0034", date(2026, 3, 31), 15.0),
    ("GM0050", date(2026, 3, 31), 40.0),
)

CHOICES: dict[str, tuple[tuple[str, ...], int | None]] = {
    "step_completion": (("step",), None),
    "completed_steps": (("municipality",), None),
    "all_steps_done": ((), None),
    "progress_over_time": (("month",), 1),
    "own_plan_adherence": (("step",), None),
    "plan_slip_days": ((), None),
    "waiting_on": (("party",), 1),
    "reopened_steps": (("step",), None),
    "time_to_event": (("clock",), 1),
    "nowcast": (("step",), None),
    "forecast": (("month",), 1),
    "training_coverage": (("target_group",), None),
    "training_hours": (("target_group",), None),
    "training_leak": (("target_group",), None),
    "coverage_if_none_had_left": (("target_group",), None),
    "training_funnel": (("target_group", "municipality"), None),
    "cost_norm": (("step",), None),
    "cost_realisation": (("step",), None),
    "cost_expected_total": (("step",), None),
    "benchmark": ((), None),
    "reuse_finder": ((), 1),
    "response": (("quarter",), None),
    "representativeness": (("size_class",), None),
    "freshness": ((), None),
    "reporting_burden": ((), None),
    "consistency": (("rule",), None),
    "revisions": ((), None),
}
"""Per metric how it is asked in the example: by what, for which step."""


def example_known() -> Known:
    """What is known in the example."""
    programme = Programme.load()
    statements = {table: empty_statements(table) for table in Table}
    columns = ("municipality_code", "reporting_date", "step_number")
    statements[Table.MILESTONE] = _statements(
        Table.MILESTONE, (*columns, "standing", "start_date", "own_target_date", "end_date", "waiting_on"), MILESTONES
    )
    statements[Table.COST] = _statements(Table.COST, (*columns, "realised_cost_eur", "budgeted_eur"), COSTS)
    staff = ("staff_in_scope_count", "trained_staff_count", "delivered_hours", "departed_trained_count")
    statements[Table.TRAINING] = _statements(
        Table.TRAINING, ("municipality_code", "reporting_date", "target_group", *staff), TRAINING
    )
    statements[Table.PROFILE] = _statements(
        Table.PROFILE, ("municipality_code", "reporting_date", "completion_minutes"), PROFILES
    )
    history = {
        table: frame.with_columns(withdrawn_at=pl.lit(None, pl.Datetime("us", "UTC")))
        for table, frame in statements.items()
    }
    return Known(
        statements,
        pl.DataFrame(),
        Register.load(),
        programme.model_copy(update={"steps": programme.steps[:2]}),
        datetime(2026, 4, 1, tzinfo=timezone.utc),
        history,
    )


def example_request(key: str) -> Request:
    """How a metric is asked in the example."""
    by, step = CHOICES.get(key, ((), None))
    where: dict[str, Value | tuple[Value, ...]] = {"province": PROVINCE}
    return Request(AS_OF, by=by, step=step, where=where)


def _statements(table: Table, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> pl.DataFrame:
    schema = {**STATEMENT_COLUMNS[table], **PROVENANCE}
    return pl.DataFrame([dict(zip(columns, row, strict=True)) for row in rows], schema=schema)
