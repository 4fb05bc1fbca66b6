"""Kinds of columns that SQLite and PostgreSQL keep alike."""

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator

from domain.principal import Function, Scope


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC to the microsecond. Raises ValueError for one without a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no time zone: what goes in is UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value}")
        moment = value.astimezone(timezone.utc)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What comes out is aware, and UTC; PostgreSQL answers in the zone of the connection."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)


class Functions(TypeDecorator[frozenset[Function]]):
    """What somebody does within a municipality, as sorted words with a comma between them."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: frozenset[Function] | None, dialect: Dialect) -> str | None:
        """Sorted, so that equal sets are equal texts."""
        return None if value is None else ",".join(sorted(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> frozenset[Function] | None:
        """Raises ValueError for a word that is no function: a newer release wrote it."""
        return None if value is None else frozenset(Function(word) for word in str(value).split(",") if word)


class Scopes(TypeDecorator[frozenset[Scope]]):
    """What a token is for, as sorted words with a comma between them."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: frozenset[Scope] | None, dialect: Dialect) -> str | None:
        """Sorted, so that equal sets are equal texts."""
        return None if value is None else ",".join(sorted(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> frozenset[Scope] | None:
        """Raises ValueError for a word that is no scope: a newer release wrote it."""
        return None if value is None else frozenset(Scope(word) for word in str(value).split(",") if word)
