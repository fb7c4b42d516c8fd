"""The pack of documents for the members of a meeting, with a table of contents.

It has the parts that agenda and memo refer to (``pack_parts``), or those that the clerk chose, in
the clerk's order. Its memo is the invitation to the meeting, reported as missing if there is none.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ita_desktop.documents.content import Document
from ita_desktop.documents.kinds import DocumentKind, MissingData, ReportContext
from ita_desktop.documents.reports.meetings.pack_parts import PackEntry, parts
from ita_desktop.documents.reports.meetings.parts import (
    NO_MEETING,
    blank,
    chosen,
    file_title,
    titles,
)
from ita_desktop.documents.reports.pages import of_papers
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.meetings.agenda import invitation_of
from ita_desktop.domain.meetings.meetings import Meeting
from ita_desktop.domain.text import Digits

_TITLE = wording("meeting-pack.name", "เอกสารประกอบการประชุม")
_CONTENTS = wording("meeting-pack.contents", "สารบัญ")


class MeetingPack(NamedTuple):
    """The report that binds parts of other kinds together."""

    kinds: Callable[[], Sequence[DocumentKind]]
    """Returns the kinds that may be bound: known once all are, of which this is one itself."""

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns what is missing: the meeting, its invitation, and data of the documents."""
        meeting = chosen(context)
        if meeting is None:
            return [NO_MEETING]
        given = self._included(context, meeting)
        gaps = [gap.of_part() for part in given for gap in part.missing()]
        if invitation_of(context.year, meeting) is None:
            gaps.insert(0, MissingData("ยังไม่มีบันทึกเชิญประชุมครั้งนี้", remedy="เพิ่มที่หน้าการประชุม"))
        if not given:
            gaps.insert(
                0, MissingData("ยังไม่ได้เลือกส่วนใดไว้ในชุด", remedy="เลือกที่ ส่วนของชุด", is_all=True)
            )
        return list({str(missing_data): missing_data for missing_data in gaps}.values())

    def build(self, context: ReportContext, digits: Digits) -> Document:
        """Returns the contents page of the meeting of ``context``, or of the newest, with the
        documents bound to it, each in the digits of its own form unless ``digits`` is Arabic."""
        data = context.year
        meeting = chosen(context) or blank(data)
        heads = titles(data, meeting, _TITLE.of(data))
        contents = _CONTENTS.paragraphs(data, "contents-title")
        front = of_papers(data, self.called(context), (*heads, *contents), digits)
        included = self._included(context, meeting)
        return replace(
            front, bound=tuple(bound for part in included for bound in part.made(digits))
        )

    def called(self, context: ReportContext) -> str:
        """Returns the title of the file."""
        return file_title(context, _TITLE)

    def _included(self, context: ReportContext, meeting: Meeting) -> list[PackEntry]:
        return [part for part, given in parts(context, meeting, self.kinds()) if given]
