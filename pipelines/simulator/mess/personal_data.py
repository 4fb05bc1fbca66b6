"""Made-up personal data that the intake must refuse: numbers that pass their check, and belong to nobody."""

from typing import Final

import numpy as np

_BSN_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)  # the "elfproef" of a citizen service number
_IBAN_OF_EXAMPLES: Final = "NL91ABNA0417164300"  # the example of the IBAN registry


def personal_note(rng: np.random.Generator) -> str:
    """A note with a citizen service number, an e-mail address, a phone number or an IBAN in it."""
    bsn, phone = a_bsn(rng), f"06{rng.integers(10_000_000, 99_999_999)}"
    notes = (
        f"Casus van BSN {bsn} is afgerond",
        f"{bsn}",
        "Vragen aan j.jansen@gemeente.example",
        f"Bel de projectleider op 06-{phone[2:]}",
        f"Bereikbaar via +31 6 {phone[2:6]} {phone[6:]}",
        f"Declaratie op {_IBAN_OF_EXAMPLES}",
    )
    return notes[int(rng.integers(len(notes)))]


def a_bsn(rng: np.random.Generator) -> str:
    """Nine digits that pass the check of a citizen service number."""
    while True:
        digits = [int(digit) for digit in str(rng.integers(100_000_000, 999_999_999))]
        if sum(weight * digit for weight, digit in zip(_BSN_WEIGHTS, digits, strict=True)) % 11 == 0:
            return "".join(map(str, digits))
