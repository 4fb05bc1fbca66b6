"""In which tenth of its peers a municipality lies, in words; drawn by hand."""

import pytest

from dashboard.subjects.tenths import tenth_word, tenths_of

TEN_TO_NINETY = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0)
TIED = (0.0, 0.0, 2.0, 5.0, 5.0, 5.0, 8.0, 9.0, 11.0)


@pytest.mark.parametrize(
    ("value", "deciles", "tenths"),
    [
        (3, TEN_TO_NINETY, (1, 1)),  # below the lowest decile: with the tenth that have least
        (55, TEN_TO_NINETY, (6, 6)),
        (95, TEN_TO_NINETY, (10, 10)),
        (50, TEN_TO_NINETY, (5, 6)),  # on the middle one: where the fifth and the sixth meet
        (5, TIED, (4, 7)),  # three deciles are five
        (0, TIED, (1, 3)),
        (12, TIED, (10, 10)),
    ],
)
def test_a_value_lies_in_the_tenth_between_its_deciles_and_in_all_that_tie_with_it(value, deciles, tenths):
    assert tenths_of(value, deciles) == tenths


def test_the_tenth_is_told_in_words_from_low_to_high():
    assert tenth_word(55, TEN_TO_NINETY, 10, "nl") == "tiende 6 van 10"
    assert tenth_word(55, TEN_TO_NINETY, 10, "en") == "tenth 6 of 10"
    assert tenth_word(5, TIED, 10, "nl") == "tiende 4 tot en met 7 van 10 (zoveel gemeenten zijn gelijk)"


def test_without_a_value_or_without_enough_peers_there_is_a_word_and_no_tenth():
    assert tenth_word(None, TEN_TO_NINETY, 10, "nl") == "onbekend"
    assert tenth_word(4, None, 10, "nl") == "te weinig"


def test_fewer_than_ten_peers_do_not_fill_ten_tenths():
    assert tenth_word(55, TEN_TO_NINETY, 9, "nl") == "te weinig"
    assert tenth_word(55, TEN_TO_NINETY, 10, "nl") == "tiende 6 van 10"
