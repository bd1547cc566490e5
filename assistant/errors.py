"""What can go wrong, as a tree.

AssistantError
├── SettingsError      a setting is missing, malformed or points nowhere
├── KnowledgeError     a file of the shelf cannot be read
├── PromptError        a wording template is missing, or its variables do not fit
├── ModelError         an embedding or chat model cannot be loaded
├── IndexFault         the index is missing, damaged or cannot be written
├── AccessError        a user, key, group or right that is not there, or cannot be so
├── BusyError          another process holds what this one needs
├── DatabaseError      the database that replicas share cannot be reached or used
├── CollectionError    a collection or a file in it is not there, or cannot be named so
├── BackupError        a backup cannot be written, or is not one that can be restored
├── DocumentError      a user's file that cannot be read, or not safely
├── QuestionError      a question that cannot be taken (empty, too long)
├── BriefingError      a briefing that cannot be drafted as asked
└── ExportError        a document that cannot be made, or a template that cannot be used

`str(error)` is English and whole: what, where, remedy. Interfaces look up `code`
in the message catalogue to say the same in the reader's language, with `details`.
"""

from __future__ import annotations


class AssistantError(Exception):
    """A fault the user can be told about, with a remedy."""

    code = "internal"

    def __init__(self, message: str, remedy: str = "", code: str = "", **details: object) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy
        self.details = details
        if code:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class SettingsError(AssistantError):
    """A setting is missing, malformed or points nowhere."""

    code = "settings"


class KnowledgeError(AssistantError):
    """A file of the shelf cannot be read."""

    code = "knowledge"


class PromptError(AssistantError):
    """A wording template is missing, or its variables do not fit."""

    code = "prompt"


class ModelError(AssistantError):
    """An embedding or chat model cannot be loaded."""

    code = "model"


class IndexFault(AssistantError):
    """The index is missing, damaged or cannot be written."""

    code = "index"


class BusyError(AssistantError):
    """Another process holds what this one needs."""

    code = "busy"


class AccessError(AssistantError):
    """A user, key, group or right that is not there, or cannot be as wanted."""

    code = "access"


class DatabaseError(AssistantError):
    """The database that replicas share cannot be reached, or cannot be used as it is."""

    code = "database-away"


class DocumentError(AssistantError):
    """A user's file that cannot be read, or not safely; `code` says which it is."""

    code = "file-damaged"


class CollectionError(AssistantError):
    """A collection or a file in it that is not there, or a name that cannot be given."""

    code = "collection-unknown"


class BackupError(AssistantError):
    """A backup that cannot be written, or a file that is no whole backup."""

    code = "backup-damaged"


class QuestionError(AssistantError):
    """A question that cannot be taken, such as an empty or an over-long one."""

    code = "question"


class BriefingError(AssistantError):
    """A briefing that cannot be drafted as asked."""

    code = "briefing"


class ExportError(AssistantError):
    """A document that cannot be made, or a template that cannot be used."""

    code = "export"
