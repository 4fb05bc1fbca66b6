"""The settings of an installation, read from one file; without a file it is local mode: this machine only, no logins.

`docs/settings.md` explains every one of them.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator

from domain.places import SETTINGS_FILE

DATABASE: Final = "WAMS_DATABASE"
SHOWN_PORT: Final = "WAMS_SHOWN_PORT"  # set by `wams serve --workers`: under which visitors know the app


class SettingsError(ValueError):
    """Settings that cannot be used: says where and why, one problem per line."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Issuer(_Part):
    """Who says who somebody is: an OpenID provider, under a key of ours that never changes.

    `tenant_claim` names the claim that holds the tenant, for a provider that serves many; None where it has one.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")
    address: str
    client_id: str = Field(min_length=1)
    label_nl: str = Field(min_length=1)
    label_en: str = Field(min_length=1)
    tenant_claim: str | None = None
    client_secret: SecretStr = SecretStr("")

    @field_validator("address")
    @classmethod
    def _is_safe(cls, address: str) -> str:
        parts = urlsplit(address)
        is_here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not is_here:
            raise ValueError("must begin with https://, or be on this machine")
        return address.rstrip("/")


class Settings(_Part):
    """All that an installation chooses. Durations are in the unit of their name."""

    public_address: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    readers_see_figures: bool = False
    session_hours: int = Field(default=8, ge=1, le=24)
    idle_minutes: int = Field(default=30, ge=1, le=24 * 60)
    audit_kept_years: int = Field(default=7, ge=1, le=100)
    requests_per_minute: int = Field(default=1_200, ge=60)
    sign_in_attempts_per_minute: int = Field(default=20, ge=1)
    security_contact: str | None = Field(default=None, pattern=r"^(mailto:|https://|tel:)\S+$")
    security_text_expires: date | None = None
    contact_email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")
    database: SecretStr | None = None
    writers_lock: Literal["file", "database"] = "file"
    publish_to: Path | None = None
    read_from: Path | None = None
    spark_master: str | None = Field(default=None, pattern=r"^spark://\S+:\d+$")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.issuers and self.public_address is None:
            raise ValueError("public_address is needed where there is an issuer: the address in the visitor's browser")
        if (self.security_contact is None) != (self.security_text_expires is None):
            raise ValueError("security_contact and security_text_expires go together")
        if self.writers_lock == "database" and self.database is None:
            raise ValueError(f'writers_lock: for "database" there must be one, in {DATABASE}')
        if self.publish_to is not None and self.read_from is not None:
            raise ValueError("publish_to or read_from, not both: a machine writes, or shows what another wrote")
        keys = [issuer.key for issuer in self.issuers]
        if len(keys) != len(set(keys)):
            raise ValueError("two issuers have the same key")
        return self

    @field_validator("public_address")
    @classmethod
    def _is_an_origin(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address.rstrip("/"))
        is_here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
        if not parts.netloc or parts.path or parts.query or (parts.scheme != "https" and not is_here):
            raise ValueError("an origin: https://monitor.example, without a path; http on this machine only")
        return address.rstrip("/")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """What the file in WAMS_SETTINGS says, and secrets from the environment. Raises SettingsError."""
        written = environment.get(SETTINGS_FILE)
        facts = _read(Path(written)) if written else {}
        if DATABASE in environment:
            facts["database"] = environment[DATABASE]
        issuers = facts.get("issuers", [])
        for issuer in issuers if isinstance(issuers, list) else ():
            if isinstance(issuer, dict) and (secret := environment.get(secret_of(str(issuer.get("key"))))):
                issuer["client_secret"] = secret
        try:
            return cls.model_validate(facts)
        except ValidationError as error:
            problems = (f"{'.'.join(map(str, part['loc'])) or 'settings'}: {part['msg']}" for part in error.errors())
            raise SettingsError("\n".join(f"{written or 'environment'}: {problem}" for problem in problems)) from error

    @property
    def is_local(self) -> bool:
        """Whether nobody can sign in: the app answers this machine only, and the visitor chooses whom to look as."""
        return not self.issuers

    @property
    def session_length(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self.session_hours)

    @property
    def longest_idle(self) -> timedelta:
        """How long a session lasts while nothing is asked."""
        return timedelta(minutes=self.idle_minutes)


def secret_of(key: str) -> str:
    """The name of the variable that holds the secret of an issuer: a secret never stands in the file."""
    return f"WAMS_SECRET_{key.upper()}"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
