"""Writes ordered links of a record: to items, findings, bodies or sources."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ita_desktop.domain.records import Record, new_id
from ita_desktop.services.edits import text
from ita_desktop.storage.gateway import Change

RefT = TypeVar("RefT")
LinkT = TypeVar("LinkT", bound=Record)


def write_links(
    change: Change,
    present: Mapping[RefT, LinkT],
    wanted: Iterable[RefT],
    make: Callable[[RefT, int], LinkT],
) -> dict[RefT, LinkT]:
    """Replace the ``present`` links by links to ``wanted``, in this order, inside a unit of work;
    ``make`` creates a link at a position. Return the resulting links."""
    kept = dict.fromkeys(wanted)
    for ref, link in present.items():
        if ref not in kept:
            change.delete(link)
    return {
        ref: change.update(present[ref], position=position)
        if ref in present
        else change.insert(make(ref, position))
        for position, ref in enumerate(kept)
    }


def item_links(kind: Callable[..., LinkT], titles: Mapping[str, str], **thing: str) -> list[LinkT]:
    """Return new links of class ``kind`` to items, not yet stored, with own wordings by item code;
    ``thing`` is the foreign key of the new record (``measure_id``)."""
    return [
        kind(id=new_id(), item_code=code, title=title, position=position, **thing)
        for position, (code, title) in enumerate(titles.items())
    ]


def own_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """Return the wordings of items to store, by code."""
    return {code: own_title(code, title) for code, title in titles.items()}


def own_title(code: str, title: str) -> str:
    """Return an item's wording to store, even if it equals the framework's. Lines are kept, without
    the item's code, which tables print before each."""
    named = re.compile(rf"^{re.escape(code)}(?!\d)[ .:]*", re.MULTILINE)
    return "\n".join(filter(None, named.sub("", text(title)).split("\n")))
