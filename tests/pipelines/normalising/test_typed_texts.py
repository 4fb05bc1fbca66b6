"""What a person types beside the reports is under the rules of a note in a report."""

import pytest

from pipelines.normalising.typed_texts import TypedTextError, checked, checked_or_none


@pytest.mark.parametrize(
    ("text", "kind", "remedy"),
    [
        ("bel Jan op 06-12345678", "telefoonnummer", "Haal het nummer weg"),
        ("mail naar jan@gouda.example", "e-mailadres", "haal het adres weg"),
        ("bsn 111222333", "burgerservicenummer", "Haal het nummer weg"),
        ("rekening NL91ABNA0417164300", "rekeningnummer", "Haal het nummer weg"),
    ],
)
def test_a_text_with_personal_data_is_refused_and_what_to_do_is_said(text: str, kind: str, remedy: str) -> None:
    with pytest.raises(TypedTextError) as refused:
        checked(text, longest=100)
    said = refused.value.message["nl"]
    assert kind in said
    assert remedy.lower() in said.lower()
    assert not set(text.split()) & set(said.split()) & {"06-12345678", "jan@gouda.example", "111222333"}


def test_a_text_is_kept_as_it_was_typed_without_white_space_around_it_and_what_cannot_be_seen() -> None:
    assert checked("  opgave\u200b staat klaar\r\nop 24 november ", longest=100) == "opgave staat klaar\nop 24 november"


@pytest.mark.parametrize(("text", "said"), [("  ", "nog niets"), ("x" * 11, "11 tekens")])
def test_an_empty_text_and_one_that_is_too_long_are_refused_with_what_to_do(text: str, said: str) -> None:
    with pytest.raises(TypedTextError) as refused:
        checked(text, longest=10)
    assert said in refused.value.message["nl"]


def test_what_may_be_left_empty_is_nothing_when_it_is() -> None:
    assert checked_or_none(" ", longest=10) is None
    assert checked_or_none("december", longest=10) == "december"
