"""The suffixes of files that can be imported, for file dialogs and messages."""

from typing import Final

TABLES: Final = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    *(".docx", ".docm", ".odt", ".pdf", ".html", ".htm"),
)
"""Files that tables are read from."""
MAILS: Final = (".eml", ".msg")
"""Mails, whose attached files are read."""
REPORTS: Final = (".json",)
"""Further files of an official report of results."""
