"""Where the store, the reference facts and the programme lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

PROJECT_DIRECTORY = Path(__file__).resolve().parents[1]
SETTINGS_FILE: Final = "WAMS_SETTINGS"  # the variable that names the file of `domain.settings`
OFFICE_FILE: Final = "office.db"  # in the home: people and sessions; what lies beside it begins with this name
AUDIT_DIRECTORY: Final = "audit"  # in the home: who did what


@dataclass(frozen=True)
class Places:
    """The three places that a command or the app needs; `None` means the project's own file."""

    home: Path
    reference: Path | None
    programme: Path | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read WAMS_HOME (default `var/` beside the project), WAMS_REFERENCE and WAMS_PROGRAMME."""
        reference = environment.get("WAMS_REFERENCE")
        programme = environment.get("WAMS_PROGRAMME")
        return cls(
            home=Path(environment.get("WAMS_HOME") or PROJECT_DIRECTORY / "var").expanduser().resolve(),
            reference=Path(reference) if reference else None,
            programme=Path(programme) if programme else None,
        )
