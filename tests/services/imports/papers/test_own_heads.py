"""A title or column heading with a slip stays as it came in, in the paper of that year alone."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from ita_desktop.documents.content import Paragraph, Table
from ita_desktop.documents.kinds import ReportContext
from ita_desktop.documents.registry import kind
from ita_desktop.documents.wordings.catalogue import template
from ita_desktop.domain.scores.results import ScoreSource
from ita_desktop.services.documents import wordings
from ita_desktop.services.imports.found.series import ImportSeries
from ita_desktop.services.scores.scores import ScoreEdit, set_scores
from ita_desktop.services.settings import file
from ita_desktop.services.years import years
from ita_desktop.storage.workspace import Workspace
from tests.documents.typed.test_every_sentence import texts
from tests.exchange.files.word.made import p, tbl, tr

Take = Callable[[str], ImportSeries]
Year = Callable[[], Any]
OFFICE = "สำนักงานเขตตัวอย่าง"
AT_FIRST = "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่"
PAPERS = {
    "progress-report": ("I1 เต็มใจ", "ประชาสัมพันธ์น้อย", "อบรมเจ้าหน้าที่", "อบรมแล้ว", ""),
    "measures-by-item": ("I1 เต็มใจ", "1. อบรม", "ฝ่ายปกครอง", "ทุกเดือน"),
    "measures-by-indicator": (AT_FIRST, "อบรม", "ทุกเดือน", "รายงานผล", "ฝ่ายปกครอง"),
    "communication-plan": (AT_FIRST, "ทำป้าย", "ทุกเดือน", "ฝ่ายปกครอง", "รายงานผล"),
    "analysis-by-indicator": (AT_FIRST, "มีน้อย", "อบรม", "รายงานผล", "ฝ่ายปกครอง"),
    "analysis-by-item": ("I1 เต็มใจ", "มีคู่มือ", "มีน้อย", "อบรม", "ฝ่ายปกครอง", "ทุกเดือน", "รายงานผล"),
    "oit-assignments": ("O1", "ข้อมูลพื้นฐาน", "โครงสร้าง", "ฝ่ายปกครอง"),
}
"""A row of each paper with a table that is read back."""


def slipped(text: str) -> str:
    """The text with a syllable typed twice, where it is longest."""
    for word in ("การ", "ประเด็น", "รายละเอียด"):
        if word in text:
            return text.replace(word, word * 2, 1)
    return text


def printed(name: str, data: Any) -> list[str]:
    paper = kind(name).build(ReportContext(data), kind(name).digits)
    return [line.strip() for line in texts(paper.blocks)]


def heads_of(name: str, data: Any) -> tuple[list[str], list[str]]:
    """The lines above the table, and its column headings, as the form prints them."""
    paper = kind(name).build(ReportContext(data), kind(name).digits)
    lines = takewhile(lambda block: not isinstance(block, Table), paper.blocks)
    titles = [line.text for line in lines if isinstance(line, Paragraph) and line.text]
    return titles, list(template(f"{name}.columns").cells(data))


@pytest.mark.in_turn
@pytest.mark.parametrize("name", PAPERS)
def test_a_slip_in_a_title_and_a_heading_stays_in_the_paper_of_its_year(
    taken: Take, year: Year, workspace: Workspace, name: str
) -> None:
    lines, columns = heads_of(name, year())
    title = next(line for line in lines if slipped(line) != line and OFFICE not in line)
    column = max((cell for cell in columns if slipped(cell) != cell), key=len)
    given = [slipped(line) if line == title else line for line in lines]
    cells = [slipped(cell) if cell == column else cell for cell in columns]
    taken("".join(map(p, given)) + tbl(tr(*cells), tr(*PAPERS[name])))
    data = year()
    ours = printed(name, data)
    assert slipped(title) in ours
    assert title not in ours
    assert slipped(column) in ours
    assert column not in ours
    other = replace(data, fiscal_year=replace(data.fiscal_year, year=2569))
    assert template(f"{name}.columns").words(other) == template(f"{name}.columns").text
    wordings.reset(workspace, 2568, f"{name}.columns")
    assert template(f"{name}.columns").words(year()) == template(f"{name}.columns").text


@pytest.mark.parametrize("english", ["", " (Open Data)"])
def test_an_indicator_is_called_in_english_where_its_paper_was_so(
    taken: Take, year: Year, english: str
) -> None:
    name = "measures-by-item"
    lines, columns = heads_of(name, year())
    group = f"ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล{english}"
    row = ("O1 ข้อมูลพื้นฐาน", "1. เผยแพร่", "ฝ่ายปกครอง", "ทุกเดือน")
    taken("".join(map(p, lines)) + tbl(tr(*columns), tr(group, "", "", ""), tr(*row)))
    data = year()
    assert group in printed(name, data)
    other = replace(data, fiscal_year=replace(data.fiscal_year, year=2569))
    assert "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล" in printed(name, other)


def test_a_report_has_the_cover_that_its_file_has(taken: Take, year: Year) -> None:
    name = "progress-report"
    lines, columns = heads_of(name, year())
    head = [line for line in lines if len(line) > 60]
    table = tbl(tr(*columns), tr(*PAPERS[name]))
    taken("".join(map(p, head)) + table)
    assert [line for line in printed(name, year()) if line in lines] == head
    assert taken("".join(map(p, head)) + table).writes == ()
    taken("".join(map(p, lines)) + table)
    assert [line for line in printed(name, year()) if line in lines] == lines


@pytest.mark.parametrize("name", ["progress-report", "analysis-by-indicator"])
def test_a_paper_tells_the_scores_of_last_year_where_it_came_in_with_them(
    taken: Take, year: Year, workspace: Workspace, name: str
) -> None:
    years.add_year(workspace, 2567)
    scores = [ScoreEdit(node, Decimal("99.3")) for node in ("I1", "1")]
    set_scores(workspace, 2567, scores, ScoreSource.OFFICIAL)
    first, *others = PAPERS[name]

    def report() -> str:
        context = ReportContext(workspace.year(2568), workspace.year(2567))
        return " ".join(texts(kind(name).build(context, kind(name).digits).blocks))

    lines, columns = heads_of(name, year())

    def paper(scored: str = "") -> str:
        return "".join(map(p, lines)) + tbl(tr(*columns), tr(f"{first}{scored}", *others))

    assert taken(paper()).writes
    assert "คะแนน)" not in report()
    assert taken(paper()).writes == ()
    taken(paper(" (99.30 คะแนน)"))
    assert "(99.30 คะแนน)" in report()


def test_words_of_a_table_that_is_no_paper_are_no_wordings(taken: Take, year: Year) -> None:
    columns = map(slipped, heads_of("measures-by-item", year())[1])
    taken(p("งานของฝ่าย") + tbl(tr(*columns), tr(*PAPERS["measures-by-item"])))
    data = year()
    assert len(data.measures) == 1
    assert data.wordings == ()


def test_the_words_of_one_paper_are_no_settings_of_the_office(
    taken: Take, workspace: Workspace, year: Year, tmp_path: Path
) -> None:
    lines, columns = heads_of("measures-by-item", year())
    cells = [slipped(cell) for cell in columns]
    taken("".join(map(p, lines)) + tbl(tr(*cells), tr(*PAPERS["measures-by-item"])))
    assert [wording.name for wording in year().wordings] == ["measures-by-item.columns/2568"]
    path = tmp_path / "ตั้งค่า.ita-settings"
    file.export(year(), path, workspace.media)
    [written] = tmp_path.glob("ตั้งค่า.*")
    assert file.read(written).wordings == {}
