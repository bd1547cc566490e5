"""The PostgreSQL database that replicas share, where `ASSISTANT_DATABASE_URL` names one."""

from assistant.database.connection import Database, database_of

__all__ = ["Database", "database_of"]
