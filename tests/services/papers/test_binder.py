"""The papers of a year in one binder: in the order of the year, with true page numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from ita_desktop.documents.kinds import Format, Profile, ReportContext
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.text import Digits, key, to_arabic
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import WorkProgress
from ita_desktop.services import measures, workspaces
from ita_desktop.services.documents import batch, exporting
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.papers import signing
from ita_desktop.services.papers.signing import Signing
from ita_desktop.storage.workspace import Workspace

YEAR = 2568
ORDER = [
    "appointment-order",
    "committee-roster",
    "measures-book",
    "agenda",
    "minutes",
    "progress-report",
    "score-summary",
]
"""Papers of each shape: upright, across, with a cover, with others bound, by their days."""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> ReportContext:
    path = workspaces.copy_sample(tmp_path_factory.mktemp("sample") / "work.ita")
    workspace = Workspace.open_private(path)
    return exporting.context_of(workspace, workspace.year(YEAR), workspace.year_before(YEAR))


def outline(
    reader: pypdf.PdfReader, marks: list[Any], level: int = 0
) -> Iterator[tuple[int, str, int]]:
    """The bookmarks with level and page, from 0."""
    for mark in marks:
        if isinstance(mark, list):
            yield from outline(reader, mark, level + 1)
        else:
            page = reader.get_destination_page_number(mark)
            assert page is not None
            yield level, to_arabic(mark.title), page


@pytest.mark.in_turn
def test_papers_are_bound_in_the_order_of_the_year_with_true_page_numbers(
    context: ReportContext, tmp_path: Path
) -> None:
    made = batch.of_year(
        context, (Format.PDF, Format.DOCX), names=[*reversed(ORDER), "oit-remarks"]
    )
    steps: list[tuple[int, int]] = []
    done = batch.bind(made, tmp_path, lambda at, of, _what: steps.append((at, of)))
    pdf, word = done.files
    assert [path.name for path in done.files] == [
        "แฟ้มเอกสาร ITA ปีงบประมาณ 2568.pdf",
        "แฟ้มเอกสาร ITA ปีงบประมาณ 2568.docx",
    ]
    assert steps[-1] == (steps[-1][1],) * 2
    assert steps == sorted(steps)
    assert any("ข้อสังเกตของผู้ตรวจ" in paper for paper in done.unready)
    assert any("รายงานการประชุม" in paper for paper in done.unready)

    reader = pypdf.PdfReader(pdf)
    marks = list(outline(reader, reader.outline))
    assert [title for level, title, _page in marks if not level] == [
        "สารบัญ",
        "คณะกรรมการ คณะทำงาน และกรอบการประเมิน",
        "เล่มมาตรการ",
        "หนังสือและการประชุม",
        "การดำเนินการตามมาตรการ",
        "คะแนนและสรุป",
    ]
    chapters = [title for level, title, _page in marks if level == 2]
    assert len(chapters) > 5
    for level, title, page in marks:
        shown_there = key(to_arabic(reader.pages[page].extract_text()))
        assert level != 2 or key(title)[:12] in shown_there
    head = (marks[0][1], marks[0][2])
    papers = [(title, page) for level, title, page in marks if level == 1]
    assert head == ("สารบัญ", 1)
    titles = [title for title, _page in papers]
    shown = ("คำสั่ง", "รายชื่อ", "มาตรการยก", "ระเบียบ", "รายงานการ", "ระเบียบ", "รายงานผล", "สรุปผล")
    assert [title.startswith(words) for title, words in zip(titles, shown, strict=True)] == (
        [True] * len(shown)
    )
    lines = [
        to_arabic(block.line)
        for block in content_in(pdf.read_bytes(), "binder", WorkProgress()).blocks
        if getattr(block, "page", 0) == head[1] + 1
    ]
    for title, page in papers:
        entry = next(line for line in lines if key(line).startswith(key(title)))
        assert re.findall(r"\d+", entry)[-1] == str(page + 1)
        assert str(page + 1) in re.findall(r"\d+", to_arabic(reader.pages[page].extract_text()))
    sizes = {round(float(page.mediabox.width)) for page in reader.pages}
    assert sizes == {595, 842}

    paragraphs = docx.Document(str(word)).element.body.iter(qn("w:p"))
    texts = [
        to_arabic("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
        for paragraph in paragraphs
    ]
    assert texts.count("สารบัญ") == 1, "the book's own contents is left out"
    for title, page in papers:
        assert f"{key(title)}{page + 1}" in map(key, texts)


def test_digits_are_those_of_each_paper_or_the_chosen_ones(
    context: ReportContext, tmp_path: Path
) -> None:
    made = batch.of_year(context, (Format.PDF,), names=["score-summary"])
    for digits, year in ((Digits.ARABIC, "2568"), (Digits.THAI, "๒๕๖๘")):
        chosen = [replace(one, digits=digits) for one in made]
        [pdf] = batch.bind(chosen, tmp_path / digits, digits=digits).files
        pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
        assert all(year in text for text in (pages[0], pages[1], pages[2]))


def test_the_foot_of_a_binder_is_in_one_kind_of_digits_below_every_paper(
    context: ReportContext, tmp_path: Path
) -> None:
    made = batch.of_year(context, (Format.PDF, Format.DOCX), names=["agenda", "score-summary"])
    assert len({one.digits or one.kind.digits for one in made}) == 2
    pdf, word = batch.bind(made, tmp_path).files
    for page in pypdf.PdfReader(pdf).pages[1:]:
        assert re.search(r"แฟ้มเอกสาร ITA ปีงบประมาณ ๒๕๖๘\s+[๐-๙]+", page.extract_text())
    feet = [section.footer.paragraphs for section in docx.Document(str(word)).sections]
    texts = {line.text.split("\t")[0] for lines in feet for line in lines if "ITA" in line.text}
    assert texts == {"แฟ้มเอกสาร ITA ปีงบประมาณ ๒๕๖๘"}


def test_a_year_without_papers_makes_no_binder(context: ReportContext, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ยังไม่ได้เลือกเอกสาร"):
        batch.bind([], tmp_path)
    nothing = batch.of_year(context, (Format.PDF,), names=["oit-remarks"])
    with pytest.raises(InputError, match="ยังไม่มีฉบับใดที่มีเนื้อหา"):
        batch.bind(nothing, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.in_turn
def test_a_signed_paper_is_bound_as_it_was_signed(sample: Workspace, tmp_path: Path) -> None:
    of = exporting.context_of(sample, sample.year(YEAR), None, Profile.INTERNAL)
    table = "measures-by-item"
    signing.keep(sample, signing.ready(of, table, Signing(date(2025, 2, 3), "กท 1/2", "", "", "")))
    measure = sample.year(YEAR).measures[0]
    edit = CellEdit(measure.id, "method", f"{measure.method}\nขั้นที่เพิ่มหลังลงนาม")
    measures.edit(sample, YEAR, [edit])

    def bound(profile: Profile) -> tuple[str, str]:
        now = exporting.context_of(sample, sample.year(YEAR), None, profile)
        made = batch.of_year(now, (Format.PDF, Format.DOCX), names=[table, "score-summary"])
        pdf, word = batch.bind(made, tmp_path / profile).files
        pages = [key(to_arabic(page.extract_text())) for page in pypdf.PdfReader(pdf).pages]
        last = next(at for at, page in enumerate(pages) if "สรุปผลคะแนน" in page and at > 1)
        assert f"สรุปผลคะแนนitaปีงบประมาณ2568{last + 1}" in pages[1], "counted with its pages"
        return "".join(pages), "".join(line.text for line in docx.Document(str(word)).paragraphs)

    pdf_text, word_text = bound(Profile.INTERNAL)
    assert key("ขั้นที่เพิ่มหลังลงนาม") not in pdf_text
    assert key("ฉบับลงนาม 3 ก.พ. 68") in pdf_text
    assert key("ฉบับลงนาม 3 ก.พ. 68") in key(to_arabic(word_text))
    for_all, _word = bound(Profile.PUBLIC)
    assert key("ขั้นที่เพิ่มหลังลงนาม") in for_all, "one for the office's use is in no public binder"
