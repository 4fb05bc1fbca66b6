"""The parts that pages are made of: header, filters, headline figures, the anatomy of a figure, empty states."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard import components, queries, state
from dashboard.address import FRESHNESS, View, last_month_end
from dashboard.download import TableData
from domain.bilingual import Language
from domain.clocks import STALE_AFTER_DAYS, dutch_day, month_ends
from domain.statements import Table
from language.texts import has, say
from language.formats import day, integer
from metrics.figures import Figure

MOST_DATES = 36  # in a list of month ends: three years


@dataclass(frozen=True)
class Headline:
    """One headline figure. `unit` stands small behind it; `is_word` is for a word where a number is unknown."""

    label: str
    value: str
    unit: str = ""
    note: str = ""
    is_word: bool = False


def banner(view: View) -> None:
    """Over every page: that the figures are invented, when they are; and the language of the document."""
    info = queries.store_info()
    kind = "" if info.is_synthetic else "replay_" if info.is_replay else None
    strong, text = ("", "") if kind is None else (say(f"screen.banner.{kind}{part}", view.language) for part in ("strong", "text"))
    components.draw("banner", {"language": view.language, "strong": strong, "text": text}, key="banner")
    if view.put_aside:
        st.info(say("screen.filter.put_aside", view.language, names=", ".join(view.put_aside)))


def page_header(title: str, lead: str) -> None:
    """The title of a page and one sentence that says what it answers."""
    with st.container(gap=None):
        st.title(plain(title), anchor=False)
        st.markdown(f":gray[{plain(lead)}]")


def filters(view: View, items: Sequence[Mapping[str, Any]]) -> None:
    """The row of filters; a choice goes into the address and the page runs again."""
    reset = say("screen.filter.reset", view.language) if view.is_filtered else None
    data = {"items": list(items), "label": say("screen.filter.label", view.language), "reset": reset}
    change = components.draw("filters", data, key="filters").change
    if change:
        state.choose(change["name"], change["value"])


def date_filters(view: View) -> list[dict[str, Any]]:
    """The two clocks: as of a date, as known on a moment."""
    today, language = state.run().choices.today, view.language
    known = queries.known(view)
    first = known.first_reporting_date(*Table) or last_month_end(today)
    days = sorted({*month_ends(first, today)[-MOST_DATES:], view.as_of, last_month_end(today), today}, reverse=True)
    info = queries.store_info()
    received = dutch_day(info.last_recorded_at) if info.last_recorded_at else today
    moments = [end for end in month_ends(first, today) if end < today][-MOST_DATES:]
    written = [end.isoformat() for end in reversed(moments)]
    if view.known and view.known not in written:
        written.insert(0, view.known)
    now = say("screen.filter.now", language, day=day(max(received, today), language))
    return [
        _select("stand", "as_of", view.as_of.isoformat(), [(end.isoformat(), day(end, language)) for end in days], language),
        _select("bekend", "known", view.known or "nu", [("nu", now), *((text, _moment_word(text, language)) for text in written)], language),
    ]  # fmt: skip


def population_filters(view: View) -> list[dict[str, Any]]:
    """Which municipalities: province, size, access model, age of the report."""
    run, language = state.run(), view.language
    everyone = queries.everyone(view)
    everything = ("", say("screen.filter.all", language))
    sizes = [(str(size), size_word(size, language)) for size in sorted(everyone["size_class"].drop_nulls().unique())]
    variants = [(variant.key, f"{variant.key} · {variant.name.of(language)}") for variant in queries.the_programme().access_variants]
    freshness = [(word, say(f"screen.freshness.{key}", language)) for word, key in _freshness_words()]
    address = view.address()
    return [
        _select("provincie", "province", address.get("provincie", ""), [everything, *((name, name) for name in run.choices.provinces)], language),
        _select("grootte", "size_class", address.get("grootte", ""), [everything, *sizes], language),
        _select("toegang", "access_variant", address.get("toegang", ""), [("", say("screen.filter.all_variants", language)), *variants], language),
        _select("leeftijd", "freshness", address.get("leeftijd", ""), [everything, *freshness], language),
    ]  # fmt: skip


def municipality_filter(view: View) -> dict[str, Any]:
    """The search for one municipality: those of the as_of date, and those that were dissolved."""
    current = {code: name for code, name in queries.everyone(view).select("municipality_code", "name").iter_rows()}
    gone = {code: f"{one.name} ({one.province}, {one.dissolved_on.year})" for code, one in queries.the_register().by_code.items()
            if code not in current and one.dissolved_on}  # fmt: skip
    named = sorted({**current, **gone}.items(), key=lambda item: item[1].lstrip("'").casefold())
    language = view.language
    return {
        "kind": "search", "name": "gemeente", "label": say("screen.filter.municipality", language),
        "value": view.municipality_code, "options": [list(item) for item in named],
        "placeholder": say("screen.filter.municipality_placeholder", language),
        "unknown": say("screen.filter.municipality_unknown", language),
    }  # fmt: skip


def headlines(figures: Sequence[Headline]) -> None:
    """The row of headline figures."""
    components.draw("headlines", {"figures": [vars(figure) for figure in figures]}, key="headlines")


def figure(
    key: str,
    *,
    finding: str,
    subtitle: str,
    draw: Callable[[], None],
    note: str,
    table: TableData | None = None,
    made_by: Figure | None = None,
) -> None:
    """The anatomy of a figure: finding, subtitle, what is drawn, hairline, note, table, download, how it is made."""
    language = state.language()
    with st.container(gap=None):
        st.subheader(plain(finding), anchor=False)
        st.markdown(f":gray[{plain(subtitle)}]")
    draw()
    data: dict[str, Any] = {
        "note": note,
        "words": {part: say(f"screen.foot.{part}", language) for part in ("table", "download", "how")},
        "table": None,
        "csv": None,
        "how": how_made(made_by, language) if made_by else None,
    }
    if table:
        columns = [{"label": column.label, "is_number": column.is_number} for column in table.columns]
        data["table"] = {"caption": table.caption, "columns": columns, "rows": table.words()}
        data["csv"] = table.csv()
        data["file_name"] = f"wams-{key}-{state.chosen_view().as_of.isoformat()}.csv"
    components.draw("foot", data, key=f"foot_{key}")


def how_made(figure: Figure, language: Language) -> list[list[str]]:
    """What the catalogue says of a metric, and the versions that this figure was made with."""
    entries = []
    for part, text in (("what", "meaning"), ("why", "why"), ("made", "how"), ("who", "population"), ("caution", "caution"), ("source", "source")):
        if has(f"metric.{figure.key}.{text}"):
            entries.append([say(f"screen.how.{part}", language), say(f"metric.{figure.key}.{text}", language)])
    versions = say(
        "screen.foot.versions",
        language,
        register=figure.register_version,
        programme=figure.programme_version,
        known_on=day(dutch_day(figure.known_on), language),
    )
    return [*entries, [say("screen.how.which", language), versions]]


def note(figure: Figure, language: Language, kind: str | None = None) -> str:
    """n · stale · date · kind."""
    return say(
        "screen.foot.note",
        language,
        reporters=integer(figure.reporter_count, language),
        municipalities=integer(figure.municipality_count, language),
        stale=integer(figure.stale_count, language),
        as_of=day(figure.as_of, language),
        kind=say(f"screen.kind.{kind or figure.kind}", language),
    )


def nothing_selected(view: View) -> None:
    """The empty state: the choice holds no municipality."""
    st.subheader(say("screen.state.nothing_selected_title", view.language), anchor=False)
    st.markdown(say("screen.state.nothing_selected", view.language))
    if st.button(say("screen.filter.reset", view.language), key="reset"):
        state.show(view.without_filters())


def empty_store(view: View) -> None:
    """The empty state: no report was ever taken in."""
    st.subheader(say("screen.state.empty_store_title", view.language), anchor=False)
    st.markdown(say("screen.state.empty_store", view.language))


def key(language: Language, *signs: str) -> list[list[str]]:
    """The key above a chart: sign and word."""
    return [[sign, key_word(sign, language)] for sign in signs]


def key_word(sign: str, language: Language) -> str:
    """The word beside a sign in a key."""
    standing = sign.removeprefix("bar_")
    if standing == "stale":
        return say("screen.standing.stale", language, days=STALE_AFTER_DAYS)
    return say(f"screen.standing.{standing}" if has(f"screen.standing.{standing}") else f"screen.key.{sign}", language)


def size_word(size_class: int | None, language: Language) -> str:
    """How many inhabitants a size class has."""
    return say("screen.state.unknown" if size_class is None else f"screen.size_class.{size_class}", language)


def plain(text: str) -> str:
    """A text from data, so that none of it is read as Markdown or as a directive."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|$:~^&" else sign for sign in text)


def _select(name: str, field: str, value: str, options: Sequence[tuple[str, str]], language: Language) -> dict[str, Any]:
    label = say(f"screen.filter.{field}", language)
    return {"kind": "select", "name": name, "label": label, "value": value, "options": [list(one) for one in options]}


def _freshness_words() -> list[tuple[str, str]]:
    return list(FRESHNESS.items())


def _moment_word(written: str, language: Language) -> str:
    return day(date.fromisoformat(written[:10]), language) + (f" {written[11:16]}" if len(written) > 10 else "")
