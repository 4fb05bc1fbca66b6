from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.programme import Programme
from domain.statements import Standing
from pipelines.format.vocabulary import NOBODY, Vocabulary

WAMS = Vocabulary(Programme.load())
AFVALPLAN = Programme.load(Path(__file__).parents[2] / "fixtures" / "programmes" / "afvalplan.toml")


@pytest.mark.parametrize(
    "written",
    ["8", " 8 ", "08", "8.", "8)", "8.0", "8,0", "stap 8", "Stap8", "STAP 8:", "8. Training medewerkers",
     "8 Training medewerkers", "stap 8 - training", "8. Trainen van medewerkers", "Training medewerkers"],
)  # fmt: skip
def test_a_step_is_read_in_each_way_of_writing(written: str):
    assert WAMS.step_number(written) == 8


@pytest.mark.parametrize(
    "written",
    ["0", "12", "-8", "11b", "8b", "8.5", "8/9", "8 en 9", "acht", "", "8. Communicatie", "8. Aanpassen ICT",
     "10. Communicatie (richting partners)", "8. iets anders", "Communicatie", "888888888888", "８"],
)  # fmt: skip
def test_what_is_no_step_or_contradicts_its_own_name_is_not_guessed(written: str):
    assert WAMS.step_number(written) is None


def test_every_step_is_known_by_number_and_name_also_in_a_programme_with_other_steps():
    for programme in (Programme.load(), AFVALPLAN):
        words = Vocabulary(programme)
        for step in programme.steps:
            for name in (step.name.nl, step.short_name.nl, *step.aliases):
                assert words.step_number(f"{step.number}. {name}") == step.number
                assert words.step_number(f"stap {step.number} {name.upper()}") == step.number
        assert words.step_number(str(len(programme.steps) + 1)) is None


@pytest.mark.parametrize(
    ("written", "standing"),
    [("niet gestart", Standing.NOT_STARTED), ("Nog niet begonnen", Standing.NOT_STARTED), ("Gestart", "started"),
     ("IN UITVOERING", "started"), ("in  uitvoering", "started"), ("gereed", "finished"), ("Klaar", "finished"),
     ("n.v.t.", "not_applicable"), ("nvt", "not_applicable"), ("Niet_van-toepassing", "not_applicable")],
)  # fmt: skip
def test_a_status_is_read_without_regard_to_case_and_with_its_synonyms(written: str, standing: str):
    assert WAMS.standing(written) == standing


@pytest.mark.parametrize("written", ["", "bijna", "afgerond?", "gestart/afgerond", "ja", "100%"])
def test_an_unknown_status_is_not_guessed(written: str):
    assert WAMS.standing(written) is None


def test_parties_come_in_the_order_of_the_programme_once():
    assert WAMS.waiting_on("VNG / Rijk + vng") == "rijk+vng"
    assert WAMS.waiting_on("eigen organisatie") == "eigen organisatie"
    assert WAMS.waiting_on("geen") == NOBODY
    assert WAMS.waiting_on("rijk+oma") is None
    assert WAMS.waiting_on("rijk+geen") is None


def test_target_groups_and_access_variants_are_read_by_key_name_or_synonym():
    assert WAMS.target_group("Basistraining") == "basis"
    assert WAMS.target_group("INTENSIEF") == "intensief"
    assert WAMS.target_group("iedereen") is None
    assert [WAMS.access_variant(written) for written in ("a", "B", "variant c", "Model D")] == ["a", "b", "c", "d"]
    assert WAMS.access_variant("f") is None


@given(st.text(max_size=30))
def test_any_text_is_a_known_word_or_none(written: str):
    assert WAMS.step_number(written) in {None, *range(1, 12)}
    assert WAMS.standing(written) in {None, *Standing} - {Standing.NOT_REPORTED}
    assert WAMS.waiting_on(written) is None or isinstance(WAMS.waiting_on(written), str)
