"""Per province how far the step is, for who may not see where each municipality stands on the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import stale_withheld_note
from dashboard.figure.columns import column as column_of
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.screens.national.asked import National
from dashboard.view import showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import integer, share, share_range
from language.texts import say


@dataclass(frozen=True)
class Province:
    """A row of `step_completion` by province; null where it is withheld from who looks."""

    province: str
    numerator: int | None
    denominator: int | None
    lower_bound: float | None
    upper_bound: float | None


def by_province(picture: National, view: View) -> None:
    """In each province how many have finished the step, between the bounds that silence leaves."""
    if anatomy.withheld("by_province"):
        return
    language, number = view.language, picture.followed_step
    figure = showing.as_seen(view, "step_completion", state.run().visitor, by=("province", "step"), step=number)
    held = withheld_rows("by_province", "step_completion").by_first
    rows, name = rows_of(figure.rows, Province), picture.programme.step(number).short_name.of(language)
    finding = say("screen_national.by_province.finding", language, number=number, name=name)
    data = by_province_drawn(rows, held, language, finding)
    is_held = [row.province in held for row in rows]
    columns = [column_of(figure.rows, one, language, "count") for one in ("numerator", "denominator")]
    columns += [column_of(figure.rows, one, language, "share") for one in ("lower_bound", "upper_bound")]
    anatomy.figure(
        "by_province",
        finding=finding,
        subtitle=say("screen_national.by_province.subtitle", language),
        draw=lambda: ROWS.draw(data, key="by_province"),
        note=held.note(stale_withheld_note(anatomy.note(figure, language), view.max_age_days, language), language),
        table=TableData(
            finding,
            [
                Column(say("screen.column.province", language), [row.province for row in rows]),
                *(shielded(one, is_held, language) for one in columns),
            ],
        ),
        made_by=figure,
        kind="screen.kind.observation_not_estimate",
    )


def by_province_drawn(rows: Sequence[Province], held: Withheld, language: Language, finding: str) -> RowsData:
    """Full up to the lower bound, pale up to the upper one; at right how many of how many that reported."""
    key: list[KeyEntry] = [
        ("bar_finished", say("screen_national.all_done.known", language)),
        ("bounds", say("screen_national.all_done.possible", language)),
    ]
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    return {
        "alt": say("screen_national.by_province.alt", language, finding=finding),
        "key": key,
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0, 0.5, 1)]},
        "right": [
            say("screen_national.by_province.bounds", language),
            say("screen_national.by_province.count", language),
        ],
        "row": 30,
        "bar": 16,
        "rows": [_row(row, held, language) for row in rows],
    }


def _row(row: Province, held: Withheld, language: Language) -> Row:
    if row.province in held:
        told = held.told(row.province, language)
        return {"label": row.province, "marks": [], "withheld": told, "right": ["", ""]}
    low, high = row.lower_bound, row.upper_bound
    counts = [integer(one, language) for one in (row.numerator, row.denominator)]
    right = [
        share_range(low, high, language, unknown=say("screen.state.unknown", language)),
        say("screen_national.by_province.of", language, count=counts[0], every=counts[1]),
    ]
    if low is None or high is None or not row.denominator:
        return {"label": row.province, "words": say("screen.state.unknown", language), "right": right}
    marks: list[Mark] = [{"kind": "pale", "from": low, "to": high}] if high > low else []
    return {"label": row.province, "marks": [*marks, {"kind": "finished", "from": 0, "to": low}], "right": right}
