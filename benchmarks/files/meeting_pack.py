"""The papers of a meeting in all their formats, beside LibreOffice making PDF of the Word files.

Ours writes Word, Excel where the paper is a table, PDF of each, and the whole pack as one PDF with
contents and bookmarks. LibreOffice gets the same Word files, in one call, and writes PDF of each.
"""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.documents.export import export
from ita_desktop.documents.kinds import DocumentKind, Format, ReportContext
from ita_desktop.documents.registry import kind
from tests.documents.factories import pack as pack_factory

ROUNDS = 3
PACK = kind("meeting-pack")
PAPERS = ("memo", "agenda", "framework-summary", "oit-assignments", "committee-roster")


def ratios() -> list[Ratio]:
    """The pack of the first meeting of 2566, with the lists of a district."""
    folder = Path(tempfile.mkdtemp())
    words = [
        path
        for paper, context in _papers()
        for path in export(paper, context, folder / "word", [Format.DOCX])
    ]
    return [
        in_turns(
            f"meeting pack, {len(words)} papers, all formats",
            lambda: _ours(folder / "ours"),
            lambda: _libreoffice(words, folder),
            peer_is="LibreOffice, the same docx to pdf",
            limit=1.0,
            rounds=ROUNDS,
        )
    ]


def _papers() -> Iterator[tuple[DocumentKind, ReportContext]]:
    context = pack_factory.context()
    for name in PAPERS:
        of = pack_factory.letter("memo-invitation").id if name == "memo" else ""
        yield kind(name), replace(context, subject=of)


def _ours(folder: Path) -> float:
    started = time.perf_counter()
    for paper, context in _papers():
        export(paper, context, folder)
    export(PACK, pack_factory.context(), folder)
    return time.perf_counter() - started


def _libreoffice(words: list[Path], folder: Path) -> float:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf"]
    started = time.perf_counter()
    subprocess.run([*command, "--outdir", folder / "peer", *words], check=True, capture_output=True)
    took = time.perf_counter() - started
    made = list((folder / "peer").glob("*.pdf"))
    if len(made) != len(words):
        raise RuntimeError(f"LibreOffice made {len(made)} of {len(words)} files")
    return took
