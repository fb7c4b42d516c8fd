"""Types the answer of a unit that did not return its form, such as by telephone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ita_desktop.domain.collecting.board import newest_forms
from ita_desktop.domain.collecting.collections import CollectionUnit
from ita_desktop.domain.collecting.sent_rows import SentRows
from ita_desktop.domain.tracking.worksheet import QUESTION_KEY
from ita_desktop.services.collecting.sending import collection_of
from ita_desktop.services.edits import CellEdit, names, text
from ita_desktop.storage.workspace import Workspace


def answer(
    workspace: Workspace,
    year: int,
    collection_id: str,
    edits: Sequence[CellEdit],
    *,
    today: date,
) -> None:
    """Write answers to the question of a round; the rows are ids of units. A form that asks nothing
    else counts as returned; one whose answer is taken out again does not."""
    data = workspace.year(year)
    collection = collection_of(data, collection_id)
    forms = newest_forms(data, collection)
    which = names([data.unit_name(edit.row) for edit in edits if edit.row in forms], "{count} หน่วย")
    with workspace.change("แก้คำตอบของ{which}", which=which) as change:
        for edit in edits:
            if edit.row in forms:
                form = forms[edit.row]
                change.update(form, **_fields(form, text(edit.value), today))


def _fields(form: CollectionUnit, words: str, today: date) -> dict[str, Any]:
    if set(SentRows.read(form.rows).rows) != {QUESTION_KEY}:
        return {"answer": words}
    returned = (form.returned or today) if words else None
    return {"answer": words, "returned": returned}
