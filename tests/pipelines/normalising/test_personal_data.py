import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalising.addresses import is_iban
from pipelines.normalising.citizen_numbers import is_bsn
from pipelines.normalising.personal_data import (
    holds_beside_header,
    holds_personal_data,
    is_of_organisations,
    personal_data_beside,
    personal_data_in,
)
from pipelines.simulator.reports import notes as simulated
from tests.pipelines.normalising.notes import HARMLESS, PERSONAL

BSN = "123456782"
bsns = st.integers(10_000_000, 99_999_999).map(str).filter(lambda digits: len(digits) == 8)
groupings = st.lists(st.sampled_from(["", "", " ", "-", ".", "/", " - ", "_", "\n", "\u200b"]), min_size=8, max_size=8)
BESIDE_WORD = ["BSN {}", "{} (bsn)", "Het BSN van mevrouw De Vries is {}.", "burgerservicenummer: {}, € 12.500"]
AS_PROGRAMS_WRITE_IT = ["{0}{4}.0", "{0}{4}.00", "{0}{4},00", "{0}{1}.{2}.{3},00", "{0}{1},{2},{3}", "{0},{4}E+08",
                        "{0}.{4}e8", "{0}{1}/{2}/{3}", "{0}{1}\\{2}\\{3}", "({0}{1}){2}({3})", "{0}{4}/12"]  # fmt: skip
ALONE = ["{}", "Zie {} in het dossier.", "({})", "cliënt:{}", "inwoner_{}", "x{}"]


def _bsn_from(first_eight: str) -> str | None:
    check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), first_eight, strict=True)) % 11
    return f"{first_eight}{check}" if check < 10 else None


def _iban(bank: str, account: int) -> str:
    rest = f"{bank}{account:010}"
    digits = "".join(str(int(character, 36)) for character in f"{rest}NL00")
    return f"NL{98 - int(digits) % 97:02}{rest}"


def test_personal_data_is_found_however_it_is_written_and_called_what_it_is():
    assert len(PERSONAL) >= 200
    assert [(kind, text) for kind, text in PERSONAL if personal_data_in(text) != kind] == []


def test_amounts_dates_numbers_of_organisations_and_of_projects_are_no_personal_data():
    assert len(HARMLESS) >= 200
    assert [text for text in HARMLESS if holds_personal_data(text)] == []


def test_no_note_of_the_simulator_is_taken_for_personal_data():
    texts = [*simulated._PLAIN, *simulated._AWKWARD, simulated.LONG_SENTENCE * 6]
    assert [text for text in texts if holds_personal_data(text)] == []


def test_an_amount_in_a_number_column_is_no_bsn_but_words_around_it_make_it_one():
    assert not holds_personal_data(BSN, is_number_column=True)
    assert holds_personal_data(f"bsn {BSN}", is_number_column=True)
    assert holds_personal_data("jan@voorbeeld.nl", is_number_column=True)


@pytest.mark.parametrize(
    "header",
    ["rsin", "RSIN", "kvk", "KvK-nummer", "kvknr", "kvk_nummer", "oin", "OIN nummer", "vestigingsnummer", "btw-nummer",
     "BTW nr", "btwnummer", "RSIN leverancier", "Kamer van Koophandel", "fiscaal nummer"],
)  # fmt: skip
def test_under_a_column_of_organisation_numbers_a_number_is_no_bsn_but_an_address_is_an_address(header: str):
    assert is_of_organisations(header)
    assert not holds_beside_header(header, BSN)
    assert not holds_beside_header(header, f"NL{BSN}B01")
    assert holds_beside_header(header, "jan@voorbeeld.nl")


@pytest.mark.parametrize("header", ["bsn", "BSN cliënt", "bsn/rsin", "nummer", "contact", "kleur", "origineel"])
def test_under_any_other_column_a_number_that_passes_the_check_may_be_a_bsn(header: str):
    assert not is_of_organisations(header)
    assert holds_beside_header(header, BSN)


