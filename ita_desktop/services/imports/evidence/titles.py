"""Compares the titles beside codes with those of a framework."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ita_desktop.domain.framework import Framework
from ita_desktop.domain.text import key
from ita_desktop.services.imports.items import likeness

ALIKE: Final = 0.3
"""Least likeness of a printed title to the framework's; short forms of one title reach it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the titles beside codes are those of a framework."""

    agreed: tuple[str, ...]
    """Codes whose titles agree."""
    other: tuple[tuple[str, str, str], ...]
    """Codes with their titles in the file and in the framework, where these differ."""
    unknown: tuple[str, ...]
    """Codes that the framework lacks."""

    @property
    def share(self) -> float:
        """Share, 0 to 1, of the codes with a title of the framework; 0 of none."""
        count = len(self.agreed) + len(self.other) + len(self.unknown)
        return len(self.agreed) / count if count else 0.0


def agreement(pairs: Iterable[tuple[str, str]], framework: Framework) -> Agreement:
    """Compare titles by code with those of a framework."""
    agreed, other, unknown = list[str](), list[tuple[str, str, str]](), list[str]()
    for code, title in dict.fromkeys(pairs):
        official = title_of(framework, code)
        if not official:
            unknown.append(code)
        elif _names(title, official):
            agreed.append(code)
        else:
            other.append((code, title, official))
    return Agreement(tuple(agreed), tuple(other), tuple(unknown))


def _names(title: str, official: str) -> bool:
    """Return whether a printed title is the official one, a short form of it, or holds it."""
    given, own = key(title), key(official)
    return likeness(title, official) >= ALIKE or given in own or own in given


def title_of(framework: Framework, code: str) -> str:
    """Return the title of an item or the name of an indicator; empty for an unknown code."""
    if (item := framework.item_by_code.get(code)) is not None:
        return item.title
    indicator = framework.indicator_by_code.get(code)
    return indicator.name if indicator is not None else ""
