"""What several figures of Mijn gemeente say in the same words."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.figure.download import Column
from dashboard.figure.words import party_names
from dashboard.screens.municipality.asked import OneMunicipality
from domain.bilingual import Language
from domain.statements import Standing
from language.formats import day, listing
from language.texts import say


def waiting_on_column(parties: Sequence[str | None], municipality: OneMunicipality, language: Language) -> Column:
    """The parties by name, as on the timeline."""
    none = say("screen.state.none", language)
    return Column(
        say("screen.column.waiting_on", language),
        parties,
        lambda keys: none if keys is None else listing(party_names(keys, municipality.programme, language), language),
    )


def ran_on(municipality: OneMunicipality, language: Language, step_number: int | None = None) -> str:
    """The day of the report in which steps were running (one of them: of that one), before the as-of date; else "".

    What runs by a report of that very day runs; of an older one it is said when it ran. Where no step runs it is the
    day of its newest report; where they were last heard of on several days, from the first to the last of those.
    """
    running = municipality.steps.filter(pl.col("standing") == Standing.STARTED)
    if step_number is not None:
        running = running.filter(pl.col("step_number") == step_number)
    said_on = sorted(set(running["reporting_date"].drop_nulls())) or [municipality.facts.newest_reporting_date]
    return _before(said_on[0], said_on[-1], municipality, language)


def heard_on(municipality: OneMunicipality, language: Language) -> str:
    """The day of its last reports on its steps, before the as-of date; else "". As `ran_on` where they are several."""
    said_on = sorted(set(municipality.steps["reporting_date"].drop_nulls())) or [None]
    return _before(said_on[0], said_on[-1], municipality, language)


def stale_since(municipality: OneMunicipality, language: Language) -> str:
    """The same, where all that it said of its steps is stale: how far it is now nobody knows; else ""."""
    said = municipality.steps.drop_nulls("reporting_date")
    return heard_on(municipality, language) if said.height and said["is_stale"].all() else ""


def _before(first: date | None, last: date | None, municipality: OneMunicipality, language: Language) -> str:
    if first is None or last is None or first >= municipality.as_of:
        return ""
    if first == last:
        return day(last, language)
    return say("screen_municipality.on_several_days", language, first=day(first, language), last=day(last, language))
