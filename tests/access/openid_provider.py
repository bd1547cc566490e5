"""A real OpenID provider in a process of its own: signs what it is asked to, faults included.

Everybody is let in as the person named `who` in the address of the authorisation; `fault` there
chooses what is wrong with the token.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import socket
import sys
import time
from typing import Any

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "boardwise", "a secret of the client"
KEY, FOREIGN = (RSAKey.generate_key(2048, {"kid": "k1"}) for _ in range(2))
ISSUER = ""
codes: dict[str, dict[str, str]] = {}


def configuration(_: Request) -> Response:
    return JSONResponse(
        {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
        }
    )


def keys(_: Request) -> Response:
    return JSONResponse({"keys": [KEY.as_dict(private=False)]})


def authorize(request: Request) -> Response:
    asked = dict(request.query_params)
    code = secrets.token_urlsafe(16)
    codes[code] = asked
    return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", 303)


async def token(request: Request) -> Response:
    form = await request.form()
    asked = codes.pop(str(form.get("code")), None)
    basic = base64.b64decode(request.headers.get("authorization", "Basic ")[6:]).decode()
    digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if basic != f"{CLIENT}:{SECRET}".replace(" ", "+") and basic != f"{CLIENT}:{SECRET}":
        return JSONResponse({"error": "invalid_client"}, 401)
    if (
        asked is None
        or asked["code_challenge"] != challenge
        or asked["redirect_uri"] != form.get("redirect_uri")
    ):
        return JSONResponse({"error": "invalid_grant"}, 400)
    return JSONResponse(
        {"access_token": "x", "token_type": "Bearer", "id_token": signed(asked), "expires_in": 60}
    )


def signed(asked: dict[str, str]) -> str:
    fault, who = asked.get("fault", ""), json.loads(asked.get("who", "{}"))
    claims: dict[str, Any] = {
        "iss": "https://other.example" if fault == "issuer" else ISSUER,
        "aud": "another" if fault == "audience" else CLIENT,
        "exp": int(time.time()) + (-600 if fault == "expired" else 60),
        "nonce": "another" if fault == "nonce" else asked["nonce"],
        "sub": "subject-1",
        **who,
    }
    if fault == "unsigned":
        parts = ({"alg": "none"}, claims)
        return (
            ".".join(
                base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts
            )
            + "."
        )
    return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, FOREIGN if fault == "key" else KEY)


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    ISSUER = f"http://127.0.0.1:{listener.getsockname()[1]}"
    routes = [
        Route("/.well-known/openid-configuration", configuration),
        Route("/keys", keys),
        Route("/authorize", authorize),
        Route("/token", token, methods=["POST"]),
    ]
    print(ISSUER, flush=True)
    config = uvicorn.Config(Starlette(routes=routes), log_level="error")
    uvicorn.Server(config).run(sockets=[listener])
    sys.exit(0)
