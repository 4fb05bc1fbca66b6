"""The row of filters: the two clocks, the choice of municipalities, the search for one of them."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal, NotRequired, TypeAlias, TypedDict

from dashboard.drawing.parts import Part
from dashboard.figure.words import size_word
from dashboard.frame import askable
from dashboard.view import queries, state
from dashboard.view.address import AGES, CHOICE, View
from domain.bilingual import Language
from domain.clocks import dutch_day, last_month_end, month_ends
from domain.statements import Table
from language.formats import day, days
from language.texts import say

MOST_DATES = 36  # in a list of month ends: three years
FILTER_KEYS: Final = {
    "provincie": "screen.filter.province",
    "grootte": "screen.filter.size_class",
    "toegang": "screen.filter.access_variant",
    "leeftijd": "screen.filter.max_age",
}
"""The filters, and the age of the statements that count, by their name in the address."""

Option: TypeAlias = tuple[str, str]  # what goes into the address, and its words


class Select(TypedDict):
    """A field with a list to choose from. `name`: under which the choice goes into the address."""

    kind: Literal["select"]
    name: str
    label: str
    value: str
    options: list[Option]


class Search(TypedDict):
    """A field to type a name in. `takes_focus`: the cursor stands in it while nothing was chosen yet."""

    kind: Literal["search"]
    name: str
    label: str
    value: str | None
    options: list[Option]
    placeholder: str
    unknown: str
    takes_focus: NotRequired[bool]


class DateField(TypedDict):
    """A day, from `min` to `max`; all as yyyy-mm-dd."""

    kind: Literal["date"]
    name: str
    label: str
    value: str
    min: str
    max: str


Field: TypeAlias = Select | Search | DateField


class FiltersData(TypedDict):
    """A row of fields. `reset`: the words of the button that clears the filters; None without it."""

    items: list[Field]
    label: str
    reset: str | None


FILTERS: Final = Part[FiltersData]("frame/filters.js", tells=("change",))


def show(view: View, items: Sequence[Field], *, key: str = "filters") -> None:
    """Draws the row; a choice goes into the address before the page runs again. `key`: of a second row on a page."""
    reset = say("screen.filter.reset", view.language) if view.has_choices and key == "filters" else None
    data: FiltersData = {"items": list(items), "label": say("screen.filter.label", view.language), "reset": reset}
    FILTERS.draw(data, key=key, change=lambda chosen: state.choose_beforehand(**chosen))


def dates(view: View) -> list[Select]:
    """The two clocks: as of a date, as known on a moment."""
    as_of, known = queries.kept(view, _dates, on=("language",))
    if not askable.is_suppressed():
        return [as_of, known]
    return [
        {**as_of, "options": askable.month_ends(as_of["options"], as_of["value"])},
        {**known, "options": askable.only(known["options"], "nu", known["value"])},
    ]


def _dates(view: View) -> list[Select]:
    today, language = state.run().choices.today, view.language
    first = queries.known(view).first_reporting_date(*Table) or last_month_end(today)
    ends = month_ends(first, today)[-MOST_DATES:]
    known_day = dutch_day(view.known_on)  # of a later day nothing was known then
    days = sorted({day for day in (*ends, view.as_of, last_month_end(today), today) if day <= known_day}, reverse=True)
    moments = [end.isoformat() for end in reversed(ends) if end < today]
    if view.known and view.known not in moments:
        moments.insert(0, view.known)
    now = say("screen.filter.now", language, day=day(dutch_day(state.run().now), language))
    known = [("nu", now), *((written, _moment_word(written, language)) for written in moments)]
    as_of = [(end.isoformat(), day(end, language)) for end in days]
    return [
        _select("stand", say("screen.filter.as_of", language), view.as_of.isoformat(), as_of),
        _select("bekend", say("screen.filter.known", language), view.known or "nu", known),
    ]


def population(view: View) -> list[Select]:
    """Which municipalities: province, size, access model; and how old a statement may be."""
    found = queries.kept(view, _population, on=(*CHOICE, "language"))
    if not askable.is_suppressed():
        return found
    chosen = {item["name"] for item in found if item["value"] and item["name"] != "leeftijd"}
    return [_alone(item) if chosen - {item["name"]} and item["name"] != "leeftijd" else item for item in found]


def _alone(item: Select) -> Select:
    """The field while another is chosen: that one is put back first."""
    return {**item, "options": askable.only(item["options"], "", item["value"])}


def _population(view: View) -> list[Select]:
    language, chosen = view.language, view.address()
    every = ("", say("screen.filter.all", language))
    provinces = [(name, name) for name in state.run().choices.provinces]
    sizes = queries.everyone(view)["size_class"].drop_nulls().unique().sort()
    variants = queries.the_programme().access_variants
    ages: list[int] = sorted({*AGES, view.max_age_days or AGES[0]})
    options = {
        "provincie": [every, *provinces],
        "grootte": [every, *((str(size), size_word(size, language)) for size in sizes)],
        "toegang": [
            ("", say("screen.filter.all_variants", language)),
            *((variant.key, f"{variant.key} · {variant.name.of(language)}") for variant in variants),
        ],
        "leeftijd": [
            ("", say("screen.filter.any_age", language)),
            *((str(age), say("screen.filter.age", language, age=days(age, language))) for age in ages),
        ],
    }
    return [
        _select(name, say(FILTER_KEYS[name], language), chosen.get(name, ""), found) for name, found in options.items()
    ]


def municipality(view: View) -> Search:
    """The search for one municipality: those of the as_of date, and those that were dissolved."""
    names: dict[str, str] = dict(queries.everyone(view).select("municipality_code", "name").iter_rows())
    for code, known in queries.the_register().by_code.items():
        if code not in names and known.dissolved_on:
            names[code] = f"{known.name} ({known.province}, {known.dissolved_on.year})"
    named = sorted(names.items(), key=lambda item: item[1].lstrip("'").casefold())
    return {
        "kind": "search",
        "name": "gemeente",
        "label": say("screen.filter.municipality", view.language),
        "value": view.municipality_code,
        "options": named,
        "placeholder": say("screen.filter.municipality_placeholder", view.language),
        "unknown": say("screen.filter.municipality_unknown", view.language),
    }


def _select(name: str, label: str, value: str, options: Sequence[Option]) -> Select:
    return {"kind": "select", "name": name, "label": label, "value": value, "options": list(options)}


def _moment_word(written: str, language: Language) -> str:
    return day(date.fromisoformat(written[:10]), language) + (f" {written[11:16]}" if len(written) > 10 else "")
