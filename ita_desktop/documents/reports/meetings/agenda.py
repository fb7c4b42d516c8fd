"""The agenda of a meeting (ระเบียบวาระการประชุม).

Form: five centred lines, then each ระเบียบวาระที่ n with its numbered items; below an item its
details and generated content: last year's result, the framework, assignments, open tasks of earlier
meetings. Resolutions stand in the minutes alone, however late the agenda is printed.
"""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import Block, Document
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.meetings import parts
from ita_desktop.documents.reports.shared import of_papers
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.agenda import AgendaLine, lines
from ita_desktop.domain.meetings import Meeting
from ita_desktop.domain.text import Digits

NAME: Final = wording("agenda.name", "ระเบียบวาระการประชุม")
_HANDED: Final = wording("agenda.handed", "(เอกสารประกอบ: {เอกสาร})")
_PRESENTED: Final = wording("agenda.presented", "ผู้เสนอ {ผู้เสนอ}")


def missing(context: ReportContext) -> Iterator[MissingData]:
    """Yields what is missing; the agenda is printed with gaps instead."""
    meeting = parts.chosen(context)
    if meeting is None:
        yield parts.NO_MEETING
        return
    yield from parts.missing_date(meeting)
    if not context.year.bodies_of_meeting(meeting.id):
        yield MissingData("ยังไม่ได้เลือกคณะที่ประชุม")
    yield from parts.missing_components(context, meeting)


def build(context: ReportContext, digits: Digits) -> Document:
    """Returns the agenda of the meeting of ``context``, or of the newest."""
    data = context.year
    meeting = parts.chosen(context) or parts.blank(data)
    blocks = (*parts.titles(data, meeting, NAME.of(data)), *_body(context, meeting))
    return of_papers(data, called(context), blocks, digits)


def called(context: ReportContext) -> str:
    """Returns the title of the file."""
    return parts.file_title(context, NAME)


def _body(context: ReportContext, meeting: Meeting) -> Iterator[Block]:
    for line in lines(context.year.agenda_of(meeting.id)):
        title = parts.filled_text(context.year, meeting, line.item.title)
        yield from parts.under_title(
            context.year, line, title, _item_blocks(context, meeting, line)
        )


def _item_blocks(context: ReportContext, meeting: Meeting, line: AgendaLine) -> Iterator[Block]:
    data = context.year
    yield from parts.detail(data, meeting, line)
    yield from parts.component(context, meeting, line)
    handed = [attachment.title for attachment in data.attachments_of_agenda_item(line.item.id)]
    if handed:
        yield parts.paragraph_at(
            _HANDED.of(data, {"เอกสาร": ", ".join(handed)}), parts.indent(line)
        )
    if line.item.presenter:
        yield parts.paragraph_at(
            _PRESENTED.of(data, {"ผู้เสนอ": line.item.presenter}), parts.indent(line)
        )
