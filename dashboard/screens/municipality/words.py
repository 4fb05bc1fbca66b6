"""What several figures of Mijn gemeente say in the same words."""

from collections.abc import Sequence

from dashboard.figure.download import Column
from dashboard.figure.words import counted, party_names
from dashboard.screens.municipality.asked import OneMunicipality
from dashboard.view.address import View
from domain.bilingual import Language
from language.formats import integer, listing
from language.texts import say


def counted_as(key: str, number: int, view: View, name: str, **values: object) -> str:
    """A text that differs with a number, which stands in it under `name`."""
    said = {name: integer(number, view.language), **values}
    return counted(f"screen_municipality.{key}", number, view.language, **said)


def waiting_on_column(parties: Sequence[str | None], municipality: OneMunicipality, language: Language) -> Column:
    """The parties by name, as on the timeline."""
    none = say("screen.state.none", language)
    return Column(
        say("screen.column.waiting_on", language),
        parties,
        lambda keys: none if keys is None else listing(party_names(keys, municipality.programme, language), language),
    )
