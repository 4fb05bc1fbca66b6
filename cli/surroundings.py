"""What every command works with: the places, the register, the programme, the store, the language."""

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from domain.bilingual import Language, is_language
from domain.places import SETTINGS_FILE, Places

if TYPE_CHECKING:
    from domain.municipalities import Register
    from domain.programme import Programme
    from domain.settings import Settings
    from office.office import Office
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
        """The store in WAMS_HOME. Raises SettingsError, and OfficeUnavailableError for an address that is none."""
        from store.store import Store

        if SETTINGS_FILE in os.environ and self.settings.writers_lock == "database":
            from office.turns import DatabaseTurns
            from store.turn import take_turns

            take_turns(DatabaseTurns.of(self.settings))
        return Store(self.places.home)

    @cached_property
    def made_store(self) -> "Store":
        """The store in WAMS_HOME, for what makes sense only when there is one. Raises NoStoreError when there is none.

        Figures of a store that was never made would say that no municipality reported.
        """
        self.store.home.see_store()
        return self.store

    @cached_property
    def settings(self) -> "Settings":
        """What this installation chooses. Raises SettingsError."""
        from domain.settings import Settings

        return Settings.from_environment(os.environ)

    def office(self) -> "Office":
        """People, sessions and the audit log; made where there are none yet. Close it, or use it in `with`.

        Raises NoStoreError in a folder with the files of somebody else.
        """
        from office.office import Office

        self.store.home.see_room()
        return Office.open(self.settings, self.places.home)

    def made_office(self) -> "Office":
        """The same, for what makes sense only where there is one already. Raises NotPossibleError where none is."""
        from office.errors import NotPossibleError
        from office.office import Office

        self.store.home.see_directory()
        if not Office.is_there(self.settings, self.places.home):
            raise NotPossibleError("cli_office.none", home=self.places.home)
        return self.office()


def surroundings() -> Surroundings:
    """Read from the environment: WAMS_HOME, WAMS_REFERENCE, WAMS_PROGRAMME, WAMS_LANGUAGE (nl or en)."""
    language = os.environ.get("WAMS_LANGUAGE", "nl")
    return Surroundings(Places.from_environment(os.environ), language if is_language(language) else "nl")
