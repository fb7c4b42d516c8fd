"""What an import says over its buttons: what it leaves out, what it asks, what else it makes."""

from typing import TYPE_CHECKING, Final

from ita_desktop.i18n import tr
from ita_desktop.ui.dialogs.previews.left import remark_text, row_id
from ita_desktop.ui.dialogs.previews.questions import waiting
from ita_desktop.ui.widgets.status.message import Message, MessageKind

if TYPE_CHECKING:
    from ita_desktop.services.imports.plan import ImportPlan

SKIPPED: Final = "skipped"
UNREAD: Final = "unread"
ASKED: Final = "asked"
_MOST_WARNINGS = 30


def messages_of(plan: "ImportPlan", unread: int) -> list[Message]:
    """What is said of a plan with so many ``unread`` cells, the most urgent last. The key of a
    message is the row or the list that its action shows."""
    texts = []
    for remark in reversed(plan.warnings[:_MOST_WARNINGS]):
        where = row_id(remark.origin) if remark.origin is not None else ""
        action = tr("ไปที่แถว") if where else ""
        texts.append(Message(MessageKind.WARNING, remark_text(remark), action, key=where))
    if plan.skipped:
        words = tr("นำเข้าไม่ได้ {count} แถว ดูเหตุผลได้ที่ “ข้ามไป”", count=len(plan.skipped))
        action = tr("ดูแถว") if plan.changes else ""
        texts.append(Message(MessageKind.WARNING, words, action, key=SKIPPED))
    elif plan.says_nothing_new:
        words = tr("ทุกแถวตรงกับที่มีอยู่แล้ว ไม่มีอะไรต้องนำเข้า")
        texts.append(Message(MessageKind.INFO, words))
    elif not plan.changes:
        words = tr("ส่วนที่อ่านได้ตรงกับที่มีอยู่แล้ว แต่มีบางช่องที่ไม่ได้อ่านหรือต้องตรวจ จึงยังไม่แน่ว่าตรงกันทั้งไฟล์")
        texts.append(Message(MessageKind.WARNING, words))
    return [*texts, *_asked(plan, unread)]


def _asked(plan: "ImportPlan", unread: int) -> list[Message]:
    texts = []
    if unread:
        words = tr("อ่านไม่ได้ {count} ช่อง เว้นไว้ก่อน · พิมพ์แก้ในช่องสีแดงได้เลย", count=unread)
        texts.append(Message(MessageKind.WARNING, words, tr("ดูช่อง"), key=UNREAD))
    if made := plan.added_units:
        names = " · ".join(made)
        words = tr("จะเพิ่มหน่วยใหม่ {count} หน่วย: {names}", count=len(made), names=names)
        texts.append(Message(MessageKind.INFO, words, tr("ดูชื่อ"), key=ASKED))
    if added := plan.added_people:
        names = " · ".join(added)
        words = tr("จะเพิ่มในทะเบียนบุคลากร {count} คน: {names}", count=len(added), names=names)
        texts.append(Message(MessageKind.INFO, words, tr("ดูชื่อ"), key=ASKED))
    if count := waiting(plan.questions, people=True):
        text = "มี {count} ชื่อที่ไม่อยู่ในทะเบียนบุคลากร เลือกว่าเป็นใคร หรือเพิ่มในทะเบียน · ชื่อที่ยังไม่เลือกจะเว้นไว้"
        words = tr(text, count=count)
        texts.append(Message(MessageKind.WARNING, words, tr("เลือก"), key=ASKED))
    if count := waiting(plan.questions, people=False):
        words = tr("ไม่รู้จักหน่วย {count} ชื่อ เลือกว่าเป็นหน่วยใด · ชื่อที่ยังไม่เลือกจะเว้นไว้", count=count)
        texts.append(Message(MessageKind.WARNING, words, tr("เลือก"), key=ASKED))
    return texts
