"""Writes tables as an office does, in Word or Excel."""

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from random import Random

import openpyxl
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.services.imports.foreign.tables import Line, Table


def write_word(path: Path, tables: Sequence[Table], random: Random) -> Path:
    """A Word file: titles as paragraphs, or as a row over all columns; steps that Word numbers;
    words that were changed with the changes tracked."""
    made = Document()
    for table in tables:
        inside = random.random() < 0.2
        for title in () if inside else table.titles:
            if random.random() < 0.3:
                made.add_heading(title, 1)
            else:
                made.add_paragraph(title)
        lines = [Line(is_heading=True), *table.lines]
        if inside:
            lines = [*(Line(group=title) for title in table.titles), *lines]
        for part in _split(lines):
            _word_table(made, table, part, random)
            made.add_paragraph("")
    made.save(str(path))
    return path


def _split(lines: Sequence[Line]) -> list[list[Line]]:
    """The rows of the tables that a page break makes of one."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if line.is_heading and any(each.is_heading for each in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return parts


def _word_table(made, table: Table, lines: Sequence[Line], random: Random) -> None:
    drawn = made.add_table(len(lines), len(table.fields))
    cells = [list(row.cells) for row in drawn.rows]
    for at, line in enumerate(lines):
        if line.group:
            cells[at][0].merge(cells[at][-1]).text = line.group
            continue
        if line.is_heading:
            for cell, text in zip(cells[at], table.headings, strict=True):
                cell.text = text
            continue
        for column, cell in enumerate(line.cells):
            if not cell.up:
                _fill(cells[at][column], cell.text, cell.listed, random)
    for at, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            if cell.up:
                _restart(cells[at - 1][column])
                _continue(cells[at][column])


def _merge(cell, value: str | None) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:vMerge")):
        properties.remove(old)
    merge = OxmlElement("w:vMerge")
    if value:
        merge.set(qn("w:val"), value)
    properties.append(merge)


def _restart(cell) -> None:
    if cell._tc.get_or_add_tcPr().find(qn("w:vMerge")) is None:
        _merge(cell, "restart")


def _continue(cell) -> None:
    _merge(cell, None)


def _fill(cell, text: str, listed: bool, random: Random) -> None:
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if listed:
            paragraph.style = "List Number"
        _write(paragraph, line, random)


def _write(paragraph, text: str, random: Random) -> None:
    """Write a text in runs; some were put in later, with the former words kept as deleted."""
    half = len(text) // 2
    if len(text) < 12 or random.random() > 0.1:
        paragraph.add_run(text)
        return
    paragraph.add_run(text[:half])
    gone, come = OxmlElement("w:del"), OxmlElement("w:ins")
    for change in (gone, come):
        change.set(qn("w:id"), str(random.randrange(10**6)))
        change.set(qn("w:author"), "ผู้ตรวจ")
    run = deepcopy(paragraph.add_run("คำเดิมที่ลบ")._r)
    run.find(qn("w:t")).tag = qn("w:delText")
    gone.append(run)
    paragraph._p.remove(paragraph.runs[-1]._r)
    kept = paragraph.add_run(text[half:])._r
    paragraph._p.append(gone)
    paragraph._p.append(come)
    come.append(kept)


def write_excel(path: Path, tables: Sequence[Table], random: Random) -> Path:
    """A workbook: a sheet for each table, or all below one another."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    together = random.random() < 0.3
    sheet = made.create_sheet("รวม") if together else None
    for number, table in enumerate(tables, 1):
        if not together:
            sheet = made.create_sheet(f"ตาราง {number}")
        row = sheet.max_row + 2 if sheet.max_row > 1 else 1
        for title in table.titles:
            sheet.cell(row, 1, title)
            row += 1
        for line in (Line(is_heading=True), *table.lines):
            _excel_row(sheet, row, table, line)
            row += 1
        _merged_cells(sheet, row - len(table.lines), table)
    made.save(path)
    return path


def _excel_row(sheet, row: int, table: Table, line: Line) -> None:
    if line.group:
        sheet.cell(row, 1, line.group)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.fields))
        return
    texts = table.headings if line.is_heading else [cell.text for cell in line.cells]
    listed = [False] * len(texts) if line.is_heading else [cell.listed for cell in line.cells]
    for column, (text, is_list) in enumerate(zip(texts, listed, strict=True), 1):
        lines = text.split("\n")
        if is_list:
            lines = [f"{number}. {each}" for number, each in enumerate(lines, 1)]
        if text:
            sheet.cell(row, column, "\n".join(lines))


def _merged_cells(sheet, first: int, table: Table) -> None:
    for column in range(len(table.fields)):
        start = None
        for at, line in enumerate([*table.lines, Line()]):
            up = column < len(line.cells) and line.cells[column].up
            if up and start is None:
                start = at - 1
            elif not up and start is not None:
                sheet.merge_cells(
                    start_row=first + start,
                    end_row=first + at - 1,
                    start_column=column + 1,
                    end_column=column + 1,
                )
                start = None
