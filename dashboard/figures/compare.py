"""The figures of Vergelijken: the matrix, one figure among peers, the reuse finder, groups side by side."""

from collections.abc import Sequence

import streamlit as st

from dashboard import compare, compare_groups, compare_tables, components, filters, parts, peers, queries, reuse, state
from dashboard.address import View
from dashboard.charts.grid import grid
from dashboard.charts.multiples import multiples
from dashboard.charts.one_figure import one_figure
from dashboard.compare import Matrix
from dashboard.figures import reuse as reuse_figures
from dashboard.filters import Field
from dashboard.waiting_tables import step_word
from dashboard.words import municipalities, plain
from domain.value_status import ValueStatus
from language.formats import day
from language.texts import say
from metrics import comparison_findings
from metrics.benchmark import Benchmark


def matrix(found: Matrix, view: View) -> None:
    """Municipality × step, to sort and to search."""
    language = view.language
    finding = compare.matrix_finding(found, language)
    data = grid(
        found, compare.aliases(), say("screen_compare.matrix.caption", view.language, finding=finding), language
    )
    parts.figure(
        "matrix",
        finding=finding,
        subtitle=say("screen_compare.matrix.subtitle", view.language),
        draw=lambda: _open(components.draw("grid", data, key="grid").open, view),
        note=parts.note(found.completed, language),
        table=compare_tables.matrix(found, language, finding),
        made_by=found.completed,
    )


def _open(code: str | None, view: View) -> None:
    if code:
        state.go("municipality", view.with_choice("gemeente", code, state.run().choices))


def beside_peers(view: View) -> None:
    """One figure of the chosen municipality among its peers."""
    language, code = view.language, own_code(view)
    choices = [filters.municipality(view), *compare.choices(view)]
    if code is None:
        parts.figure(
            "benchmark",
            finding=say("screen_compare.benchmark.no_own", view.language),
            subtitle=say("screen_compare.benchmark.no_own_subtitle", view.language),
            draw=lambda: filters.show(view, choices, key="choices"),
            note=say("screen_peers.reuse.none_chosen", language),
        )
        return
    measure = compare.measure(view)
    found = peers.measured(view, measure, code)
    finding = comparison_findings.beside_peers(found).said(language)
    values = compare.values_of(view, measure)
    facts = compare.facts(view, code)
    made_by = queries.ask(view.without_filters(), measure.key, municipality=code, step=measure.step_number)
    subtitle = say(
        "screen_compare.benchmark.subtitle", view.language, label=peers.label(measure, language), name=facts.name,
        own=peers.written(measure, found.value, language, found.value_status),
        group=peers.group_words(found.peers, facts, language),
    )  # fmt: skip
    if measure.key == "completed_steps":  # Mijn gemeente compares the same number at another moment
        subtitle = say("screen_compare.benchmark.since_start", view.language, subtitle=subtitle)
    parts.figure(
        "benchmark",
        finding=finding,
        subtitle=subtitle,
        draw=lambda: _draw_beside_peers(found, view, choices, facts.name, finding),
        note=say(
            "screen_compare.benchmark.note", view.language, municipalities=municipalities(found.peer_count, language), name=facts.name,
            as_of=day(view.as_of, language), kind=say(f"catalogue.kind.{made_by.kind}", language),
        ),
        table=compare_tables.one_figure(values, measure, found, language, finding),
        made_by=made_by,
    )  # fmt: skip


def _draw_beside_peers(found: Benchmark, view: View, choices: Sequence[Field], name: str, finding: str) -> None:
    filters.show(view, choices, key="choices")
    if found.peer_status == ValueStatus.TOO_FEW:
        st.markdown(say("screen_compare.benchmark.too_few", view.language))
        return
    alt = say("screen_compare.benchmark.alt", view.language, finding=finding)
    components.draw("rows", one_figure(compare.measure(view), found, name, alt, view.language), key="benchmark")


def who_has_just_done_it(view: View) -> None:
    """A step is chosen; then who finished it recently."""
    language, programme, code = view.language, queries.the_programme(), own_code(view)
    number = compare.step(view)

    def choose() -> None:
        parts.step_chooser(programme, number, say("screen_compare.reuse.choose", view.language), language)

    if code is None:
        parts.figure(
            "reuse",
            finding=say("screen_compare.reuse.no_own", view.language),
            subtitle=say("screen_compare.reuse.no_own_text", view.language),
            draw=choose,
            note=say("screen_peers.reuse.none_chosen", language),
        )
        return
    reuse_figures.of_a_step(reuse.finder(view, code), view, code, number, choose)


def groups(view: View) -> None:
    """Which share has finished each step, per group."""
    language, programme = view.language, queries.the_programme()
    found = compare_groups.groups(view)
    finding = compare_groups.finding(found, compare.step(view), language)
    panels = [
        (compare_groups.group_word(found, key, language), found.counts.get(key, 0), found.of(key)) for key in found.keys
    ]
    data = multiples(panels, programme, language)

    def draw() -> None:
        chosen = compare_groups.kind_in_address(found.by)
        parts.chooser(
            "naar", say("screen_compare.choose.by_group", view.language), compare_groups.kinds(language), chosen
        )
        components.draw("multiples", data, key="multiples")
        named = [step_word(step.number, programme, language) for step in programme.steps]
        st.markdown(f":gray[{plain(say('screen_compare.groups.names', view.language, names=' · '.join(named)))}]")

    parts.figure(
        "groups",
        finding=finding,
        subtitle=say("screen_compare.groups.subtitle", view.language),
        draw=draw,
        note=parts.note(found.figure, language, "observation_not_estimate"),
        table=compare_groups.table(found, language, finding),
        made_by=found.figure,
    )


def own_code(view: View) -> str | None:
    """The chosen municipality, when it exists on the as_of date."""
    codes = queries.everyone(view)["municipality_code"]
    return view.municipality_code if view.municipality_code in codes else None
