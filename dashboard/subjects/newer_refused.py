"""What stands of a municipality while a newer row on the same was refused: shown as it is, and said to be so."""

from collections.abc import Collection

import polars as pl

from dashboard.subjects import refused
from dashboard.subjects.refused import OPEN
from dashboard.view import queries
from dashboard.view.address import View
from domain.statements import Table
from language.formats import day
from language.texts import say

SUBJECT = {Table.MILESTONE: "step_number", Table.COST: "step_number", Table.TRAINING: "target_group"}
"""What a statement of a table is about."""


def newer_refused(view: View, codes: Collection[str], table: Table) -> list[str]:
    """A sentence for each subject of which a row waits that is not older than the one that stands.

    `codes`: the municipality, and those that went up in it.
    """
    subject = SUBJECT[table]
    said = queries.young_enough(view)[table].filter(
        pl.col("municipality_code").is_in(list(codes)), pl.col("reporting_date") <= view.as_of
    )
    stands = dict(said.group_by(subject).agg(pl.col("reporting_date").max()).iter_rows())
    waits = {
        row.subject: row
        for row in sorted(refused.of_municipality(view, codes), key=lambda row: str(row.reporting_date))
        if row.status == OPEN and row.table == table and row.subject is not None and row.reporting_date is not None
        and stands.get(row.subject, row.reporting_date) <= row.reporting_date <= view.as_of
    }  # fmt: skip
    return [
        say(
            "screen_municipality.newer_refused.stands" if about in stands else "screen_municipality.newer_refused.none",
            view.language, about=row.about, waits=day(row.reporting_date, view.language),
            stands=day(stands.get(about), view.language, unknown=""),
        )
        for about, row in sorted(waits.items(), key=lambda one: str(one[0]).zfill(2))
    ]  # fmt: skip
