"""Who ever reported, by size, for who may not see how old the report of each municipality is."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.beside_bounds import of_known_variant, without_variants
from dashboard.figure.columns import column, shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.figure.words import size_word
from dashboard.view import showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import integer, share
from language.texts import say


@dataclass(frozen=True)
class Responded:
    """A row of `response` by size class; null where it is withheld from who looks."""

    size_class: int | None
    numerator: int | None
    denominator: int | None


def response(view: View) -> None:
    """Per size class how many reported and how many did not; each class is shown or withheld by itself."""
    language, visitor = view.language, state.run().visitor
    figure = showing.as_seen(view, "response", visitor, by=("size_class",))
    held, rows = withheld_rows("response", "response"), rows_of(figure.rows, Responded)
    finding = of_known_variant(response_finding(rows, held, language), view)
    data = response_drawn(rows, held, language, finding)
    is_held = [row.size_class in held for row in rows]
    numbers = [column(figure.rows, name, language, "count") for name in ("numerator", "denominator")]
    sizes = Column(say("screen.column.size_class", language), [size_word(row.size_class, language) for row in rows])
    anatomy.figure(
        "response",
        finding=finding,
        subtitle=f"{say('screen_quality.response.subtitle_counts', language)}{without_variants(view)}",
        draw=lambda: ROWS.draw(data, key="response"),
        note=held.note(anatomy.note(figure, language), language),
        table=TableData(finding, [sizes, *(shielded(one, is_held, language) for one in numbers)]),
        made_by=figure,
    )


def response_finding(rows: Sequence[Responded], held: Withheld, language: Language) -> str:
    """Which part of all municipalities reported; that it stands per size where one of those is withheld."""
    reported, every = (sum(getattr(row, name) or 0 for row in rows) for name in ("numerator", "denominator"))
    if held or not every:
        return say("screen_quality.response.finding_held", language)
    return say("screen_quality.response.finding_counts", language, share=share(reported / every, language))


def response_drawn(rows: Sequence[Responded], held: Withheld, language: Language, finding: str) -> RowsData:
    """A bar per size class: full for those that reported, hatched for those that did not."""
    key: list[KeyEntry] = [
        ("bar_finished", say("screen_quality.response.reported", language)),
        ("bar_not_reported", say("screen_quality.response.not_reported", language)),
    ]
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    return {
        "alt": say("screen_quality.response.alt", language, finding=finding),
        "key": key,
        "axis": {"from": 0, "to": 1, "ticks": [(tick, share(tick, language)) for tick in (0, 0.5, 1)]},
        "right": ["", ""],
        "row": 30,
        "bar": 16,
        "rows": [_row(row, held, language) for row in rows],
    }


def _row(row: Responded, held: Withheld, language: Language) -> Row:
    label = size_word(row.size_class, language)
    if row.size_class in held:
        return {"label": label, "marks": [], "withheld": held.told(row.size_class, language), "right": ["", ""]}
    reported, every = row.numerator or 0, row.denominator or 0
    part = reported / every if every else 0.0
    right = [share(part, language), f"{integer(reported, language)}/{integer(every, language)}"]
    return {
        "label": label,
        "marks": [{"kind": "finished", "from": 0, "to": part}, {"kind": "hatch", "from": part, "to": 1}],
        "right": right,
    }
