"""Which municipality is meant by what somebody wrote, on which day."""

import unicodedata
from datetime import date

import pytest

from domain.municipalities import Register
from domain.name_notations import code_as_written, folded
from domain.names import Names, Outcome, Reason, Resolution

NOW = date(2026, 9, 30)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def names(register: Register) -> Names:
    return Names(register)


def candidate_names(resolution: Resolution) -> list[str]:
    return [candidate.name for candidate in resolution.candidates]


@pytest.mark.parametrize("written", ["GM0363", "gm0363", "0363", "363", " GM0363 ", "363.0", "GM 0363"])
def test_a_code_may_be_written_in_the_usual_ways(names: Names, written: str) -> None:
    assert names.resolve(None, written, NOW).code == "GM0363"
    assert names.resolve(written, None, NOW).code == "GM0363"  # also where a name was expected


@pytest.mark.parametrize("written", ["1234", "GM1234", "0", "GM", "GMO363", "36a", "03630", "-363", "3,63", "٣٦٣"])
def test_a_code_that_does_not_exist_is_rejected(names: Names, written: str) -> None:
    resolution = names.resolve(None, written, NOW)
    assert (resolution.outcome, resolution.code) == (Outcome.REJECT, None)
    assert resolution.reason is Reason.UNKNOWN_MUNICIPALITY


def test_a_code_in_both_places_agrees_with_itself(names: Names) -> None:
    assert names.resolve("363", "GM0363", NOW).outcome is Outcome.RESOLVED
    assert names.resolve("GM0344", "GM0363", NOW).reason is Reason.CODE_NAME_MISMATCH


def test_leading_zeros_lost_in_a_spreadsheet_are_put_back() -> None:
    assert code_as_written("14") == "GM0014"
    assert code_as_written("Groningen") is None


def test_every_official_name_and_code_resolves_to_itself_while_it_exists(names: Names, register: Register) -> None:
    for municipality in register.by_code.values():
        on = municipality.founded_on or date(2018, 6, 1)
        for resolution in (
            names.resolve(municipality.name, None, on),
            names.resolve(None, municipality.code, on),
            names.resolve(municipality.name, municipality.code, on),
            names.resolve(unicodedata.normalize("NFD", municipality.name).upper(), None, on),
            names.resolve(f"Gemeente  {municipality.name.lower()}", None, on),
        ):
            assert (resolution.outcome, resolution.code) == (Outcome.RESOLVED, municipality.code)
            assert resolution.name == municipality.name


def test_every_alias_leads_where_the_table_says(names: Names, register: Register) -> None:
    kept = register.aliases.filter(register.aliases["municipality_code"].is_not_null())
    for alias, code, kind in kept.select("alias", "municipality_code", "kind").iter_rows():
        resolution = names.resolve(alias, None, NOW)
        if not kind.startswith("dissolved"):
            assert (resolution.outcome, resolution.code) == (Outcome.RESOLVED, code), alias
        elif kind == "dissolved_name":
            assert (resolution.outcome, resolution.code) == (Outcome.MERGED, code), alias
        else:
            assert (resolution.outcome, resolution.code) == (Outcome.SPLIT, None), alias
            assert code in [candidate.code for candidate in resolution.candidates]


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("  Bergen   op\u00a0Zoom ", "Bergen op Zoom"),
        ("Bergen-op-Zoom", "Bergen op Zoom"),
        ("’s-gravenhage", "'s-Gravenhage"),
        ("Gemeente Den Haag", "'s-Gravenhage"),
        ("gem. Utrecht", "Utrecht"),
        ("Leiden (gemeente)", "Leiden"),
        ("Ĳsselstein", "IJsselstein"),
        ("De Friese Meren", "De Fryske Marren"),
    ],
)
def test_spelling_that_means_one_municipality_is_accepted(names: Names, written: str, official: str) -> None:
    resolution = names.resolve(written, None, NOW)
    assert (resolution.outcome, resolution.name) == (Outcome.RESOLVED, official)


def test_an_ambiguous_name_asks_which_one(names: Names) -> None:
    for written in ("Bergen", "gemeente bergen"):
        resolution = names.resolve(written, None, NOW)
        assert (resolution.outcome, resolution.code) == (Outcome.ASK, None)
        assert candidate_names(resolution) == ["Bergen (NH.)", "Bergen (L.)"]


def test_a_code_settles_an_ambiguous_name(names: Names) -> None:
    assert names.resolve("Bergen", "893", NOW).name == "Bergen (L.)"


def test_a_dissolved_municipality_is_itself_until_the_day_it_merged(names: Names) -> None:
    before, after = date(2022, 3, 23), date(2022, 3, 24)
    for name, code in (("Weesp", None), (None, "GM0457"), ("weesp", "457")):
        assert names.resolve(name, code, before).name == "Weesp"
        merged = names.resolve(name, code, after)
        assert (merged.outcome, merged.code, merged.name) == (Outcome.MERGED, "GM0363", "Amsterdam")
        assert merged.meant is not None
        assert merged.meant.name == "Weesp"


