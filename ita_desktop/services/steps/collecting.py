"""Steps of ส่ง-รับ: who is late, when the round is due, what can be asked."""

from collections.abc import Iterator

from ita_desktop.domain.collecting import FormState, board
from ita_desktop.domain.errors import Phrase
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.sending import collection_of
from ita_desktop.services.step_context import Step, StepContext, StepUrgency


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield who is late, what is due soon, and a closing step."""
    data = step_context.data
    if not data.collections:
        yield step_context.quiet(Phrase("ยังไม่ได้ส่งแบบให้หน่วยใด"))
        return
    collection = collection_of(data)
    states = board(data, collection, step_context.today)
    late = [state for state in states if state.state is FormState.LATE]
    if late:
        text = Phrase("{count} หน่วยเลยกำหนดส่งคืน", count=len(late))
        place = Place(PageKey.COLLECTING, late[0].unit.id)
        yield Step(StepUrgency.LATE, text, Phrase("ดูหน่วยที่ค้าง"), place, collection.due)
    waiting = [state for state in states if state.open]
    due = collection.due
    if due is not None and waiting and step_context.is_soon(due):
        text = Phrase(
            "ครบกำหนดส่งคืน {day} {days} ยังค้าง {count} หน่วย",
            count=len(waiting),
            **step_context.when(due),
        )
        place = Place(PageKey.COLLECTING, waiting[0].unit.id)
        yield Step.upcoming(place, Phrase("ดูหน่วยที่ค้าง"), due, text)
    if waiting:
        yield step_context.quiet(Phrase("รอรับกลับจาก {count} หน่วย", count=len(waiting)))
    else:
        yield step_context.done(Phrase("ทุกหน่วยส่งคืนครบแล้ว"))
