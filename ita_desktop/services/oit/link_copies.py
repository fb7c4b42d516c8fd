"""Kept copies of checked pages and files, made harmless before they are looked at."""

from pathlib import Path

from ita_desktop.documents.office_files import pdf_process
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.oit.proofs import LinkProof
from ita_desktop.exchange.web.copies import harmless_page
from ita_desktop.services import kept_files
from ita_desktop.storage.workspace import Workspace

_RUNS = (".doc", ".xls", ".docx", ".xlsx", ".odt", ".ods", ".bin")
"""Files that may begin something when they are opened; they are not looked at from here."""


def may_look_at(proof: LinkProof) -> bool:
    """Return whether a check has a copy that can be looked at."""
    return bool(proof.media) and not proof.file_name.lower().endswith(_RUNS)


def copy_to_look_at(workspace: Workspace, proof: LinkProof) -> Path:
    """Write the copy of a checked page or file to the user's own folder, without anything that
    runs: a page as its texts and tables, a PDF as its pages alone. Raises InputError."""
    data = kept_files.content(workspace, proof.media, proof.file_name)
    suffix = Path(proof.file_name).suffix.lower()
    if suffix in {".html", ".htm"}:
        data = harmless_page(data, proof.url)
    elif suffix == ".pdf":
        data = _pages(data, proof.file_name)
    return kept_files.place_to_look_at(data, proof.file_name)


def _pages(data: bytes, file_name: str) -> bytes:
    found = pdf_process.take(data)
    if found.fault or not found.data:
        raise InputError(
            "ทำสำเนาของ {file} ให้เปิดดูไม่ได้", remedy="เปิดลิงก์ในเบราว์เซอร์แทน", file=file_name
        )
    return found.data
