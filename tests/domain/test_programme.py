"""What the programme says about the law, and what a programme file may not say."""

from datetime import date
from pathlib import Path

import pytest

from domain.municipalities import Register
from domain.programme import PROGRAMME_FILE, Programme, ProgrammeError
from domain.value_status import ValueStatus

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "programmes"


@pytest.fixture(scope="module")
def wams() -> Programme:
    return Programme.load()


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


def spoiled(tmp_path: Path, old: str, new: str) -> Path:
    """The Wams programme with one thing changed."""
    content = PROGRAMME_FILE.read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "spoiled.toml"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_wams_has_its_eleven_steps_in_order(wams: Programme) -> None:
    assert wams.step_numbers == tuple(range(1, 12))
    assert [step.short_name.nl for step in wams.steps] == [
        "Wet- en regelgeving", "Projectleider en plan", "Visie en plan", "Impact eigen organisatie", "Werkprocessen",
        "ICT", "Samenwerking partners", "Training medewerkers", "Communicatie partners", "Communicatie cliënten",
        "Coördinatierol",
    ]  # fmt: skip


def test_the_total_of_45_1_to_58_1_million_follows_from_its_parts(wams: Programme) -> None:
    assert sum(step.cost.national_min_eur or 0 for step in wams.steps) == wams.cost_total.min_eur == 45_100_000
    assert sum(step.cost.national_max_eur or 0 for step in wams.steps) == wams.cost_total.max_eur == 58_100_000


def test_every_cell_of_the_cost_table_keeps_its_kind(wams: Programme) -> None:
    kinds = {
        step.number: "".join(
            kind.value[0]
            for kind in (
                step.cost.per_municipality_min.kind, step.cost.per_municipality_max.kind,
                step.cost.national_min_kind, step.cost.national_max_kind,
            )
        )
        for step in wams.steps
    }  # fmt: skip
    # o(bserved), l(imited), p(ro memoria), n(ot estimated)
    assert kinds == {
        1: "llll", 2: "oooo", 3: "llll", 4: "oooo", 5: "lolo", 6: "pppp", 7: "llll", 8: "nnoo", 9: "llll",
        10: "llll", 11: "nnnn",
    }  # fmt: skip


def test_a_limited_or_unestimated_cost_has_no_number_rather_than_zero(wams: Programme) -> None:
    for step in wams.steps:
        cost = step.cost
        for cell in (cost.per_municipality_min, cost.per_municipality_max, cost.national_min, cost.national_max):
            assert (cell.eur is None) == (cell.kind is not ValueStatus.OBSERVED)
            assert cell.eur != 0


def test_step_eleven_has_no_row_in_the_cost_table(wams: Programme) -> None:
    assert [step.number for step in wams.steps if not step.cost.has_row] == [11]


def test_step_five_is_only_known_to_cost_at_most_something(wams: Programme) -> None:
    assert [step.number for step in wams.steps if step.cost.is_only_at_most] == [5]
    assert wams.step(5).cost.municipal_upper_eur == 2_000


def test_training_recomputed_shows_where_the_printed_sum_contradicts_its_footnote(wams: Programme) -> None:
    assert wams.training.recomputed_min_eur == pytest.approx(10_667_800)
    assert wams.training.recomputed_max_eur == pytest.approx(22_887_280)  # prints as 22.9
    at_footnote_rates = sum(
        group.hours_max * group.rate_max_in_footnote_eur * group.national_scope_count for group in wams.target_groups
    )
    assert at_footnote_rates == pytest.approx(22_290_480)  # prints as 22.3
    assert wams.training.remark is not None
    assert "22,29" in wams.training.remark.nl


def test_training_norm_per_employee_follows_from_hours_and_rates(wams: Programme) -> None:
    norms = {group.key: (group.norm_min_eur, group.norm_max_eur) for group in wams.target_groups}
    assert norms == {"basis": (220, 472), "intensief": (880, 1888)}
    assert wams.training_step_number == 8


def test_our_cost_norm_reproduces_the_national_amounts_of_2019(wams: Programme, register: Register) -> None:
    inhabitants = register.on(date(2019, 12, 31))["inhabitant_count"].to_list()
    totals = {
        step.number: sum(step.cost_norm.eur_for(count) for count in inhabitants)
        for step in wams.steps
        if step.cost_norm is not None
    }
    assert totals == {2: 24_656_000, 4: 9_650_000}


