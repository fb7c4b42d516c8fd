"""The office's own wordings and files for documents."""

from dataclasses import dataclass, replace
from typing import Final

from ita_desktop.documents import kinds
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.wordings.catalogue import template, templates
from ita_desktop.documents.wordings.templates import CELLS, Template
from ita_desktop.domain.documents.wordings import OfficeFile, Wording, fields_in
from ita_desktop.domain.errors import InputError, Phrase
from ita_desktop.domain.records import new_id
from ita_desktop.domain.year import YearData
from ita_desktop.services.edits import long_rich, text
from ita_desktop.storage.workspace import Workspace

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
    from ita_desktop.documents.rich import text_of, within

    kind = next(kind for kind in KINDS if kind.name == template.document)
    others = tuple(own for own in context.year.wordings if own.name != template.key(context.year))
    usual = replace(context, year=replace(context.year, wordings=others), subject="")
    return text_of(within(kind.build(usual, kind.digits), template.name))


def checked(shipped: Template, words: str) -> str:
    """Return the office's text, cleaned.

    Raises InputError for an unknown field, or a different number of columns.
    """
    plain = long_rich(words) if shipped.made else text(words)
    unknown = [field for field in fields_in(plain) if field not in shipped.fields]
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
            change.insert(Wording(id=new_id(), name=kept, text=plain))
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
            change.insert(OfficeFile(id=new_id(), name=name, file_name=file_name, media=media))
        else:
            change.update(present, file_name=file_name, media=media)


def check_file(name: str, data: bytes) -> None:
    """Raise InputError if the data cannot be used as the file of that name."""
    if name == REFERENCE_DOCX:
        from ita_desktop.documents.backends.docx import own_styles

        own_styles.check(data)
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
