"""The chapters of the manual with their topics: pages and dialogs.

A second-level heading begins a chapter. An HTML comment at its end contains its topics: ``## 4 OIT
items <!-- oit -->``.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ita_desktop.paths import document

_HEADING: Final = re.compile(
    r"^## (?P<title>.*?)(?: *<!-- *(?P<about>[\w -]*?) *-->)?$", re.MULTILINE
)
_ANY_HEADING: Final = re.compile("^#+ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpChapter:
    """Heading and text, as Markdown or ``plain``; ``about`` are its topics."""

    title: str
    text: str
    about: frozenset[str] = frozenset()
    plain: bool = False


@cache
def chapters(language: str) -> tuple[HelpChapter, ...]:
    """Returns the chapters of the manual in ``th`` or ``en``. Raises FileNotFoundError if the
    manual is not installed."""
    text = document(f"manual.{language}.md").read_text(encoding="utf-8")
    found = list(_HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        HelpChapter(
            match["title"],
            f"## {match['title']}\n{text[match.end() : end]}",
            frozenset((match["about"] or "").split()),
        )
        for match, end in zip(found, ends, strict=True)
    )


def news(language: str) -> HelpChapter:
    """Returns the release notes, newest first, in Thai or English. Their headings are one level
    lower, as a chapter begins with the second level."""
    name = "CHANGELOG.th.md" if language == "th" else "CHANGELOG.md"
    text = document(name).read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpChapter(title, _ANY_HEADING.sub("#\\g<0>", text))