def test_a_split_municipality_names_all_its_successors_and_chooses_none(names: Names) -> None:
    haaren = names.resolve("Haaren", None, date(2021, 1, 1))
    assert (haaren.outcome, haaren.code) == (Outcome.SPLIT, None)
    assert candidate_names(haaren) == ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]
    assert candidate_names(names.resolve("Winsum", None, NOW)) == ["Het Hogeland", "Westerkwartier"]
    assert names.resolve("Haaren", None, date(2020, 12, 31)).outcome is Outcome.RESOLVED


def test_a_name_and_a_code_that_disagree_are_rejected_with_both(names: Names) -> None:
    resolution = names.resolve("Rotterdam", "GM0363", NOW)
    assert (resolution.outcome, resolution.reason) == (Outcome.REJECT, Reason.CODE_NAME_MISMATCH)
    assert candidate_names(resolution) == ["Amsterdam", "Rotterdam"]


def test_a_code_does_not_excuse_a_name_that_nobody_has(names: Names) -> None:
    for name, code in (("Amsterdm", "GM0363"), ("Amsterdam", "GM9999"), ("Haaren", "GM0757"), ("Atlantis", "363")):
        resolution = names.resolve(name, code, NOW)
        assert (resolution.outcome, resolution.reason) == (Outcome.REJECT, Reason.CODE_NAME_MISMATCH)
        assert resolution.code is None


def test_a_code_and_another_spelling_of_the_same_municipality_agree(names: Names) -> None:
    for name, code in (("Den Haag", "518"), ("De Friese Meren", "GM1940"), ("Hengelo", "0164")):
        assert names.resolve(name, code, NOW).outcome is Outcome.RESOLVED


def test_a_part_and_its_successor_agree_only_from_the_merger_on(names: Names) -> None:
    for name, code in (("Brielle", "GM1992"), ("Voorne aan Zee", "GM0501")):
        assert names.resolve(name, code, date(2023, 1, 1)).outcome is Outcome.MERGED
        assert names.resolve(name, code, date(2022, 12, 31)).reason is Reason.CODE_NAME_MISMATCH


def test_two_parts_of_one_successor_do_not_agree(names: Names) -> None:
    resolution = names.resolve("Brielle", "GM0614", NOW)  # Westvoorne
    assert resolution.reason is Reason.CODE_NAME_MISMATCH


def test_a_municipality_that_is_not_founded_yet_names_its_parts(names: Names) -> None:
    resolution = names.resolve(None, "GM1992", date(2022, 12, 31))
    assert (resolution.outcome, resolution.reason) == (Outcome.REJECT, Reason.NOT_YET_FOUNDED)
    assert candidate_names(resolution) == ["Brielle", "Hellevoetsluis", "Westvoorne"]
    assert names.resolve("Voorne aan Zee", None, date(2022, 12, 31)).reason is Reason.NOT_YET_FOUNDED


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("Amsterdm", "Amsterdam"), ("Utrech", "Utrecht"), ("Groningn", "Groningen"), ("Ysselstein", "IJsselstein")],
)
def test_a_typing_error_is_suggested_and_never_accepted(names: Names, written: str, nearest: str) -> None:
    resolution = names.resolve(written, None, NOW)
    assert (resolution.outcome, resolution.code) == (Outcome.SUGGEST, None)
    assert candidate_names(resolution)[0] == nearest
    assert len(resolution.candidates) <= 3


@pytest.mark.parametrize(
    "written", ["Аmsterdam", "Amsterdаm", "Amsterdam\u200b", "\u202eAmsterdam", "Ａmsterdam", "Ede\ufe0f"]
)
def test_letters_that_only_look_right_are_never_accepted(names: Names, written: str) -> None:
    resolution = names.resolve(written, None, NOW)
    assert resolution.outcome in {Outcome.SUGGEST, Outcome.REJECT}
    assert resolution.code is None


def test_a_suggestion_exists_on_the_day_that_was_asked_for(names: Names) -> None:
    assert "Weesp" in candidate_names(names.resolve("Weespp", None, date(2020, 1, 1)))
    assert "Amsterdam" in candidate_names(names.resolve("Weespp", None, NOW))


@pytest.mark.parametrize("written", ["Atlantis", "totaal", "qqq", "x" * 5000, "???"])
def test_what_looks_like_nothing_is_rejected_without_a_suggestion(names: Names, written: str) -> None:
    resolution = names.resolve(written, None, NOW)
    assert (resolution.outcome, resolution.candidates) == (Outcome.REJECT, ())


@pytest.mark.parametrize(("name", "code"), [(None, None), ("", " "), ("\u00a0", None)])
def test_nothing_written_is_missing(names: Names, name: str | None, code: str | None) -> None:
    assert names.resolve(name, code, NOW).reason is Reason.MISSING


def test_no_two_municipalities_fold_to_one_name(register: Register) -> None:
    spellings = [folded(municipality.name) for municipality in register.by_code.values()]
    assert len(set(spellings)) == len(spellings)
