"""One figure of one municipality among its peers: every peer a line, the tenths under them, the own place in ochre."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import polars as pl
import streamlit as st

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, RowsData
from dashboard.drawing.ticks import ticks_between
from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import municipalities, yes_word
from dashboard.frame import filters
from dashboard.frame.filters import Field, Select
from dashboard.screens.compare import asked
from dashboard.subjects import peers, reuse
from dashboard.subjects.peers import Facts, Measure
from dashboard.subjects.tenths import TENTHS
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, days, integer, share
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import Kind
from metrics.defining.figure import Figure
from metrics.defining.request import Group
from metrics.readings import comparison_findings
from metrics.readings.benchmark import Benchmark

PLACES = 150  # along the axis; closer values share a line
SHORTEST, LONGEST = 3, 34  # px
OF_NO_REPORT: Final = ("cost_norm",)  # worked out from what is printed: no municipality can report it
KIND_KEYS: Final[Mapping[Kind, str]] = {
    Kind.OBSERVATION: "catalogue.kind.observation",
    Kind.ESTIMATE: "catalogue.kind.estimate",
    Kind.FORECAST: "catalogue.kind.forecast",
    Kind.SCENARIO: "catalogue.kind.scenario",
}


def beside_peers(view: View) -> None:
    """One figure of the chosen municipality among its peers."""
    language, code = view.language, asked.own_code(view)
    choices = [filters.municipality(view), *_choices(view)]
    if code is None:
        return anatomy.figure(
            "benchmark",
            finding=say("screen_compare.benchmark.no_own", language),
            subtitle=say("screen_compare.benchmark.no_own_subtitle", language),
            draw=lambda: filters.show(view, choices, key="choices"),
            note=say("screen_peers.reuse.none_chosen", language),
            kind="screen.kind.observation",
            whom="own",
        )
    if anatomy.withheld("benchmark"):  # another figure, or another group, may be shown
        return filters.show(view, choices, key="choices")
    measure = asked.measure(view)
    found = peers.measured(view, measure, code)
    finding = comparison_findings.beside_peers(found).said(language)
    if has_no_norm(measure, found):
        finding = say("screen_compare.benchmark.no_norm_finding", language)
    facts = reuse.facts(view, code)
    made_by = queries.ask(view.without_filters(), measure.key, municipality=code, step=measure.step_number)
    return anatomy.figure(
        "benchmark",
        finding=finding,
        subtitle=beside_peers_subtitle(measure, found, facts, language, made_by),
        draw=lambda: _draw_beside_peers(found, view, choices, facts.name, finding),
        note=_note(found, made_by, facts.name, view),
        table=lambda: beside_peers_table(asked.values_of(view, measure), measure, found, language, finding),
        made_by=made_by,
        whom="own",
    )


def _note(found: Benchmark, made_by: Figure, name: str, view: View) -> str:
    """Of how many, the day and the kind; with a chosen age also that what was reported before it does not count."""
    language = view.language
    note = say(
        "screen_compare.benchmark.note", language, municipalities=municipalities(found.peer_count, language), name=name,
        as_of=day(view.as_of, language), kind=say(KIND_KEYS[made_by.kind], language),
    )  # fmt: skip
    if view.max_age_days is None:
        return note
    return say("screen_compare.benchmark.aged", language, note=note, age=days(view.max_age_days, language))


def beside_peers_subtitle(measure: Measure, found: Benchmark, facts: Facts, language: Language, made_by: Figure) -> str:
    """What is compared, the own value, and with whom; of how many steps it is, and that a target may have moved."""
    subtitle = say(
        "screen_compare.benchmark.subtitle", language, label=peers.label(measure, language), name=facts.name,
        own=peers.written(measure, found.value, language, found.value_status),
        group="" if has_no_norm(measure, found) else peers.group_words(found.peers, facts, language),
    ).rstrip()  # fmt: skip
    if measure.key == "own_plan_adherence":
        moved = say("screen.rule.moved", language)
        return say("screen_compare.benchmark.moved", language, subtitle=subtitle, moved=moved)
    if measure.key == "completed_steps":
        # Mijn gemeente compares the same number at another moment
        subtitle = _of_said(subtitle, made_by, facts.name, language)
        return say("screen_compare.benchmark.since_start", language, subtitle=subtitle)
    return subtitle


def _of_said(subtitle: str, made_by: Figure, name: str, language: Language) -> str:
    """With how many steps the share is of, where nothing was said of some."""
    row = made_by.rows.row(0, named=True) if made_by.rows.height else {}
    unsaid = row.get("unknown_count")
    if not unsaid or not row["denominator"]:
        return subtitle
    return say(
        "screen_compare.benchmark.of_said_one" if unsaid == 1 else "screen_compare.benchmark.of_said", language,
        subtitle=subtitle, name=name, finished=integer(row["numerator"], language),
        said=integer(row["denominator"], language), unsaid=integer(unsaid, language),
    )  # fmt: skip


def _choices(view: View) -> list[Select]:
    """The choices of the benchmark: which figure, of which step or target group."""
    language, programme, chosen = view.language, queries.the_programme(), asked.measure(view)
    metric = CATALOGUE[chosen.key]
    figures = [(key, peers.metric_name(key, language)) for key in asked.comparable_keys()]
    found = [
        _select("cijfer", say("screen_compare.choose.metric", language), chosen.key, figures),
        peers.group_choice(view),
    ]
    if Group.STEP in metric.groups:
        steps = [(str(step.number), f"{step.number} {step.short_name.of(language)}") for step in programme.steps]
        if Group.STEP not in metric.always_by:
            steps.insert(0, ("alle", say("screen_compare.choose.all_steps", language)))
        found.append(
            _select("stap", say("screen_compare.choose.step", language), str(chosen.step_number or "alle"), steps)
        )
    if Group.TARGET_GROUP in metric.groups:
        groups = [(group.key, group.name.of(language)) for group in programme.target_groups]
        found.append(
            _select("doelgroep", say("screen_compare.choose.target_group", language), chosen.target_group or "", groups)
        )
    return found


def _select(name: str, label: str, value: str, options: list[tuple[str, str]]) -> Select:
    return {"kind": "select", "name": name, "label": label, "value": value, "options": options}


def beside_peers_table(
    values: pl.DataFrame, measure: Measure, found: Benchmark, language: Language, caption: str
) -> TableData:
    """One row per peer that has a value, and the municipality itself; by name."""
    codes = [*found.peers.codes, found.municipality_code]
    rows = values.filter(pl.col("municipality_code").is_in(codes)).sort(pl.col("name").str.strip_chars_start("'"))
    unknown = say("screen.state.unknown", language)
    written = [
        peers.written(measure, value, language, status)
        for value, status in rows.select("value", "value_status").iter_rows()
    ]
    is_own = [code == found.municipality_code for code in rows["municipality_code"]]
    return TableData(
        caption,
        [
            Column(say("screen.column.municipality_code", language), rows["municipality_code"].to_list()),
            Column(say("screen.column.municipality", language), rows["name"].to_list()),
            Column(say("screen.column.province", language), rows["province"].to_list()),
            Column(say("screen.column.inhabitants", language), rows["inhabitant_count"].to_list(),
                   partial(integer, language=language, unknown=unknown), is_number=True),
            Column(peers.label(measure, language), written),
            Column(say("screen.column.own", language), is_own, partial(yes_word, language=language)),
        ],
    )  # fmt: skip


def _draw_beside_peers(found: Benchmark, view: View, choices: Sequence[Field], name: str, finding: str) -> None:
    filters.show(view, choices, key="choices")
    if found.peer_status == ValueStatus.TOO_FEW:
        no_norm = has_no_norm(asked.measure(view), found)
        st.markdown(
            say("screen_compare.benchmark.no_norm" if no_norm else "screen_compare.benchmark.too_few", view.language)
        )
        return
    alt = say("screen_compare.benchmark.alt", view.language, finding=finding)
    ROWS.draw(beside_peers_drawn(asked.measure(view), found, name, alt, view.language), key="benchmark")


def has_no_norm(measure: Measure, found: Benchmark) -> bool:
    """Whether no municipality has one number here since none is printed for the step: no report can bring it."""
    return measure.key in OF_NO_REPORT and found.peer_status == ValueStatus.TOO_FEW


def beside_peers_drawn(measure: Measure, found: Benchmark, own_name: str, alt: str, language: Language) -> RowsData:
    """The data of the drawn part; `found` has quartiles, or a share for a figure that is so or not.

    Raises ValueError for a benchmark of too few peers, which has neither.
    """
    if found.share_yes is not None:
        return _yes_no(found, alt, language)
    if found.deciles is None or found.quartiles is None:
        raise ValueError(f"{found.key}: too few peers to draw one figure among them")
    every = [*found.values, *([found.value] if found.value is not None else [])]
    low, high = min(0.0, *every), max(every)
    ticks = ticks_between(low, high)
    median = found.quartiles[1]
    has_tenths = found.peer_count >= TENTHS  # fewer do not fill ten tenths
    bands: list[Mark] = [
        {"kind": kind, "from": found.deciles[a], "to": found.deciles[b]} for kind, a, b in peers.BANDS if has_tenths
    ]
    tenths_key: list[KeyEntry] = [("bounds", say("screen_compare.benchmark.tenths", language))] if has_tenths else []
    under = "screen_compare.benchmark.tenths_row" if has_tenths else "screen_compare.benchmark.middle_row"
    middle: Mark = {
        "kind": "tick", "at": median, "place": "below",
        "text": say("screen_peers.strip.middle", language, value=peers.written(measure, median, language)),
    }  # fmt: skip
    own: list[Mark] = [] if found.value is None else [{"kind": "dot", "at": found.value, "tone": "own"}]
    own_text = f"{own_name}: {peers.written(measure, found.value, language, found.value_status)}"
    marked: list[Mark] = [{**mark, "text": own_text, "place": "above", "is_strong": True} for mark in own]
    return {
        "alt": alt,
        "key": [("thin", say("screen_compare.benchmark.each", language)),
                *tenths_key,
                ("tick", say("screen_peers.strip.tick", language)), ("dot_own", own_name)],
        "axis": {"from": low, "to": high or 1.0,
                 "ticks": [(tick, peers.written(measure, tick, language)) for tick in ticks]},
        "row": 46,
        "bar": 22,
        "room_right": 26,
        "rows": [
            {"label": say("screen_compare.benchmark.municipalities", language),
             "marks": [*_lines(found.values, low, high), *marked]},
            {"label": say(under, language), "marks": [*bands, middle, *own]},
        ],
    }  # fmt: skip


def _lines(values: Sequence[float], low: float, high: float) -> list[Mark]:
    """A line where municipalities are; the more of them in one place, the longer."""
    span = (high - low) or 1.0
    counts = Counter(round((value - low) / span * PLACES) for value in values)
    most = max(counts.values())
    return [
        {"kind": "thin", "at": low + place / PLACES * span, "height": SHORTEST + (LONGEST - SHORTEST) * count / most}
        for place, count in sorted(counts.items())
    ]


def _yes_no(found: Benchmark, alt: str, language: Language) -> RowsData:
    yes = found.share_yes or 0.0
    said = share(yes, language)
    mark: Mark = {"kind": "finished", "from": 0, "to": yes, "text": said, "place": "right", "is_strong": True}
    return {
        "alt": alt,
        "key": [],
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0.0, 0.25, 0.5, 0.75, 1.0)]},
        "row": 44,
        "room_right": 26,
        "rows": [
            {"label": say("screen_compare.benchmark.so_in", language),
             "marks": [{"kind": "outline", "from": 0, "to": 1}, mark]},
        ],
    }  # fmt: skip
