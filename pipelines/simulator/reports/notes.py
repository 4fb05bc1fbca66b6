"""Harmless words for the notes: what people write, and what looks dangerous to a spreadsheet or a browser."""

from typing import Final

import numpy as np

_PLAIN: Final = (
    "Besluit college volgt na de zomer.",
    "Wordt regionaal opgepakt met de centrumgemeente.",
    "Projectleider is per 1 maart gestart, 24 uur per week",
    "Wacht op landelijke handreiking",
    "Planning herijkt na overleg met wijkteams; zie ook stap hiervoor",
    "Geen bijzonderheden",
    "Coördinatie loopt via het sociaal team, 2 fte",
    "Begroting bijgesteld met € 12.500",
    "Convenant met zorgaanbieders in concept gereed",
    "Zie raadsbrief 2026-14, onderwerp ‘samen één plan’",
    "In afstemming met de privacyfunctionaris",
    "Leverancier levert module pas in Q3",
)
_AWKWARD: Final = (
    "=> zie plan van aanpak",
    "- nog af te stemmen met de regio",
    "+ extra sessie gepland",
    "@ besproken in het regionaal overleg",
    "<script>alert('wams')</script>",
    "**let op**: [plan](plan.md) is nog concept",
    "'; DROP TABLE statements; --",
    'Werkgroep "Samen" komt maandelijks bijeen; 3 van 5 wijken klaar',
    "=1+1",
    "Eerste regel van de toelichting,\ntweede regel na een harde return",
)
LONG_SENTENCE: Final = "De afstemming met de partners in de regio vraagt meer tijd dan verwacht. "


def a_note(rng: np.random.Generator) -> str:
    """A note without personal data; one in six looks awkward."""
    pool = _AWKWARD if rng.random() < 1 / 6 else _PLAIN
    return pool[int(rng.integers(len(pool)))]
