"""How many of the staff are trained: per target group a bar of its whole scope, trained, unknown and not trained."""

from dataclasses import replace
from typing import Final

import polars as pl

from dashboard.drawing.key import KeyEntry
from dashboard.drawing.rows import ROWS, Mark, Row, RowsData
from dashboard.figure import anatomy
from dashboard.figure.download import TableData
from dashboard.figure.words import counted, few_about, few_key
from dashboard.screens.training.asked import Coverage, Training
from dashboard.screens.training.columns import (
    labelled_column,
    municipality_columns,
    of_enough,
    stated_column,
    target_group_column,
)
from dashboard.screens.training.words import if_stale_trained, note_of, share_axis
from dashboard.view.address import View
from domain.bilingual import Language
from domain.programme_training import TargetGroup
from language.formats import integer, share, share_ends
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.headlines import too_few

SCENARIO: Final = ("scenario_low", "scenario_high", "scenario_high_stale")
ROOM_FOR_A_NUMBER: Final = 0.15  # of the bar: narrower, and the number on it would stick out


def coverage(picture: Training, view: View) -> None:
    """Each target group on its whole scope: trained, unknown, not trained."""
    language = view.language
    group = picture.programme.target_groups[0]
    row = picture.coverage_rows[group.key]
    finding = coverage_finding(row, group.name.of(language).lower(), language)
    if row.scenario_low is None:
        subtitle, kind_key = "screen_training.coverage.subtitle_observation", "screen_training.kind.observation"
    else:
        subtitle, kind_key = "screen_training.coverage.subtitle_scenario", "screen_training.kind.scenario"
    anatomy.figure(
        "training_coverage",
        finding=finding,
        subtitle=say(subtitle, language),
        draw=lambda: ROWS.draw(coverage_drawn(picture, finding, language), key="training_coverage"),
        note=_note(picture, kind_key, language),
        table=lambda: coverage_table(picture, language, finding),
        rows_under=lambda: coverage_rows(picture, language, say("screen_training.coverage.rows", language)),
        made_by=picture.coverage,
        kind=kind_key,
    )


def coverage_finding(row: Coverage, group: str, language: Language) -> str:
    """The share of one target group that is trained: in the scenario for the country, or among those who stated it."""
    if row.value is None:
        return say("screen_training.coverage.finding_none", language)
    few = too_few(row.stated_count, row.stated_count + row.unknown_count)
    if row.scenario_low is None or row.scenario_high is None:
        if few is not None:
            return few_about(few, say("screen_training.coverage.about", language, group=group), language)
        part = share(row.value, language)[:-1]
        return counted("screen_training.coverage.finding", row.stated_count, language, group=group, share=part)
    low, high = (end[:-1] for end in share_ends(row.scenario_low, row.scenario_high, language))
    key = "screen_training.coverage.finding_one" if low == high else "screen_training.coverage.finding_bounds"
    finding = say(key, language, group=group, low=low, high=high)
    if row.scenario_high_stale is None:  # withheld: that it can be more is said all the same
        return say("screen_training.coverage.finding_stale_withheld", language, finding=finding)
    stale = share(row.scenario_high_stale, language, rounding="up")[:-1]
    if stale == high:
        return finding
    return say("screen_training.coverage.finding_stale", language, finding=finding, high=stale)


def _note(picture: Training, kind_key: str, language: Language) -> str:
    """Of whom, when, what kind; and how high each group can be with what may be out of date."""
    row = picture.coverage_rows[picture.programme.target_groups[0].key]
    said = [note_of(picture, row.stated_count, row.stale_count, kind_key, language)]
    for group in picture.programme.target_groups:
        stale = if_stale_trained(picture.coverage_rows[group.key], language)
        if stale:
            said.append(f"{group.name.of(language)}: {stale[:1].lower()}{stale[1:].removesuffix('.')}")
    return " · ".join(said)


