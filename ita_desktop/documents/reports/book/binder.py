"""The papers of a year bound into one binder for the file room: cover, contents, and each paper as
it is printed, with the page numbers of the binder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Final

from ita_desktop.documents.content import (
    Align,
    Block,
    BoundDocument,
    Document,
    Orientation,
    PageBreak,
    PageLine,
    PageNumbers,
    Paragraph,
    paragraph,
)
from ita_desktop.documents.office_files import Pages
from ita_desktop.documents.reports.shared import FILE, of_papers
from ita_desktop.documents.wordings.templates import wording
from ita_desktop.domain.text import Digits
from ita_desktop.domain.year import YearData

_PAPERS: Final = "แฟ้มเอกสารของปี"
_in_binder: Final = partial(wording, papers=_PAPERS)
_NAME: Final = _in_binder("binder.file", "แฟ้มเอกสาร ITA ปีงบประมาณ {ปีงบประมาณ}", title=FILE)
_COVER: Final = _in_binder(
    "binder.cover",
    """
    แฟ้มเอกสาร
    การประเมินคุณธรรมและความโปร่งใส (ITA)
    ประจำปีงบประมาณ พ.ศ. {ปีงบประมาณ}
    """,
    title="ปก",
)
_FOOT: Final = _in_binder("binder.cover-foot", "{สำนักงานเขต}", title="ท้ายปก")
_CONTENTS: Final = _in_binder("binder.contents", "สารบัญ")
STAGES: Final = tuple(
    _in_binder(f"binder.stage-{number}", text)
    for number, text in enumerate(
        (
            "คณะกรรมการ คณะทำงาน และกรอบการประเมิน",
            "บุคลากร",
            "ผลการประเมินและการวิเคราะห์",
            "มาตรการ",
            "เล่มมาตรการ",
            "ผู้รับผิดชอบข้อมูลสาธารณะ",
            "หนังสือและการประชุม",
            "แบบสำรวจ",
            "การดำเนินการตามมาตรการ",
            "ข้อมูลสาธารณะและหลักฐาน",
            "คะแนนและสรุป",
            "เอกสารอื่น",
        ),
        1,
    )
)
"""The parts of the binder, as its bookmarks name them, in the order of the year."""
_SIGNED: Final = _in_binder(
    "binder.signed",
    """
    {ชื่อเอกสาร}
    ฉบับลงนาม {วันที่ลงนาม}
    """,
    title="หน้าก่อนฉบับลงนาม",
)
_ABOVE: Final = 8
_BELOW: Final = 10
"""Empty lines above and below the words on the cover."""


def signed_page(data: YearData, paper: Document, day: str) -> Document:
    """Returns the page before the pages of a ``paper`` as it was signed on a ``day``."""
    named = {"ชื่อเอกสาร": paper.title, "วันที่ลงนาม": day}
    blocks = (*_empty_lines(_ABOVE), *_SIGNED.paragraphs(data, "cover-line", named))
    return of_papers(data, paper.title, blocks, paper.digits)


def bound(
    data: YearData,
    papers: Sequence[Document],
    digits: Digits,
    stages: Sequence[int],
    signed: Mapping[int, Pages] = MappingProxyType({}),
) -> Document:
    """Returns the binder of ``papers``, in their order; ``stages`` are the indices of the part of
    each in :data:`STAGES`, ``signed`` the pages that stand behind the page at an index. Bookmarks
    name parts, papers, and chapters of a paper."""
    title = _NAME.of(data)
    blocks: tuple[Block, ...] = (
        *_empty_lines(_ABOVE),
        *_COVER.paragraphs(data, "cover-title"),
        *_empty_lines(_BELOW),
        *_FOOT.paragraphs(data, "cover-line"),
        PageBreak(),
        *_CONTENTS.paragraphs(data, "contents-title"),
    )
    front = of_papers(data, title, blocks, digits)
    foot = PageLine(title, PageNumbers.PLAIN, Align.RIGHT, from_page=2)
    parts: list[BoundDocument] = []
    before = -1
    for at, (paper, stage) in enumerate(zip(papers, stages, strict=True)):
        first, *more = _parts(paper)
        if (pages := signed.get(at)) is not None:
            first = replace(first, file=pages.data, file_pages=pages.number)
        above = ((0, STAGES[stage].of(data), 0),) if stage != before else ()
        parts += [replace(first, outline=(*above, (1, paper.title, 0))), *more]
        before = stage
    return replace(front, header=None, footer=foot, bound=tuple(parts), bound_counted=False)


def _parts(paper: Document) -> Iterator[BoundDocument]:
    """Yields a paper, and those that are bound to it, with one entry in the contents. Its own
    contents, which has other page numbers, is left out."""
    front = _without_contents(paper) if paper.bound and paper.bound_listed else paper
    first, *more = _by_orientation(replace(front, bound=(), catchwords=False, word_pages=False))
    yield BoundDocument(paper.title, first)
    for part in more:
        yield BoundDocument("", part)
    for part_of_paper in paper.bound:
        document = part_of_paper.document
        yield replace(
            part_of_paper,
            title="",
            further=(),
            outline=tuple(
                (2, title, block)
                for title, block in ((part_of_paper.title, 0), *part_of_paper.further)
                if title
            ),
            document=replace(document, blocks=tuple(_counted_on(document.blocks))),
        )


def _by_orientation(document: Document) -> Iterator[Document]:
    """Yields a document; one with an upright cover as its cover and the rest."""
    blocks = tuple(_counted_on(document.blocks))
    at = blocks.index(PageBreak()) if document.upright_cover and PageBreak() in blocks else 0
    if at:
        cover = replace(document, orientation=Orientation.PORTRAIT, blocks=blocks[:at])
        yield replace(cover, upright_cover=False)
        blocks = blocks[at + 1 :]
    yield replace(document, blocks=blocks, upright_cover=document.upright_cover and not at)


def _counted_on(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yields blocks whose pages are counted on, also where the paper alone begins anew."""
    return (PageBreak() if isinstance(block, PageBreak) else block for block in blocks)


def _without_contents(paper: Document) -> Document:
    """Returns the front of a paper without the heading of its contents, and what is behind it."""
    heads = (
        at
        for at, block in enumerate(paper.blocks)
        if isinstance(block, Paragraph) and block.style == "contents-title"
    )
    at = max(heads, default=len(paper.blocks))
    before = paper.blocks[at - 1] if at else None
    return replace(paper, blocks=paper.blocks[: at - isinstance(before, PageBreak)])


def _empty_lines(count: int) -> Iterator[Paragraph]:
    return (paragraph("", "cover-line") for _line in range(count))
