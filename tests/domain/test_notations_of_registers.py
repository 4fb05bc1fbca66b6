"""Every name and code of the reference data, as the national statistics and other registers write them."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.municipalities import Municipality, Register
from domain.name_notations import code_beside_name
from domain.names import Names, Outcome, Reason

NOW = date(2026, 9, 30)
ABBREVIATIONS = {
    "Groningen": "GR", "Fryslân": "FR", "Drenthe": "DR", "Overijssel": "OV", "Flevoland": "FL", "Gelderland": "GLD",
    "Utrecht": "UT", "Noord-Holland": "NH", "Zuid-Holland": "ZH", "Zeeland": "ZL", "Noord-Brabant": "NB",
    "Limburg": "LB",
}  # fmt: skip

CODES: dict[str, Callable[[str], str]] = {
    "CBS": lambda code: code,
    "CBS with the year": lambda code: f"2025{code}",
    "CBS with blanks behind it, as StatLine pads it": lambda code: f"{code}    ",
    "CBS with a blank": lambda code: code.replace("GM", "GM "),
    "CBS with a blank that does not break": lambda code: code.replace("GM", "\u00a0GM\u00a0") + "\u00a0",
    "CBS in small letters": str.lower,
    "digits": lambda code: code[2:],
    "digits without zeros": lambda code: str(int(code[2:])),
    "a number that a spreadsheet made": lambda code: f"{int(code[2:])}.0",
    "digits that a spreadsheet made a number": lambda code: f"{code[2:]}.0",
    "a Dutch decimal": lambda code: f"{int(code[2:])},0",
    "BGT": lambda code: f"G{code[2:]}",
    "TOOI": lambda code: f"https://identifier.overheid.nl/tooi/id/gemeente/{code.lower()}",
}
NAMES: dict[str, Callable[[Municipality], str]] = {
    "as it is": lambda one: one.name,
    "in capitals": lambda one: one.name.upper(),
    "in small letters": lambda one: one.name.lower(),
    "with blanks around it": lambda one: f"  {one.name}\u00a0 ",
    "gemeente before it": lambda one: f"Gemeente {one.name}",
    "gemeente behind it": lambda one: f"{one.name} (gemeente)",
    "OWMS": lambda one: f"http://standaarden.overheid.nl/owms/terms/{one.name.replace(' ', '_')}_(gemeente)",
    "with its country": lambda one: f"{one.name}, Nederland",
    "with province and country": lambda one: f"{one.name}, {one.province}, Nederland",
    "with its province": lambda one: f"{one.name}, {one.province}",
    "with its province between brackets": lambda one: f"{one.name} ({one.province})",
    "with its province behind a hyphen": lambda one: f"{one.name} - {one.province}",
    "with its province in capitals": lambda one: f"{one.name}, {one.province}".upper(),
    "with the word province": lambda one: f"{one.name}, provincie {one.province}",
    "with the abbreviation": lambda one: f"{one.name} ({ABBREVIATIONS[one.province]})",
    "gemeente and its province": lambda one: f"Gemeente {one.name}, {one.province}",
    "with the year": lambda one: f"{one.name} (2025)",
    "with its code": lambda one: f"{one.name} ({one.code})",
    "with its code before it": lambda one: f"{one.code} {one.name}",
    "with its digits before it": lambda one: f"{one.code[2:]} - {one.name}",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def names(register: Register) -> Names:
    return Names(register)


@pytest.fixture(scope="module")
def everyone(register: Register) -> list[tuple[Municipality, date]]:
    """Each municipality that there was, and a day on which it existed."""
    return [(one, one.founded_on or date(2018, 6, 1)) for one in register.by_code.values()]


@pytest.mark.parametrize("notation", CODES)
def test_every_code_in_each_notation_is_the_municipality_that_has_it(
    names: Names, everyone: list[tuple[Municipality, date]], notation: str
):
    for one, on in everyone:
        for name, code in ((None, CODES[notation](one.code)), (CODES[notation](one.code), None)):
            resolution = names.resolve(name, code, on)
            assert (resolution.outcome, resolution.code) == (Outcome.RESOLVED, one.code), code or name


@pytest.mark.parametrize("notation", NAMES)
def test_every_name_in_each_notation_is_the_municipality_that_has_it(
    names: Names, everyone: list[tuple[Municipality, date]], notation: str
):
    for one, on in everyone:
        written = NAMES[notation](one)
        resolution = names.resolve(written, None, on)
        assert (resolution.outcome, resolution.code) == (Outcome.RESOLVED, one.code), written


@pytest.mark.parametrize("notation", ["{}, {}", "{} ({})", "{}, provincie {}, Nederland"])
def test_no_name_beside_a_province_that_it_does_not_lie_in_is_accepted(
    names: Names, everyone: list[tuple[Municipality, date]], notation: str
):
    provinces = sorted({one.province for one, _ in everyone})
    for one, on in everyone:
        for province in provinces:
            resolution = names.resolve(notation.format(one.name, province), None, on)
            if resolution.code is not None:
                meant = resolution.meant
                assert meant is not None
                assert meant.province == province


@pytest.mark.parametrize("notation", ["{}, {}, Nederland", "Gemeente {} ({})", "{} - {}"])
def test_every_alias_beside_its_province_leads_where_the_table_says(names: Names, register: Register, notation: str):
    aliases = register.aliases.filter(register.aliases["municipality_code"].is_not_null())
    for alias, code, kind in aliases.select("alias", "municipality_code", "kind").iter_rows():
        if not kind.startswith("dissolved"):
            written = notation.format(alias, register.by_code[code].province)
            assert names.resolve(written, None, NOW).code == code, written


@pytest.mark.parametrize(
    ("written", "code"),
    [("Bergen, Limburg", "GM0893"), ("Bergen (Noord-Holland)", "GM0373"), ("Gemeente Bergen, NH", "GM0373"),
     ("Noord-Holland, Bergen", "GM0373"), ("Bergen, PV31", "GM0893"), ("Den Haag, Zuid-Holland", "GM0518"),
     ("Utrecht, provincie Utrecht, Nederland", "GM0344"), ("Groningen, Groningen", "GM0014"),
     ("Delft, NL-ZH", "GM0503"), ("Súdwest-Fryslân, Friesland", "GM1900"), ("Nuenen, Noord-Brabant", "GM0820")],
)  # fmt: skip
def test_a_province_tells_namesakes_apart(names: Names, written: str, code: str):
    assert names.resolve(written, None, NOW).code == code


@pytest.mark.parametrize(
    "written",
    ["Hengelo, Gelderland", "Utrecht (PV)", "Provincie Utrecht", "provincie Groningen", "Noord-Holland", "PV27",
     "Utrecht (CR)", "Nederland", "NL", "Utrecht, Zeist en Bunnik", "Groningen / Assen", "WK036301", "BU03630001",
     "G405", "G04050", "GG0405", "LAU0405", "https://identifier.overheid.nl/tooi/id/provincie/pv28",
     "https://bag.basisregistraties.overheid.nl/bag/id/woonplaats/0363", "Bergen, Nederland", "Bergen (2025)",
     "gemeente", "2025", "GM", "Delft, Nederland, Zeeland"],
)  # fmt: skip
def test_what_is_another_place_or_not_sure_is_never_accepted(names: Names, written: str):
    resolution = names.resolve(written, None, NOW)
    assert resolution.outcome in {Outcome.ASK, Outcome.SUGGEST, Outcome.REJECT}
    assert resolution.code is None


def test_a_code_and_a_name_in_one_text_have_to_agree(names: Names):
    assert names.resolve("GM0503 Delft", None, NOW).code == "GM0503"
    for written in ("GM0363 Delft", "Delft (0363)", "0599 - Delft"):
        assert names.resolve(written, None, NOW).reason is Reason.CODE_NAME_MISMATCH


def test_a_dissolved_name_in_a_notation_of_the_statistics_leads_to_its_successor(names: Names):
    for written in ("Weesp (tot 2022)", "Weesp, Noord-Holland", "2021GM0457", "G0457", "Weesp (gemeente)"):
        resolution = names.resolve(written, None, NOW)
        assert (resolution.outcome, resolution.code) == (Outcome.MERGED, "GM0363"), written


def test_a_typing_error_beside_a_province_is_suggested(names: Names):
    resolution = names.resolve("Amsterdm, Noord-Holland", None, NOW)
    assert resolution.outcome is Outcome.SUGGEST
    assert resolution.candidates[0].name == "Amsterdam"


def test_a_text_without_a_code_in_it_is_one_name():
    assert code_beside_name("Bergen op Zoom") is None
    assert code_beside_name("Delft (0503)") == ("0503", "Delft")
