"""Kept copies of checked pages and files, made harmless before they are looked at."""

from pathlib import Path

from ita_desktop.documents.office_files import pdf_process
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.exchange.files.html_page import LongPageError
from ita_desktop.services import stored_files
from ita_desktop.storage.workspace import Workspace
from ita_desktop.web.copies import harmless_page

_PAGES = (".html", ".htm")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_TEXTS = (".txt", ".csv", ".json", ".xml")
"""Shown as plain text: a spreadsheet would compute a CSV file, a browser run an XML file."""
_SHOWN = (*_PAGES, ".pdf", *_PICTURES, *_TEXTS)
"""All that is looked at from here. Other files may begin something when they are opened."""


def may_look_at(proof: LinkProof) -> bool:
    """Return whether a check has a copy that can be looked at."""
    return bool(proof.media) and proof.file_name.lower().endswith(_SHOWN)


def copy_to_look_at(workspace: Workspace, proof: LinkProof) -> Path:
    """Write the copy of a checked page or file to the user's own folder, without anything that
    runs: a page as its texts and tables, a PDF as its pages alone, data as text. Raises
    InputError."""
    name = proof.file_name
    data = stored_files.content(workspace, proof.media, name)
    suffix = Path(name).suffix.lower()
    if suffix in _PAGES:
        data = _page(data, proof)
    elif suffix == ".pdf":
        data = _pages(data, name)
    elif suffix not in _PICTURES:
        name = f"{name.removesuffix('.txt')}.txt"
    return stored_files.place_to_look_at(data, name)


def _page(data: bytes, proof: LinkProof) -> bytes:
    try:
        return harmless_page(data, proof.url)
    except LongPageError:
        raise _not_to_be_seen(proof.file_name) from None


def _pages(data: bytes, file_name: str) -> bytes:
    found = pdf_process.take(data)
    if found.fault or not found.data:
        raise _not_to_be_seen(file_name)
    return found.data


def _not_to_be_seen(file_name: str) -> InputError:
    return InputError("ทำสำเนาของ {file} ให้เปิดดูไม่ได้", remedy="เปิดลิงก์ในเบราว์เซอร์แทน", file=file_name)
