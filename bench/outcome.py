"""The outcome of the race of pages: kept as a small file, and told as a page and as lines."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Self

import polars as pl

from bench.sides import DASH, MONITOR, PLAIN, Side
from domain.places import PROJECT_DIRECTORY

PLACE = PROJECT_DIRECTORY / "data" / "studies" / "ui.toml"
WANTED = {"month": 20.0}  # how many times faster a change of month should be
NOT_SLOWER = 1.0  # and any other choice
MOST_WHOLE = 1.5  # times Dash, for all of our page after a filter that this server was never asked
COLUMNS = (
    "monitor", "monitor_lowest", "monitor_highest", "dash", "dash_lowest", "dash_highest", "ratio", "wanted",
    "monitor_whole", "whole_times",
)  # fmt: skip
OF_PLAIN = ("plain", "plain_lowest", "plain_highest", "plain_ratio")


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one race gave, and what it was run with. `rows` as `summary` gives."""

    made_on: date
    release: str
    rounds: int
    municipality_count: int
    month_count: int
    cores: int
    streamlit: str
    dash: str
    plotly: str
    chromium: str
    frames_while_scrubbing: int
    rows: pl.DataFrame

    @property
    def is_as_wanted(self) -> bool:
        """Whether every line is at least as fast as it should be, and scrubbing sent nothing."""
        rows = self.rows.iter_rows(named=True)
        return all(row["ratio"] >= row["wanted"] and _is_whole_soon(row) for row in rows) and not (
            self.frames_while_scrubbing
        )

    def head(self) -> dict[str, Any]:
        """How it was measured, by name: every field but the rows."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "rows"}

    def write(self, place: Path = PLACE) -> None:
        """Keeps it as TOML, one table per row."""
        lines = ["# Written by `wams bench ui --write`; do not edit."]
        lines += [f"{name} = {_written(value)}" for name, value in self.head().items()]
        for row in self.rows.iter_rows(named=True):
            lines += ["", "[[rows]]", *[f"{name} = {_written(value)}" for name, value in row.items()]]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, place: Path = PLACE) -> Self:
        """The outcome that is kept. Raises FileNotFoundError when the race was never run."""
        kept: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
        return cls(rows=pl.DataFrame(kept.pop("rows")).select("measure", "is_first", *COLUMNS, *OF_PLAIN), **kept)


def summary(samples: pl.DataFrame) -> pl.DataFrame:
    """One row per measure, first and again, in the order of the samples.

    Milliseconds per side: the median over the rounds of the median in a round, and the lowest and highest round.
    `ratio`: how many times faster the monitor is than Dash; `wanted`: what it should be at least; `plain_ratio`: than
    plain Streamlit. `monitor_whole`: until all of our page is still, which shows more than the reference page;
    `whole_times`: how many times as long that is as Dash takes.
    """
    on = ["measure", "is_first"]
    rounds = samples.group_by("side", "round", *on, maintain_order=True).agg(
        pl.col("milliseconds", "whole_milliseconds").median()
    )
    ours, dash, plain = (_of_side(rounds, side, on) for side in (MONITOR, DASH, PLAIN))
    whole = (
        rounds.filter(pl.col("side") == MONITOR.name)
        .group_by(on, maintain_order=True)
        .agg(monitor_whole=pl.col("whole_milliseconds").median())
    )
    for one in (dash, plain, whole):
        ours = ours.join(one, on=on, how="left", maintain_order="left")
    return ours.with_columns(
        ratio=pl.col("dash") / pl.col("monitor"),
        wanted=pl.col("measure").replace_strict(WANTED, default=NOT_SLOWER, return_dtype=pl.Float64),
        plain_ratio=pl.col("plain") / pl.col("monitor"),
        whole_times=pl.col("monitor_whole") / pl.col("dash"),
    ).select(*on, *COLUMNS, *OF_PLAIN)


def _of_side(rounds: pl.DataFrame, side: Side, on: list[str]) -> pl.DataFrame:
    return (
        rounds.filter(pl.col("side") == side.name)
        .group_by(on, maintain_order=True)
        .agg(
            pl.col("milliseconds").median().alias(side.name),
            pl.col("milliseconds").min().alias(f"{side.name}_lowest"),
            pl.col("milliseconds").max().alias(f"{side.name}_highest"),
        )
    )


def frames_while_scrubbing(samples: pl.DataFrame) -> int:
    """How many frames our page sent over its websocket in all changes of month together."""
    scrubbed = samples.filter((pl.col("side") == MONITOR.name) & (pl.col("measure") == "month"))
    return int(scrubbed["frames_sent"].sum())


def lines(outcome: Outcome) -> Iterator[str]:
    """The outcome for a terminal: one line per measure."""
    for row in outcome.rows.iter_rows(named=True):
        wanted = "" if row["ratio"] >= row["wanted"] else f"  (wanted: {row['wanted']:.0f})"
        whole = "" if _is_whole_soon(row) else f"  (whole: {row['whole_times']:.1f} × Dash, at most {MOST_WHOLE})"
        times = [_times(row, side) for side in ("monitor", "dash", "plain")]
        yield f"{_name(row):<24} {times[0]:<28} {times[1]:<28} {times[2]:<28} {row['ratio']:.1f}×{wanted}{whole}"
    yield f"frames sent while scrubbing: {outcome.frames_while_scrubbing}"


HOW = """# The reference page against Plotly Dash and plain Streamlit

