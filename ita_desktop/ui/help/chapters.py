"""The chapters of the manual with their topics: pages and dialogs.

A second-level heading begins a chapter. An HTML comment at its end contains its topics: ``## 4 OIT
items <!-- oit -->``. A comment at the end of another line contains the topics of what that line
begins with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ita_desktop.paths import document

_HEADING: Final = re.compile(
    r"^## (?P<title>.*?)(?: *<!-- *(?P<about>[\w -]*?) *-->)?$", re.MULTILINE
)
_PLACE: Final = re.compile(r"^(?P<line>.*?) *<!-- *(?P<about>[\w -]+?) *-->$", re.MULTILINE)
_MARKS: Final = re.compile(r"^[-#|>\s]+|[*`]")
_OPENING: Final = 40
"""So many letters of a paragraph tell it from others."""
_ANY_HEADING: Final = re.compile("^#+ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpChapter:
    """Heading and text, as Markdown or ``plain``; ``about`` are its topics, ``places`` the words at
    which the text on some of them begins."""

    title: str
    text: str
    about: frozenset[str] = frozenset()
    plain: bool = False
    places: Mapping[str, str] = field(default_factory=dict)


@cache
def chapters(language: str) -> tuple[HelpChapter, ...]:
    """Returns the chapters of the manual in ``th`` or ``en``. Raises FileNotFoundError if the
    manual is not installed."""
    text = document(f"manual.{language}.md").read_text(encoding="utf-8")
    found = list(_HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        _chapter(match["title"], match["about"] or "", text[match.end() : end])
        for match, end in zip(found, ends, strict=True)
    )


def _chapter(title: str, about: str, text: str) -> HelpChapter:
    places = {
        topic: _MARKS.sub("", place["line"])[:_OPENING].strip()
        for place in _PLACE.finditer(text)
        for topic in place["about"].split()
    }
    shown = _PLACE.sub(r"\g<line>", text)
    topics = frozenset((*about.split(), *places))
    return HelpChapter(title, f"## {title}\n{shown}", topics, places=places)


def news(language: str) -> HelpChapter:
    """Returns the release notes, newest first, in Thai or English. Their headings are one level
    lower, as a chapter begins with the second level."""
    name = "CHANGELOG.th.md" if language == "th" else "CHANGELOG.md"
    text = document(name).read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpChapter(title, _ANY_HEADING.sub("#\\g<0>", text))
