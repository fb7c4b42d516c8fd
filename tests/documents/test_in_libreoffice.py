"""LibreOffice opens what is written, all files in one call."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from ita_desktop.documents.export import export
from ita_desktop.documents.kinds import Format
from ita_desktop.documents.plaintext import plain_text
from ita_desktop.documents.registry import KINDS
from tests.documents.reading import squeezed
from tests.documents.year_factory import year_2566, year_2568

YEARS = {"measures-by-item": year_2568, "score-summary": year_2568}


def read(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-nopgbrk", pdf, "-"], check=True, capture_output=True
    )
    return squeezed(done.stdout.decode())


@pytest.mark.needs_soffice
@pytest.mark.needs_poppler
def test_libreoffice_shows_the_words_of_every_document(tmp_path: Path) -> None:
    files = {}
    for kind in KINDS:
        year = YEARS.get(kind.name, year_2566)()
        document = kind.build(year, kind.digits)
        written = export(kind, year, tmp_path / kind.name, [Format.DOCX, Format.XLSX])
        for path in written:
            moved = path.rename(tmp_path / f"{kind.name}{path.suffix}")
            files[moved] = plain_text(document)
    for suffix in (".docx", ".xlsx"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        subprocess.run(
            [
                *("soffice", profile, "--headless", "--convert-to", "pdf"),
                *("--outdir", tmp_path / suffix[1:]),
                *(path for path in files if path.suffix == suffix),
            ],
            check=True,
            capture_output=True,
        )
    for path, text in files.items():
        shown = read(tmp_path / path.suffix[1:] / f"{path.stem}.pdf")
        paragraphs = [squeezed(line) for line in text.splitlines()]
        # A paragraph of a row that is parted by a page break stands in two places.
        torn = [line for line in paragraphs if line not in shown]
        assert len(torn) <= len(paragraphs) / 10, torn
        if path.suffix == ".docx":
            assert Counter(squeezed(text)) <= Counter(shown)
