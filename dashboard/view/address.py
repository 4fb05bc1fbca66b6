"""The view: what a visitor chose, as it stands in the address. Pure: text in, view out, and back."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple, Self, TypeVar

from domain.bilingual import LANGUAGES, Language
from domain.clocks import FutureMomentError, bare_date, dutch_day, known_on_moment, last_month_end
from domain.municipalities import FIRST_DAY
from metrics.forecast.tipping import FURTHEST

ALL_STEPS: Final = 0  # the map shows how many steps each municipality has finished
AGES: Final = (90, 180, 365)  # days; what the screen offers, the address may hold any
_AGE: Final = re.compile(r"[1-9][0-9]{0,3}")
_NAMES: Final = {
    "as_of": "stand",
    "known": "bekend",
    "province": "provincie",
    "size_class": "grootte",
    "access_variant": "toegang",
    "max_age_days": "leeftijd",
    "municipality_code": "gemeente",
    "step_number": "stap",
    "party": "wacht",
    "clock": "klok",
    "by_group": "naar",
    "silent_months_slower": "traag",
    "peer_group": "vergelijk",
    "metric_key": "cijfer",
    "target_group": "doelgroep",
    "earlier": "eerder",
    "assumptions": "aannames",
    "desk_part": "deel",
    "call_group": "bellijst",
    "report_day": "peildatum",
    "report": "bewijs",
    "way": "weg",
    "language": "taal",
}
DESK_PARTS: Final = {
    "bellen": "calls",
    "vragen": "follow_ups",
    "binnengekomen": "inbox",
    "niet-aangenomen": "refused",
    "samengevoegd": "merged",
    "rondes": "rounds",
    "correcties": "corrections",
    "toestand": "condition",
}
CALL_GROUPS: Final = {
    "mijn": "mine",
    "iedereen": "everyone",
    "stil": "silent",
    "verouderd": "stale",
    "vast": "stuck",
    "afgesproken": "agreed",
}
WAYS: Final = {"scherm": "form", "werkblad": "workbook"}
CLOCKS: Final = {"eigen": "own_start", "stap": "step_start"}
SLOWER: Final = {str(months): months for months in range(FURTHEST + 1)}  # more than the choices of a screen
BY_GROUPS: Final = {"grootte": "size_class", "toegang": "access_variant", "provincie": "province"}
PEER_GROUP_NAMES: Final = {
    "grootte": "size_class",
    "grootte-toegang": "size_variant",
    "toegang": "access_variant",
    "provincie": "province",
    "naaste": "nearest",
}
_WORDS: Final[Mapping[str, Mapping[object, str]]] = {
    field: {value: word for word, value in words.items()}
    for field, words in {
        "clock": CLOCKS, "by_group": BY_GROUPS, "peer_group": PEER_GROUP_NAMES, "desk_part": DESK_PARTS,
        "call_group": CALL_GROUPS, "way": WAYS, "step_number": {"alle": ALL_STEPS},
    }.items()
}  # fmt: skip
"""Field -> its value -> the word in the address, where that is another."""
_LEFT_OUT: Final[Mapping[str, object]] = {"silent_months_slower": 0, "language": "nl"}  # what holds unless it is said
_NUMBERS: Final = re.compile(r"[0-9.;-]{1,80}")
_REPORT: Final = re.compile(r"[1-9][0-9]{0,8}")
FILTERS: Final = ("province", "size_class", "access_variant")
"""What municipalities are chosen by. The age is a choice about statements: it leaves the municipalities the same."""
CHOICE: Final = (*FILTERS, "max_age_days")  # of whom a figure is, and how old what they said may be

Taken = TypeVar("Taken")


class PutAside(NamedTuple):
    """A part of the address that is not used: its name there, and why."""

    name: str
    reason: Literal["unknown", "future", "before", "not_known_then"] = "unknown"


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
    metric_keys: Collection[str] = ()
    target_groups: Collection[str] = ()
    parties: Collection[str] = ()


@dataclass(frozen=True)
class View:
    """One state of the screens. `known`, `earlier`: dates or moments as written, None for now and for not asked.

    `party`, `clock`, `by_group`, `peer_group`, `metric_key`, `target_group`, `assumptions` (numbers apart by
    semicolons), `desk_part`, `call_group`, `report_day` (the day that a report is about), `report` (its place in the
    ledger) and `way` are choices of single screens; None is what the screen shows of itself. `silent_months_slower`: as
    in a `Request`, of what is expected alone.
    """

    as_of: date
    known_on: datetime
    known: str | None = None
    province: str | None = None
    size_class: int | None = None
    access_variant: str | None = None
    max_age_days: int | None = None
    municipality_code: str | None = None
    step_number: int | None = None
    party: str | None = None
    clock: str | None = None
    by_group: str | None = None
    silent_months_slower: int = 0
    peer_group: str | None = None
    metric_key: str | None = None
    target_group: str | None = None
    earlier: str | None = None
    assumptions: str | None = None
    desk_part: str | None = None
    call_group: str | None = None
    report_day: date | None = None
    report: int | None = None
    way: str | None = None
    language: Language = "nl"
    put_aside: tuple[PutAside, ...] = ()

    @classmethod
    def read(cls, address: Mapping[str, str], choices: Choices) -> Self:
        """The view that the address asks for; what cannot be read is named in `put_aside`."""
        put_aside: list[PutAside] = []

        def taken(field: str, allowed: Mapping[str, Taken]) -> Taken | None:
            written = address.get(_NAMES[field])
            if written and written not in allowed:
                put_aside.append(PutAside(_NAMES[field]))
            return allowed.get(written or "")

        languages: dict[str, Language] = {language: language for language in LANGUAGES}
        known, known_on = _moment("bekend", address, choices, put_aside)
        as_of = _day(address.get("stand"), dutch_day(known_on), choices, put_aside)
        earlier, _ = _moment("eerder", address, choices, put_aside)
        return cls(
            as_of=as_of,
            known_on=known_on,
            known=known,
            province=taken("province", {name: name for name in choices.provinces}),
            size_class=taken("size_class", {str(number): number for number in choices.size_classes}),
            access_variant=taken("access_variant", {key: key for key in choices.access_variants}),
            max_age_days=_age(address.get("leeftijd"), put_aside),
            municipality_code=taken("municipality_code", {code: code for code in choices.municipality_codes}),
            step_number=taken(
                "step_number", {**{str(number): number for number in choices.step_numbers}, "alle": ALL_STEPS}
            ),
            party=taken("party", {key: key for key in choices.parties}),
            clock=taken("clock", CLOCKS),
            by_group=taken("by_group", BY_GROUPS),
            silent_months_slower=taken("silent_months_slower", SLOWER) or 0,
            peer_group=taken("peer_group", PEER_GROUP_NAMES),
            metric_key=taken("metric_key", {key: key for key in choices.metric_keys}),
            target_group=taken("target_group", {key: key for key in choices.target_groups}),
            earlier=earlier,
            assumptions=_numbers(address.get("aannames"), put_aside),
            desk_part=taken("desk_part", DESK_PARTS),
            call_group=taken("call_group", CALL_GROUPS),
            report_day=_report_day(address.get("peildatum"), choices, put_aside),
            report=_report(address.get("bewijs"), put_aside),
            way=taken("way", WAYS),
            language=taken("language", languages) or "nl",
            put_aside=tuple(put_aside),
        )

    def address(self) -> dict[str, str]:
        """The query of this view. The date stands in it always, so that a link shows the same tomorrow."""
        written: dict[str, str] = {}
        for field, name in _NAMES.items():
            value = getattr(self, field)
            word = _WORDS.get(field, {}).get(value, value)
            if word is not None and value != _LEFT_OUT.get(field):
                written[name] = str(word)
        return written

    def with_choice(self, name: str, value: str, choices: Choices) -> Self:
        """This view after one choice, given under its name in the address; an empty value takes the choice away."""
        return type(self).read({**self.address(), name: value}, choices)

    def without_filters(self) -> Self:
        """This view with the whole country in it; the age of statements that count stays as chosen."""
        return replace(self, **dict.fromkeys(FILTERS))

    def without_choices(self) -> Self:
        """This view with the whole country in it, and statements of every age."""
        return replace(self.without_filters(), max_age_days=None)

    def filters(self) -> str:
        """The filters and the age as they stand in the address, empty when none is set."""
        names = [_NAMES[field] for field in CHOICE]
        return "&".join(f"{name}={value}" for name, value in self.address().items() if name in names)

    @property
    def is_filtered(self) -> bool:
        """Whether municipalities are chosen by any of the filters."""
        return any(getattr(self, name) is not None for name in FILTERS)

    @property
    def has_choices(self) -> bool:
        """Whether municipalities are chosen, or the age of the statements that count."""
        return self.is_filtered or self.max_age_days is not None


def month_end_by(day: date) -> date:
    """The last month end up to a day, that day itself where it ends a month."""
    return last_month_end(day + timedelta(days=1))


def _day(written: str | None, known_day: date, choices: Choices, put_aside: list[PutAside]) -> date:
    """The date of the state; what was known on `known_day` says nothing of the days after it."""
    usual = last_month_end(choices.today) if known_day == choices.today else month_end_by(known_day)
    if not written:
        return usual
    day = bare_date(written)
    if day is None:
        put_aside.append(PutAside("stand"))
        return usual
    if FIRST_DAY <= day <= known_day:
        return day
    later = "future" if day > choices.today else "not_known_then"
    put_aside.append(PutAside("stand", "before" if day < FIRST_DAY else later))
    return usual


def _age(written: str | None, put_aside: list[PutAside]) -> int | None:
    """How many days old a statement may be."""
    if written and not _AGE.fullmatch(written):
        put_aside.append(PutAside("leeftijd"))
        return None
    return int(written) if written else None


def _report_day(written: str | None, choices: Choices, put_aside: list[PutAside]) -> date | None:
    """The day that a report is about: one that has come."""
    if not written:
        return None
    day = bare_date(written)
    if day is None or not FIRST_DAY <= day <= choices.today:
        reason = "unknown" if day is None else "future" if day > choices.today else "before"
        put_aside.append(PutAside("peildatum", reason))
    return day if day is not None and FIRST_DAY <= day <= choices.today else None


def _report(written: str | None, put_aside: list[PutAside]) -> int | None:
    """The place of a report in the ledger."""
    is_one = bool(_REPORT.fullmatch(written or ""))
    if written and not is_one:
        put_aside.append(PutAside("bewijs"))
    return int(written) if written and is_one else None


def _numbers(written: str | None, put_aside: list[PutAside]) -> str | None:
    if not written or _NUMBERS.fullmatch(written):
        return written or None
    put_aside.append(PutAside("aannames"))
    return None


def _moment(
    name: str, address: Mapping[str, str], choices: Choices, put_aside: list[PutAside]
) -> tuple[str | None, datetime]:
    written = address.get(name)
    if not written or written == "nu":
        return None, choices.now
    try:
        moment = known_on_moment(written, now=choices.now)
    except (ValueError, FutureMomentError) as refused:
        put_aside.append(PutAside(name, "future" if isinstance(refused, FutureMomentError) else "unknown"))
        return None, choices.now
    if dutch_day(moment) < FIRST_DAY:
        put_aside.append(PutAside(name, "before"))
        return None, choices.now
    return (None, moment) if written == dutch_day(choices.now).isoformat() else (written, moment)
