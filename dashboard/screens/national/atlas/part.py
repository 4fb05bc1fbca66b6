"""What the drawn part of the atlas is given: the shape of its data, and the part itself."""

from collections.abc import Sequence
from typing import Final, TypeAlias, TypedDict

from dashboard.drawing.parts import Part
from dashboard.screens.national.atlas.words import StepNames, Words

Pair: TypeAlias = tuple[str, str]  # a value or a sign, and its words


class Moment(TypedDict):
    """One month: its value in the address, how it reads, its last day, and that day counted from DAY_ZERO."""

    value: str
    label: str
    day: str
    number: int


class PageWords(TypedDict):
    """What the rest of the page is about: month and step as in the address and as they read."""

    month: str
    day: str
    step: str
    step_name: str


class Municipalities(TypedDict):
    """A list per fact, all in the order of the codes. Provinces and variants are places in their sorted names.

    `sort_names`: the place of each by name. `q`, `r`: the tile; None for who is not in the as_of date's register.
    """

    codes: list[str]
    names: list[str]
    sort_names: list[int]
    provinces: list[int]
    sizes: list[int | None]
    inhabitants: list[int | None]
    variants: list[int | None]
    q: list[int | None]
    r: list[int | None]


class StepShares(TypedDict):
    """The share finished of one step, per month: as a number (0 to 1), and in words with its bounds; "" of nothing."""

    level: list[float | None]
    is_estimate: list[bool]
    words: list[str]
    bounds: list[str]


class PeerPlaces(TypedDict):
    """The peers of the own municipality, as places in the list of codes."""

    members: list[int]


class LitGroup(TypedDict):
    """Groups of municipalities that can be lit, under one heading; an option is its value and its words."""

    label: str
    options: list[Pair]


class Keys(TypedDict):
    """The signs with their words: while all steps are shown, and while one is."""

    all: list[Pair]
    step: list[Pair]


class AtlasData(TypedDict):
    """All that the drawn part is given but the boundaries.

    `states` and `reported`: see `PackedMonths`. `inside`: for each month (or once for all) a 0 or 1 per municipality,
    None without a filter. `chosen`: the filters that it is of. `own`: the place of the own municipality, None where
    none is chosen that is in the list.
    """

    chosen: str

    moments: list[Moment]
    page: PageWords
    followed: int
    steps: list[StepNames]
    municipalities: Municipalities
    province_names: list[str]
    size_names: list[str]
    states: str
    reported: str
    inside: Sequence[str] | None
    shares: list[StepShares]
    stale_after_days: int
    own_code: str | None
    own: int | None
    peers: PeerPlaces | None
    highlights: list[LitGroup]
    sorts: list[Pair]
    key: Keys
    how: list[list[str]]
    account: str
    link: str
    origin: list[list[str]]
    file: str
    words: Words


ATLAS: Final = Part[AtlasData](
    "screens/national/atlas/atlas.js", tells=("open", "page"), sheets=("drawing/headed.css", "figure/foot.css")
)
