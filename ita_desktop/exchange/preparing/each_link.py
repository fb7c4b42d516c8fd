"""Splits rows of evidence with several links in a cell, and finds the addresses behind words."""

import re
from typing import Final

from ita_desktop.domain.text import one_line
from ita_desktop.exchange.cells.row import says_nothing
from ita_desktop.exchange.headings import TableHeading
from ita_desktop.exchange.sheets import LinkedText, SheetRow

_LINK: Final = re.compile(r"(?:https?://|www\.)(?:(?![,;]+(?:https?://|www\.))\S)+", re.IGNORECASE)

_BETWEEN: Final = re.compile(r"[-–•·*]|และ|หรือ|กับ")
"""What is only between links, or before each."""


def of_each_link(row: SheetRow, heading: TableHeading) -> tuple[SheetRow, ...]:
    """Return a copy of the row for each link of a cell with several, with the words beside it in
    the title, or else in the name of the data; else the row itself."""
    at, named = heading.columns.get("location"), heading.columns.get("data")
    titles = heading.columns.get("title", named)
    row = _with_addresses(row, at, titles)
    text = row.value(at)
    if at is None or not isinstance(text, str) or not (links := list(_LINK.finditer(text))):
        return (row,)
    before = one_line(text[: links[0].start()])
    ends = [*(link.start() for link in links[1:]), len(text)]
    words = [
        one_line(text[link.end() : end].strip(" \n,;"))
        for link, end in zip(links, ends, strict=True)
    ]
    if len(links) == 1 and (words[0] or not before):
        # What stands behind a link alone may be a part of it: an address with spaces.
        return (row,)
    if before and not words[-1]:
        words = [before, *words[:-1]]  # they are before each link, and not behind it
    else:
        words[0] = f"{before} {words[0]}".strip()
    words = ["" if _BETWEEN.fullmatch(text) else text for text in words]
    title = row.value(titles)
    if any(words) and (titles is None or not isinstance(title, str)):
        return (row,)
    copies = []
    for link, word in zip(links, words, strict=True):
        copy = row.with_value(at, link[0].rstrip(",;"))
        if titles is not None and word:
            copy = copy.with_value(titles, f"{title} {word}".strip())
        copies.append(copy)
    return tuple(copies)


def _with_addresses(row: SheetRow, at: int | None, titles: int | None) -> SheetRow:
    """Return a row with the addresses that its link, or else its title, leads to but does not
    show."""
    if at is None:
        return row
    shown, title = row.value(at), row.value(titles)
    if isinstance(shown, LinkedText):
        return row.with_value(at, _shown_links(shown))
    if isinstance(title, LinkedText) and says_nothing(shown or "-"):
        return row.with_value(at, "\n".join(title.links))
    return row


def _shown_links(text: LinkedText) -> str:
    """Return a text with the address of each of its links behind the link's words; with all of them
    behind the text, if there is only one, words are not known, or others stand behind the last."""
    shown, end = "", 0
    for address, words in text.links.items():
        plain = one_line(words)
        begin = text.find(plain, end)
        if not plain or begin < 0:
            break
        between = text[end:begin]
        between = "" if _BETWEEN.fullmatch(between.strip()) else between
        shown += f"{between}{plain}\n{address}\n"
        end = begin + len(plain)
    else:
        if len(text.links) > 1 and not text[end:].strip():
            return shown
    return "\n".join((str(text), *text.links))
