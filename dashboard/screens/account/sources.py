"""The facts that the figures rest on: the programme with its places in the impact analysis, and the reference data."""

from functools import partial
from typing import Final, NamedTuple

from dashboard.figure import anatomy
from dashboard.figure.download import Column, TableData
from dashboard.figure.words import value_status_word
from dashboard.screens.account.blocks import Block, entry, facts, table_block, text
from dashboard.screens.account.chapters import read_blocks
from dashboard.view import queries
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme import Programme
from domain.programme_costs import Amount
from domain.programme_facts import Source
from language.formats import decimal, euro, euro_millions, integer, share
from language.texts import say

REFERENCE_KEYS: Final = (
    ("screen_account.sources.file.municipalities.name", "screen_account.sources.file.municipalities.text"),
    ("screen_account.sources.file.mergers.name", "screen_account.sources.file.mergers.text"),
    ("screen_account.sources.file.name_aliases.name", "screen_account.sources.file.name_aliases.text"),
    ("screen_account.sources.file.hexes.name", "screen_account.sources.file.hexes.text"),
    ("screen_account.sources.file.boundaries.name", "screen_account.sources.file.boundaries.text"),
)
"""Each reference file: its name, and where it comes from."""
MILLION = 1_000_000


def sources(view: View) -> None:
    """What the figures rest on, and where that stands."""
    language, programme = view.language, queries.the_programme()
    title = say("screen_account.sources.title", language)
    anatomy.figure(
        "sources",
        finding=title,
        subtitle=say("screen_account.sources.subtitle", language),
        draw=partial(read_blocks, "sources", source_blocks(programme, language), language),
        note=say("screen_account.sources.note", language, version=programme.version),
        table=fact_table(programme, language),
        kind="screen.kind.explanation",
    )


class Fact(NamedTuple):
    """One fact of the programme, and where it stands in its source; None: it is our own proposal."""

    subject: str
    said: str
    place: str | None


def source_blocks(programme: Programme, language: Language) -> list[Block]:
    """What the programme rests on, and where the reference data come from."""
    return [
        text(say("screen_account.sources.programme_text", language, source=programme.source.place)),
        *(text(remark.of(language)) for remark in programme.remarks),
        *([text(programme.training.remark.of(language))] if programme.training.remark else []),
        entry(
            "programma",
            say("screen_account.sources.programme", language),
            say("screen_account.sources.programme_meta", language),
            [table_block(fact_table(programme, language), langs=[None, None, "nl"])],
        ),
        entry(
            "register",
            say("screen_account.sources.reference", language),
            say("screen_account.sources.reference_meta", language),
            [
                text(say("screen_account.sources.attribution", language)),
                facts([[say(name, language), say(told, language)] for name, told in REFERENCE_KEYS]),
            ],
        ),
    ]


def fact_table(programme: Programme, language: Language) -> TableData:
    """One row per fact of the programme."""
    found = [
        *_step_facts(programme, language),
        *_training_facts(programme, language),
        *_other_facts(programme, language),
    ]
    own = say("screen_account.sources.proposal", language)
    return TableData(
        say("screen_account.sources.programme", language),
        [
            Column(say("screen_account.sources.column.subject", language), [fact.subject for fact in found]),
            Column(say("screen_account.sources.column.said", language), [fact.said for fact in found]),
            Column(
                say("screen_account.sources.column.place", language),
                [own if fact.place is None else fact.place for fact in found],
            ),
        ],
    )


def _step_facts(programme: Programme, language: Language) -> list[Fact]:
    found: list[Fact] = []
    for step in programme.steps:
        subject = say("screen_account.sources.step", language, number=step.number)
        found.append(Fact(subject, step.name.of(language), step.source.place))
        cost = step.cost
        amounts = say(
            "screen_account.sources.cost", language,
            national=_range(cost.national_min, cost.national_max, language),
            each=_range(cost.per_municipality_min, cost.per_municipality_max, language),
        )  # fmt: skip
        if cost.source is None:
            amounts = say("screen_account.sources.no_row", language)
        if cost.note is not None:
            amounts = f"{amounts} {cost.note.of(language)}"
        found.append(
            Fact(say("screen_account.sources.step_cost", language, number=step.number), amounts, _place(cost.source))
        )
        if step.cost_norm is not None:
            name = say("screen_account.sources.step_norm", language, number=step.number)
            found.append(Fact(name, step.cost_norm.explanation.of(language), None))
    total = programme.cost_total
    said = f"{euro_millions(total.min_eur, language)} – {euro_millions(total.max_eur, language)}"
    outside = say("screen_account.sources.outside", language)
    left_out = [Fact(outside, left.of(language), _place(left.source)) for left in total.outside]
    return [*found, Fact(say("screen_account.sources.total", language), said, total.source.place), *left_out]


def _training_facts(programme: Programme, language: Language) -> list[Fact]:
    training = programme.training
    staff = say("screen_account.sources.staff_said", language, count=integer(training.staff_count, language))
    found = [Fact(say("screen_account.sources.staff", language), staff, training.staff_source.place)]
    for group in training.target_groups:
        said = say(
            "screen_account.sources.group_said", language, share=share(group.scope_share, language),
            count=integer(group.national_scope_count, language), hours_min=_plain(group.hours_min, language),
            hours_max=_plain(group.hours_max, language), rate_min=euro(group.rate_min_eur, language),
            rate_max=euro(group.rate_max_eur, language),
        )  # fmt: skip
        found.append(
            Fact(say("screen_account.sources.group", language, name=group.name.of(language)), said, group.source.place)
        )
    return found


def _other_facts(programme: Programme, language: Language) -> list[Fact]:
    access = say("screen_account.sources.access", language)
    variants = [
        Fact(f"{access} {variant.key}", variant.name.of(language), variant.source.place)
        for variant in programme.access_variants
    ]
    parties = ", ".join(party.name.of(language) for party in programme.waiting_parties)
    return [*variants, Fact(say("screen_account.sources.parties", language), parties, None)]


def _range(low: Amount, high: Amount, language: Language) -> str:
    least, most = _amount(low, language), _amount(high, language)
    return least if least == most else say("screen_account.sources.range", language, low=least, high=most)


def _amount(amount: Amount, language: Language) -> str:
    if amount.eur is None:
        return value_status_word(amount.kind, language)
    return euro_millions(amount.eur, language) if amount.eur >= MILLION else euro(amount.eur, language)


def _plain(number: float, language: Language) -> str:
    return decimal(number, language, 0 if number == int(number) else 1)


def _place(source: Source | None) -> str | None:
    return None if source is None else source.place
