"""The atlas: every municipality on every step in every month, for the drawn part that needs no message to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from dashboard.figure.words import key_word, size_word
from dashboard.screens.national.atlas.part import (
    AtlasData,
    Keys,
    LitGroup,
    Moment,
    Municipalities,
    PageWords,
    Pair,
    PeerPlaces,
    StepShares,
)
from dashboard.screens.national.atlas.words import atlas_words, step_names
from dashboard.screens.national.months import DAY_ZERO, Level, PackedMonths
from dashboard.view.address import ALL_STEPS
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS
from domain.municipalities import Register
from domain.programme import Programme
from language.formats import day, month, share, share_range
from language.texts import say
from metrics.standing.peers import Peers

STANDING_KEY = ("finished", "started", "not_started", "not_reported", "not_applicable", "stale")
LEVEL_KEY = ("level", "level_none", "not_reported", "stale")
SORTS: Final[Mapping[str, str]] = {
    "furthest": "screen_atlas.sort.furthest",
    "step": "screen_atlas.sort.step",
    "name": "screen_atlas.sort.name",
    "province": "screen_atlas.sort.province",
    "size": "screen_atlas.sort.size",
}


@dataclass(frozen=True, eq=False)
class Chosen:
    """What a visitor chose, as the atlas needs it. `step_number`: ALL_STEPS for all of them. `filters`: as they stand
    in the address.
    """

    as_of: date
    step_number: int
    followed_step: int
    filters: str


@dataclass(frozen=True)
class Account:
    """How it is made, its account, this very page; what a file says (`origin_to_fill`) and is called before its day."""

    how: Sequence[Sequence[str]]
    address: str
    link: str
    origin: Sequence[Sequence[str]]
    file: str


def atlas_data(
    months: PackedMonths,
    people: pl.DataFrame,
    shares: Mapping[int, Mapping[date, Level]],
    chosen: Chosen,
    register: Register,
    programme: Programme,
    *,
    inside: Sequence[str] | None,
    language: Language,
) -> AtlasData:
    """The data of the drawn part, of no municipality in particular; that, its account and boundaries come when shown.

    `people`: the register on the as_of date, as `metrics.standing.state.municipalities` gives; it places and groups.
    `shares`: step -> month -> its share finished. `inside`: for each month which municipalities the filters choose.
    """
    facts = _facts(months.codes, people, register)
    stale = say("screen_atlas.stale_all", language, days=STALE_AFTER_DAYS)  # the map has the last report, not a step
    extra = ["outside"] if inside else []
    return {
        "chosen": chosen.filters,
        "moments": [_moment(moment, language) for moment in months.moments],
        "page": _page(chosen, programme, language),
        "followed": programme.step_numbers.index(chosen.followed_step),
        "steps": [step_names(step, language) for step in programme.steps],
        "municipalities": _columns(facts),
        "province_names": facts["province"].unique().sort().to_list(),
        "size_names": ["", *(size_word(size, language) for size in range(1, 9))],
        "states": months.states,
        "reported": months.reported,
        "inside": inside,
        "shares": [_shares(shares.get(number, {}), months.moments, language) for number in programme.step_numbers],
        "stale_after_days": STALE_AFTER_DAYS,
        "own_code": None,
        "own": None,
        "peers": None,
        "highlights": _highlights(facts, programme, language),
        "sorts": [(sort, say(key, language)) for sort, key in SORTS.items()],
        "key": {"all": _key(language, *LEVEL_KEY, *extra, stale=stale), "step": _key(language, *STANDING_KEY, *extra)},
        "how": [],
        "account": "",
        "link": "",
        "origin": [],
        "file": "",
        "words": atlas_words(language),
    }


def with_account(data: AtlasData, account: Account) -> AtlasData:
    """The same with how it is made, and its links."""
    return {
        **data,
        "how": [list(entry) for entry in account.how],
        "account": account.address,
        "link": account.link,
        "origin": [list(entry) for entry in account.origin],
        "file": account.file,
    }


def with_own(data: AtlasData, code: str, peers: Peers | None, language: Language) -> AtlasData:
    """The same with an own municipality, which is in its key where it is on the map, and its peers to be lit."""
    people, groups, peer_codes = data["municipalities"], data["highlights"], peers.codes if peers else ()
    own = people["codes"].index(code) if code in people["codes"] else None
    key = data["key"]
    if own is not None:
        key = Keys(all=_with_own_sign(key["all"], language), step=_with_own_sign(key["step"], language))
        if peer_codes:
            lit = ("peers", say("screen_atlas.lit.peers", language, name=people["names"][own]))
            first = LitGroup(label=groups[0]["label"], options=[*groups[0]["options"], lit])
            groups = [first, *groups[1:]]
    places = None if peers is None else PeerPlaces(members=[people["codes"].index(one) for one in peer_codes])
    return {**data, "own_code": code, "own": own, "peers": places, "highlights": groups, "key": key}


def _with_own_sign(pairs: list[Pair], language: Language) -> list[Pair]:
    """Behind the signs of all municipalities, before that of those outside the choice."""
    place = len(pairs) - (pairs[-1][0] == "outside")
    return [*pairs[:place], ("own", key_word("own", language)), *pairs[place:]]


def _facts(codes: Sequence[str], people: pl.DataFrame, register: Register) -> pl.DataFrame:
    """One row per code, in that order; those that are not in the as_of date's register have no tile and no profile."""
    every = register.municipalities.select("municipality_code", "name", "province", "size_class")
    now = people.select("municipality_code", "inhabitant_count", "access_variant", is_now=pl.lit(value=True))
    return (
        pl.DataFrame({"municipality_code": codes}, schema={"municipality_code": pl.String})
        .join(every, on="municipality_code", how="left", maintain_order="left")
        .join(now, on="municipality_code", how="left", maintain_order="left")
        .join(register.tiles, on="municipality_code", how="left", maintain_order="left")
        .with_columns(pl.when("is_now").then(pl.col(name)).alias(name) for name in ("q", "r"))
        .with_columns(sort_name=pl.col("name").str.strip_chars_start("'").str.to_lowercase().rank("ordinal"))
    )


