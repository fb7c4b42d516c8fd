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
    above = [at for at, line in enumerate(lines) if line.is_heading] if table.over else []
    drawn = made.add_table(len(lines) + len(above), len(table.fields), "Table Grid")
    cells = [list(row.cells) for row in drawn.rows]
    for at in above:
        _headings_over(cells[at], cells[at + 1], table)
        del cells[at]
    for at, line in enumerate(lines):
        if line.group:
            cells[at][0].merge(cells[at][-1]).text = line.group
            continue
        if line.is_heading:
            for cell, text, over in zip(
                cells[at], table.headings, table.over or table.headings, strict=True
            ):
                cell.text = text if over else ""
            continue
        if line.is_deleted:
            _delete(drawn.rows[at + len(above[:1])]._tr, line)
            continue
        for column, cell in enumerate(line.cells):
            if not cell.up:
                _fill(cells[at][column], cell.text, cell.listed, random)
    for at, line in enumerate(lines):
        for column, cell in enumerate(line.cells):
            if cell.up:
                _restart(cells[at - 1][column])
                _continue(cells[at][column])


def _headings_over(upper: Sequence, lower: Sequence, table: Table) -> None:
    """Write the headings over others; those of one row alone are merged over both."""
    for column, over in enumerate(table.over):
        if not over:
            upper[column].text = table.headings[column]
            _restart(upper[column])
            _continue(lower[column])
    columns = [column for column, over in enumerate(table.over) if over]
    upper[columns[0]].merge(upper[columns[-1]]).text = table.over[columns[0]]


def _delete(row, line: Line) -> None:
    """Delete a row with the changes tracked: its text stays in the file."""
    properties = row.get_or_add_trPr()
    properties.append(_change("w:del"))
    for cell, text in zip(row.tc_lst, line.cells, strict=True):
        run = cell.p_lst[0].add_r()
        run.text = text.text
        for written in run.findall(qn("w:t")):
            written.tag = qn("w:delText")
        gone = _change("w:del")
        cell.p_lst[0].append(gone)
        gone.append(run)


def _change(name: str):
    made = OxmlElement(name)
    made.set(qn("w:id"), "7")
    made.set(qn("w:author"), "ผู้ตรวจ")
    return made


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
        if row == 1 and random.random() < 0.25:
            row += random.randint(1, 3)
        for title in table.titles:
            sheet.cell(row, 1, title)
            row += 1
        row += bool(table.over)
        top = row
        lines = [line for line in table.lines if not line.is_deleted]
        for line in (Line(is_heading=True), *lines):
            _excel_row(sheet, row, table, line)
            row += 1
        _merged_cells(sheet, row - len(lines), lines, len(table.fields))
        if table.over:
            _excel_over(sheet, top - 1, table, random.choice(("plain", "merged", "merged down")))
    for sheet in made.worksheets:
        if random.random() < 0.2:
            _shift(sheet, random.choice((1, 2)))
    made.save(path)
    return path


def _excel_over(sheet, row: int, table: Table, way: str) -> None:
    """Write the headings over others; all others are in the lower row, or merged over both."""
    columns = [column for column, over in enumerate(table.over, 1) if over]
    sheet.cell(row, columns[0], table.over[columns[0] - 1])
    if way == "plain":
        return
    sheet.merge_cells(None, row, columns[0], row, columns[-1])
    for column, heading in enumerate(table.headings, 1):
        if way == "merged down" and column not in columns:
            sheet.cell(row + 1, column).value = None
            sheet.cell(row, column, heading)
            sheet.merge_cells(None, row, column, row + 1, column)


def _shift(sheet, columns: int) -> None:
    """Move all to the right, behind empty columns."""
    merged = [each.bounds for each in sheet.merged_cells.ranges]
    for bounds in merged:
        sheet.unmerge_cells(None, bounds[1], bounds[0], bounds[3], bounds[2])
    sheet.insert_cols(1, columns)
    for left, top, right, bottom in merged:
        sheet.merge_cells(None, top, left + columns, bottom, right + columns)


def _excel_row(sheet, row: int, table: Table, line: Line) -> None:
    if line.group:
        sheet.cell(row, 1, line.group)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.fields))
        return
    for column, cell in enumerate(line.cells, 1):
        if cell.day is not None:
            sheet.cell(row, column, cell.day).number_format = "d/m/yyyy"
    texts = table.headings if line.is_heading else [cell.text for cell in line.cells]
    listed = [False] * len(texts) if line.is_heading else [cell.listed for cell in line.cells]
    for column, (text, is_list) in enumerate(zip(texts, listed, strict=True), 1):
        lines = text.split("\n")
        if is_list:
            lines = [f"{number}. {each}" for number, each in enumerate(lines, 1)]
        if text and sheet.cell(row, column).value is None:
            sheet.cell(row, column, "\n".join(lines))


def _merged_cells(sheet, first: int, lines: Sequence[Line], columns: int) -> None:
    for column in range(columns):
        start = None
        for at, line in enumerate([*lines, Line()]):
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
