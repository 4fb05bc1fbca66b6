"""What every command works with: the places, the register, the programme, the store, the language."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from domain.bilingual import Language, is_language
from domain.places import Places

if TYPE_CHECKING:
    from domain.municipalities import Register
    from domain.programme import Programme
    from store.store import Store


@dataclass(frozen=True)
class Surroundings:
    """Loads each thing when it is first asked for, so that a small command starts fast."""

    places: Places
    language: Language

    @cached_property
    def register(self) -> "Register":
        """The register of municipalities over time."""
        from domain.municipalities import Register

        return Register.load(self.places.reference)

    @cached_property
    def programme(self) -> "Programme":
        """The programme that is monitored."""
        from domain.programme import Programme

        return Programme.load(self.places.programme)

    @cached_property
    def store(self) -> "Store":
        """The store in WAMS_HOME."""
        from store.store import Store

        return Store(self.places.home)

    @cached_property
    def made_store(self) -> "Store":
        """The store in WAMS_HOME, for what makes sense only when there is one. Raises NoStoreError when there is none.

        Figures of a store that was never made would say that no municipality reported.
        """
        self.store.home.see_store()
        return self.store


def surroundings() -> Surroundings:
    """Read from the environment: WAMS_HOME, WAMS_REFERENCE, WAMS_PROGRAMME, WAMS_LANGUAGE (nl or en)."""
    language = os.environ.get("WAMS_LANGUAGE", "nl")
    return Surroundings(Places.from_environment(os.environ), language if is_language(language) else "nl")
