"""Locations of evidence as they may be shown outside the office."""

import re
from pathlib import PurePosixPath
from typing import Final

from ita_desktop.domain.records import Evidence

_PATH: Final = re.compile(r"file:|[A-Za-z]:[\\/]|[\\/]", re.IGNORECASE)
_USER: Final = re.compile(r"([A-Za-z]+:/{2,})[^/?#\s]*@")
"""A user's name and password before the place of an address."""


def without_user(address: str) -> str:
    """Return an address without a user's name and password."""
    return _USER.sub(r"\1", address)


def shown_address(text: str) -> str:
    """Return an address that is no link as it may be shown: of a path the name of the file alone,
    because folders tell of the person and the machine; no user's name and password."""
    address = without_user(" ".join(text.split()))
    if _PATH.match(address):
        return PurePosixPath(address.replace("\\", "/")).name
    return address


def shown_title(evidence: Evidence) -> str:
    """Return the title of evidence as it may be shown; one that nobody typed is its location."""
    title = evidence.title.strip()
    return shown_address(title) if title == evidence.location.strip() else title
