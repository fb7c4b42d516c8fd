"""Creates WordprocessingML elements with lxml, because python-docx's cells are slow."""

from copy import copy
from functools import cache
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}

TWIPS_PER_MM = 1440 / 25.4
"""Twips per millimetre; a twip is a twentieth of a point."""


def w(tag: str, *children: Any, **attributes: object) -> Any:
    """Returns a ``w:`` element with ``w:`` attributes."""
    element = copy(_empty(tag))
    for name, value in attributes.items():
        element.set(key(name), str(value))
    if children:
        element.extend(children)
    return element


@cache
def _empty(tag: str) -> Any:
    """Returns a ``w:`` element to be copied, which takes a third of the time of making one."""
    return etree.Element(key(tag), nsmap=NAMESPACES)


@cache
def key(name: str) -> str:
    """Returns the namespaced name of an attribute or element for lxml."""
    return f"{{{W}}}{name}"


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def xml(root: Any) -> bytes:
    """Returns the serialized part."""
    result: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return result
