"""What the office has set for its documents, for all years: its own wordings and files, options of
single documents, column widths of tables. A wording is previewed with the values of a year, while
it is being edited.

Files that the clerk selects are read with size limits: pictures, PDF files, the Word template.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ita_desktop.documents import kinds
from ita_desktop.documents.kinds import BY_QUESTION, LEAST_WIDTH, ReportContext, shares_of
from ita_desktop.documents.rich import text_of, within
from ita_desktop.documents.wordings.catalogue import template, templates
from ita_desktop.documents.wordings.templates import CELLS, Template, of_year
from ita_desktop.documents.wordings.values import Values, of_letter, of_meeting, of_order
from ita_desktop.domain import documents
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.framework_draft import is_draft
from ita_desktop.domain.patterns import lazy_re
from ita_desktop.domain.records import new_id
from ita_desktop.domain.roster.committee import joined
from ita_desktop.domain.year import YearData
from ita_desktop.paths import open_given
from ita_desktop.services import letters
from ita_desktop.services.edits import long_rich, still, text
from ita_desktop.services.roster import roster
from ita_desktop.settings import today
from ita_desktop.storage.workspace import Workspace

if TYPE_CHECKING:
    from ita_desktop.documents.content import Table
GARUDA: Final = kinds.GARUDA
LOGO: Final = kinds.LOGO
PICTURES: Final = (GARUDA, LOGO)
REFERENCE_DOCX: Final = kinds.REFERENCE_DOCX
REFERENCE_PPTX: Final = kinds.REFERENCE_PPTX
FILE_TITLES: Final = {
    GARUDA: "ตราครุฑ",
    LOGO: "ตราสำนักงาน",
    REFERENCE_DOCX: "แม่แบบ Word",
    REFERENCE_PPTX: "แม่แบบ PowerPoint",
}
"""Display names of the files."""
_OF_DRAFTS = documents.DocumentOption.NO_DRAFT_MARK
ADJUSTABLE: Final = frozenset(
    {
        "analysis-by-indicator",
        "analysis-by-item",
        "communication-plan",
        "measures-by-indicator",
        "measures-by-item",
        "monitoring-summary",
        "progress-report",
    }
)
"""Documents whose column widths can be set."""


def own_widths(data: YearData, name: str) -> tuple[float, ...]:
    """Return the office's widths for document ``name`` in per cent; empty if not set."""
    return shares_of(next((width.shares for width in data.column_widths if width.name == name), ""))


def choose_widths(workspace: Workspace, year: int, name: str, shares: Sequence[float]) -> None:
    """Set the column widths of document ``name``. Raises InputError if a column would be too narrow
    for a letter."""
    text = " ".join(f"{share:.2f}" for share in shares)
    if not shares_of(text):
        raise InputError(
            "ช่องของตารางต้องกว้างอย่างน้อย {least:.0f}% ของตาราง",
            remedy="ขยายช่องที่แคบเกินไป",
            least=LEAST_WIDTH,
        )
    stored = _stored(workspace.year(year), name)
    if stored is not None and stored.shares == text:
        return
    with workspace.change("ปรับความกว้างช่องของเอกสาร") as change:
        if stored is None:
            change.insert(documents.ColumnWidths(id=new_id(), name=name, shares=text))
        else:
            change.update(stored, shares=text)


def reset_widths(workspace: Workspace, year: int, name: str) -> None:
    """Restore the default column widths."""
    stored = still(_stored(workspace.year(year), name), "ความกว้างช่องของเอกสารนั้น")
    with workspace.change("คืนความกว้างช่องของเอกสาร") as change:
        change.delete(stored)


def _stored(data: YearData, name: str) -> documents.ColumnWidths | None:
    return next((width for width in data.column_widths if width.name == name), None)


_THAI_LINE_END: Final = lazy_re("(?<=[\u0e01-\u0e4e])\n(?=[\u0e01-\u0e4e])")


class AdjustableTable(NamedTuple):
    """A table of a document whose column widths can be set."""

    name: str
    """The name under which the widths are stored."""
    titles: tuple[str, ...]
    """The printed column headings."""
    shares: tuple[float, ...]
    """Present widths in per cent of the table."""


