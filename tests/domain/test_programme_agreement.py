"""The agreement in the programme file: what others see by name, and what no programme can widen."""

from pathlib import Path

import pytest

from domain.programme import PROGRAMME_FILE, Programme, ProgrammeError
from domain.programme_agreement import Sight
from domain.statements import Table
from tests.metrics.drawn import AFVALPLAN


def _with(agreement: str, folder: Path) -> Path:
    written = PROGRAMME_FILE.read_text(encoding="utf-8")
    start = written.index("[agreement.milestone]")
    end = written.index("# ---", start)
    path = folder / "other.toml"
    path.write_text(written[:start] + agreement + "\n" + written[end:], encoding="utf-8")
    return path


def test_municipalities_see_each_others_steps_and_the_ministry_and_everybody_only_after_a_yes() -> None:
    terms = Programme.load().agreement.of(Table.MILESTONE)
    assert (terms.municipalities, terms.ministry, terms.everybody) == (Sight.BY_NAME, Sight.IF_YES, Sight.IF_YES)


def test_a_programme_that_says_nothing_shows_nobody_by_name() -> None:
    agreement = Programme.load(AFVALPLAN).agreement
    for table in Table:
        terms = agreement.of(table)
        assert {terms.municipalities, terms.ministry, terms.everybody} == {Sight.GROUPS}


@pytest.mark.parametrize(
    ("agreement", "complaint"),
    [
        ('[agreement.cost]\nministry = "if_yes"', "cost: others see this table in groups only"),
        ('[agreement.training]\nmunicipalities = "by_name"', "training: others see this table in groups only"),
        ('[agreement.milestone]\neverybody = "by_name"\nministry = "if_yes"', "everybody would see more than"),
        ('[agreement.milestone]\nministry = "perhaps"', "agreement.milestone.ministry"),
        ('[agreement.milestone]\nprovince = "if_yes"', "agreement.milestone.province"),
    ],
)
def test_an_agreement_that_cannot_hold_is_refused_with_its_reason(
    agreement: str, complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(ProgrammeError, match=complaint):
        Programme.load(_with(agreement, tmp_path))
