"""Compares a unit's answer to the question of a collection round with the one that is known."""

from collections.abc import Sequence

from ita_desktop.domain.collecting.board import newest_forms
from ita_desktop.domain.text import key
from ita_desktop.domain.tracking.worksheet import QUESTION_KEY
from ita_desktop.exchange.kinds.tracking.worksheet import WorksheetRow
from ita_desktop.exchange.remarks import RowError
from ita_desktop.services.imports.draft import ImportDraft, update
from ita_desktop.services.imports.tracking.returned_rows import ReturnedForm


def compare_answer(draft: ImportDraft, form: ReturnedForm, rows: Sequence[WorksheetRow]) -> None:
    """Add the answer in the ``rows`` of the question, one below the other, to the draft. It belongs
    to the newest version of the unit's form, which the board shows."""
    texts = list(dict.fromkeys(row.answer for row in rows if row.answer))
    if form.form is None or not texts:
        for row in rows:
            if row.answer:
                draft.skip(row.origin, _not_asked())
            else:
                draft.unchanged.append(row.origin)
        return
    data = draft.year
    collection = data.collection_by_id[form.form.collection_id]
    current = newest_forms(data, collection)[form.form.unit_id]
    answer, known = "\n".join(texts), current.answer
    wanted = {"answer": answer} if key(answer) != key(known) else {}
    cells = {
        "หน่วยงาน": data.unit_name(current.unit_id),
        "คำถาม": collection.question,
        "คำตอบ": answer if wanted else known,
    }
    draft.put(
        [row.origin for row in rows],
        cells,
        {**cells, "คำตอบ": known} if known else None,
        update(current, wanted),
        conflict=form.is_conflict(rows[0], QUESTION_KEY, wanted, current),
    )


def _not_asked() -> RowError:
    return RowError("แบบนี้ไม่ได้ส่งจากแฟ้มนี้ จึงไม่รู้ว่าเป็นคำตอบของรอบใด", remedy="รับในแฟ้มและปีที่ส่งแบบนี้ไป")
