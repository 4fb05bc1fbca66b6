"""The providers that say who somebody is, spoken to in OpenID Connect: code flow, PKCE, state and nonce."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request

from domain.settings import Issuer, Settings

_SECONDS: Final = 10  # that a provider may take to answer
_SCOPE: Final = "openid profile"
_LONGEST_NAME: Final = 80


class NotSignedInError(Exception):
    """Somebody could not be signed in; `reason` is a key under `door.sign_in`."""

    def __init__(self, reason: str) -> None:
        """Why, as a key of the texts."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Identity:
    """Who the provider says that somebody is: issuer, tenant and subject together are one person for ever.

    `name` is for the list of people alone; nothing is decided by it. `token` is what the provider wants to see again
    when that person signs out.
    """

    issuer: str
    tenant: str
    subject: str
    name: str | None
    token: str


class Providers:
    """The issuers of the settings, each asked for its addresses when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        """Speaks to nobody yet."""
        self.issuers: Mapping[str, Issuer] = {issuer.key: issuer for issuer in settings.issuers}
        self._public = settings.public_address or ""
        self._apps = {key: _registered(issuer) for key, issuer in self.issuers.items()}

    def address_of_return(self, key: str) -> str:
        """Where an issuer sends people back to: one address each, so that no issuer can speak for another."""
        return f"{self._public}/terug/{key}"

    async def send_to(self, key: str, request: Request) -> str:
        """The address of the issuer to sign in at; what must be known on return is put in `request.session`.

        Raises NotSignedInError.
        """
        try:
            away = await self._apps[key].authorize_redirect(request, self.address_of_return(key))
        except (OAuthError, httpx2.HTTPError, JoseError, RuntimeError, ValueError) as error:
            raise NotSignedInError("no_answer") from error
        return str(away.headers["location"])

    async def returned(self, key: str, request: Request) -> Identity:
        """Who came back. Raises NotSignedInError."""
        try:
            token: dict[str, Any] = await self._apps[key].authorize_access_token(request)
        except OAuthError as error:
            raise NotSignedInError("refused" if error.error == "access_denied" else "not_valid") from error
        except httpx2.HTTPError as error:
            raise NotSignedInError("no_answer") from error
        except (JoseError, RuntimeError, ValueError, TypeError, KeyError) as error:
            raise NotSignedInError("not_valid") from error
        claims: Mapping[str, Any] | None = token.get("userinfo")
        if not claims:
            raise NotSignedInError("not_valid")
        return self._identity(self.issuers[key], claims, str(token.get("id_token", "")))

    async def address_of_leaving(self, key: str, token: str) -> str | None:
        """Where the provider signs somebody out too; None where it has no such place or does not answer."""
        app = self._apps.get(key)
        if app is None:
            return None
        try:
            found: dict[str, str] = await app.create_logout_url(
                post_logout_redirect_uri=f"{self._public}/", id_token_hint=token or None
            )
        except (OAuthError, httpx2.HTTPError, RuntimeError, ValueError):
            return None
        return found["url"]

    @staticmethod
    def _identity(issuer: Issuer, claims: Mapping[str, Any], token: str) -> Identity:
        subject = claims.get("sub")
        tenant = claims.get(issuer.tenant_claim) if issuer.tenant_claim else ""
        if not isinstance(subject, str) or not subject or not isinstance(tenant, str):
            raise NotSignedInError("not_valid")
        if issuer.tenant_claim and not tenant:
            raise NotSignedInError("not_valid")
        name = claims.get("name")
        kept = " ".join(name.split())[:_LONGEST_NAME] if isinstance(name, str) else None
        return Identity(issuer.key, tenant, subject, kept or None, token)


def _registered(issuer: Issuer) -> Any:
    """Any: Authlib ships no types. PKCE is asked for beside a secret, since a secret can leak."""
    oauth = OAuth()
    secret = issuer.client_secret.get_secret_value()
    return oauth.register(
        name=issuer.key,
        client_id=issuer.client_id,
        client_secret=secret or None,
        server_metadata_url=f"{issuer.address}/.well-known/openid-configuration",
        client_kwargs={
            "scope": _SCOPE,
            "code_challenge_method": "S256",
            "timeout": _SECONDS,
            "token_endpoint_auth_method": "client_secret_basic" if secret else "none",
        },
    )
