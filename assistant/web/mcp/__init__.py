"""The assistant as a server of the Model Context Protocol: over stdio, and at `/mcp`."""

from assistant.web.mcp.mounted import Mounted
from assistant.web.mcp.server import build_mcp, serve_stdio

__all__ = ["Mounted", "build_mcp", "serve_stdio"]
