"""The agenda of a meeting (ระเบียบวาระการประชุม).

Form: five centred lines, then each heading ระเบียบวาระที่ n with its numbered matters; below a
matter its details, and what the program writes from the year: last year's result, the framework,
who does what, what earlier meetings left to be done; once the meeting was held, what was resolved.
"""

from collections.abc import Iterator
from typing import Final

from ita_desktop.documents.content import Block, Document
from ita_desktop.documents.kinds import Lack, Material
from ita_desktop.documents.reports.meetings.last_result import paragraph_at
from ita_desktop.documents.reports.meetings.parts import (
    NO_MEETING,
    blank,
    chosen,
    component,
    component_lacks,
    day_lacks,
    detail,
    file_title,
    heading,
    indent,
    matter,
    resolution,
    titles,
    told,
)
from ita_desktop.documents.reports.pages import of_papers
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.digits import Digits
from ita_desktop.domain.meetings.agenda import Line, lines
from ita_desktop.domain.meetings.meetings import Meeting

NAME: Final = wording("agenda.name", "ระเบียบวาระการประชุม")
_HANDED: Final = wording("agenda.handed", "(เอกสารประกอบ: {เอกสาร})")
_PRESENTED: Final = wording("agenda.presented", "ผู้เสนอ {ผู้เสนอ}")


def missing(material: Material) -> list[Lack]:
    """What the agenda lacks; it is printed all the same, with gaps."""
    meeting = chosen(material)
    if meeting is None:
        return [NO_MEETING]
    lacks = day_lacks(meeting)
    if not material.year.bodies_of_meeting(meeting.id):
        lacks.append(Lack("ยังไม่ได้เลือกคณะที่ประชุม"))
    return [*lacks, *component_lacks(material, meeting)]


def build(material: Material, digits: Digits) -> Document:
    """The agenda of the meeting that the material names, or of the newest one."""
    data = material.year
    meeting = chosen(material) or blank(data)
    blocks = (*titles(data, meeting, NAME.of(data)), *_body(material, meeting))
    return of_papers(data, called(material), blocks, digits)


def called(material: Material) -> str:
    """What the file is called."""
    return file_title(material, NAME)


def _body(material: Material, meeting: Meeting) -> Iterator[Block]:
    for line in lines(material.year.agenda_of(meeting.id)):
        yield from _line(material, meeting, line)


def _line(material: Material, meeting: Meeting, line: Line) -> Iterator[Block]:
    data = material.year
    title = told(data, meeting, line.item.title)
    yield heading(data, line, title) if line.depth == 0 else matter(line, title)
    yield from detail(data, meeting, line)
    yield from component(material, meeting, line)
    handed = [one.title for one in data.attachments_of_matter(line.item.id)]
    if handed:
        yield paragraph_at(_HANDED.of(data, {"เอกสาร": ", ".join(handed)}), indent(line))
    if line.item.presenter:
        yield paragraph_at(_PRESENTED.of(data, {"ผู้เสนอ": line.item.presenter}), indent(line))
    if _was_held(material, meeting):
        yield from resolution(data, meeting, line)


def _was_held(material: Material, meeting: Meeting) -> bool:
    """Whether anything can have been resolved: not on an agenda that is sent out before."""
    return meeting.day is None or material.day is None or meeting.day <= material.day
