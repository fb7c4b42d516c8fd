"""The suffixes of files that can be imported, for file dialogs and messages."""

from typing import Final

TABLES: Final = (
    *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"),
    *(".docx", ".docm", ".odt", ".pdf", ".html", ".htm", ".mht", ".mhtml"),
)
"""Files that tables are read from."""
NAMED: Final = (".doc", ".rtf", ".xlsb", ".ppt", ".pptx", ".zip", ".rar", ".7z")
"""Files of an office that are not read: whoever gives one is told what to save it as."""
MAILS: Final = (".eml", ".msg")
"""Mails, whose attached files are read."""
REPORTS: Final = (".json",)
"""Further files of an official report of results."""
