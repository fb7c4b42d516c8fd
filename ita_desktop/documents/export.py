"""Exports a document of a year to files: each is written under a temporary name, then renamed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from ita_desktop.documents import kinds
from ita_desktop.documents.content import Document
from ita_desktop.documents.layout.fonts import without_glyph
from ita_desktop.documents.names import file_name
from ita_desktop.documents.pictures import made_ahead
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.frozen import strings_of
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData
from ita_desktop.filing.atomic_write import write
from ita_desktop.typography.words import WordBreaker, breaker_with

_RESERVE: Final = 4.0
"""Space in mm that a document of one page leaves free, as Word's lines may be higher."""

Progress = Callable[[int, int, str], None]
"""Called with the number of finished files, the total, and the next file's name. It may raise to
cancel: finished files stay, no partial file is left."""


def export(
    kind: kinds.DocumentKind,
    context: kinds.ReportContext,
    folder: Path,
    formats: Iterable[kinds.Format] | None = None,
    digits: Digits | None = None,
    progress: Progress | None = None,
    name: Callable[[str], str] = str,
) -> list[Path]:
    """Writes the document into ``folder``, one file per format, and returns the paths. Files have
    the document's title as name, transformed by ``name``.

    ``formats`` and ``digits`` default to those of the kind. Existing files are replaced. Raises
    InputError if a file cannot be written or a format is not offered.
    """
    wanted = tuple(dict.fromkeys(formats)) if formats is not None else kind.formats
    for form in wanted:
        if form not in kind.formats:
            raise InputError(
                "เอกสาร {title} ไม่มีแบบ {format}",
                remedy="ใช้แบบใดแบบหนึ่ง: {known}",
                title=kind.title,
                format=form.value,
                known=" ".join(other.value for other in kind.formats),
            )
    document, own = made(kind, context, digits)
    tell_lost(document, context)
    breaker = breaker_of(context.year)
    stem = name(file_name(document.title))
    written = []
    with made_ahead(document):
        for number, wanted_form in enumerate(wanted):
            path = folder / f"{stem}.{wanted_form.value}"
            if progress is not None:
                progress(number, len(wanted), path.name)
            write(_file(kind, context, document, wanted_form, breaker, own), path)
            written.append(path)
    if progress is not None:
        progress(len(wanted), len(wanted), "")
    return written


def drawn(
    kind: kinds.DocumentKind,
    context: kinds.ReportContext,
    form: kinds.Format,
    digits: Digits | None = None,
) -> bytes:
    """Returns one file of the document as bytes. Raises InputError as ``made`` does."""
    document, own = made(kind, context, digits)
    tell_lost(document, context)
    with made_ahead(document):
        return _file(kind, context, document, form, breaker_of(context.year), own)


def previewed(
    kind: kinds.DocumentKind, context: kinds.ReportContext, digits: Digits | None = None
) -> tuple[bytes, Document]:
    """Returns the PDF of the document, and the document. Raises InputError as ``made`` does."""
    document, own = made(kind, context, digits)
    tell_lost(document, context)
    breaker = breaker_of(context.year)
    with made_ahead(document):
        return _file(kind, context, document, kinds.Format.PDF, breaker, own), document


def tell_lost(document: Document, context: kinds.ReportContext) -> None:
    """Tells the context of letters that no font has."""
    for letter, text in without_glyph(strings_of(document)).items():
        context.lost_letter(letter, text)


def _file(
    kind: kinds.DocumentKind,
    context: kinds.ReportContext,
    document: Document,
    form: kinds.Format,
    breaker: WordBreaker,
    own: bytes | None,
) -> bytes:
    if kind.form is not None and form is kinds.Format.XLSX:
        from ita_desktop.documents.backends.xlsx import form as sheet_form

        return sheet_form.render(kind.form(context), breaker)
    if kind.slides is not None and form is kinds.Format.PPTX:
        from ita_desktop.documents.backends import pptx

        deck = kind.slides(context, document.digits)
        return pptx.render(deck, breaker, own=context.office_file(kinds.REFERENCE_PPTX))
    return render(document, form, breaker, own)


def made(
    kind: kinds.DocumentKind, context: kinds.ReportContext, digits: Digits | None = None
) -> tuple[Document, bytes | None]:
    """Returns the document, and the office's Word template (None if there is none), whose margins
    it has. Raises InputError if the template is unusable."""
    from ita_desktop.documents.backends.docx.reference import fitted

    if kind.internal and context.profile is kinds.Profile.PUBLIC:
        raise InputError(
            "{title} มีโทรศัพท์และอีเมลส่วนบุคคล จึงทำได้เฉพาะฉบับใช้ภายใน",
            remedy="เลือกฉบับใช้ภายในก่อน",
            title=kind.title,
        )
    own = context.office_file(kinds.REFERENCE_DOCX)
    if kind.shorter:
        return _on_one_page(kind, context, digits, own), own
    document = kind.build(context, digits or kind.digits)
    if kinds.chose(context, kind.name, DocumentOption.SIGNED_PAGES):
        document = replace(document, word_pages=True)
    if kinds.chose(context, kind.name, DocumentOption.PRINTED_SHEET):
        document = _as_printed(document)
    return fitted(document, own), own


def _on_one_page(
    kind: kinds.DocumentKind, context: kinds.ReportContext, digits: Digits | None, own: bytes | None
) -> Document:
    """Returns the fullest version of a document that fits on one page, else the shortest."""
    from ita_desktop.documents.backends.docx.reference import fitted
    from ita_desktop.documents.layout.compose import page_starts

    breaker = breaker_of(context.year)
    for shortened in range(kind.shorter):
        document = kind.build(replace(context, shortened=shortened), digits or kind.digits)
        document = fitted(document, own)
        margins = replace(document.margins, bottom=document.margins.bottom + _RESERVE)
        if not page_starts(replace(document, margins=margins), breaker):
            break
    return document


def _as_printed(document: Document) -> Document:
    """Returns the document and its bound documents with sheets laid out like the pages."""
    bound = tuple(replace(bound, document=_as_printed(bound.document)) for bound in document.bound)
    return replace(document, as_list=False, bound=bound)


def breaker_of(year: YearData) -> WordBreaker:
    """Returns a line breaker that knows the names of the office, its units, schools and people."""
    names = [year.organisation.name, year.organisation.short_name]
    for unit in year.units:
        names += [unit.name, unit.short_name, *unit.aliases.split(";")]
    people = [person.full_name for person in year.people]
    people += [name for place in year.attendances for name in (place.name, place.substitute)]
    known = tuple(dict.fromkeys(name for name in people if name))
    return breaker_with(*(name.strip() for name in names), people=known)


def render(
    document: Document,
    form: kinds.Format,
    breaker: WordBreaker | None = None,
    own: bytes | None = None,
) -> bytes:
    """Returns the document in one format as bytes; ``own`` is the office's Word template, used for
    docx."""
    from ita_desktop.documents.backends import docx, pdf, xlsx

    match form:
        case kinds.Format.DOCX:
            return docx.render(document, breaker, own=own)
        case kinds.Format.XLSX:
            return xlsx.render(document, breaker)
        case kinds.Format.PDF:
            return pdf.render(document, breaker)
        case kinds.Format.PPTX:
            raise ValueError(document.title)  # slides are no pages
