"""What the members of a meeting get: memo, agenda, framework summary, assignment table, roster.

One PDF with a contents page. The memo is the one that calls the meeting; while there is none, it
is left out and said to lack.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ita_desktop.documents.content import Bound, Document, PageLine, PageNumbers, paragraph
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports import (
    agenda,
    committee_roster,
    framework_summary,
    memo,
    oit_assignments,
)
from ita_desktop.documents.reports.meeting_parts import (
    NO_MEETING,
    blank,
    chosen,
    file_title,
    titles,
)
from ita_desktop.documents.reports.papers import MARGINS
from ita_desktop.documents.reports.wording import office
from ita_desktop.domain.agenda import invitation_of
from ita_desktop.domain.digits import Digits

_TITLE = "เอกสารประกอบการประชุม"


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    material: Material
    missing: Callable[[Material], list[Lack]]
    build: Callable[[Material, Digits], Document]
    tables: bool = False
    """Whether its form has Arabic digits, as those of the handouts do."""


def _parts(material: Material) -> Iterator[_Part]:
    meeting = chosen(material)
    letter = invitation_of(material.year, meeting) if meeting is not None else None
    if letter is not None:
        of_letter = replace(material, subject=letter.id)
        yield _Part("บันทึกข้อความเชิญประชุม", of_letter, memo.missing, memo.build)
    of_meeting = replace(material, subject=meeting.id if meeting is not None else "")
    of_year = replace(material, subject="")
    yield _Part("ระเบียบวาระการประชุม", of_meeting, agenda.missing, agenda.build)
    summary, items = framework_summary, oit_assignments
    yield _Part("สรุปกรอบการประเมิน ITA", of_year, summary.missing, summary.build, tables=True)
    yield _Part("ตารางมอบหมายผู้รับผิดชอบ OIT", of_year, items.missing, items.build, tables=True)
    yield _Part(
        "รายชื่อคณะกรรมการและคณะทำงาน", of_year, committee_roster.missing, committee_roster.build
    )


def missing(material: Material) -> list[Lack]:
    """What the pack lacks: the meeting, the memo that calls it, and what its papers lack."""
    meeting = chosen(material)
    if meeting is None:
        return [NO_MEETING]
    lacks = [lack for part in _parts(material) for lack in part.missing(part.material)]
    if invitation_of(material.year, meeting) is None:
        lacks.insert(0, Lack("ยังไม่มีบันทึกเชิญประชุมครั้งนี้", remedy="เพิ่มที่หน้าการประชุม"))
    return list({str(lack): lack for lack in lacks}.values())


def build(material: Material, digits: Digits) -> Document:
    """The contents page of the meeting that the material names, or of the newest one, with the
    papers bound behind it, each in the digits of its own form unless all are to be Arabic."""
    data = material.year
    meeting = chosen(material) or blank(data)
    return Document(
        title=file_title(data, meeting, _TITLE),
        author=office(data.organisation),
        blocks=(*titles(data, meeting, _TITLE), paragraph("สารบัญ", "contents-title")),
        margins=MARGINS,
        digits=digits,
        header=PageLine(numbers=PageNumbers.DASHES, from_page=2),
        bound=tuple(
            Bound(part.title, part.build(part.material, Digits.ARABIC if part.tables else digits))
            for part in _parts(material)
        ),
    )
