"""Beside its peers: where they stand per step."""

from typing import Any

from dashboard.charts.steps import counts_by_step, segments
from dashboard.one_municipality import One, finished_by_step
from dashboard.words import key
from domain.bilingual import Language
from language.formats import integer
from metrics.state import standing_counts


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
