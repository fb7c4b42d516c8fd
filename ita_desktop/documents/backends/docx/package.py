"""Writes python-docx's package as a reproducible zip file: same parts, same bytes."""

from io import BytesIO
from typing import Any

from ita_desktop.filing.fixed_zip import FixedZip


class _Archive(FixedZip):
    """A zip archive with the interface of python-docx's package writer."""

    def write(self, uri: Any, content: bytes) -> None:
        self.writestr(uri.membername, content)


def file(document: Any) -> bytes:
    """Returns the bytes that ``document.save`` writes, with constant time stamps."""
    from docx.opc.pkgwriter import PackageWriter

    package = document.part.package
    target = BytesIO()
    archive = _Archive(target)
    writer: Any = PackageWriter  # the public method opens a zip file itself
    writer._write_content_types_stream(archive, package.parts)  # noqa: SLF001
    writer._write_pkg_rels(archive, package.rels)  # noqa: SLF001
    writer._write_parts(archive, package.parts)  # noqa: SLF001
    archive.close()
    return target.getvalue()
