"""Names of OpenDocument's elements and attributes."""

from typing import Final

_HOME: Final = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE: Final = f"{{{_HOME}:office:1.0}}"
TEXT: Final = f"{{{_HOME}:text:1.0}}"
TABLE: Final = f"{{{_HOME}:table:1.0}}"
STYLE: Final = f"{{{_HOME}:style:1.0}}"
DRAW: Final = f"{{{_HOME}:drawing:1.0}}"
SVG: Final = f"{{{_HOME}:svg-compatible:1.0}}"
FO: Final = f"{{{_HOME}:xsl-fo-compatible:1.0}}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def count(element: object, name: str, most: int) -> int:
    """Return an attribute that says how many, from 1 to ``most``; 1 if it is not set."""
    text = element.get(name, "1")  # type: ignore[attr-defined]
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 10 else 1
