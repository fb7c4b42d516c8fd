"""Steps of ตั้งค่า: missing units, and data needed by every document."""

from collections.abc import Iterator

from ita_desktop.documents.kinds import GARUDA
from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.records import UnitKind
from ita_desktop.services.beginning import ORDERS
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.step_context import Step, StepContext


def steps(step_context: StepContext) -> Iterator[Step]:
    """Yield what is missing, and a closing step if nothing is."""
    yield from missing(step_context)
    yield from _of_papers(step_context)
    yield step_context.done(Phrase("ข้อมูลของสำนักงานครบแล้ว"))


def missing(step_context: StepContext) -> Iterator[Step]:
    """Yield steps for missing data of the office that all other pages need."""
    data = step_context.data
    if not any(unit.kind in {UnitKind.SECTION, UnitKind.SCHOOL} for unit in data.units):
        text = Phrase("ยังไม่มีหน่วยของสำนักงาน")
        why = Phrase("ใช้มอบหมายงานและใส่สังกัดในรายชื่อ")
        yield Step.missing(Place(PageKey.SETTINGS, "units"), Phrase("ใส่หน่วย"), text, why)


def _of_papers(step_context: StepContext) -> Iterator[Step]:
    """Yield what every document needs: the garuda, and the signatory."""
    data = step_context.data
    if all(file.name != GARUDA for file in data.office_files):
        text, why = Phrase("ยังไม่ได้ใส่ตราครุฑ"), Phrase("คำสั่งและบันทึกข้อความพิมพ์ตรานี้")
        yield Step.missing(Place(PageKey.SETTINGS, "wordings"), Phrase("ใส่ตราครุฑ"), text, why)
    signed = [order for order in data.orders if order.signatory_id or order.signatory_post]
    if not signed:
        order = data.orders[0].id if data.orders else ORDERS
        text, why = Phrase("ยังไม่มีผู้ลงนาม"), Phrase("ใส่ในคำสั่งแต่งตั้ง")
        yield Step.missing(Place(PageKey.ROSTER, order), Phrase("ใส่ผู้ลงนาม"), text, why)
