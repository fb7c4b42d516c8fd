"""Texts of cells that XlsxWriter would take for its own markup; loads no library."""


def no_markup(text: str) -> str:
    """Return a text that is written as it is: with a space behind what looks like formatted runs,
    which would be written into the file unescaped, and Excel could not open it."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
