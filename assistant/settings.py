"""The one configuration object; every field can be set as `ASSISTANT_<NAME>`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from assistant.errors import SettingsError
from assistant.settings_narrator import NarratorSettings
from assistant.settings_trust import TrustSettings

_PACKAGE = Path(__file__).resolve().parent
# Scheme, host, port; nothing that could end a directive of a content security policy.
_ORIGIN = re.compile(
    r"https?://(?:(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?"
)


def _shipped(folder: str) -> Path:
    """`knowledge/` and `prompts/` lie beside the package in a clone, inside it in a wheel."""
    beside = _PACKAGE.parent / folder
    return beside if beside.is_dir() else _PACKAGE / folder


class Settings(TrustSettings, NarratorSettings):
    """Everything that can be configured, with its default and what it does."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("boardwise")),
        description="Folder that holds all state: index, unpacked models, feedback.",
    )
    database_url: SecretStr = Field(
        SecretStr(""),
        description=(
            "PostgreSQL with pgvector that several replicas share "
            "(`postgresql://user:password@host/name`); empty keeps everything under the home."
        ),
    )
    knowledge: Path = Field(
        default_factory=lambda: _shipped("knowledge"),
        description="Folder of the vetted shelf.",
    )
    prompts: Path = Field(
        default_factory=lambda: _shipped("prompts"),
        description="Folder of the wording of answers and of the interface.",
    )
    host: str = Field("127.0.0.1", description="Address the web application listens on.")
    port: int = Field(
        7860, ge=0, le=65535, description="Port of the web application; 0 picks a free one."
    )
    language: Literal["auto", "fr", "en"] = Field(
        "auto",
        description="Language of the interface: that of the browser (auto), French or English.",
    )
    embedder: str = Field(
        "multilingual-e5-small",
        description=(
            "Embedding model: the built-in multilingual-e5-small, or any sentence-transformers "
            "name or folder. A change rebuilds the index."
        ),
    )
    embedder_batch: int = Field(
        32, ge=1, le=1024, description="Texts embedded at once while the index is built."
    )
    threads: int = Field(
        0, ge=0, le=256, description="Processor threads for embedding; 0 leaves it to PyTorch."
    )
    watch: float = Field(
        5,
        ge=0,
        le=3600,
        description=(
            "Seconds between two looks at whether the library has changed while the web "
            "application runs; 0 never looks."
        ),
    )
    upload_megabytes: int = Field(
        100, ge=1, le=2000, description="Largest file of your own that is read, in megabytes."
    )
    upload_pages: int = Field(
        3000, ge=1, le=100000, description="Most pages that are read of one PDF."
    )
    upload_seconds: int = Field(
        300, ge=5, le=7200, description="Longest time that reading one file may take."
    )
    question_limit: int = Field(
        2000, ge=50, le=20000, description="Longest question taken, in characters."
    )
    history_limit: int = Field(
        20, ge=0, le=200, description="Earlier turns of a conversation that are taken into account."
    )
    answers_kept: int = Field(
        500,
        ge=0,
        le=100000,
        description=(
            "Answers of the library held in memory, for those who ask the same; 0 holds none."
        ),
    )
    keep_questions: bool = Field(
        False,
        description=(
            "Keep questions that the library declined, without who asked, for the editors "
            "(`assistant feedback unanswered`)."
        ),
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="How much is written to standard error."
    )
    embed_origins: str = Field(
        "",
        description=(
            "Sites whose pages may show the assistant in a frame, separated by spaces: "
            "https://wiki.example.org, or https://*.example.org for all its subdomains."
        ),
    )

    @field_validator("embed_origins")
    @classmethod
    def _names_origins(cls, value: str) -> str:
        """The origins, one space between them; what follows the host has no meaning here."""
        origins = [origin.rstrip("/").lower() for origin in value.replace(",", " ").split()]
        for origin in origins:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin!r} is not an origin such as https://wiki.example.org")
        return " ".join(dict.fromkeys(origins))

    @field_validator("database_url")
    @classmethod
    def _names_postgresql(cls, value: SecretStr) -> SecretStr:
        if value and not value.get_secret_value().startswith(("postgresql://", "postgres://")):
            # What was given is not repeated: it may hold a password.
            raise ValueError("a URL that starts with postgresql:// is needed")
        return value


def load_settings(**overrides: object) -> Settings:
    """Read the environment; raises SettingsError naming the variable at fault."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASSISTANT_" + "_".join(str(part) for part in first["loc"]).upper()
        field = Settings.model_fields.get(str(first["loc"][0])) if first["loc"] else None
        # A secret is not repeated where it might be read by others.
        secret = field is not None and field.annotation is SecretStr
        got = "" if secret else f" (got {first.get('input')!r})"
        raise SettingsError(
            f"{name}: {first['msg']}{got}.",
            "Correct the variable or unset it to use the default.",
            name=name,
        ) from error
