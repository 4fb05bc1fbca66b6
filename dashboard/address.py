"""The view: what a visitor chose, as it stands in the address. Pure: text in, view out, and back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple, Self

from domain.bilingual import Language
from domain.clocks import FutureMomentError, dutch_day, known_on_moment

ALL_STEPS: Final = 0  # the map shows how many steps each municipality has finished
FRESHNESS: Final = {"actueel": "current", "verouderd": "stale", "geen": "silent"}
_NAMES: Final = {
    "as_of": "stand",
    "known": "bekend",
    "province": "provincie",
    "size_class": "grootte",
    "access_variant": "toegang",
    "freshness": "leeftijd",
    "municipality_code": "gemeente",
    "step_number": "stap",
    "language": "taal",
}
FIRST_DAY: Final = date(2018, 1, 1)  # the register begins here, and so does what a view can show
FILTERS: Final = ("province", "size_class", "access_variant", "freshness")


class PutAside(NamedTuple):
    """A part of the address that is not used: its name there, and why."""

    name: str
    reason: Literal["unknown", "future", "before"] = "unknown"


@dataclass(frozen=True)
class Choices:
    """What can be chosen. A value outside these is put aside and said, never silently used."""

    today: date
    now: datetime
    provinces: Collection[str]
    size_classes: Collection[int]
    access_variants: Collection[str]
    municipality_codes: Collection[str]
    step_numbers: Collection[int]


@dataclass(frozen=True)
class View:
    """One state of the screens. `known` is the date or moment as written, None for now."""

    as_of: date
    known_on: datetime
    known: str | None = None
    province: str | None = None
    size_class: int | None = None
    access_variant: str | None = None
    freshness: str | None = None
    municipality_code: str | None = None
    step_number: int | None = None
    language: Language = "nl"
    put_aside: tuple[PutAside, ...] = ()

    @classmethod
    def read(cls, address: Mapping[str, str], choices: Choices) -> Self:
        """The view that the address asks for; what cannot be read is named in `put_aside`."""
        put_aside: list[PutAside] = []

        def taken(field: str, allowed: Mapping[str, Any]) -> Any:
            written = address.get(_NAMES[field])
            if written and written not in allowed:
                put_aside.append(PutAside(_NAMES[field]))
            return allowed.get(written or "")

        as_of = _day(address.get("stand"), choices, put_aside)
        known, known_on = _moment(address.get("bekend"), choices, put_aside)
        return cls(
            as_of=as_of,
            known_on=known_on,
            known=known,
            province=taken("province", {name: name for name in choices.provinces}),
            size_class=taken("size_class", {str(number): number for number in choices.size_classes}),
            access_variant=taken("access_variant", {key: key for key in choices.access_variants}),
            freshness=taken("freshness", FRESHNESS),
            municipality_code=taken("municipality_code", {code: code for code in choices.municipality_codes}),
            step_number=taken(
                "step_number", {**{str(number): number for number in choices.step_numbers}, "alle": ALL_STEPS}
            ),
            language=taken("language", {"nl": "nl", "en": "en"}) or "nl",
            put_aside=tuple(put_aside),
        )

    def address(self) -> dict[str, str]:
        """The query of this view. The date stands in it always, so that a link shows the same tomorrow."""
        freshness = {value: key for key, value in FRESHNESS.items()}
        written = {
            "as_of": self.as_of.isoformat(),
            "known": self.known,
            "province": self.province,
            "size_class": self.size_class,
            "access_variant": self.access_variant,
            "freshness": freshness.get(self.freshness or ""),
            "municipality_code": self.municipality_code,
            "step_number": "alle" if self.step_number == ALL_STEPS else self.step_number,
            "language": "en" if self.language == "en" else None,
        }
        return {_NAMES[field]: str(value) for field, value in written.items() if value is not None}

    def with_choice(self, name: str, value: str, choices: Choices) -> Self:
        """This view after one choice, given under its name in the address; an empty value takes the choice away."""
        return type(self).read({**self.address(), name: value}, choices)

    def without_filters(self) -> Self:
        """This view with the whole country in it."""
        return replace(self, **dict.fromkeys(FILTERS))

    @property
    def is_filtered(self) -> bool:
        """Whether any of the four filters is set."""
        return any(getattr(self, name) is not None for name in FILTERS)


def last_month_end(today: date) -> date:
    """The last day of the last whole month."""
    return today.replace(day=1) - timedelta(days=1)


def _day(written: str | None, choices: Choices, put_aside: list[PutAside]) -> date:
    if not written:
        return last_month_end(choices.today)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        put_aside.append(PutAside("stand"))
        return last_month_end(choices.today)
    if FIRST_DAY <= day <= choices.today:
        return day
    put_aside.append(PutAside("stand", "before" if day < FIRST_DAY else "future"))
    return last_month_end(choices.today)


def _moment(written: str | None, choices: Choices, put_aside: list[PutAside]) -> tuple[str | None, datetime]:
    if not written or written == "nu":
        return None, choices.now
    try:
        moment = known_on_moment(written, now=choices.now)
    except (ValueError, FutureMomentError) as refused:
        put_aside.append(PutAside("bekend", "future" if isinstance(refused, FutureMomentError) else "unknown"))
        return None, choices.now
    return (None, moment) if written == dutch_day(choices.now).isoformat() else (written, moment)
