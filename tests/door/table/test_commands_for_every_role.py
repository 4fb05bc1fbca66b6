"""`wams metric --as`: every figure of the catalogue for every role, held against the same table as the screens."""

from collections.abc import Iterable

import numpy as np
import pytest
from typer.testing import CliRunner

from cli.main import app
from domain.municipalities import Register
from metrics.catalogue import CATALOGUE
from tests.door.signing_in import Installation
from tests.door.table import canaries
from tests.door.table.agreed import ADVISER, CONTACT, EVERYWHERE, FILLER, MANAGER, NOBODY, OFFICIAL, leaked

ROLES = {
    FILLER: f"gemeente:{canaries.ZUTPHEN}",
    CONTACT: f"gemeente:{canaries.SCHAGEN}",
    OFFICIAL: "ministerie",
    ADVISER: "vng",
    MANAGER: "beheerder",
    NOBODY: "lezer",
}
SHAPES = ((), ("--by", "municipality"), ("--by", "province"), ("--municipality", canaries.SCHAGEN))
AMOUNTS = ("training_coverage", "training_hours", "cost_realisation", "reporting_burden")
OWN = {FILLER: canaries.ZUTPHEN, CONTACT: canaries.SCHAGEN}


def _asked(installation: Installation, who: str, key: str, shape: tuple[str, ...]) -> tuple[int, str]:
    """In this process: a process for each question would take a second."""
    asked = ("metric", key, "--as", ROLES[who], "--as-of", "2026-10-31", "--format", "csv", *shape)
    ended = CliRunner(env={"WAMS_HOME": str(installation.home)}).invoke(app, list(asked))
    assert ended.exit_code in (0, 2, 3), ended.stderr  # 2: no figure of that shape; 3: not for this role
    return ended.exit_code, (ended.stdout + ended.stderr).replace(",", " ")  # or each cell seems part of a number


def _reached(
    installation: Installation, who: str, shapes: tuple[tuple[str, ...], ...], keys: Iterable[str] = CATALOGUE
) -> set[tuple[str, str]]:
    reached: set[tuple[str, str]] = set()
    for key in keys:
        for shape in shapes:
            status, text = _asked(installation, who, key, shape)
            found = canaries.found_in(text)
            assert leaked(who, found) == set(), (key, shape)
            assert who not in (MANAGER, NOBODY) or status != 0, (key, shape)
            reached |= found
    return reached


def test_what_was_planted_is_no_number_of_inhabitants_and_no_difference_of_two():
    """The finder of examples gives to all how much larger one municipality is than another."""
    planted = {getattr(said, name) for said in canaries.SAID.values() for name in canaries.AMOUNTS}
    for (_,), people in Register.load().populations.partition_by("year", as_dict=True).items():
        counts = people["inhabitant_count"].to_numpy()
        assert planted & {*counts.tolist(), *np.abs(counts[:, None] - counts[None, :]).ravel().tolist()} == set()


@pytest.mark.parametrize("who", [OFFICIAL, FILLER])
def test_no_figure_of_the_command_names_to_a_role_what_it_may_not_see(installation: Installation, who: str):
    reached = _reached(installation, who, SHAPES[1:2], AMOUNTS)
    assert {of for of, _ in reached} == ({OWN[who]} if who in OWN else set())


@pytest.mark.long
@pytest.mark.parametrize("who", ROLES)
def test_no_figure_in_any_shape_gives_a_role_what_it_may_not_see(installation: Installation, who: str):
    reached = _reached(installation, who, SHAPES)
    if who == ADVISER:
        assert {of for of, _ in reached} >= set(EVERYWHERE)