def adjustable(context: "ReportContext", name: str) -> tuple[AdjustableTable, ...]:
    """Return the tables of a document whose columns can be adjusted, with present widths; empty if
    there are none, or nothing to print yet."""
    from ita_desktop.documents.content import Table
    from ita_desktop.documents.registry import kind

    if name not in ADJUSTABLE:
        return ()
    found: list[AdjustableTable] = []
    document_kind = kind(name)
    for block in document_kind.build(context, document_kind.digits).blocks:
        if not isinstance(block, Table) or not block.heading:
            continue
        total = sum(column.share for column in block.columns)
        shares = tuple(column.share / total * 100 for column in block.columns)
        titles = _titles(block)
        if all(titles != known.titles for known in found):
            found.append(AdjustableTable(_stored_as(context, name, len(found)), titles, shares))
    return tuple(found)


def _stored_as(context: "ReportContext", name: str, before: int) -> str:
    """Return the storage name: the document's, with ``/2`` for its second form or table."""
    second = before > 0 or context.subject == BY_QUESTION
    return f"{name}/2" if second else name


def _titles(table: "Table") -> tuple[str, ...]:
    """Return the lowest heading of each column; cells may span rows or columns."""
    found = [""] * len(table.columns)
    taken: dict[int, int] = {}
    for number, row in enumerate(table.heading):
        at = 0
        for cell in row.cells:
            while taken.get(at, 0) > number:
                at += 1
            words = " ".join(paragraph.text for paragraph in cell.paragraphs)
            for column in range(at, min(at + cell.columns, len(found))):
                found[column] = words
                taken[column] = number + cell.rows
            at += cell.columns
    # A line break between two Thai words of a heading is not a space.
    return tuple(" ".join(_THAI_LINE_END.sub("", words).split()) for words in found)


def offered_options(data: YearData, name: str) -> tuple[documents.DocumentOption, ...]:
    """Return the options of document ``name`` that mean something in this year. Raises InputError
    for an unknown document."""
    from ita_desktop.documents.registry import kind

    drafted = is_draft(data)
    options = kind(name).choices
    return tuple(option for option in options if drafted or option is not _OF_DRAFTS)


def chosen_options(data: YearData, name: str) -> frozenset[documents.DocumentOption]:
    """Return the selected options of document ``name``."""
    words = next(
        (choice.chosen for choice in data.document_choices if choice.name == name), ""
    ).split()
    return frozenset(choice for choice in documents.DocumentOption if choice.value in words)


def choose_options(
    workspace: Workspace, year: int, name: str, choice: documents.DocumentOption, *, on: bool
) -> None:
    """Switch an option of document ``name`` on or off, for all years."""
    data = workspace.year(year)
    now = chosen_options(data, name)
    wanted = now | {choice} if on else now - {choice}
    if wanted == now:
        return
    text = " ".join(option.value for option in documents.DocumentOption if option in wanted)
    stored = next((choices for choices in data.document_choices if choices.name == name), None)
    with workspace.change("เลือกส่วนของเอกสาร") as change:
        if stored is None:
            change.insert(documents.DocumentChoices(id=new_id(), name=name, chosen=text))
        else:
            change.update(stored, chosen=text)


@dataclass(frozen=True, slots=True)
class EffectiveWording:
    """A default wording, and the office's replacement, if any."""

    template: Template
    own: str | None

    @property
    def text(self) -> str:
        """The effective text."""
        return self.template.text if self.own is None else self.own


def listing(data: YearData) -> list[EffectiveWording]:
    """Return every wording that can be replaced, in the order of the documents."""
    return [
        EffectiveWording(template, data.own_words.get(template.key(data)))
        for template in templates().values()
    ]


def shipped_text(context: ReportContext, template: Template) -> str:
    """Return the default text: as shipped, or generated from the year's data."""
    if not template.made:
        return template.text
    from ita_desktop.documents.registry import KINDS

    kind = next(kind for kind in KINDS if kind.name == template.document)
    others = tuple(own for own in context.year.wordings if own.name != template.key(context.year))
    usual = replace(context, year=replace(context.year, wordings=others), subject="")
    return text_of(within(kind.build(usual, kind.digits), template.name))


