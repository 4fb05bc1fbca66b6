"""The table of who may see what of whom, and what each page is to them: written by hand from what was agreed.

Nothing here is read from the app, least of all from its own table of the policy.
"""

from typing import Final

from tests.door.table.canaries import AMOUNTS, FEW, REPORTS, SCHAGEN, STANDING, UTRECHT, ZUTPHEN

FILLER, APPROVER, CONTACT = "invuller-zutphen", "vaststeller-zutphen", "contact-schagen"
OFFICIAL, ADVISER, MANAGER = "beleidsmedewerker", "adviseur", "beheerder"
UNKNOWN, NOBODY = "gast", "niemand"
"""Two colleagues of one municipality, one of another, an official, an adviser, a manager; somebody who may sign in at
the provider and is not known here; and nobody."""
EVERYBODY: Final = (FILLER, APPROVER, CONTACT, OFFICIAL, ADVISER, MANAGER, UNKNOWN, NOBODY)
EVERYWHERE: Final = (ZUTPHEN, SCHAGEN, UTRECHT)
SAID_YES: Final = UTRECHT
"""The one that lets the ministry see its steps by name."""

_ALL: Final = {*AMOUNTS, *REPORTS, STANDING}
_NONE: Final[dict[str, frozenset[str]]] = dict.fromkeys((*EVERYWHERE, FEW), frozenset())
_STANDINGS: Final[dict[str, frozenset[str]]] = {**dict.fromkeys(EVERYWHERE, frozenset({STANDING})), FEW: frozenset()}
_EVERYTHING: Final[dict[str, frozenset[str]]] = dict.fromkeys(EVERYWHERE, frozenset(_ALL))
MAY_SEE: Final[dict[str, dict[str, frozenset[str]]]] = {
    FILLER: {**_STANDINGS, ZUTPHEN: frozenset(_ALL)},
    APPROVER: {**_STANDINGS, ZUTPHEN: frozenset(_ALL)},
    CONTACT: {**_STANDINGS, SCHAGEN: frozenset(_ALL)},
    OFFICIAL: {**_NONE, SAID_YES: frozenset({STANDING})},
    ADVISER: {**_EVERYTHING, FEW: frozenset({"cost", "budget"})},
    MANAGER: _NONE,
    UNKNOWN: _NONE,
    NOBODY: _NONE,
}
"""Who -> of whom -> what may reach them, on whatever page, in whatever form."""
SOMEBODY_ELSE: Final = "persoon-van-utrecht-4751"
"""Who works for a third municipality, and never signs in here."""
NAMES: Final[dict[str, frozenset[str]]] = {
    FILLER: frozenset({FILLER, APPROVER}),  # a colleague, who approves what is filled in
    APPROVER: frozenset({APPROVER}),
    CONTACT: frozenset({CONTACT}),
    OFFICIAL: frozenset({OFFICIAL}),
    ADVISER: frozenset(),
    MANAGER: frozenset({FILLER, APPROVER, CONTACT, OFFICIAL, SOMEBODY_ELSE}),
    UNKNOWN: frozenset(),
    NOBODY: frozenset(),
}
"""Who -> whose names may reach them: one's own, that of who approves in one's own municipality, and those of the people
that one keeps. Of those that are no words.
"""

FIGURES: Final = {
    "landelijk-beeld": "national", "stappen": "steps", "opleiding": "training", "kosten": "costs",
    "mijn-gemeente": "municipality", "vergelijken": "compare", "gegevenskwaliteit": "quality",
    "verantwoording": "account",
}  # fmt: skip
"""The pages with figures by their address."""
PEOPLE, LOG, HAND_IN, RECEIPT = "mensen", "logboek", "opgave-doen", "ontvangstbewijs"
PAGES: Final = (*FIGURES, PEOPLE, LOG, HAND_IN, RECEIPT)
TITLES: Final = {
    "landelijk-beeld": "Landelijk beeld", "stappen": "Stappen", "opleiding": "Opleiding", "kosten": "Kosten",
    "mijn-gemeente": "", "vergelijken": "Vergelijken", "gegevenskwaliteit": "Gegevenskwaliteit",
    "verantwoording": "Verantwoording", PEOPLE: "Mensen", LOG: "Logboek",
    HAND_IN: "Opgave doen", RECEIPT: "Ontvangstbewijs",
}  # fmt: skip
"""What stands over a page that is shown; over that of a municipality stands its name."""
SHOWN, REFUSED, WITHHELD, ENTRANCE = "shown", "refused", "withheld", "entrance"


WALK: Final = (*((page, SCHAGEN) for page in PAGES), ("mijn-gemeente", ZUTPHEN), ("mijn-gemeente", UTRECHT))
"""Pages, each with the municipality in its address: of two people their own and of two another's."""
_ON_ITS_PAGE: Final = {"cost", "budget", "staff", "trained", "file", "cell"}
REACHES: Final[dict[str, set[tuple[str, str]]]] = {
    FILLER: {(ZUTPHEN, what) for what in _ON_ITS_PAGE},
    APPROVER: {(ZUTPHEN, what) for what in _ON_ITS_PAGE},
    CONTACT: {(SCHAGEN, what) for what in _ON_ITS_PAGE},
    OFFICIAL: set(),
    ADVISER: {(code, what) for code in EVERYWHERE for what in _ON_ITS_PAGE},
    MANAGER: set(),
    UNKNOWN: set(),
    NOBODY: set(),
}
"""Who -> what at least does reach them on that walk: a walk on which nothing could be found would prove nothing."""


def meets(who: str, page: str) -> str:
    """What somebody meets at the address of a page."""
    if who in (UNKNOWN, NOBODY):
        return ENTRANCE
    if page == PEOPLE:
        return SHOWN if who in (MANAGER, CONTACT) else REFUSED
    if page == LOG:
        return REFUSED if who == OFFICIAL else SHOWN
    if page in (HAND_IN, RECEIPT):
        return REFUSED if who in (OFFICIAL, MANAGER) else SHOWN
    return WITHHELD if who == MANAGER else SHOWN


def title(who: str, page: str) -> str:
    """What stands over it there."""
    means = meets(who, page)
    if means == SHOWN:
        return TITLES[page]
    refused = {PEOPLE: "Deze pagina is niet voor u", LOG: "Dit logboek is niet voor u"}
    refused |= dict.fromkeys((HAND_IN, RECEIPT), "Opgave doen is niet voor u")
    return {REFUSED: refused.get(page, ""), WITHHELD: "Deze pagina ziet u niet"}.get(
        means, "Hoe ver zijn gemeenten met de wet?"
    )


def leaked(who: str, found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """What of all that reached somebody may not."""
    return {(of, what) for of, what in found if what not in MAY_SEE[who][of]}


def named_to(who: str, text: str) -> set[str]:
    """The names of people that reached somebody and may not."""
    return {name for name in NAMES[MANAGER] if name in text} - NAMES[who]
