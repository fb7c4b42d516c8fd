"""Makes headings numbered lists, so that Word counts them, unless the office reworded them."""

import re
from collections.abc import Container
from dataclasses import replace
from typing import Final

from ita_desktop.documents.content import Block, Document, Paragraph

_STYLES: Final = frozenset({"heading", "subheading"})
_NUMBER: Final = re.compile(r"([0-9]+(?:\.[0-9]+){0,2}([.)]?)) +(?=\S)")


def counted(document: Document, own: Container[str]) -> Document:
    """Returns the document and its bound documents with heading numbers as lists; headings whose
    wordings are in ``own``, edited by the office, remain text."""
    bound = tuple(replace(bound, document=counted(bound.document, own)) for bound in document.bound)
    blocks = tuple(_counted(block, own) for block in document.blocks)
    return replace(document, blocks=blocks, bound=bound)


def _counted(block: Block, own: Container[str]) -> Block:
    if not isinstance(block, Paragraph) or block.style not in _STYLES or block.mark:
        return block
    if not block.runs or not block.runs[0].wording or block.runs[0].wording in own:
        return block
    found = _NUMBER.match(block.text)
    first, *more = block.runs
    if found is None or found.end() > len(first.text):
        return block
    rest = replace(first, text=first.text[found.end() :])
    # Numbers in parentheses form another list than those with a full stop.
    listed = "headings)" if found[2] == ")" else "headings"
    runs = (rest, *more)
    return replace(block, runs=runs, mark=found[1], counted=listed, mark_wording=first.wording)
