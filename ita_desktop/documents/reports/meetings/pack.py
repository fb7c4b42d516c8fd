"""What the members of a meeting get, bound together with a contents page.

It has the parts that agenda and memo promise (``pack_parts``), or those that the clerk chose, in
the clerk's order. The memo is the one that calls the meeting; while there is none, it is said to
lack.
"""

from dataclasses import replace

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.meetings.pack_parts import parts
from ita_desktop.documents.reports.meetings.parts import (
    NO_MEETING,
    blank,
    chosen,
    file_title,
    titles,
)
from ita_desktop.documents.reports.pages import of_papers
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.meetings.agenda import invitation_of

_TITLE = wording("meeting-pack.name", "เอกสารประกอบการประชุม")
_CONTENTS = wording("meeting-pack.contents", "สารบัญ")


def missing(material: Material) -> list[Lack]:
    """What the pack lacks: the meeting, the memo that calls it, and what its papers lack."""
    meeting = chosen(material)
    if meeting is None:
        return [NO_MEETING]
    given = [part for part, given in parts(material, meeting) if given]
    lacks = [lack for part in given for lack in part.missing()]
    if invitation_of(material.year, meeting) is None:
        lacks.insert(0, Lack("ยังไม่มีบันทึกเชิญประชุมครั้งนี้", remedy="เพิ่มที่หน้าการประชุม"))
    if not given:
        lacks.insert(0, Lack("ยังไม่ได้เลือกส่วนใดไว้ในชุด", remedy="เลือกที่ ส่วนของชุด"))
    return list({str(lack): lack for lack in lacks}.values())


def build(material: Material, digits: Digits) -> Document:
    """The contents page of the meeting that the material names, or of the newest one, with the
    papers bound behind it, each in the digits of its own form unless all are to be Arabic."""
    data = material.year
    meeting = chosen(material) or blank(data)
    heads = titles(data, meeting, _TITLE.of(data))
    contents = _CONTENTS.paragraphs(data, "contents-title")
    front = of_papers(data, called(material), (*heads, *contents), digits)
    chosen_parts = (part for part, given in parts(material, meeting) if given)
    return replace(front, bound=tuple(bound for one in chosen_parts for bound in one.made(digits)))


def called(material: Material) -> str:
    """What the file is called."""
    return file_title(material, _TITLE)