def checked(shipped: Template, words: str) -> str:
    """Return the office's text, cleaned.

    Raises InputError for an unknown field, or a different number of columns.
    """
    plain = long_rich(words) if shipped.made else text(words)
    unknown = [field for field in documents.fields_in(plain) if field not in shipped.fields]
    if unknown:
        raise InputError(
            "ใน “{title}” ไม่มีช่องเติม {unknown}",
            remedy="ใช้ {known}",
            title=shipped.title,
            unknown=" ".join(f"{{{field}}}" for field in unknown),
            known=" ".join(f"{{{field}}}" for field in shipped.fields),
        )
    given = plain.count(CELLS) + 1
    if shipped.columns and given != shipped.columns:
        raise InputError(
            "“{title}” เป็นหัวตาราง {count} ช่อง แต่ที่พิมพ์มี {given} ช่อง",
            remedy="คั่นชื่อช่องด้วย |",
            title=shipped.title,
            count=shipped.columns,
            given=given,
        )
    return plain


def put(workspace: Workspace, year: int, name: str, words: str) -> None:
    """Set the office's own text, also for papers that came in with another one; one that is equal
    to the default restores that. Raises as :func:`checked`."""
    shipped = template(name)
    plain = checked(shipped, words)
    data = workspace.year(year)
    kept = shipped.key(data)
    present = next((wording for wording in data.wordings if wording.name == kept), None)
    with workspace.change("แก้ถ้อยคำ “{title}”", title=Phrase(shipped.title)) as change:
        if plain == shipped.text:
            if present is not None:
                change.delete(present)
        elif present is None:
            change.insert(documents.Wording(id=new_id(), name=kept, text=plain))
        else:
            change.update(present, text=plain)
        papers = {f"{name}/{meeting.id}" for meeting in data.meetings}
        for other in data.wordings:
            if other.name in papers:
                change.delete(other)


def reset(workspace: Workspace, year: int, name: str) -> None:
    """Restore the default text."""
    put(workspace, year, name, template(name).text)


# -- files


def put_file(workspace: Workspace, year: int, name: str, file_name: str, data: bytes) -> None:
    """Store a file for documents, replacing the previous one.

    Raises InputError for a garuda or logo that is not an image, or a template of Word or
    PowerPoint that cannot be used.
    """
    check_file(name, data)
    present = next((file for file in workspace.year(year).office_files if file.name == name), None)
    with workspace.change("ตั้ง{file}", file=file_name) as change:
        media = change.keep(data)
        if present is None:
            change.insert(
                documents.OfficeFile(id=new_id(), name=name, file_name=file_name, media=media)
            )
        else:
            change.update(present, file_name=file_name, media=media)


def check_file(name: str, data: bytes) -> None:
    """Raise InputError if the data cannot be used as the file of that name."""
    if name == REFERENCE_DOCX:
        from ita_desktop.documents.backends.docx import reference

        reference.check(data)
    elif name == REFERENCE_PPTX:
        from ita_desktop.documents.backends import pptx

        pptx.check(data)
    elif name in PICTURES:
        from ita_desktop.documents.office_files import check_picture

        check_picture(data)


def remove_file(workspace: Workspace, year: int, name: str) -> None:
    """Remove the office's file."""
    present = next((file for file in workspace.year(year).office_files if file.name == name), None)
    if present is not None:
        with workspace.change("เอา{file}ออก", file=present.file_name) as change:
            change.delete(present)


def content_of(path: Path, most: int) -> bytes:
    """Return the content of a file, at most ``most + 1`` bytes, so that the caller can reject a
    larger file. Raises InputError if it cannot be opened."""
    try:
        with open_given(path) as file:
            return file.read(most + 1)
    except OSError as error:
        raise InputError(
            "เปิด {file} ไม่ได้", remedy="ตรวจว่าไฟล์ยังอยู่และไม่ได้เปิดในโปรแกรมอื่น", file=path.name
        ) from error


