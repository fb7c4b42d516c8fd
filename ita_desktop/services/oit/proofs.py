"""Stores checks of links, and the reasons for marks without proof."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ita_desktop.domain.ids import new_id
from ita_desktop.domain.oit.proofs import LinkProof, MarkReason, over_copied, over_kept
from ita_desktop.services.edits import text
from ita_desktop.services.measures.item_codes import check_items
from ita_desktop.storage.gateway import Change
from ita_desktop.storage.workspace import Workspace


class CheckedLink(NamedTuple):
    """A check of an address, not yet stored, with the bytes of its copy if they are to be kept."""

    proof: LinkProof
    copy: bytes = b""


def store(workspace: Workspace, year: int, checked: Sequence[CheckedLink]) -> None:
    """Add checks to the history of their addresses, in one unit of work. Of each address and item
    the last ones stay (:func:`~ita_desktop.domain.oit.proofs.over_kept`), and fewer copies."""
    if not checked:
        return
    data = workspace.year(year)
    with workspace.change("ตรวจลิงก์ {count} ลิงก์", count=len(checked)) as change:
        for proof, copy in checked:
            row = replace(
                proof,
                id=proof.id or new_id(),
                year_id=data.fiscal_year.id,
                media=change.keep(copy) if copy else "",
            )
            before = data.proofs_of(row.url)
            same = [old for old in before if old.item_code == row.item_code]
            _prune(change, [*same, change.insert(row)])


def _prune(change: Change, proofs: Sequence[LinkProof]) -> None:
    for proof in over_kept(proofs):
        change.delete(proof)
    for proof in over_copied(proofs):
        change.update(proof, media="", file_name="")


def give_reason(workspace: Workspace, year: int, item: str, words: object, today: date) -> None:
    """Store why an item has a mark of 100 without proof; empty words take the reason away. Raises
    InputError if the item does not exist."""
    data = workspace.year(year)
    check_items(data, [item])
    said, known = text(words), data.mark_reason_by_item.get(item)
    who = workspace.edits.who
    with workspace.change("เหตุผลของคะแนน {item}", item=item) as change:
        if known is not None and not said:
            change.delete(known)
        elif known is not None:
            change.update(known, text=said, given=today, given_by=who)
        elif said:
            change.insert(
                MarkReason(
                    id=new_id(),
                    year_id=data.fiscal_year.id,
                    item_code=item,
                    text=said,
                    given=today,
                    given_by=who,
                )
            )
