"""What the members of a meeting get, bound together with a contents page.

It has the parts that agenda and memo promise (``pack_parts``), or those that the clerk chose, in
the clerk's order. The memo is the one that calls the meeting; while there is none, it is said to
lack.
"""

from dataclasses import replace

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import MissingData, ReportContext
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


def missing(context: ReportContext) -> list[MissingData]:
    """What the pack lacks: the meeting, the memo that calls it, and what its papers lack."""
    meeting = chosen(context)
    if meeting is None:
        return [NO_MEETING]
    given = [part for part, given in parts(context, meeting) if given]
    gaps = [gap for part in given for gap in part.missing()]
    if invitation_of(context.year, meeting) is None:
        gaps.insert(0, MissingData("ยังไม่มีบันทึกเชิญประชุมครั้งนี้", remedy="เพิ่มที่หน้าการประชุม"))
    if not given:
        gaps.insert(0, MissingData("ยังไม่ได้เลือกส่วนใดไว้ในชุด", remedy="เลือกที่ ส่วนของชุด"))
    return list({str(missing_data): missing_data for missing_data in gaps}.values())


def build(context: ReportContext, digits: Digits) -> Document:
    """The contents page of the meeting that the material names, or of the newest one, with the
    papers bound behind it, each in the digits of its own form unless all are to be Arabic."""
    data = context.year
    meeting = chosen(context) or blank(data)
    heads = titles(data, meeting, _TITLE.of(data))
    contents = _CONTENTS.paragraphs(data, "contents-title")
    front = of_papers(data, called(context), (*heads, *contents), digits)
    chosen_parts = (part for part, given in parts(context, meeting) if given)
    return replace(
        front, bound=tuple(bound for part in chosen_parts for bound in part.made(digits))
    )


def called(context: ReportContext) -> str:
    """What the file is called."""
    return file_title(context, _TITLE)
