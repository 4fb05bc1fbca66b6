"""Sign-ins under way: what is remembered between sending a visitor to a provider and their coming back.

There is no principal yet: who has the id of one is the visitor it was given to, and it works once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import delete

from office.database import Database
from office.opaque import new_opaque, opaque_sha256
from office.tables import SignInRow

LASTS: Final = timedelta(minutes=10)  # to find a telephone and type a code
LONGEST_PATH: Final = 2_000  # an address of ours with every filter chosen is under 1 kB


@dataclass(frozen=True)
class SignIn:
    """What goes with one visit to a provider. `return_path` is a path of ours, to show afterwards."""

    issuer: str
    state: str
    nonce: str
    code_verifier: str
    return_path: str


class SignIns:
    """On the server, so that nothing of it can be read or chosen by the visitor."""

    def __init__(self, database: Database) -> None:
        """In this database."""
        self._database = database

    def begin(self, sign_in: SignIn, *, now: datetime) -> str:
        """Remembers it for ten minutes; returns the id for a cookie. Forgets what nobody came back for."""
        opaque = new_opaque()
        with self._database.writing() as session:
            session.execute(delete(SignInRow).where(SignInRow.begun_at <= now - LASTS))
            session.add(
                SignInRow(
                    id_sha256=opaque_sha256(opaque),
                    issuer=sign_in.issuer,
                    state=sign_in.state,
                    nonce=sign_in.nonce,
                    code_verifier=sign_in.code_verifier,
                    return_path=local_path(sign_in.return_path),
                    begun_at=now,
                )
            )
        return opaque

    def take(self, opaque: str, *, now: datetime) -> SignIn | None:
        """Takes it out: whoever comes second with the same id, also at the same moment, finds nothing.

        None too for an unknown id, and after ten minutes.
        """
        sealed = opaque_sha256(opaque)
        if sealed is None:
            return None
        taken = delete(SignInRow).where(SignInRow.id_sha256 == sealed).returning(SignInRow)
        with self._database.writing() as session:
            row = session.scalars(taken).one_or_none()
            if row is None or not timedelta() <= now - row.begun_at < LASTS:
                return None
            return SignIn(row.issuer, row.state, row.nonce, row.code_verifier, row.return_path)


def local_path(written: str) -> str:
    """A path of this app as it was written; the front page for anything that could lead elsewhere.

    Browsers read a backslash as a slash and leave out tabs and line ends, so neither may be in it.
    """
    try:
        parts = urlsplit(written)
    except ValueError:
        return "/"
    is_ours = written.startswith("/") and not written.startswith("//") and not parts.scheme and not parts.netloc
    is_plain = written.isprintable() and "\\" not in written and len(written) <= LONGEST_PATH
    return written if is_ours and is_plain else "/"
