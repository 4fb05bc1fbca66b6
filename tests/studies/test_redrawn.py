"""A coverage just under what is expected is chance or method: the same countries under many silences tell which."""

import pytest

from language.formats import share
from language.texts import say
from studies.country import Setting
from studies.redrawn import redrawn_coverage


def test_the_same_countries_under_many_silences_give_the_same_coverage_each_time(setting: Setting):
    few = redrawn_coverage(setting, 11, seeds=range(1, 4), times=50)
    assert few == redrawn_coverage(setting, 11, seeds=range(1, 4), times=50)
    assert 0.85 < few.coverage <= 1


@pytest.mark.long
def test_that_a_step_lies_just_under_what_is_expected_is_chance_as_the_page_of_coverage_says(setting: Setting):
    found = redrawn_coverage(setting, 11)
    assert 0.945 < found.coverage - 2 * found.coverage_error < found.coverage + 2 * found.coverage_error < 0.955
    assert f"in {share(found.coverage, 'nl', 1)} van de intervallen" in say("study.estimate.redrawn", "nl")
