"""Who left: that nobody was ever trained where it was told is another thing than that nobody told it."""

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.screens.training.asked import Coverage, Hours, Leak
from dashboard.screens.training.headlines import headlines
from domain.programme import Programme

GROUP = Programme.load().target_groups[0]


def _leak_note(stated: int) -> str:
    """What the card of who left says, where so many told of it and 226 reported on training at all."""
    row = Leak(GROUP.key, 0 if stated else None, 0 if stated else None, None, stated, 0)
    coverage = Coverage(GROUP.key, 0, 3000, 0.0, 226, 0, 116, None, None, None)
    hours = Hours(GROUP.key, 0, None, None, None, 4.0, 8.0)
    picture: Any = SimpleNamespace(
        programme=SimpleNamespace(target_groups=()), group=GROUP, leak_row=row, hour_rows={GROUP.key: hours},
        coverage_rows={GROUP.key: coverage}, max_age_days=None,
    )  # fmt: skip
    return headlines(picture, "nl")[0].note


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (118, "118 gemeenten gaven op hoeveel opgeleide medewerkers vertrokken; daar is nog niemand opgeleid."),
        (1, "1 gemeente gaf op hoeveel opgeleide medewerkers vertrokken; daar is nog niemand opgeleid."),
        (0, "226 gemeenten deden opgave over opleiding; geen daarvan over hoeveel opgeleide medewerkers vertrokken."),
    ],
)
def test_where_nobody_was_trained_yet_the_card_of_who_left_says_that_and_not_that_nobody_told(stated: int, told: str):
    assert _leak_note(stated) == told
