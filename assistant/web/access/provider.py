"""Signing in through an OpenID provider: the code flow with PKCE, the token checked in full."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from assistant.access import Identity, Sessions
from assistant.errors import AccessError
from assistant.settings import Settings
from assistant.web.access.caller import role_of

log = logging.getLogger(__name__)

_SECONDS = 10.0
_KEPT_SECONDS = 3600.0
_SCOPES = "openid profile email"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]


class Provider:
    """The provider of the settings; its description and keys are fetched when first needed.

    It is the only host that the application ever asks by itself, and its address comes from
    the settings alone.
    """

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._settings = settings
        self._sessions = sessions
        self._known: tuple[float, Mapping[str, Any], Mapping[str, Any]] | None = None

    async def begin(self, after: str) -> tuple[str, str]:
        """Where to send the reader, and what their browser keeps meanwhile.

        Raises AccessError where the provider does not answer.
        """
        from authlib.common.security import generate_token

        description, _ = await self._description()
        kept = {"nonce": secrets.token_urlsafe(16), "code": generate_token(64), "after": after}
        async with self._client() as client:
            address, state = client.create_authorization_url(
                description["authorization_endpoint"],
                code_verifier=kept["code"],
                nonce=kept["nonce"],
            )
        return str(address), self._sessions.state({**kept, "state": state})

    async def end(self, held: str, said: Mapping[str, str]) -> tuple[Identity, str] | None:
        """Who came back and where they wanted to go, None for what does not hold.

        Raises AccessError where the provider does not answer.
        """
        from authlib.common.errors import AuthlibBaseError
        from httpx import HTTPError
        from joserfc.errors import JoseError

        kept = self._sessions.stated(held)
        if not kept or not said.get("code") or said.get("state") != kept.get("state"):
            return None
        description, keys = await self._description()
        try:
            async with self._client() as client:
                token = await client.fetch_token(
                    description["token_endpoint"],
                    code=said["code"],
                    code_verifier=kept["code"],
                )
            claims = self._claims(str(token["id_token"]), keys, description, kept["nonce"])
        except (AuthlibBaseError, HTTPError, JoseError, KeyError, ValueError) as error:
            log.warning("A sign-in through the provider failed: %s", type(error).__name__)
            return None
        return self._identity(claims), str(kept["after"])

    def _client(self) -> Any:
        from authlib.integrations.httpx_client import AsyncOAuth2Client

        return AsyncOAuth2Client(
            self._settings.oidc_client,
            self._settings.oidc_secret.get_secret_value(),
            scope=_SCOPES,
            redirect_uri=f"{self._settings.public_url.rstrip('/')}/sign-in/back",
            code_challenge_method="S256",
            timeout=_SECONDS,
            trust_env=False,
        )

    async def _description(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """What the provider says of itself, and its keys; asked anew every hour."""
        import httpx

        if self._known and time.monotonic() - self._known[0] < _KEPT_SECONDS:
            return self._known[1], self._known[2]
        issuer = self._settings.oidc_issuer.rstrip("/")
        try:
            async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
                found = await client.get(f"{issuer}/.well-known/openid-configuration")
                description = found.raise_for_status().json()
                if str(description["issuer"]).rstrip("/") != issuer:
                    raise ValueError("another issuer")
                keys = (await client.get(description["jwks_uri"])).raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError) as error:
            raise AccessError(
                f"The provider at {urlsplit(issuer).netloc} does not answer as one ({error}).",
                "Check ASSISTANT_OIDC_ISSUER, and that this machine reaches it.",
                code="provider",
                host=urlsplit(issuer).netloc,
            ) from error
        self._known = (time.monotonic(), description, keys)
        return description, keys

    def _claims(
        self, token: str, keys: Mapping[str, Any], description: Mapping[str, Any], nonce: str
    ) -> dict[str, Any]:
        """What a token says: signed by the provider, for us, now, for this very sign-in.

        Raises JoseError for a token that is not.
        """
        from joserfc import jwt
        from joserfc.jwk import KeySet

        found = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=_ALGORITHMS)  # type: ignore[arg-type]
        jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": description["issuer"]},
            aud={"essential": True, "value": self._settings.oidc_client},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(found.claims)
        return found.claims

    def _identity(self, claims: Mapping[str, Any]) -> Identity:
        """The person: named by an e-mail address the provider has verified, else by its own id."""
        named = claims.get("email") if claims.get("email_verified") is True else None
        name = str(named or claims["sub"])[:200]
        said = claims.get(self._settings.oidc_groups_claim) or ()
        groups = {str(each) for each in said} if isinstance(said, list) else set()
        role = role_of(groups, self._settings)
        return Identity(name, role, frozenset(groups), "session", everything=role == "admin")
