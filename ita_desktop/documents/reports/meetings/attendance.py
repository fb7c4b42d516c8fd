"""The attendance list of a meeting, for signing or with recorded attendance.

Form: the agenda's title lines; a table per body in the order of the appointment order, with one row
per person and all their roles, and one row per member of a group; substitutes are marked (แทน).
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from ita_desktop.documents import content
from ita_desktop.documents.kinds import MissingData, ReportContext
from ita_desktop.documents.reports.meetings import parts
from ita_desktop.documents.reports.shared import COLUMNS, TABLE_MARGINS, of_papers
from ita_desktop.documents.wordings.templates import Template, wording
from ita_desktop.domain.attendance import Attendee, attendees
from ita_desktop.domain.meetings import Meeting, Presence
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

_GUESTS = wording("attendance.guests", "ผู้เข้าร่วมประชุม")
_PRESENT = wording("attendance.present", "มา")
_ABSENT = wording("attendance.absent", "ไม่มา")
_ABSENT_BECAUSE = wording("attendance.absent-because", "ไม่มา ({เหตุผล})")
_INSTEAD = wording("attendance.instead", "{ผู้มาแทน} (แทน)")
_SOMEBODY = wording("attendance.somebody", "(แทน)")
_NOBODY = wording("attendance.none", "ยังไม่มีรายชื่อ")


class AttendanceList(NamedTuple):
    """A list of those invited: for signing, or (``recorded``) with their attendance."""

    name: Template
    """Its title, above its table and in the file name."""
    heading: Template
    columns: tuple[content.TableColumn, ...]
    columns_with_substitutes: tuple[content.TableColumn, ...]
    """The columns if substitutes are known."""
    recorded: bool

    def missing(self, context: ReportContext) -> list[MissingData]:
        """Returns what is missing in the list."""
        meeting = parts.chosen(context)
        if meeting is None:
            return [parts.NO_MEETING]
        return parts.missing_date(meeting) + parts.missing_attendance(context.year, meeting)

    def called(self, context: ReportContext) -> str:
        """Returns the title of the file."""
        return parts.file_title(context, self.name)

    def build(self, context: ReportContext, digits: Digits) -> content.Document:
        """Returns the list of the meeting of ``context``."""
        data = context.year
        meeting = parts.chosen(context) or parts.blank(data)
        blocks = (*parts.titles(data, meeting, self.name.of(data)), *self._tables(data, meeting))
        return of_papers(data, self.called(context), blocks, digits, TABLE_MARGINS)

    def _tables(self, data: YearData, meeting: Meeting) -> Iterator[content.Block]:
        everybody = attendees(data, meeting)
        titles_of = {body.id: body.name for body in data.bodies} | {"": _GUESTS.of(data)}
        met = [body.id for body in data.bodies_of_meeting(meeting.id)]
        substituted = any(_substitute(data, attendee) for attendee in everybody)
        columns = self.columns_with_substitutes if substituted else self.columns
        for home in dict.fromkeys((*met, *(attendee.body_id for attendee in everybody))):
            here = [attendee for attendee in everybody if attendee.body_id == home]
            if everybody and not here:
                continue
            yield content.paragraph(titles_of[home], "heading")
            made = (self._row(data, *numbered) for numbered in enumerate(here, 1))
            rows = _NOBODY.unless(made, data, len(columns))
            yield content.Table(columns, rows, (self.heading.heading(data),), whole_rows=True)
        if not (met or everybody):
            yield from _NOBODY.paragraphs(data, "line")

    def _row(self, data: YearData, number: int, attendee: Attendee) -> content.TableRow:
        # A single role is omitted: it follows from the heading and the order.
        roles = attendee.roles if len(attendee.roles) > 1 else ()
        lines = tuple(content.paragraph(words, "cell") for words in (*attendee.posts, *roles))
        head = (
            content.counted_cell(str(number), "cell-center", f"attendees-{attendee.body_id}"),
            content.cell(attendee.name),
            content.Cell(lines or (content.paragraph("", "cell"),)),
        )
        if self.recorded:
            return content.TableRow((*head, content.cell(_noted(data, attendee))))
        return content.TableRow(
            (*head, content.cell("", "cell-sign"), content.cell(_substitute(data, attendee)))
        )


TO_SIGN: Final = AttendanceList(
    wording("attendance.name", "ใบลงชื่อผู้เข้าประชุม"),
    wording(
        "attendance.columns",
        "ลำดับ | ชื่อ - สกุล | ตำแหน่ง / สังกัด | ลายมือชื่อ | หมายเหตุ",
        title=COLUMNS,
    ),
    tuple(map(content.TableColumn, (8, 27, 33, 20, 12))),
    tuple(map(content.TableColumn, (8, 25, 29, 18, 20))),
    recorded=False,
)
RECORDED: Final = AttendanceList(
    wording("attendance-recorded.name", "รายชื่อผู้เข้าประชุม"),
    wording(
        "attendance-recorded.columns",
        "ลำดับ | ชื่อ - สกุล | ตำแหน่ง / สังกัด | การเข้าประชุม",
        title=COLUMNS,
    ),
    tuple(map(content.TableColumn, (8, 27, 37, 28))),
    tuple(map(content.TableColumn, (8, 27, 37, 28))),
    recorded=True,
)


def _noted(data: YearData, attendee: Attendee) -> str:
    match attendee.presence:
        case Presence.UNKNOWN:
            return ""
        case Presence.ABSENT:
            because = {"เหตุผล": attendee.reason}
            return _ABSENT_BECAUSE.of(data, because) if attendee.reason else _ABSENT.of(data)
        case Presence.SUBSTITUTE:
            return _substitute(data, attendee)
        case _:
            return _PRESENT.of(data)


def _substitute(data: YearData, attendee: Attendee) -> str:
    """Returns the substitute of a member if known; also on the list for signing."""
    if attendee.presence is not Presence.SUBSTITUTE:
        return ""
    who = " ".join(filter(None, (attendee.substitute, attendee.substitute_post)))
    return _INSTEAD.of(data, {"ผู้มาแทน": who}) if who else _SOMEBODY.of(data)
