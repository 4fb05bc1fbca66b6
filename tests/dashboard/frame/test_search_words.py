"""What somebody may type for what a screen calls otherwise leads somewhere."""

import pytest

from dashboard.frame.search import OTHER_WORDS
from language.texts import say


@pytest.mark.parametrize(
    ("typed", "page"),
    [("grenzen", "account"), ("kosten per grootte", "costs"), ("stil", "quality"), ("afgeschermd", "account")],
)
def test_a_word_that_no_screen_has_leads_to_the_page_that_answers_it(typed: str, page: str):
    found = [
        place["page"]
        for key, place in OTHER_WORDS.items()
        if typed in say(f"screen_guidance.search.words.{key}", "nl").split("; ")
    ]
    assert found == [page]
