"""Bytes are counted as they came."""

import base64

import pytest

from bench.wire import TEXT, have_settled, payload_bytes

BINARY = 2


@pytest.mark.parametrize("size", range(7))
def test_of_a_frame_in_base64_the_bytes_count_and_not_the_letters(size: int):
    assert payload_bytes(BINARY, base64.b64encode(b"x" * size).decode()) == size


def test_of_a_frame_of_text_the_bytes_count_and_not_the_signs():
    assert payload_bytes(TEXT, "één") == 5


@pytest.mark.parametrize(
    ("visits", "settled"),
    [([], False), ([9, 9], False), ([9_000, 9_000, 1_000], False), ([9_000, 1_009, 1_000], True)],
)
def test_two_visits_that_cost_the_same_are_enough_after_a_first(visits: list[int], settled: bool):
    assert have_settled(visits) is settled
