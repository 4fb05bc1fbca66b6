"""The catalogue and the written list of what is measured are one list."""

from metrics.catalogue import CATALOGUE

WRITTEN = {
    # progress
    "step_completion", "completed_steps", "all_steps_done", "progress_over_time", "own_plan_adherence",
    "plan_slip_days", "waiting_on", "reopened_steps",
    # time to event
    "time_to_event", "nowcast", "forecast",
    # training
    "training_coverage", "training_hours", "training_leak", "coverage_if_none_had_left", "training_funnel",
    # costs
    "cost_norm", "cost_realisation", "cost_expected_total",
    # benchmark; the rank among peers is asked under the name of its section
    "benchmark", "reuse_finder",
    # trust
    "response", "freshness", "reporting_burden", "representativeness", "consistency", "revisions",
}  # fmt: skip


def test_every_written_metric_is_in_the_catalogue_and_nothing_else_is():
    assert set(CATALOGUE) == WRITTEN