def test_a_header_says_what_the_numbers_under_it_are():
    assert personal_data_beside("bsn", "1234 5672") == "bsn"
    assert personal_data_beside("nummer", "1234 5672") is None
    assert personal_data_beside("tel", "612345678") == "phone"
    assert personal_data_beside("contact", "123\n456\n782") == "bsn_or_rsin"


@given(bsns, groupings, st.sampled_from(BESIDE_WORD))
def test_every_bsn_is_found_beside_its_word_however_it_is_grouped(first_eight: str, marks: list[str], around: str):
    bsn = _bsn_from(first_eight)
    if bsn is None:
        return
    grouped = bsn[0] + "".join(mark + digit for mark, digit in zip(marks, bsn[1:], strict=True))
    assert holds_personal_data(around.format(grouped))


@given(bsns, st.sampled_from(ALONE))
def test_every_bsn_is_found_standing_alone(first_eight: str, around: str):
    bsn = _bsn_from(first_eight)
    if bsn is not None:
        assert is_bsn(bsn)
        assert holds_personal_data(around.format(bsn))


@given(bsns, st.sampled_from(AS_PROGRAMS_WRITE_IT))
def test_every_bsn_that_a_program_wrote_as_a_number_is_found_and_stays_an_amount_among_euros(
    first_eight: str, form: str
):
    bsn = _bsn_from(first_eight)
    if bsn is not None:
        written = form.format(bsn[0], bsn[1:3], bsn[3:6], bsn[6:], bsn[1:])
        assert holds_personal_data(written)
        assert holds_personal_data(f"bsn {written}", is_number_column=True)
        assert not holds_personal_data(written, is_number_column=True)


@given(st.integers(0, 9_999_999).map("{:07}".format).filter(lambda digits: not digits.endswith("00000")),
       st.sampled_from(["6{}", "6{}.0", "316{}", "6 {}", "6-{}"]), st.sampled_from("12345"))  # fmt: skip
def test_every_mobile_number_that_lost_its_zero_is_found_alone_in_a_cell_and_may_be_an_amount_of_euros(
    rest: str, form: str, second: str
):
    written = form.format(f"{second}{rest}")
    assert holds_personal_data(written)
    assert not holds_personal_data(written, is_number_column=True)


@given(bsns, st.sampled_from(["€ {}", "{} euro", "RSIN {}", "rsin-nummer: {}", "btw NL{}B01", "OIN 00000001{}000",
                              "ZK-2025-{}", "kosten {},50"]))  # fmt: skip
def test_no_amount_and_no_number_of_an_organisation_is_a_bsn_though_it_passes_the_check(first_eight: str, around: str):
    bsn = _bsn_from(first_eight)
    if bsn is not None:
        assert not holds_personal_data(around.format(bsn))


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4), st.integers(0, 9_999_999_999),
       st.sampled_from(["", " ", ".", "-", "\u200b"]))  # fmt: skip
def test_every_dutch_iban_is_found_and_one_wrong_digit_is_none(bank: str, account: int, mark: str):
    iban = _iban(bank, account)
    wrong = f"{iban[:-1]}{(int(iban[-1]) + 1) % 10}"
    assert is_iban(iban)
    groups = [iban[start : start + 4] for start in range(0, len(iban), 4)]
    assert holds_personal_data(f"naar {mark.join(groups).lower()}")
    assert not is_iban(wrong)


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str):
    assert holds_personal_data(text) in (True, False)


@pytest.mark.parametrize("unit", ["a", "1 ", "a@", "€ 123456782 ", "06 ", "NL91", "0", "bsn 1", "12 en ", " at "])
def test_a_long_text_is_judged_in_time(unit: str):
    begun = time.process_time()
    assert holds_personal_data(unit * 5_000) in (True, False)
    assert time.process_time() - begun < 5


def test_a_harmless_note_is_judged_in_a_few_microseconds():
    texts = list(simulated._PLAIN) * 100
    begun = time.process_time()
    assert not any(map(holds_personal_data, texts))
    assert (time.process_time() - begun) / len(texts) < 0.000_1
