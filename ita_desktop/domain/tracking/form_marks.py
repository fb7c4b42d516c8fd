"""The marks by which files of the program are known: a returned form by one in its properties, its
text and its row keys, a paper by its keywords."""

from typing import Final

from ita_desktop.domain.tracking.worksheet import FORM_SIGN

FORM_PROPERTY: Final = "ITA-Desktop-Form"
"""The name of the document property with the mark of the form that a file is."""
MARK_WORDS: Final = "รหัสแบบ"
"""What stands before the mark in the text of a form."""


PAPER_MARK: Final = "ITA-Desktop-Paper-"
"""What stands before the name of a paper in the keywords of its file, which Word, Excel and
LibreOffice keep, in a PDF that they make, too; one word, as they part keywords at other signs."""


def key_in_form(row_key: str, form: str) -> str:
    """Return a row key with the mark of the form that was sent to one unit.

    >>> key_in_form("O/2568/O12/", "f1")
    'O/2568/O12/#f1'
    """
    return f"{row_key}{FORM_SIGN}{form}"


def form_of(key: str) -> str:
    """Return the mark of the form in a row key; empty if it has none."""
    return key.strip().partition(FORM_SIGN)[2]