def test_a_norm_changes_exactly_at_its_threshold(wams: Programme) -> None:
    norm = wams.step(2).cost_norm
    assert norm is not None
    assert [norm.eur_for(count) for count in (49_999, 50_000, 99_999, 100_000)] == [49_000, 98_500, 98_500, 197_000]


def test_nothing_is_made_up_where_the_source_is_silent(wams: Programme) -> None:
    assert [step.number for step in wams.steps if step.explanation is None] == [1, 2, 3, 4, 5, 6]
    claims = [claim for step in wams.steps for claim in (step.finished_when, *step.evidence)]
    assert all(claim.is_proposal for claim in claims)  # the impact analysis does not say when a step is finished
    assert all(product.is_proposal or product.source for step in wams.steps for product in step.sub_products)


def test_every_part_of_the_programme_is_known_by_its_key(wams: Programme) -> None:
    assert [variant.key for variant in wams.access_variants] == ["a", "b", "c", "d", "e"]
    parties = [party.key for party in wams.waiting_parties]
    assert parties == ["rijk", "vng", "partners", "leverancier", "eigen organisatie"]
    assert wams.remark("total_is_no_maximum").of("en").startswith("€45.1")
    with pytest.raises(KeyError, match="steps 1 to 11, not 12"):
        wams.step(12)


def test_the_version_names_the_content_of_the_file(tmp_path: Path, wams: Programme) -> None:
    changed = Programme.load(spoiled(tmp_path, "De Wmo 2015 vraagt al om een plan.", "Er is al een plan."))
    assert len(wams.version) == 12
    assert changed.version != wams.version
    assert Programme.load().version == wams.version


def test_another_law_is_another_file_with_its_own_number_of_steps() -> None:
    afvalplan = Programme.load(FIXTURES / "afvalplan.toml")
    assert afvalplan.step_numbers == (1, 2, 3, 4, 5, 6, 7)
    assert afvalplan.training_step_number == 3
    assert [group.key for group in afvalplan.target_groups] == ["chauffeurs"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("number = 4\n", "number = 5\n", "numbered 1, 2, 3"),
        ("eur = 24700000", "eur = 24800000", "steps.2.cost: the lowest amount 24800000 is above the highest"),
        ("max_eur = 58100000", "max_eur = 57500000", "highest total is 57500000 euro, .* add up to 58100000"),
        ("hours_max = 32", "hours_max = 30", "highest training cost is 22900000 euro, but its assumptions give"),
        ("national_scope_count = 18650", "national_scope_count = 18651", "50% of 37300 staff is 18650"),
        ('bill_number = "36295"', "bill_number = 36295", "spoiled.toml, bill_number: .*string"),
        ('bill_number = "36295"', 'bil_number = "36295"', "bil_number: Extra inputs"),
        ('en = "Law and rules"', "", "steps.1.short_name.en: Field required"),
        ('{ kind = "pro_memoria" }', '{ kind = "pro_memoria", eur = 5 }', "pro_memoria has no eur"),
        ('kind = "observed", eur = 2000 ', 'kind = "observed" ', "observed needs eur"),
        ("from_inhabitants = 100000", "from_inhabitants = 40000", "start at 0 inhabitants and climb"),
        ("from_inhabitants = 100000, eur = 197000", "from_inhabitants = 100000, eur = 200000", "cost table says"),
        ('key = "b"', 'key = "a"', "access variant 'a' stands in the file twice"),
        ('aliases = ["Visie"', 'aliases = ["ICT"', "'ict' stands in the file twice"),
        ("\nis_proposal = true", "\nis_proposal = false", "is_proposal = true or the place"),
        ("step_number = 8", "step_number = 12", "no such step"),
        ('key = "wams"', 'key = "wams"\nversion = "1"', "leave out version"),
        ('key = "wams"', "key = wams", "spoiled.toml: "),
    ],
)  # fmt: skip
def test_a_spoiled_programme_is_refused_and_says_where(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(ProgrammeError, match=complaint):
        Programme.load(spoiled(tmp_path, old, new))


def test_a_programme_cannot_be_changed_after_loading(wams: Programme) -> None:
    with pytest.raises(ValueError, match="frozen"):
        wams.key = "other"  # pyright: ignore[reportAttributeAccessIssue]
