"""Writing what a thing is linked to, in an order: items, findings, bodies, what it rests on."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.records import Record
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
    """Puts links to what is ``wanted``, in its order, in the place of the ``present`` ones, inside
    a unit of work; ``make`` makes a new one at a position. Returns the links as they are now."""
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
    """The links of a new thing to items, still to be stored: their ``kind``, the table's own
    wordings by item code, and the name and id of the ``thing`` (``measure_id``)."""
    return [
        kind(id=new_id(), item_code=code, title=title, position=position, **thing)
        for position, (code, title) in enumerate(titles.items())
    ]


def own_titles(titles: Mapping[str, str]) -> dict[str, str]:
    """The wordings of items as a table keeps them, by code."""
    return {code: own_title(code, title) for code, title in titles.items()}


def own_title(code: str, title: str) -> str:
    """An item's wording as a table keeps it, also where it is the framework's: the table has it
    from whoever typed it. Its lines stay, without the item's code, which tables print before
    each."""
    named = re.compile(rf"^{re.escape(code)}(?!\d)[ .:]*", re.MULTILINE)
    return "\n".join(filter(None, named.sub("", text(title)).split("\n")))