def coverage_table(picture: Training, language: Language, caption: str) -> TableData:
    """One row per target group: who is trained, and the scenario for the country."""
    rows = picture.coverage.rows
    scope = {group.key: group.national_scope_count for group in picture.programme.target_groups}
    rows = rows.with_columns(national_count=pl.col("target_group").replace_strict(scope, return_dtype=pl.Int64))
    counts = ("stated_count", "numerator", "denominator")
    columns = [
        target_group_column(picture, rows, language),
        *(labelled_column(rows, name, language, "count") for name in counts),
    ]
    share_of_stated = labelled_column(rows, "value", language, "share")
    columns.append(of_enough(share_of_stated, rows, picture.coverage.municipality_count, language))
    if rows["scenario_low"].is_not_null().any():
        columns.append(labelled_column(rows, "national_count", language, "count"))
        shown = SCENARIO if picture.sees_stale else SCENARIO[:-1]
        columns += [labelled_column(rows, name, language, "share") for name in shown]
    return TableData(caption, columns)


def coverage_rows(picture: Training, language: Language, caption: str) -> TableData:
    """One row per municipality: the staff in scope and trained of each target group, as it stated them."""
    rows = picture.named(picture.by_municipality.rows)
    wide = rows.select("municipality", "name").unique(maintain_order=True)
    columns = municipality_columns(wide, language)
    for group in picture.programme.target_groups:
        said = wide.join(rows.filter(pl.col("target_group") == group.key), on="municipality", how="left",
                         maintain_order="left")  # fmt: skip
        name = group.name.of(language)
        for part in ("denominator", "numerator"):
            column = stated_column(said, part, language)
            columns.append(replace(column, label=f"{name}: {column.label.lower()}"))
    return TableData(caption, columns)


def coverage_drawn(picture: Training, alt: str, language: Language) -> RowsData:
    """Bounds bars: trained, the staff of whom nothing is known in the scenario, not trained."""
    groups = picture.programme.target_groups
    rows = [_coverage_row(picture.coverage_rows[group.key], group, language) for group in groups]
    has_few = any(mark["kind"] == "few" for row in rows for mark in row.get("marks", ()))
    key: list[KeyEntry] = [
        ("bar_finished", say("screen_training.key.trained", language)),
        ("box", say("screen_training.key.not_trained", language)),
    ]
    if any(row.scenario_low is not None for row in picture.coverage_rows.values()):
        key.insert(1, ("bar_not_reported", say("screen_training.key.unknown_staff", language)))
        key.append(("ring", say("screen_training.key.among_stated", language)))
    if has_few:
        key.append(few_key("bar_few", language))
    return {"alt": alt, "key": key, "axis": share_axis(language), "row": 62, "bar": 28, "rows": rows}


def _coverage_row(row: Coverage, group: TargetGroup, language: Language) -> Row:
    label = group.name.of(language)
    if row.value is None:
        return {"label": label, "is_strong": True, "words": say("screen_training.nobody_stated", language), "marks": []}
    low, high = row.scenario_low, row.scenario_high
    if low is None:
        staff = integer(row.denominator, language, unknown="")
        sub = say("screen_training.coverage.scope_stated", language, staff=staff)
    else:
        sub = say("screen_training.coverage.scope", language, staff=integer(group.national_scope_count, language))
    first = row.value if low is None else low
    is_few = not bears_one_number(row.stated_count, row.stated_count + row.unknown_count)
    trained: Mark = {"kind": "few" if is_few and low is None else "finished", "from": 0, "to": first}
    if first >= ROOM_FOR_A_NUMBER and trained["kind"] == "finished":
        trained["text"], trained["place"] = integer(row.numerator, language), "in"
    if low is None or high is None:
        # its share is written under the end of its bar
        said = share(first, language)
        if is_few:
            said = say("screen_training.of_few", language, count=integer(row.stated_count, language))
        rest: Mark = {
            "kind": "outline", "from": first, "to": 1, "text": said, "place": "below", "at": first,
        }  # fmt: skip
        return {"label": label, "sub": sub, "is_strong": True, "marks": [trained, rest]}
    least, most = share_ends(low, high, language)
    words = say("screen_training.coverage.bounds", language, low=least, high=most)
    among = say("screen_training.coverage.among_stated", language, share=share(row.value, language))
    if is_few:
        among = say("screen_training.of_few", language, count=integer(row.stated_count, language))
    marks: list[Mark] = [
        trained,
        {"kind": "outline", "from": high, "to": 1},
        {"kind": "hatch", "from": low, "to": high, "text": words, "place": "below"},
        {"kind": "ring", "at": row.value, "text": among, "place": "above", "is_strong": True, "tone": "ink"},
    ]
    return {"label": label, "sub": sub, "is_strong": True, "marks": marks}
