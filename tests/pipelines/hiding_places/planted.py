"""Made-up personal data, other values for each hiding place, so that what is found tells where it was hidden."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from stdnum import iban
from stdnum.nl import bsn

_BSN_BEGINNING: Final = "98765"
_FOUND: Final = re.compile(
    rb"(?i)(?<![0-9a-f])98765[0-9]{4}(?![0-9])|[a-z0-9.]{0,20}@verstopt|[0-9]{2}VERS0[0-9]{9}"
    rb"|98765[0-9]{4}\.0|9[.,]8765[0-9]{4}e\+08|987\W65[0-9]\W[0-9]{3}"
    rb"|(?<![0-9a-f])0?6\W?471[0-9]{5}(?![0-9a-f])"
)


@cache
def _valid() -> list[str]:
    return [number for end in range(10_000) if bsn.is_valid(number := f"{_BSN_BEGINNING}{end:04}")]


@dataclass(frozen=True)
class Planted:
    """The values that are hidden in the place with this number."""

    number: int

    @property
    def bsn(self) -> str:
        return _valid()[self.number]

    @property
    def mail(self) -> str:
        return f"v{self.number}@verstopt.nl"

    @property
    def phone(self) -> str:
        return f"06-471{self.number:05}"

    @property
    def iban(self) -> str:
        rest = f"VERS{self.number:010}"
        return f"NL{iban.calc_check_digits(f'NL00{rest}')}{rest}"

    @property
    def as_numbers(self) -> tuple[str, ...]:
        """The values as spreadsheets and programs write them in a cell of their own."""
        bsn, phone = self.bsn, self.phone.replace("-", "")[1:]
        groups = bsn[:3], bsn[3:6], bsn[6:]
        return (f"{bsn}.0", f"{'.'.join(groups)},00", f"{bsn[0]},{bsn[1:]}E+08", ",".join(groups), "\\".join(groups),
                f"{bsn}/12", phone, f"6 {phone[1:]}", f"IBAN{self.iban}", self.mail.removesuffix(".nl"))  # fmt: skip

    @property
    def text(self) -> str:
        return f"BSN {self.bsn}, {self.mail}, {self.phone}, {self.iban}"

    @property
    def values(self) -> tuple[str, str, str, str]:
        return self.bsn, self.mail, self.phone, self.iban


def found_in(content: bytes) -> set[bytes]:
    """Whatever of the planted values stands in these bytes, also as UTF-16."""
    return {found for spelling in (content, content.replace(b"\0", b"")) for found in _FOUND.findall(spelling)}
