"""The settings of the language model that may write the lead: a part of `Settings`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class NarratorSettings(BaseSettings):
    """Which language model narrates, where it is, and how long it may take."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True, extra="ignore")

    narrator: Literal["off", "openai", "local"] = Field(
        "off",
        description=(
            "Language model that writes the lead of answers, each sentence checked against the "
            "sources: none (off), any OpenAI-compatible endpoint (openai), or the one that the "
            "extra `local-llm` brings (local)."
        ),
    )
    narrator_url: str = Field(
        "",
        description=(
            "Base URL of the endpoint, such as `http://127.0.0.1:11434/v1` for Ollama; empty is "
            "OpenAI's own."
        ),
    )
    narrator_model: str = Field("", description="Name of the model at the endpoint.")
    narrator_key: SecretStr = Field(
        SecretStr(""), description="Key of the endpoint, where it asks for one; never shown."
    )
    narrator_seconds: float = Field(
        60,
        gt=0,
        le=600,
        description="Longest time that narrating may take; then the composed lead stands.",
    )
    narrator_retries: int = Field(
        1, ge=0, le=5, description="Further tries where the endpoint cannot be reached or is busy."
    )
    narrator_readers: int = Field(
        4, ge=1, le=100, description="Answers narrated at once; further ones stay composed."
    )
    narrator_threads: int = Field(
        0,
        ge=0,
        le=256,
        description=(
            "Processor threads of the local model; 0 takes two processors, or all but one where "
            "there are more. 1 is faster on two processors that have other work."
        ),
    )
