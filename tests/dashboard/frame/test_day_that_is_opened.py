"""On which day a page opens for who is suppressed, and what a lock says of the days on which it is open."""

from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from dashboard.figure.locks import withheld_drawn
from dashboard.view import cached, open_days
from dashboard.view.address import View
from dashboard.view.ingredients import Names, Rows
from domain.statements import Table
from tests.dashboard import looking, planted
from tests.dashboard.looking import VISITORS, parts

OPEN, SHUT = date(2026, 8, 31), date(2026, 10, 31)
VIEW = View(as_of=SHUT, known_on=datetime(2026, 11, 15, tzinfo=timezone.utc))
STEPS = Rows("step_completion", ("step",), ("numerator",))
WHY = "access.withheld.too_few_changed"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("opened")
    planted.build(place)
    return place


def _opened(monkeypatch: pytest.MonkeyPatch, home: Path, who: str, **address: str) -> tuple[str, list[str]]:
    """The day that Stappen is of, and what stands over it."""
    app = looking.looked(monkeypatch, home, VISITORS[who], "steps", None, **address)
    assert not app.exception
    day = next(item["value"] for item in parts(app)["filters"]["items"] if item["name"] == "stand")
    return day, [one.value.replace("\\", "") for one in app.info]


def test_a_page_opens_on_the_newest_month_end_that_is_not_withheld_and_says_so_unless_a_day_was_chosen(
    monkeypatch: pytest.MonkeyPatch, home: Path
):
    monkeypatch.setattr(cached, "days_shown", lambda *_asked: (OPEN,))
    monkeypatch.setattr(open_days, "why_not_on", lambda *_asked: WHY)
    day, told = _opened(monkeypatch, home, "ministry")
    assert day == OPEN.isoformat()
    assert told == [
        "U kijkt naar 31 aug 2026, het nieuwste maandeinde dat u kunt zien. Van 31 okt 2026 tonen wij u de cijfers nog "
        "niet: bij minder dan vijf gemeenten veranderde er iets, of bij geen: het verschil zou hen verraden."
    ]
    assert _opened(monkeypatch, home, "ministry", stand="2026-09-30") == ("2026-09-30", [])
    assert _opened(monkeypatch, home, "vng") == ("2026-10-31", [])


def test_a_lock_names_the_newest_day_on_which_its_figure_is_open_and_leads_there():
    drawn = withheld_drawn(["steps"], WHY, OPEN, VIEW)
    assert drawn["title"] == "Afgeschermd: hoe ver elke stap is"
    assert drawn["reason"].endswith("Op 31 aug 2026 ziet u hier meer van: het nieuwste maandeinde waarop dat mag.")
    assert drawn["show"] == "Kijk naar 31 aug 2026"


def test_figures_that_are_withheld_for_one_reason_are_named_together_with_the_reason_once():
    drawn = withheld_drawn(["arrivals", "refused"], "access.refused.reports_of_other", None, VIEW)
    assert drawn["title"] == "Afgeschermd, om dezelfde reden"
    assert drawn["names"] == ["wat er binnenkwam", "rijen die niet zijn aangenomen"]
    assert drawn["keys"] == ["arrivals", "refused"]


def test_a_lock_sends_nobody_who_looks_at_the_country_to_a_larger_group():
    of_the_country = withheld_drawn(["steps"], WHY, None, VIEW)
    of_a_group = withheld_drawn(["steps"], WHY, None, replace(VIEW, province="Utrecht"))
    assert "grotere groep" not in of_the_country["reason"]
    assert of_a_group["reason"].endswith("Van een grotere groep, of van het hele land, ziet u het misschien wel.")
    assert of_a_group["show"] is None


@pytest.mark.parametrize(
    ("made_of", "is_shut", "day"),
    [
        ((STEPS,), set[date](), OPEN),
        ((STEPS,), {OPEN}, date(2026, 7, 31)),  # open, but without a number that the figure is drawn from
        ((STEPS, Names(Table.MILESTONE)), set[date](), None),  # withheld on every day
    ],
)
def test_the_day_that_a_lock_names_is_one_on_which_all_that_the_figure_is_made_of_is_shown(
    made_of: tuple[Any, ...], is_shut: set[date], day: date | None, monkeypatch: pytest.MonkeyPatch
):
    def why(_parts: object, view: View, _visitor: object) -> str | None:
        return WHY if view.as_of in is_shut else None

    monkeypatch.setattr(open_days, "why_withheld", why)
    monkeypatch.setattr(open_days, "_days", lambda *_asked: (SHUT, OPEN, date(2026, 7, 31)))
    assert open_days.newest_open(made_of, VIEW, VISITORS["ministry"]) == day
