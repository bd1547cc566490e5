"""The page of the company's own documents: upload, progress, collections, what was read."""

from assistant.web.documents.routes import DocumentsService, documents_routes

__all__ = ["DocumentsService", "documents_routes"]
