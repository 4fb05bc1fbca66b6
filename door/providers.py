"""The providers that say who somebody is, spoken to in OpenID Connect: code flow, PKCE, state and nonce."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request

from domain.settings import Issuer, Settings
from office.identity import Identity
from office.sign_ins import LASTS, SignIn

_LOG: Final = logging.getLogger(__name__)  # what went wrong for the operator, never a token or a name
_SECONDS: Final = 10  # that a provider may take to answer
_SCOPE: Final = "openid profile"
_KEPT_AS: Final = "_state_{}_{}"  # how Authlib calls what it keeps, by issuer and state


class NotSignedInError(Exception):
    """Somebody could not be signed in; `reason` is a key of the notices of the entrance."""

    def __init__(self, reason: str) -> None:
        """Why, as a key of the texts."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SignedIn:
    """Who the provider says that somebody is. `name` is for the list of people alone, and nothing is decided by it.

    `token` is what the provider wants to see again when that person signs out.
    """

    identity: Identity
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

    async def send_to(self, key: str, return_path: str, request: Request) -> tuple[str, SignIn]:
        """The address of the provider to sign in at, and what must be kept until somebody comes back.

        Raises NotSignedInError.
        """
        kept = dict[str, Any]()
        try:
            away = await self._apps[key].authorize_redirect(_keeping(request, kept), self.address_of_return(key))
            (name, state_data), *_ = kept.items()
            data = state_data["data"]
            sign_in = SignIn(
                key, name.removeprefix(_KEPT_AS.format(key, "")), data["nonce"], data["code_verifier"], return_path
            )
        except (OAuthError, httpx2.HTTPError, JoseError, RuntimeError, ValueError, KeyError) as error:
            raise NotSignedInError("no_answer") from error
        return str(away.headers["location"]), sign_in

    async def returned(self, sign_in: SignIn, request: Request) -> SignedIn:
        """Who came back. Raises NotSignedInError."""
        key = sign_in.issuer
        data = {
            "redirect_uri": self.address_of_return(key),
            "nonce": sign_in.nonce,
            "code_verifier": sign_in.code_verifier,
        }
        lasts = time.time() + LASTS.total_seconds()
        kept = {_KEPT_AS.format(key, sign_in.state): {"data": data, "exp": lasts}}
        try:
            token: dict[str, Any] = await self._apps[key].authorize_access_token(_keeping(request, kept))
        except OAuthError as error:
            _LOG.warning("%s: signing in was refused: %s", key, error.error)
            raise NotSignedInError("refused" if error.error == "access_denied" else "not_valid") from error
        except httpx2.HTTPError as error:
            raise NotSignedInError("no_answer") from error
        except (JoseError, RuntimeError, ValueError, TypeError, KeyError, AttributeError) as error:
            _LOG.warning("%s: what came back is not valid: %s", key, type(error).__name__)
            raise NotSignedInError("not_valid") from error
        claims: Mapping[str, Any] | None = token.get("userinfo")
        if not claims:
            raise NotSignedInError("not_valid")
        return _signed_in(self.issuers[key], claims, str(token.get("id_token", "")))

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


def _keeping(request: Request, kept: dict[str, Any]) -> Request:
    """The request with a place of our own for what Authlib keeps; Streamlit's would go into a cookie, to be read."""
    return Request({**request.scope, "session": kept}, request.receive)


def _signed_in(issuer: Issuer, claims: Mapping[str, Any], token: str) -> SignedIn:
    """Raises NotSignedInError for claims that do not say who it is."""
    tenant = claims.get(issuer.tenant_claim) if issuer.tenant_claim else None
    if issuer.tenant_claim and (not isinstance(tenant, str) or not tenant):
        raise NotSignedInError("not_valid")
    try:
        identity = Identity(issuer.key, tenant, str(claims.get("sub") or ""))
    except ValueError as error:
        raise NotSignedInError("not_valid") from error
    name = claims.get("name")
    return SignedIn(identity, name if isinstance(name, str) else None, token)


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
