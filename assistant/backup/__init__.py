"""Backup and restore of ASSISTANT_HOME, each whole or not at all.

A backup is a ZIP with a manifest of checksums. Databases are copied through SQLite itself, so
that one in use comes out consistent; of an index only the generation in force is taken. What is
unpacked from the installed packages (`models/`) is left out: the next start unpacks it again.

A restore unpacks beside the state in force, checks every byte, then writes a journal. From then
on the new state counts: moving it into place can be repeated, and `finish_restore` ends at the
next start what a crash has interrupted.
"""

from assistant.backup.restoring import backup_date, finish_restore, restore
from assistant.backup.writing import BackupReport, backup

__all__ = ["BackupReport", "backup", "backup_date", "finish_restore", "restore"]
