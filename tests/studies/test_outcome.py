"""The outcomes that are kept: as they came out, complete, and told in both languages."""

from dataclasses import replace

import pytest

from domain.bilingual import LANGUAGES
from domain.study_outcome import Study, StudyOutcome, kept_outcomes
from metrics.readings.study_findings import silence_meaning, silence_name, study_account, study_tables, study_title
from studies.outcome import keep, page
from studies.running import RECIPES

KEPT = {outcome.study: outcome for outcome in kept_outcomes()}
FEWEST = {
    Study.ESTIMATE: 1_000, Study.ALTERNATIVES: 200, Study.NOWCAST: 100, Study.FORECAST: 100, Study.FORECAST_CURVES: 200,
    Study.COST: 200,
}  # fmt: skip


def test_every_study_has_an_outcome_with_all_of_its_replicates():
    assert {study: outcome.replicates for study, outcome in KEPT.items()} == FEWEST
    run = {study: (one.first_seed, one.last_seed) for study, one in KEPT.items() if study in RECIPES}
    assert run == {study: (recipe.seeds[0], recipe.seeds[-1]) for study, recipe in RECIPES.items()}
    assert set(KEPT) - set(RECIPES) == {Study.FORECAST_CURVES}  # how it was made is gone; what came out stays


@pytest.mark.parametrize("study", KEPT)
def test_an_outcome_reads_back_as_it_was_written(study, tmp_path):
    kept = KEPT[study]
    keep(kept, tmp_path)
    again = StudyOutcome.read(study, tmp_path)
    assert again.rows.equals(kept.rows)
    assert page([again]) == page([kept])


def test_a_number_that_is_not_there_is_left_out_and_reads_back_as_unknown(tmp_path):
    kept = KEPT[Study.ESTIMATE]
    keep(replace(kept, rows=kept.rows.head(2).with_columns(mean_error=None)), tmp_path)
    assert "mean_error" not in StudyOutcome.read(Study.ESTIMATE, tmp_path).rows.columns


@pytest.mark.parametrize("study", KEPT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_explained_in_both_languages_and_has_a_head_for_each_column(study, language):
    outcome = KEPT[study]
    assert study_title(study, language)
    assert all(study_account(outcome, language))
    tables = study_tables(outcome)
    assert sum(table.rows.height for table in tables) == outcome.rows.height
    for table in tables:
        assert table.explanation(language)
        assert silence_name(table.silence, language)
        assert silence_meaning(table.silence, language)
        assert {len(line) for line in table.lines(language)} == {len(table.head(language))}


@pytest.mark.parametrize("study", KEPT)
def test_a_row_is_marked_when_its_coverage_lies_outside_what_is_expected(study):
    low, high = KEPT[study].expected
    for table in study_tables(KEPT[study]):
        assert table.is_outside() == [not low <= one <= high for one in table.rows["coverage"].to_list()]
        assert table.lines("en")[0][1 + table.columns.index("coverage")].endswith("%")


def test_the_forecast_is_measured_by_step_by_month_and_by_how_many_are_open():
    rows = KEPT[Study.FORECAST].rows
    for silence in ("everyone", "random", "random_and_old", "by_progress", "weibull", "reopened", "faster"):
        of = rows.filter(rows["silence"] == silence)
        values = {
            group: of.filter(of["group"] == group)["value"].to_list() for group in ("step", "months_ahead", "open")
        }
        assert values["step"] == [str(number) for number in range(1, 12)]
        assert values["months_ahead"] == [str(month) for month in range(1, 13)]
        assert values["open"] == ["few_open", "many_open"]
