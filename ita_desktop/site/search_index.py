"""The index of the search: a script that only sets a list, so that it loads from a disk, too."""

import json
from collections.abc import Iterator, Mapping, Sequence

from ita_desktop.domain.rich import first_words, plain
from ita_desktop.site.items import ItemGroup
from ita_desktop.site.measures import MeasureSection

_LONGEST = 600
"""Maximum number of characters of a text that is searched, beside the titles."""


def search_index(groups: Sequence[ItemGroup], sections: Sequence[MeasureSection]) -> bytes:
    """Return the script that sets the list: code, title, page, further words, and which entries
    are measures."""
    rows = [*_items(groups), *_measures(sections)]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    # A page must not be able to end the script, whatever was typed.
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.SITE_INDEX={safe};\n".encode(errors="replace")


def _items(groups: Sequence[ItemGroup]) -> Iterator[Mapping[str, str]]:
    for group in groups:
        for item in group.items:
            words = [link.title for link in item.links]
            words += [point.text for point in item.requirements]
            yield {
                "c": item.code,
                "t": item.title[:_LONGEST],
                "u": f"{item.name}.html",
                "x": " ".join((group.name, *words))[:_LONGEST],
            }


def _measures(sections: Sequence[MeasureSection]) -> Iterator[Mapping[str, str]]:
    for section in sections:
        for at, measure in enumerate(section.measures, 1):
            yield {
                "c": ", ".join(measure.codes) or section.code,
                "t": first_words(measure.method)[:_LONGEST] or section.name,
                "u": f"{section.file}.html#m{at}",
                "x": " ".join((section.name, plain(measure.method)))[:_LONGEST],
                "k": "measure",
            }
