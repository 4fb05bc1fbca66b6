"""What stands beside one municipality: tenths of its group, the access model of others, and how many reported."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.view.beside import WITHHELD_VARIANT
from tests.dashboard import example, looking
from tests.dashboard.looking import OWN, VISITORS

Asked = Callable[..., Any]
MANY = 40


def _script() -> None:
    """Runs what is asked as a page would, and keeps what came of it."""
    import os

    from dashboard.view import cached, state
    from domain.places import Places
    from tests.dashboard import looking
    from tests.dashboard.example import NOW

    places = Places.from_environment(os.environ)
    register, programme = cached.register(places.reference), cached.programme(places.programme)
    view = state.begin(places, NOW, register, programme, lambda: looking.visitor)
    looking.asked["answer"] = looking.asked["ask"](view, looking.visitor)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("beside")
    example.build(place)
    return place


@pytest.fixture
def asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What a question gives for one of VISITORS, with an address."""

    def answer(who: str, ask: Callable[..., Any], **address: str) -> Any:
        monkeypatch.setenv("WAMS_HOME", str(home))
        monkeypatch.setattr(looking, "visitor", VISITORS[who])
        monkeypatch.setattr(looking, "asked", {"ask": ask})
        app = AppTest.from_function(_script, default_timeout=60)
        for name, value in {"stand": "2026-10-31", **address}.items():
            app.query_params[name] = value
        assert not app.run().exception
        return looking.asked["answer"]

    return answer


def _why_not(**of: Any) -> Callable[..., str | None]:
    from dashboard.view.beside import why_not_beside

    row = {"metric": "step_completion", "by": "step", "subject": 1, "group": "all", "value": None}
    return lambda view, visitor: why_not_beside(view, visitor, **{**row, "other_count": MANY, **of})


def test_the_tenths_of_a_group_with_few_others_are_withheld_since_they_are_the_numbers_of_single_ones(asked: Asked):
    assert asked("ministry", _why_not(other_count=9)) == "access.withheld.too_few"
    assert asked("ministry", _why_not(other_count=10)) is None
    assert asked("vng", _why_not(other_count=1)) is None


@pytest.mark.parametrize("group", ["size_variant", "nearest"])
def test_a_group_of_which_no_sum_is_released_has_no_tenths(asked: Asked, group: str):
    assert asked("ministry", _why_not(group=group)) == "access.not_askable.own_group"
    assert asked("vng", _why_not(group=group)) is None


def test_the_tenths_are_withheld_where_the_sum_of_the_same_group_is(asked: Asked):
    """In Drenthe one of the example reports."""
    drenthe = {"group": "province", "value": "Drenthe"}
    assert str(asked("ministry", _why_not(**drenthe))).startswith("access.withheld.")
    assert asked("vng", _why_not(**drenthe)) is None


def test_a_day_that_cannot_be_asked_has_no_tenths(asked: Asked):
    assert asked("ministry", _why_not(), stand="2026-10-15") == "access.not_askable.day"


def test_who_may_see_no_figure_sees_no_tenths(asked: Asked):
    assert asked("nobody", _why_not()) == "access.refused.figures_sign_in"


def _variants(view: Any, visitor: Any) -> dict[str, str | None]:
    from dashboard.view import queries
    from dashboard.view.beside import with_seen_variants

    seen = with_seen_variants(queries.everyone(replace(view, access_variant=None)), view, visitor)
    return dict(seen.select("municipality_code", pl.col("access_variant")).iter_rows())


def test_of_others_stands_that_their_access_model_is_withheld_and_of_ones_own_what_it_is(asked: Asked):
    true, seen, nowhere = (asked(who, _variants) for who in ("vng", "filler", "ministry"))
    assert true[OWN] in ("a", "b", "c", "d", "e")
    assert seen == {code: true[OWN] if code == OWN else WITHHELD_VARIANT for code in true}
    assert set(nowhere.values()) == {WITHHELD_VARIANT}


def _counts(view: Any, visitor: Any) -> bool:
    from dashboard.view.beside import counts_reporters

    return counts_reporters(view, visitor)


def test_how_many_reported_is_said_where_a_figure_says_it_and_nowhere_else(asked: Asked):
    assert asked("ministry", _counts)
    assert not asked("ministry", _counts, provincie="Drenthe")
    assert not asked("ministry", _counts, stand="2026-10-15")
    assert asked("vng", _counts, provincie="Drenthe")
    assert not asked("nobody", _counts)