Four headline figures, the tile map, the matrix of {municipality_count} municipalities × 11 steps and the lines: \
once as our own page Landelijk beeld, which shows more than that, once as a page in Plotly Dash, and once in plain \
Streamlit. All read the same store through the same catalogue of figures, keep answers per version of the store, date \
and filter, and are worked in the same headless Chromium in the same run, in turn.

Made on {made_on} with release {release}: {rounds} rounds, {month_count} months, on a machine with {cores} cores \
(streamlit {streamlit}, dash {dash}, plotly {plotly}, Chromium {chromium}). One command makes it again: `wams bench \
ui --write`.

A round of a side starts its own server, opens the page, chooses and clears each filter twice, chooses and clears a \
size class twice while a province is chosen (*second filter*; its clearing is not counted), and goes through all \
months twice. *First*: this server was never asked this before. *Again*: it was. Timed is from the choice to the \
painted frame after the last thing that it changed in those four: in the document and every shadow root, and every \
plot; the time in which nothing more happens is waited for and not counted. Milliseconds: the median over the rounds \
of the median in a round, with the lowest and the highest round. *Times faster*: the rival divided by ours; under 1 \
we are slower. What is less than wanted (20 times Dash for a change of month, 1 for any other choice) is set in bold. \
*Our whole page* is the time until everything on our page is still, the answers of the server included, and how many \
times as long that is as Dash takes; after a filter that is asked for the first time at most 1.5 is wanted.

Our page answers a change of month in the browser, from months that came with it; a filter it asks of its server, as \
Dash does. Until 29 November 2026 what each next choice of a filter would show was sent along beforehand.

A change of month changes the same on both sides: the map, the matrix, the lines and the words that say the month. \
The four headline figures stay on the date of the page, which our page says, with a button that makes them follow. A \
filter changes everything.

The page in Dash is written as somebody who knows Dash would: one callback per choice, Patches instead of whole \
figures, waitress, debug off; SVG markers, because WebGL was slower here. That in plain Streamlit as most people \
would: widgets of Streamlit, figures and charts kept by `st.cache_data`, `st.plotly_chart`.
"""


NOT_YET = """# The reference page against Plotly Dash

No outcome is kept yet. `wams bench ui --write` runs the race and writes this page; it wants a machine that does nothing
else.
"""


def kept() -> Outcome | None:
    """The outcome that is kept, or None when no race was ever kept."""
    return Outcome.read() if PLACE.is_file() else None


def page(outcome: Outcome | None) -> str:
    """The page docs/bench.md."""
    generated = "<!-- Generated by `make docs` from data/studies/ui.toml. -->\n"
    if outcome is None:
        return f"{generated}\n{NOT_YET}"
    told = [
        "| choice | monitor, ms | Dash, ms | times faster | plain Streamlit, ms | times faster | our whole page, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in outcome.rows.iter_rows(named=True):
        ratio = f"{row['ratio']:.1f}"
        ratio = ratio if row["ratio"] >= row["wanted"] else f"**{ratio}**"
        whole = f"{row['whole_times']:.1f}"
        whole = whole if _is_whole_soon(row) else f"**{whole}**"
        cells = [
            _name(row), _times(row, "monitor"), _times(row, "dash"), ratio, _times(row, "plain"),
            f"{row['plain_ratio']:.1f}", f"{row['monitor_whole']:.0f} ({whole} × Dash)",
        ]  # fmt: skip
        told.append(f"| {' | '.join(cells)} |")
    scrubbed = f"Frames sent over the websocket in all changes of month together: {outcome.frames_while_scrubbing}."
    return "\n".join([generated, HOW.format(**outcome.head()), *told, "", scrubbed]) + "\n"


def _name(row: dict[str, Any]) -> str:
    return f"{row['measure'].replace('_', ' ')}, {'first' if row['is_first'] else 'again'}"


def _is_whole_soon(row: dict[str, Any]) -> bool:
    """Whether all of our page is there soon enough, where something is wanted of that: after a new filter."""
    return row["measure"] == "month" or not row["is_first"] or row["whole_times"] <= MOST_WHOLE


def _times(row: dict[str, Any], side: str) -> str:
    return f"{row[side]:.0f} ({row[f'{side}_lowest']:.0f}–{row[f'{side}_highest']:.0f})"


def _written(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return (
        str(value).lower() if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else repr(value)
    )
