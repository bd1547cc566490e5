"""The settings of sign-in, limits and operations: a part of `Settings`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class TrustSettings(BaseSettings):
    """Who is let in, how much they may ask for, and what is written down."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    sign_in: Literal["none", "users", "proxy", "oidc"] = Field(
        "none",
        description=(
            "Who is let in: whoever reaches this machine's own address (none), people of "
            "`assistant users` (users), those whom a reverse proxy names (proxy), those whom an "
            "OpenID provider vouches for (oidc)."
        ),
    )
    open_to_all: bool = Field(
        False,
        description="Listen on addresses other than this machine's own with no sign-in.",
    )
    hosts: str = Field(
        "",
        description=(
            "Names under which the web application may be asked for, separated by commas; others "
            "are refused. Without any: this machine's own names where it listens on them only."
        ),
    )
    trusted_proxies: str = Field(
        "",
        description=(
            "Addresses or networks of the reverse proxies that are believed, separated by commas: "
            "10.0.0.5, 10.1.0.0/24."
        ),
    )
    proxy_user_header: str = Field(
        "X-Forwarded-User", description="Header in which a believed proxy names the person."
    )
    proxy_groups_header: str = Field(
        "X-Forwarded-Groups",
        description="Header in which a believed proxy names groups, separated by commas.",
    )
    author_groups: str = Field(
        "authors",
        description="Groups (of proxy or provider) whose members are authors, separated by commas.",
    )
    admin_groups: str = Field(
        "admins",
        description="Groups (of proxy or provider) whose members are admins, separated by commas.",
    )
    oidc_issuer: str = Field("", description="Address of the OpenID provider.")
    oidc_client: str = Field("", description="Client id at the OpenID provider.")
    oidc_secret: SecretStr = Field(
        SecretStr(""), description="Client secret at the OpenID provider."
    )
    oidc_groups_claim: str = Field(
        "groups", description="Claim in which the OpenID provider names groups."
    )
    public_url: str = Field(
        "",
        description="Address under which people reach the application; needed for OpenID.",
    )
    secret: SecretStr = Field(
        SecretStr(""),
        description=(
            "Secret that signs sessions, 32 characters or more; without one the home makes its "
            "own. Several processes that serve the same people need the same."
        ),
    )
    session_hours: float = Field(
        12, gt=0, le=720, description="Hours after which people must sign in again."
    )
    requests_per_minute: int = Field(
        120,
        ge=0,
        le=100000,
        description=(
            "Questions, drafts, exports and the like that one person, key or address may send a "
            "minute where there is a sign-in; 0 sets no limit."
        ),
    )
    requests_at_once: int = Field(
        8, ge=1, le=256, description="Questions, drafts and the like that are worked on at once."
    )
    requests_waiting: int = Field(
        64, ge=0, le=10000, description="How many more may wait; others are told to come back."
    )
    request_seconds: int = Field(
        120, ge=5, le=7200, description="Longest time until an answer must begin."
    )
    quota_megabytes: int = Field(
        0,
        ge=0,
        le=1000000,
        description="Megabytes of files that one person may keep in collections; 0 sets no limit.",
    )
    audit: Literal["auto", "on", "off"] = Field(
        "auto",
        description="Keep the log of who did what: where there is a sign-in (auto), always, never.",
    )
    audit_days: int = Field(
        400, ge=1, le=10000, description="Days that the log of who did what is kept."
    )
    otlp_endpoint: str = Field(
        "",
        description=(
            "OpenTelemetry collector (OTLP over gRPC) that gets spans of requests and answers, "
            "without their words: http://127.0.0.1:4317. Needs the extra telemetry."
        ),
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="Form of the lines on standard error."
    )
