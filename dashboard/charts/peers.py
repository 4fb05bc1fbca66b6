"""Beside its peers: where they stand per step."""

from dashboard.charts.steps import counts_by_step, segments
from dashboard.components.bars import Bar, BarsData
from dashboard.one_municipality import OneMunicipality, finished_by_step
from dashboard.words import key
from domain.bilingual import Language
from language.formats import integer
from metrics.state import standing_counts


def peer_steps(municipality: OneMunicipality, alt: str, language: Language) -> BarsData:
    """The data of the drawn part: the standing of the peers per step, its own standing in the ring."""
    counts = counts_by_step(standing_counts(municipality.peer_standings))
    finished = finished_by_step(municipality.peer_standings)
    stands = municipality.steps.select("step_number", "standing", "is_stale").iter_rows()
    own = {number: (standing, bool(is_stale)) for number, standing, is_stale in stands}
    rows: list[Bar] = [
        {
            "number": str(step.number),
            "label": step.short_name.of(language),
            "own": own[step.number][0],
            "own_stale": own[step.number][1],
            "segments": segments(counts.get(step.number, {})),
            "strong": integer(finished.get(step.number, 0), language),
        }
        for step in municipality.programme.steps
    ]
    signs = key(language, "finished", "started", "not_started", "not_reported", "not_applicable", "stale")
    return {"alt": alt, "key": [*signs, ("own", municipality.name)], "rows": rows}
