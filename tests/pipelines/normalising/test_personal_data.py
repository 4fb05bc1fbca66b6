import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalising.personal_data import holds_personal_data, is_bsn, is_iban

BSN = "123456782"
bsns = st.integers(10_000_000, 99_999_999).map(str).filter(lambda digits: len(digits) == 8)


def _bsn_from(first_eight: str) -> str | None:
    check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), first_eight, strict=True)) % 11
    return f"{first_eight}{check}" if check < 10 else None


def _iban(bank: str, account: int) -> str:
    rest = f"{bank}{account:010}"
    digits = "".join(str(int(character, 36)) for character in f"{rest}NL00")
    return f"NL{98 - int(digits) % 97:02}{rest}"


@pytest.mark.parametrize(
    "text",
    [BSN, f"zaak {BSN}, spoed", f"BSN {BSN}", "bsn: 1234.56.782", "burgerservicenummer 123 456 782", "123 456 782",
     "b.s.n. 1234 56 782", "1234\u200b56782", "１２３４５６７８２", f"<b>{BSN}</b>", "bsn 12345672",
     "sofinummer 123-456-782",
     "jan@voorbeeld.nl", "Jan.de-Vries+wmo@sociaal.voorbeeld.nl", "mail:jan@x.nl;", "jan @ voorbeeld.nl", "info＠x.nl",
     "06-12345678", "06 12 34 56 78", "0612345678", "+31 6 12345678", "+31612345678", "0031612345678", "tel.0612345678",
     "+31 6 1972 3816",
     "+31 (0)20 123 45 67", "020-1234567", "(020) 123 45 67", "0570-123456", "bel 06-12345678.", "06/12345678",
     "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91abna0417164300", "rekening NL91 ABNA 0417 1643 00 van Jan",
     "DE89 3704 0044 0532 0130 00"],
)  # fmt: skip
def test_personal_data_is_found_however_it_is_written(text: str):
    assert holds_personal_data(text)


@pytest.mark.parametrize(
    "text",
    ["", "€ 123456782", "123456782 euro", "123.456.782", "1234567820", "123456789", "ZK-2025-123456782", "0363",
     "GM0363",
     "2025-12-31", "31-12-2025 10:30", "01-02-2026 03-04-2026", "06-12-2025 14:30", "planning 2025-2026, 12 maanden",
     "10.000.000", "12345678", "@jan", "=1+1", "0900-1234", "1 2 3 4 5 6 7 8 9 10 11", "tekst GM0034 3 2020-01-27",
     "van 01-01-2026 t/m 31-12-2026 voor 342 gemeenten", "10.700.000 tot 22.900.000 euro", "NL91ABNA0417164301"],
)  # fmt: skip
def test_amounts_dates_codes_and_numbers_that_fail_the_check_are_no_personal_data(text: str):
    assert not holds_personal_data(text)


def test_an_amount_in_a_number_column_is_no_bsn_but_words_around_it_make_it_one():
    assert not holds_personal_data(BSN, is_number_column=True)
    assert holds_personal_data(f"bsn {BSN}", is_number_column=True)
    assert holds_personal_data("jan@voorbeeld.nl", is_number_column=True)


@given(bsns, st.sampled_from(["{}", "bsn {}", "Zie {} in het dossier.", "({})", "cliënt:{}"]))
def test_every_bsn_is_found_in_context_and_standing_alone(first_eight: str, around: str):
    bsn = _bsn_from(first_eight)
    if bsn is not None:
        assert is_bsn(bsn)
        assert holds_personal_data(around.format(bsn))


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4), st.integers(0, 9_999_999_999))
def test_every_dutch_iban_is_found_and_one_wrong_digit_is_none(bank: str, account: int):
    iban = _iban(bank, account)
    wrong = f"{iban[:-1]}{(int(iban[-1]) + 1) % 10}"
    assert is_iban(iban)
    assert holds_personal_data(f"naar {iban[:4]} {iban[4:8]} {iban[8:]}")
    assert not is_iban(wrong)


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str):
    assert holds_personal_data(text) in (True, False)


def test_a_long_text_is_judged_in_time():
    for unit in ("a", "1 ", "a@", "€ 123456782 ", "06 ", "NL91", "0"):
        assert holds_personal_data(unit * 200_000) in (True, False)
