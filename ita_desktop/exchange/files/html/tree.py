"""Makes a tree of a web page: of all of it, or of nothing."""

from typing import Any, Final

from ita_desktop.exchange.files import limits

_MOST_ATTRIBUTES: Final = 500
"""Attributes of one element. The time that a tree of them takes grows with their square."""
_DEEPEST: Final = 1000
"""Elements within one another. Pages that leave their tags open have some hundreds."""
_PIECE: Final = 64 * 1024
"""Bytes after which the measures are looked at."""


class LongPageError(Exception):
    """A page is larger or deeper than anything that is read."""


def tree_of(text: str) -> Any:
    """Return the root element of a page. Raises LongPageError, and lxml's errors for a page without
    any element."""
    from lxml import html

    if len(text) > limits.MAX_TEXT_PART or text.count("<") > limits.MAX_TEXT_TAGS:
        raise LongPageError
    data = text.encode("utf-8", "replace")
    _measure(data)
    # Without ``huge_tree`` what is deep or long is left out with all that follows.
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    return html.document_fromstring(data, parser=parser)


def _measure(data: bytes) -> None:
    """Raise LongPageError for a page of which a tree would take without end."""
    from lxml import etree

    measures = _Measures()
    target: Any = measures  # without what hears of texts and comments
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    for at in range(0, len(data), _PIECE):
        parser.feed(data[at : at + _PIECE])
        if measures.deepest > _DEEPEST or measures.most_attributes > _MOST_ATTRIBUTES:
            raise LongPageError


class _Measures:
    """Hears of the elements of a page, and builds nothing."""

    def __init__(self) -> None:
        self._depth = 0
        self.deepest = 0
        self.most_attributes = 0

    def start(self, _tag: str, attributes: dict[Any, Any]) -> None:
        """Count an element that begins."""
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        self.most_attributes = max(self.most_attributes, len(attributes))

    def end(self, _tag: str) -> None:
        """Count an element that ends."""
        self._depth -= 1

    def close(self) -> None:
        """End."""
