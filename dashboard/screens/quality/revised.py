"""How much of what municipalities reported was later corrected or withdrawn: of all, and by size of municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.columns import shielded
from dashboard.figure.download import Column, TableData
from dashboard.figure.withheld_rows import Withheld, withheld_rows
from dashboard.figure.words import counted, size_word
from dashboard.view import showing, state
from dashboard.view.address import View
from dashboard.view.typed_rows import rows_of
from domain.bilingual import Language
from language.formats import integer, share
from language.texts import say

TICK_STEPS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25)  # each reads right in one decimal
TICKS: Final = 4


@dataclass(frozen=True)
class Revised:
    """Of so many statements (`denominator`) so many were revised; null where that is withheld from who looks."""

    numerator: int | None
    denominator: int | None
    value: float | None


def revised(view: View) -> None:
    """The share of statements that was revised, from the rows that are released to who looks."""
    if anatomy.withheld("revised"):
        return
    language, visitor = view.language, state.run().visitor
    figure = showing.as_seen(view, "revisions", visitor)
    by_size = showing.as_seen(view, "revisions", visitor, by=("size_class",))
    held = withheld_rows("revised/sizes", "revisions")
    whole, sizes = rows_of(figure.rows, Revised)[0], by_size.rows.drop_nulls("size_class")
    rows = dict(zip(sizes["size_class"].to_list(), rows_of(sizes, Revised), strict=True))
    finding = revised_finding(whole, language)
    anatomy.figure(
        "revised",
        finding=finding,
        subtitle=say("screen_quality.revised.subtitle", language),
        draw=lambda: ROWS.draw(revised_drawn(whole, rows, held, finding, language), key="revised"),
        note=held.note(anatomy.note(figure, language), language),
        table=lambda: revised_table(whole, rows, held, finding, language),
        made_by=figure,
    )


def revised_finding(whole: Revised, language: Language) -> str:
    """Which part of all statements was corrected or withdrawn later."""
    if not whole.denominator or whole.numerator is None:
        return say("screen_quality.revised.finding_nothing", language)
    every = integer(whole.denominator, language)
    part = share(whole.value, language, 1)
    return counted("screen_quality.revised.finding", whole.numerator, language, every=every, share=part)


def revised_drawn(
    whole: Revised, sizes: dict[int, Revised], held: Withheld, finding: str, language: Language
) -> RowsData:
    """A bar for all and one for each size class, with how many of how many."""
    highest = max((row.value for row in (whole, *sizes.values()) if row.value is not None), default=0)
    step = next((step for step in TICK_STEPS if step * TICKS >= highest), TICK_STEPS[-1])
    key: list[KeyEntry] = [("bar_finished", say("screen_quality.revised.key", language))]
    if held:
        key.append(("lock", say("screen.withheld_row.key", language)))
    return {
        "alt": say("screen_quality.revised.alt", language, finding=finding),
        "key": key,
        "axis": {
            "from": 0,
            "to": step * TICKS,
            "ticks": [(step * place, share(step * place, language, 1)) for place in range(TICKS + 1)],
        },
        "right": [say("screen_quality.revised.share", language), say("screen_quality.revised.count", language)],
        "row": 31,
        "bar": 14,
        "rows": [
            {**_row(whole, language), "label": say("screen_quality.revised.everybody", language), "is_strong": True},
            *(
                {"label": size_word(size, language), "withheld": held.told(size, language), "marks": [],
                 "right": ["", ""]} if size in held else {**_row(row, language), "label": size_word(size, language)}
                for size, row in sizes.items()
            ),
        ],
    }  # fmt: skip


def _row(row: Revised, language: Language) -> Row:
    if not row.denominator or row.value is None:
        return {"label": "", "words": say("screen_quality.revised.nothing", language), "marks": [], "right": []}
    counts = {"count": integer(row.numerator, language), "every": integer(row.denominator, language)}
    right = [share(row.value, language, 1), say("screen_quality.revised.of", language, **counts)]
    return {"label": "", "marks": [{"kind": "finished", "from": 0, "to": row.value}], "right": right}


def revised_table(
    whole: Revised, sizes: dict[int, Revised], held: Withheld, caption: str, language: Language
) -> TableData:
    """A row for all and one per size class: how many statements there were, how many of them were revised."""
    rows, is_held = [whole, *sizes.values()], [False, *(size in held for size in sizes)]
    unknown = say("screen.state.unknown", language)
    names = [say("screen_quality.revised.everybody", language), *(size_word(size, language) for size in sizes)]

    def numbers(label: str, values: Sequence[float | None], *, is_share: bool = False) -> Column:
        word = partial(share, digits=1) if is_share else integer
        column = Column(say(label, language), values, partial(word, language=language, unknown=unknown), is_number=True)
        return shielded(column, is_held, language)

    return TableData(
        caption,
        [
            Column(say("screen.column.size_class", language), names),
            numbers("screen_quality.revised.statements", [row.denominator for row in rows]),
            numbers("screen_quality.revised.revised", [row.numerator for row in rows]),
            numbers("screen_quality.revised.share", [row.value for row in rows], is_share=True),
        ],
    )
