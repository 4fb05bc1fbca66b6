"""What several figures of Mijn gemeente say in the same words."""

from collections.abc import Sequence

from dashboard.figure.download import Column
from dashboard.figure.words import party_names
from dashboard.screens.municipality.asked import OneMunicipality
from domain.bilingual import Language
from language.formats import listing
from language.texts import say


def waiting_on_column(parties: Sequence[str | None], municipality: OneMunicipality, language: Language) -> Column:
    """The parties by name, as on the timeline."""
    none = say("screen.state.none", language)
    return Column(
        say("screen.column.waiting_on", language),
        parties,
        lambda keys: none if keys is None else listing(party_names(keys, municipality.programme, language), language),
    )
