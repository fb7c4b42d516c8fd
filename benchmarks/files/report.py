"""Reading an official report of 450 lines, beside openpyxl loading the same figures from a sheet.

The report has what real ones bring: every table of answers three times over (a table in a cell,
its cells again, and its rows). openpyxl gets every figure once and nothing else.
"""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.measure import Ratio, in_turns
from ita_desktop.exchange.report.lines import read_lines
from ita_desktop.exchange.report.reading import read_report
from ita_desktop.exchange.report.results import Results

REPORT = Path(__file__).parents[2] / "tests" / "fixtures" / "report_2567.txt"
LINES = 450
ROUNDS = 15


def ratios() -> list[Ratio]:
    """The report as text beside its figures in a sheet."""
    lines = REPORT.read_text(encoding="utf-8").split("\n")
    text = "\n".join([*lines, *lines[118 : 118 + LINES - len(lines)]])
    sheet = _sheet(_read(text))
    return [
        in_turns(
            "report of 450 lines",
            lambda: _timed(lambda: _read(text)),
            lambda: _timed(lambda: _load(sheet)),
            peer_is="openpyxl, same figures",
            limit=1.0,
            rounds=ROUNDS,
        )
    ]


def _read(text: str) -> Results:
    return read_report([read_lines(text, REPORT.name)])


def _sheet(results: Results) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for figure in results.figures:
        sheet.append([figure.node, figure.title, figure.value])
    for answer in results.answers:
        sheet.append([answer.question, answer.label, answer.count, answer.percent])
    for group in results.groups:
        sheet.append([group.by, group.name, group.node, group.count, group.value])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _load(sheet: bytes) -> object:
    from openpyxl import load_workbook

    return list(load_workbook(BytesIO(sheet), data_only=True).worksheets[0].values)


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
