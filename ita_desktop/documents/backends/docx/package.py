"""python-docx's package as a zip file that is the same for the same parts."""

from io import BytesIO
from typing import Any

from ita_desktop.filing.fixed_zip import FixedZip


class _Archive(FixedZip):
    """Takes parts from python-docx's writer."""

    def write(self, uri: Any, content: bytes) -> None:
        self.writestr(uri.membername, content)


def file(document: Any) -> bytes:
    """What ``document.save`` writes, but for the time of day on each part."""
    from docx.opc.pkgwriter import PackageWriter

    package = document.part.package
    target = BytesIO()
    archive = _Archive(target)
    writer: Any = PackageWriter  # whose public method opens a zip file of its own
    writer._write_content_types_stream(archive, package.parts)  # noqa: SLF001
    writer._write_pkg_rels(archive, package.rels)  # noqa: SLF001
    writer._write_parts(archive, package.parts)  # noqa: SLF001
    archive.close()
    return target.getvalue()