_PICTURE: Final = ("png", "jpg", "jpeg")
SUFFIXES: Final = {
    GARUDA: _PICTURE,
    LOGO: _PICTURE,
    REFERENCE_DOCX: ("docx",),
    REFERENCE_PPTX: ("pptx", "potx"),
}
"""Suffixes of the files, by name."""
MOST_OF_PICTURE: Final = 5 * 2**20
"""Maximum size of a garuda or logo in bytes."""
_MOST: Final = {
    GARUDA: MOST_OF_PICTURE,
    LOGO: MOST_OF_PICTURE,
    REFERENCE_DOCX: 10 * 2**20,
    REFERENCE_PPTX: 20 * 2**20,
}
"""Maximum size of each file in bytes: it is stored in the workspace."""
_BEGINS_PICTURE: Final = (b"\x89PNG", b"\xff\xd8\xff")
_BEGINS: Final = {
    GARUDA: _BEGINS_PICTURE,
    LOGO: _BEGINS_PICTURE,
    REFERENCE_DOCX: (b"PK",),
    REFERENCE_PPTX: (b"PK",),
}
_OTHER: Final = {
    GARUDA: "{file} ไม่ใช่ไฟล์ภาพ PNG หรือ JPEG",
    LOGO: "{file} ไม่ใช่ไฟล์ภาพ PNG หรือ JPEG",
    REFERENCE_DOCX: "{file} ไม่ใช่ไฟล์ Word (.docx)",
    REFERENCE_PPTX: "{file} ไม่ใช่ไฟล์ PowerPoint (.pptx .potx)",
}


def read(name: str, path: Path) -> bytes:
    """Return the content of a file for ``name`` (``garuda``, ``logo``, ``reference-docx``,
    ``reference-pptx``).

    Raises InputError if it cannot be read, is too large, or is of another type.
    """
    most = _MOST[name]
    data = content_of(path, most)
    if len(data) > most:
        raise InputError(
            "{file} ใหญ่เกิน {most} MB",
            remedy="ย่อภาพหรือเอารูปออกจากไฟล์ แล้วเลือกใหม่",
            file=path.name,
            most=most // 2**20,
        )
    if not data.startswith(_BEGINS[name]):
        raise InputError(_OTHER[name], remedy="เลือกไฟล์อื่น", file=path.name)
    return data


def preview(data: YearData, words: str) -> str:
    """Return ``words`` filled in from the newest order, meeting and letter of the year; missing
    values become dotted lines."""
    return documents.fill(words, example_values(data))


def unknown_fields(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the field names in ``words`` that are not in ``known``."""
    return tuple(field for field in documents.fields_in(words) if field not in known)


def example_values(data: YearData) -> Values:
    """Return the value of every field in this year, if known."""
    values = of_year(data) | {"คณะ": joined(data.bodies)}
    order = max(data.orders, key=lambda order: order.position, default=None)
    first = next((order for order in data.orders if order.amends_id is None), None)
    for appointment_order in (first, order):
        if appointment_order is not None:
            values |= _known(of_order(data, appointment_order, today()))
    meeting = max(data.meetings, key=lambda meeting: meeting.number, default=None)
    if meeting is not None:
        values |= _known(of_meeting(data, meeting))
    values |= _of_members(data)
    return values | _of_letters(data)


def _known(values: Values) -> Values:
    return {name: text for name, text in values.items() if text}


def _of_members(data: YearData) -> Values:
    for body, rows in reversed(roster.rows(data)):
        if rows:
            last = rows[-1]
            who = " ".join(filter(None, (last.name, last.post)))
            return {"ชื่อคณะ": body.name, "ลำดับ": last.number, "รายชื่อ": who}
    return {"ชื่อคณะ": data.bodies[-1].name} if data.bodies else {}


def _of_letters(data: YearData) -> Values:
    """Values of the newest letter; of a letter for each unit, as sent to the first one."""
    letter = max(data.letters, key=lambda letter: letter.position, default=None)
    shares = letters.shares_of_all(data)
    if letter is not None:
        shares = letters.shares(data, letter) or shares
        share = shares[0] if shares else None
        if share is None:
            return _known(of_letter(data, letter))
        return _known(of_letter(data, letter, share.unit, share.codes))
    if not shares:
        return {}
    first = shares[0]
    return {
        "หน่วยงาน": first.unit.name,
        "ข้อ": " ".join(first.codes),
        "จำนวนข้อ": str(len(first.codes)),
    }
