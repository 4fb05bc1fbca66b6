"""Beside its peers: how many steps each has finished, and where each stands per step."""

from typing import Any

import plotly.graph_objects as go

from dashboard.charts.steps import counts_by_step, segments
from dashboard.charts.template import colours, note, template
from dashboard.one_municipality import One, finished_by_step
from dashboard.words import key, municipalities, step_unit
from domain.bilingual import Language
from language.formats import decimal, integer
from language.texts import say
from metrics.state import standing_counts

HEIGHT = 300
HEADROOM = 1.16  # above the highest bar, for its count
ROOM_FOR_A_COUNT = 0.1  # of the height: a line starts above the number on its bar


def finished_steps(one: One, theme: str | None, language: Language) -> go.Figure:
    """How many peers have finished how many steps; its own place in ochre, the middle as a dashed line."""
    paint = colours(theme)
    places = list(range(one.steps.height + 1))
    counts = [one.peer_finished.eq(place).sum() for place in places]
    figure = go.Figure(
        go.Bar(
            x=places,
            y=counts,
            marker={"color": paint["started"], "line": {"width": 0}},
            text=[integer(count, language) if count else "" for count in counts],
            textposition="outside",
            textfont={"size": 12.5, "color": paint["ink2"]},
            cliponaxis=False,
            customdata=[
                say(
                    "screen_municipality.peers.bar",
                    language,
                    steps=place,
                    unit=step_unit(place, language),
                    municipalities=municipalities(count, language),
                )
                for place, count in zip(places, counts, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    top = max([*counts, 1])
    marks, shapes = _marks(one, counts, paint, language)
    figure.update_layout(
        template=template(theme, language),
        height=HEIGHT,
        bargap=0.18,
        margin={"l": 8, "r": 8, "t": 44, "b": 46},
        xaxis={"tickvals": places, "title": {"text": say("screen_municipality.peers.axis", language)}},
        yaxis={"visible": False, "range": [0, top * HEADROOM]},
        annotations=marks,
        shapes=shapes,
    )
    return figure


def _marks(
    one: One, counts: list[int], paint: dict[str, str], language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    marks: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    span, top = one.steps.height, max([*counts, 1]) * HEADROOM

    def line(at: float, colour: str, dash: str, width: float, text: str, level: int) -> None:
        over = counts[int(at)] / top + ROOM_FOR_A_COUNT if at == int(at) else 0.0
        shapes.append({"type": "line", "x0": at, "x1": at, "y0": min(over, 0.96), "y1": 1, "yref": "paper",
                       "line": {"color": colour, "width": width, "dash": dash}})  # fmt: skip
        anchor = "right" if at > span * 0.66 else "left" if at < span * 0.34 else "center"
        marks.append(note(text, at, 1, yref="paper", yanchor="bottom", yshift=2 + 18 * level, xanchor=anchor,
                          font={"size": 13, "color": colour}))  # fmt: skip

    if one.peer_middle is not None:
        word = decimal(one.peer_middle, language, 0 if one.peer_middle == int(one.peer_middle) else 1)
        line(
            one.peer_middle,
            paint["ink2"],
            "dash",
            1.5,
            say("screen_municipality.peers.middle", language, middle=word),
            0,
        )
    if not one.is_silent:
        line(one.count["finished"], paint["own"], "solid", 3, f"<b>{_plain(one.name)}: {one.count['finished']}</b>", 1)
    return marks, shapes


def peer_steps(one: One, alt: str, language: Language) -> dict[str, Any]:
    """The data of the drawn part: the standing of the peers per step, its own standing in the ring."""
    counts = counts_by_step(standing_counts(one.peer_standings))
    finished = finished_by_step(one.peer_standings)
    own = {row["step_number"]: row for row in one.steps.iter_rows(named=True)}
    rows = [
        {
            "number": str(step.number),
            "label": step.short_name.of(language),
            "own": own[step.number]["standing"],
            "own_stale": bool(own[step.number]["is_stale"]),
            "segments": segments(counts.get(step.number, {})),
            "strong": integer(finished.get(step.number, 0), language),
        }
        for step in one.programme.steps
    ]
    signs = key(language, "finished", "started", "not_started", "not_reported", "not_applicable", "stale")
    return {"alt": alt, "key": [*signs, ["own", one.name]], "rows": rows}


def _plain(text: str) -> str:
    """Plotly reads a few HTML tags in a label."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