def _columns(facts: pl.DataFrame) -> Municipalities:
    provinces = {name: place for place, name in enumerate(facts["province"].unique().sort())}
    variants = {name: place for place, name in enumerate(facts["access_variant"].drop_nulls().unique().sort())}
    return {
        "codes": facts["municipality_code"].to_list(),
        "names": facts["name"].to_list(),
        "sort_names": facts["sort_name"].to_list(),
        "provinces": [provinces[name] for name in facts["province"]],
        "sizes": facts["size_class"].to_list(),
        "inhabitants": facts["inhabitant_count"].to_list(),
        "variants": [variants.get(name) for name in facts["access_variant"]],
        "q": facts["q"].to_list(),
        "r": facts["r"].to_list(),
    }


def _moment(moment: date, language: Language) -> Moment:
    is_month_end = (moment + timedelta(days=1)).day == 1
    return {
        "value": moment.isoformat(),
        "label": month(moment, language) if is_month_end else day(moment, language),
        "day": day(moment, language),
        "number": (moment - DAY_ZERO).days,
    }


def _page(chosen: Chosen, programme: Programme, language: Language) -> PageWords:
    step_name = say("screen_atlas.all_lower", language)
    if chosen.step_number != ALL_STEPS:
        step_name = say("screen_atlas.on_step_lower", language, number=chosen.step_number)
    return {
        "month": chosen.as_of.isoformat(),
        "day": day(chosen.as_of, language),
        "step": "alle" if chosen.step_number == ALL_STEPS else str(chosen.step_number),
        "step_name": step_name,
    }


def _shares(levels: Mapping[date, Level], moments: Sequence[date], language: Language) -> StepShares:
    """Of one step: the level of the curve per month, and how it reads with its bounds."""
    found = [levels.get(moment, Level()) for moment in moments]
    few, unknown = say("screen.few.word", language), say("screen.state.unknown", language)
    return {
        "level": [None if level.best is None else round(level.best, 4) for level in found],
        "is_estimate": [level.estimate is not None for level in found],
        "words": [share(level.best, language, unknown=few if level.is_few else "") for level in found],
        "bounds": [share_range(level.lower_bound, level.upper_bound, language, unknown=unknown) for level in found],
    }


def _highlights(facts: pl.DataFrame, programme: Programme, language: Language) -> list[LitGroup]:
    """The groups that can be lit: nobody in particular, then by province, size and access model."""
    first = [("", say("screen_atlas.lit.nobody", language))]
    provinces: list[str] = facts["province"].unique().sort().to_list()
    sizes: list[int] = facts["size_class"].drop_nulls().unique().sort().to_list()
    variants: list[str] = facts["access_variant"].drop_nulls().unique().sort().to_list()
    names = {variant.key: f"{variant.key} · {variant.name.of(language)}" for variant in programme.access_variants}
    groups: dict[str, list[Pair]] = {
        "screen.filter.province": [(f"province:{place}", name) for place, name in enumerate(provinces)],
        "screen.filter.size_class": [(f"size:{size}", size_word(size, language)) for size in sizes],
        "screen.filter.access_variant": [
            (f"variant:{place}", names.get(name, name)) for place, name in enumerate(variants)
        ],
    }
    named: list[LitGroup] = [
        {"label": say(key, language), "options": options} for key, options in groups.items() if options
    ]
    return [{"label": "", "options": first}, *named]


def _key(language: Language, *signs: str, **own: str) -> list[Pair]:
    own_words = {"outside": say("screen_atlas.outside_key", language), **own}
    return [(sign, own_words.get(sign) or key_word(sign, language)) for sign in signs]
