"""The account of every metric: what it means, how it is made, where it misleads, and an example to check by hand."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any, Final
from urllib.parse import urlencode

from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.foot import HOW_KEYS
from dashboard.figure.words import standing_word, value_status_word
from dashboard.screens.account.blocks import Block, Entry, entry, facts, heading, link, table_block, text
from dashboard.screens.account.chapters import read_blocks
from dashboard.screens.account.figure_table import Names, figure_table
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import day, decimal, integer
from language.texts import say
from metrics.catalogue import CATALOGUE
from metrics.defining.definition import MetricDefinition, Section
from metrics.defining.figure import Figure
from metrics.figures import figure
from metrics.readings import worked_example

MOST_EXAMPLE_ROWS = 12  # enough to check the rule by hand
EXAMPLE_TABLES: Final[tuple[tuple[str, Sequence[tuple[Any, ...]], tuple[str, ...]], ...]] = (
    (
        "screen_account.example.milestones",
        worked_example.MILESTONES,
        ("code", "reporting_date", "step", "standing", "start_date", "own_target_date", "end_date", "waiting_on"),
    ),
    (
        "screen_account.example.costs",
        worked_example.COSTS,
        ("code", "reporting_date", "step", "spent", "budget"),
    ),
    (
        "screen_account.example.training",
        worked_example.TRAINING,
        ("code", "reporting_date", "target_group", "scope", "trained", "hours", "left"),
    ),
    (
        "screen_account.example.profiles",
        worked_example.PROFILES,
        ("code", "reporting_date", "minutes"),
    ),
)
"""What the municipalities of the example say: the caption of each table, its rows, and what stands in its columns."""
EXAMPLE = "voorbeeld"  # the key of the entry with what the example municipalities say


def catalogue(view: View) -> None:
    """Every metric: what it means, how it is made, where it misleads, with an example."""
    language = view.language
    finding = say("screen_account.metrics.title", language, count=len(CATALOGUE))
    blocks, table = queries.kept(view, _told, on=("language",))
    blocks = [_with_link(block, view) if block["kind"] == "entry" else block for block in blocks]
    anatomy.figure(
        "catalogue",
        finding=finding,
        subtitle=say("screen_account.metrics.subtitle", language),
        draw=partial(read_blocks, "metrics", blocks, view.language, opened=view.metric_key),
        note=say("screen_account.metrics.note", language),
        table=table,
        kind="screen.kind.explanation",
    )


def _told(view: View) -> tuple[list[Block], TableData]:
    finding = say("screen_account.metrics.title", view.language, count=len(CATALOGUE))
    return metric_blocks(view.language), catalogue_table(view.language, finding)


def _with_link(found: Entry, view: View) -> Entry:
    """An entry with the link that opens it again, but for that of the example."""
    if found["key"] == EXAMPLE:
        return found
    address = urlencode({**view.address(), "cijfer": found["key"]})
    return {**found, "blocks": [*found["blocks"], link(say("screen_account.link", view.language), f"?{address}")]}


@cache
def worked_examples() -> dict[str, Figure]:
    """Every metric asked of the small example; always the same, so it is asked once."""
    known = worked_example.example_known()
    return {key: figure(key, known, worked_example.example_request(key)) for key in CATALOGUE}


def metric_blocks(language: Language) -> list[Block]:
    """The catalogue by section, an entry per metric; first what the example says."""
    examples = worked_examples()
    names = Names(_municipality_names(), worked_example.example_known().programme)
    blocks: list[Block] = [_example_entry(names, language)]
    for section in Section:
        blocks.append(heading(say(f"catalogue.section.{section}", language)))
        blocks += [
            _entry(
                metric,
                figure_table(examples[metric.key], names, language, MOST_EXAMPLE_ROWS),
                examples[metric.key],
                language,
            )
            for metric in CATALOGUE.values()
            if metric.section is section
        ]
    return blocks


def catalogue_table(language: Language, caption: str) -> TableData:
    """One row per metric, with everything that its entry says in words."""
    definitions = list(CATALOGUE.values())
    texts = [
        Column(
            say(term, language),
            [say(f"metric.{metric.key}.{part}", language) for metric in definitions],
        )
        for part, term in HOW_KEYS.items()
    ]
    return TableData(
        caption,
        [
            Column(say("screen_account.column.key", language), [metric.key for metric in definitions]),
            Column(
                say("screen_account.column.label", language),
                [say(f"metric.{metric.key}.label", language) for metric in definitions],
            ),
            Column(
                say("screen_account.fact.unit", language),
                [say(f"catalogue.unit.{metric.unit}", language) for metric in definitions],
            ),
            Column(
                say("screen_account.fact.kind", language),
                [say(f"catalogue.kind.{metric.kind}", language) for metric in definitions],
            ),
            *texts,
            Column(
                say("screen_account.fact.review", language),
                [metric.review_by for metric in definitions],
                lambda value: day(value, language),
            ),
        ],
    )


def _entry(metric: MetricDefinition, example: TableData, made: Figure, language: Language) -> Block:
    said = [[say(term, language), say(f"metric.{metric.key}.{part}", language)] for part, term in HOW_KEYS.items()]
    by = [say(f"catalogue.group.{group}", language) for group in metric.groups]
    said += [
        [say("screen_account.fact.unit", language), say(f"catalogue.unit.{metric.unit}", language)],
        [say("screen_account.fact.kind", language), say(f"catalogue.kind.{metric.kind}", language)],
        [say("screen_account.fact.better", language), say(f"catalogue.better.{metric.better}", language)],
        [
            say("screen_account.fact.statuses", language),
            ", ".join(value_status_word(status, language) for status in metric.can_be),
        ],
        [say("screen_account.fact.by", language), ", ".join(by) or say("screen.state.none", language)],
        [say("screen_account.fact.review", language), day(metric.review_by, language)],
        [say("screen_account.fact.key", language), metric.key],
    ]
    left_out = made.rows.height - MOST_EXAMPLE_ROWS
    blocks = [
        facts(said),
        heading(say("screen_account.example.title", language), level=4),
        text(say("screen_account.example.asked", language, day=day(worked_example.AS_OF, language))),
        table_block(example),
    ]
    if left_out > 0:
        blocks.append(
            text(say("screen_account.example.left_out", language, shown=MOST_EXAMPLE_ROWS, total=made.rows.height))
        )
    meta = " · ".join([say(f"catalogue.kind.{metric.kind}", language), say(f"catalogue.unit.{metric.unit}", language)])
    return entry(metric.key, say(f"metric.{metric.key}.label", language), meta, blocks)


def _example_entry(names: Names, language: Language) -> Block:
    """What the municipalities of the example say; all of it made up."""
    blocks: list[Block] = [text(say("screen_account.example.intro", language, province=worked_example.PROVINCE))]
    for key, rows, columns in EXAMPLE_TABLES:
        caption = say(key, language)
        found = [
            Column(say(f"screen_account.example.column.{column}", language), [row[place] for row in rows],
                   _cell_word(column, names, language))
            for place, column in enumerate(columns)
        ]  # fmt: skip
        blocks += [heading(caption, level=4), table_block(TableData(caption, found))]
    return entry(
        EXAMPLE,
        say("screen_account.example.all_title", language),
        say("screen_account.example.all_meta", language),
        blocks,
    )


def _cell_word(column: str, names: Names, language: Language) -> Callable[[Any], str]:
    parties = {party.key: party.name.of(language).lower() for party in names.programme.waiting_parties}
    groups = {group.key: group.name.of(language) for group in names.programme.target_groups}

    def word(value: Any) -> str:  # each column of the example holds values of a kind of its own
        if value is None:
            return say("screen.state.none", language)
        if column == "code":
            return names.municipalities.get(value, value)
        if column == "standing":
            return standing_word(value, language)
        if column == "waiting_on":
            return ", ".join(parties[party] for party in value.split("+"))
        if column == "target_group":
            return groups[value]
        if column.endswith("_date"):
            return day(value, language)
        return decimal(value, language, 0) if isinstance(value, float) else integer(value, language)

    return word


def _municipality_names() -> dict[str, str]:
    return {code: known.name for code, known in queries.the_register().by_code.items()}
