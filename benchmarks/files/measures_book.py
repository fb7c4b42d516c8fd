"""The book of measures with 100 photographs in three formats, beside LibreOffice making PDF alone.

Ours reads the kept photographs (2000 px), makes them as large as print needs, and writes Word,
Excel and PDF; its memory is that of a process of its own. LibreOffice gets the Word file. Further
lines show that the cost grows with the measures, from 10 to 400: in processor seconds, because what
else runs on the machine is no part of that.
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

from benchmarks.measure import Ratio, in_turns, peak_memory
from ita_desktop.documents.export import export
from ita_desktop.documents.kinds import Format, ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.reports.book.parts import FULL, in_order
from ita_desktop.domain.documents import ChapterState
from ita_desktop.domain.year import YearData
from tests.documents.factories import book as book_factory

ROUNDS = 3
SIZES = (10, 100, 200, 400)
"""Measures of the books whose cost is compared."""
PHOTOGRAPHS = 100
MOST_MEMORY = 400
MOST_BYTES = 10_000_000
BOOK = kind("measures-book")
METHOD = (
    "1. ประชุมชี้แจงเจ้าหน้าที่ทุกฝ่ายเกี่ยวกับมาตรฐานการให้บริการเป็นประจำทุกเดือน\n"
    "2. เผยแพร่คู่มือการปฏิบัติงานบนเว็บไซต์ของสำนักงานเขต\n"
    "  - คู่มือประชาชน\n  - ตารางค่าธรรมเนียม\n3. ผู้อำนวยการเขตกำกับติดตามทุกไตรมาส"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that is measured by itself."""

    what: str
    has: float
    most: float
    unit: str

    def __str__(self) -> str:
        verdict = "ok" if self.has <= self.most else "OVER"
        return f"{self.what:<44} {self.has:8.1f} {self.unit} (at most {self.most:g}: {verdict})"


def ratios() -> list[Ratio | Limit]:
    """The book beside LibreOffice, its memory and size, and how its cost grows."""
    folder = Path(tempfile.mkdtemp())
    [word] = export(BOOK, context(40, PHOTOGRAPHS), folder / "word", [Format.DOCX])
    beside = in_turns(
        f"book, {PHOTOGRAPHS} photographs, three formats",
        lambda: _ours(folder / "ours"),
        lambda: _libreoffice(word, folder),
        peer_is="LibreOffice, the same docx to pdf",
        limit=1.0,
        rounds=ROUNDS,
    )
    code = "from benchmarks.files.measures_book import peak; peak()"
    described = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=600
    )
    made = next((folder / "ours").glob("*.pdf"))
    return [
        beside,
        Limit("its memory", float(described.stdout), MOST_MEMORY, "MB"),
        Limit("its PDF", made.stat().st_size / 1_000_000, MOST_BYTES / 1_000_000, "MB"),
        *_growth(),
    ]


def context(measures: int, photographs: int) -> ReportContext:
    """A year with so many measures by item, and photographs of what was done."""
    return replace(book_factory.context(_year(measures, photographs)), media=_kept)


@cache
def _year(measures: int, photographs: int) -> YearData:
    rows = book_factory.Rows(book_factory.bare_year(2568, book_factory.OFFICE))
    codes = [item.code for item in rows.data.framework.items]
    indicator = {item.code: item.code for item in rows.data.framework.items} | {
        item.code: _indicator(rows.data, item.code) for item in rows.data.framework.items
    }
    for number in range(measures):
        code = codes[number % len(codes)]
        one = rows.measure(indicator[code], (code,), METHOD, "ทุกฝ่าย", schedule="ทุก 6 เดือน",
                           finding="- อาจยังมีเจ้าหน้าที่บางส่วนไม่ปฏิบัติตามขั้นตอน")  # fmt: skip
        share = photographs * (number + 1) // measures - photographs * number // measures
        rows.entry(one, METHOD, share, round_id="half_year")
    data = rows.year()
    photos = tuple(replace(photo, width=2000, height=1500) for photo in data.photos)
    chapters = (
        replace(chapter, state=ChapterState.SHOWN) if chapter.part == "progress" else chapter
        for chapter in in_order(data, FULL)
    )
    return replace(data, photos=photos, chapters=tuple(chapters))


def _indicator(data: YearData, code: str) -> str:
    item = data.framework.item_by_code[code]
    return item.indicator


@cache
def _kept(key: str) -> bytes | None:
    """A photograph as it is kept: 2000 x 1500 dots with the detail of a real one."""
    if not key.startswith("picture "):
        return None
    from PIL import Image, ImageChops

    number = int(key.removeprefix("picture "))
    fine = Image.effect_noise((1000, 750), 28).resize((2000, 1500))
    coarse = Image.effect_noise((20 + number % 7, 15), 120).resize((2000, 1500))
    grey = ImageChops.add(fine, coarse, 2)
    picture = Image.merge("RGB", (grey, ImageChops.offset(grey, number), coarse))
    target = BytesIO()
    picture.save(target, "JPEG", quality=85)
    return target.getvalue()


def _ours(folder: Path) -> float:
    given = context(40, PHOTOGRAPHS)
    started = time.perf_counter()
    export(BOOK, given, folder)
    return time.perf_counter() - started


def _growth() -> list[Ratio]:
    """What many measures cost beside few: all of them, and each one that comes on top."""
    rounds = [{count: _worked(count) for count in SIZES} for _round in range(ROUNDS + 1)][1:]
    few, some, half, many = (statistics.median(entry[count] for entry in rounds) for count in SIZES)
    return [
        Ratio("book, 400 measures", "40 times that of 10 measures", many, 40 * few, 1.0),
        Ratio("book, 400 measures", "twice that of 200 measures", many, 2 * half, 1.15),
        Ratio(
            "each measure from 100 to 400",
            "each from 10 to 100",
            (many - some) / (SIZES[3] - SIZES[1]),
            (some - few) / (SIZES[1] - SIZES[0]),
            1.25,
        ),
    ]


def _worked(measures: int) -> float:
    given = context(measures, 0)
    gc.collect()
    started = time.process_time()
    export(BOOK, given, Path(tempfile.mkdtemp()))
    return time.process_time() - started


def peak() -> None:
    """Prints the memory in MB that a process has had at most which made the book."""
    folder = Path(tempfile.mkdtemp())
    for number in range(PHOTOGRAPHS):
        (folder / f"picture {number}").write_bytes(_kept(f"picture {number}") or b"")
    _kept.cache_clear()

    def read(key: str) -> bytes | None:
        path = folder / key
        return path.read_bytes() if path.exists() else None

    export(BOOK, replace(context(40, PHOTOGRAPHS), media=read), folder)
    print(peak_memory())


def _libreoffice(word: Path, folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder / "theirs",
            word,
        ],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started
