"""The HTTP API: `/api/v1`, and `/v1` for clients that speak OpenAI's protocol."""

from assistant.web.api.application import ApiService, api_routes
from assistant.web.api.scopes import SCOPES, scope_of

__all__ = ["SCOPES", "ApiService", "api_routes", "scope_of"]
