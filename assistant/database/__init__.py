"""The PostgreSQL database that replicas share, where `ASSISTANT_DATABASE_URL` names one."""

from assistant.database.connection import Database, database_of
from assistant.database.ledger import Base, shared_transaction

__all__ = ["Base", "Database", "database_of", "shared_transaction"]
