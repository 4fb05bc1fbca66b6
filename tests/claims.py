"""What the monitor never claims, as written patterns: that anybody is late, and that there is a national date.

There is no national end date and no date of entry into force, and nobody is called late or judged: a municipality is
looked at beside its own plan. What may stay is written in ALLOWED, each with its reason.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

LATE: Final = (
    r"\b(te laat|te late|verlate|verlaat)\b",
    r"\bachterstand(en)?\b",
    r"\bachterstallig\w*",
    r"\bachter op\b",
    r"\b(loopt|lopen|liep|liepen|ligt|liggen|blijft|blijven|raakt|raken) (\w+ )?achter\b(?! de)",
    r"\bachter(blijv|lop|gebleven|geraakt)\w*",
    r"\b(niet )?op tijd\b",
    r"\b(on)?tijdige?\b",
    r"\bover tijd\b",
    r"\b(op|voor op) (schema|koers)\b",
    r"\bvertra(ag|gen|ging)\w*",
    r"\btermijn\w* (is|zijn|was|waren|wordt|werd)? ?(verstreken|verlopen|overschreden)\b",
    r"\bhad(den)? (\w+ ){0,4}moeten\b",
    r"\boverdue\b",
    r"\b(late|lateness|belated|tardy|tardiness)\b",
    r"\bbehind\b",
    r"\bdelay(s|ed)?\b",
    r"\blag(s|ged|ging|gard|gards)\b",
    r"\b(not )?(on|in) time\b",
    r"\b(un)?timely\b",
    r"\bon (schedule|track)\b",
    r"\bahead of (schedule|plan)\b",
    r"\bslipp(ed|ing|age)\b",
    r"\bpast due\b",
    r"\bshould have (been|started|finished)\b",
    # an expectation of one municipality is no norm to hold it against
    r"\b(trager|sneller|later|eerder) dan (\w+ )?verwacht\b",
    r"\b(onder|boven|buiten) (de|haar|zijn|hun) verwachting(en)?\b",
    r"\b(slower|faster|later|sooner) than (\w+ )?expected\b",
    r"\b(below|above|beyond|short of) (the|its|their) expectations?\b",
)
JUDGED: Final = (
    r"\bslecht(e|er|ere|st|ste)?\b",
    r"\bpresteer\w*|\bprestatie\w*|\bprest(eren|eert)\b",
    r"\b(under|out|over)perform\w*",
    r"\bscores?\b",
    r"\b(rood|rode|stoplicht\w*|red|traffic light\w*)\b",
    r"\bin gebreke\b",
)
_MONTH: Final = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october|jan|feb|mrt|mar|apr|jun|jul|aug|sep|okt|oct|nov|dec)"
)
_DATE: Final = (
    r"(?:eind |begin |(?:the )?(?:end|start) of )?"
    r"(?:{(?:day|date|month|year|quarter|as_of|then|today|last_month|until|)}"
    rf"|\d{{1,2}} {_MONTH}(?: 20\d\d)?|{_MONTH}(?: 20\d\d)?|\d{{1,2}}-\d{{1,2}}-20\d\d|20\d\d(?:-\d\d-\d\d)?)"
)
_DONE_NL: Final = r"(?:klaar|gereed|afgerond|ingevoerd|gestart|begonnen)"
_EXPECTED: Final = r"(?![^.;:?]*\b(?:verwacht|expect))"  # an expectation is no target
_DONE_EN: Final = r"(?:finished|ready|done|complete|completed|implemented|started|in place|in force)"
NATIONAL_DATE: Final = (
    r"\bdeadlines?\b",
    r"\b(landelijke|gezamenlijke|gemeenschappelijke|gedeelde|wettelijke) (eind|streef|invoer\w*)?datum\b",
    r"\b(uiterste|fatale) datum\b",
    r"\b(landelijk|nationaal|gezamenlijk) (doel|streefjaar|tijdpad)\b",
    r"\béén einddatum\b",
    r"\b(national|shared|common|joint|statutory|legal|final) (end|target|due|completion|closing)? ?date\b",
    r"\bone end date\b",
    r"\b(national|shared|common|joint) (target|goal)s?\b(?! groups?)",
    r"\bdue (date|by|on)\b",
    r"\btarget year\b",
    r"\buiterlijk\b",
    r"\bop zijn laatst\b",
    r"\bno later than\b",
    r"\bat the latest\b",
    r"\b(treedt|treden|trad|gaat|gaan) (\w+ ){0,6}(in werking|van kracht)\b",
    r"\binwerkingtreding\b",
    r"\b(enters?|entered|entering|entry|comes?|came|coming) into (force|effect)\b",
    rf"\bde wet (geldt|begint|start|gaat in) (vanaf|op|per|met ingang van) {_DATE}",
    rf"\bthe (law|act) (applies|begins|starts) (on|from|as of) {_DATE}",
    rf"\b(moet|moeten|dient|dienen)\b[^.;:?]*\b{_DONE_NL} zijn\b",
    rf"\b(must|should|has to|have to|needs? to|ought to)\b[^.;:?]*\b{_DONE_EN}\b",
    rf"\b{_DONE_NL}( zijn)? (voor|vóór|tegen|per) {_DATE}",
    rf"\b(voor|vóór|tegen|per) {_DATE}(?!\w){_EXPECTED}[^.;:?]*\b{_DONE_NL}\b",
    rf"\b{_DONE_EN} (by|before) {_DATE}",
    rf"\b(by|before) {_DATE}(?!\w){_EXPECTED}[^.;:?]*\b{_DONE_EN}\b",
)
# Of its own target date a municipality may be told what came of it and that it moved; not that it failed.
OF_AN_OWN_TARGET: Final = (
    r"\b(niet|nooit) (\w+ )?gehaald\b",
    r"\b(gemist|misten|miste)\b",
    r"\b(overschr\w+|uitgelopen|uitloop\w*|mislukt)\b",
    r"\b(not|never) (\w+ )?(met|kept|made|achieved)\b",
    r"\b(missed|misses|failed|fails|failure|exceeded|overrun|overran|slipped|slips|slip)\b",
)
ALLOWED: Final = {
    "geen landelijke einddatum": "says that there is none",
    "een landelijke datum is er niet": "says that there is none",
    "no national end date": "says that there is none",
    "there is no national date": "says that there is none",
    "zonder dat er een gezamenlijke einddatum nodig is": "says that none is needed",
    "without a shared end date": "says that none is needed",
    "niet naar één einddatum voor alle gemeenten": "the impact analysis advises against one",
    "not to aim for one end date": "the impact analysis advises against one",
    "truth behind a simulated folder": "what really happened in a made-up country, as against what was reported",
    "projectleider is per 1 maart gestart": "a municipality of a made-up country says what it did itself",
    'most like "ede" by score': "how alike two names are",
    "het score-interval": "Wilson's interval of a share, in statistics",
    "the score interval": "Wilson's interval of a share, in statistics",
}


EVERY_CLAIM: Final = (*LATE, *JUDGED, *NATIONAL_DATE)


def claims_in(text: str, patterns: tuple[str, ...] = EVERY_CLAIM) -> list[str]:
    """The claims in a text, in its order; none when all that it says is allowed."""
    said = " ".join(text.lower().split())
    for phrase in ALLOWED:
        said = said.replace(phrase, " … ")
    return [match[0] for match in _any_of(patterns).finditer(said)]


def claiming(texts: Iterable[tuple[str, str]], patterns: tuple[str, ...] = EVERY_CLAIM) -> list[tuple[str, str]]:
    """Of texts with their places: where a claim stands, and which."""
    return [(where, claim) for where, text in dict.fromkeys(texts) for claim in claims_in(text, patterns)]


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def texts_in(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in nested dictionaries and lists, with its place; what a dictionary calls its values is no text."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from texts_in(inside, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for place, inside in enumerate(value):
            yield from texts_in(inside, f"{where}[{place}]")
