"""Whatever stands in a cell, an import ends in a plan or in a sentence, in no error of ours."""

import contextlib
from datetime import date, time, timedelta
from time import process_time

import pytest

from ita_desktop.domain.errors import ItaError
from ita_desktop.exchange.cells.row import excel_value
from ita_desktop.exchange.kinds.registry import KINDS, kind_named
from ita_desktop.exchange.sheets import DataSheet, SheetRow
from ita_desktop.exchange.source import ImportSource
from ita_desktop.services.imports.plan import ImportPlan
from tests.support.known_files import begun_workspace, opened_unread
from tests.support.taken_in import plan_source

TYPED = (
    "NaN", "sNaN", "-Infinity", "1e999999999", "1E400", "²", "³½", "٣", "९", "１００", "๙๙",
    "0x1F", "-0", "--1", "1..2", ".", ",", "1,2,3", "%", "100%%", "1/0", "00/00/0000", "31/02/2568",
    "29/2/2567", "1/1/99999", "1/1/0", "99999999999999999999", "9" * 400, "-" * 300, "1-" * 80,
    "ต.ค. 99999", "30 กุมภาพันธ์ 2568", "ก.พ.", "ไตรมาส 9", "ทุกวันที่ 99", "O", "O0", "O99999", "I",
    "I-1", "o๑", "O1-O99999", "O1-", "-O1", "ข้อ", "ข้อ ²", "i²", "O²", "O๑-๙๙๙๙๙๙", "(", ")",
    "((((", "[", "\\", "*", "?", "{}", "{0}", "{name}", "%s", "$1", "\u200b", "\u200d\u200b",
    "\ufeff", "\u202e\u2066", "\x01", "\x7f", "\x85", "\u2028", "\ud800", "ั", "่่่่", "ำ", "๏",
    "น.ส.", "นาย", "ดร.", ";;;", "; ;", "\n\n", "\t", "1.\n2.\n", "1. \n1.1.1.1.1.1. ก", "•",
    "=1/0", "#REF!", "#DIV/0!", "True", "None", "null", "<b>", "</w:t>", "http://[", "http://[::1",
    "file:///", "a@", "02-", "1" * 40, "1)" * 60, "(1)(2)" * 40, "แทน", "แทน ", "รวม", "/", "//",
    "ๆ", "ฯ", ":", "::", "25:61", "24.00-25.00 น.", "09.00 - ", "1/2568-99/9999", "2568-",
    "ตุลาคม 0", "ครั้งที่ ²",
)  # fmt: skip
STORED = (
    0, -1, 10**15, 10**30, 10**400, -(10**5000), 1e300, -1e-300, float("inf"), float("nan"),
    0.1 + 0.2, True, date(1900, 1, 1), date(9999, 12, 31), time(23, 59), timedelta(days=-1),
)  # fmt: skip
FORMATS = ("", "0.00", "#,##0", "0%", "0.00%", "General", "yyyy", "[h]:mm", "@", "ด")
USUAL = {
    "code": "O1", "item": "O1", "items": "I1", "name": "นายสมมุติ ตัวอย่าง", "unit": "ฝ่ายปกครอง",
    "title": "ก", "text": "ก", "method": "จัดทำคู่มือ", "indicator": "1", "body": "คณะกรรมการ",
}  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Nothing is written: a plan is looked at."""
    path = tmp_path_factory.mktemp("year") / "งาน.ita"
    with opened_unread(begun_workspace(2568), path) as made:
        yield made


def _tables():
    for kind in KINDS:
        for column in kind.columns:
            yield pytest.param(kind, column.name, id=f"{kind.name}-{column.name}")


def _source(kind, name, *garbage):
    """A table with two rows for each piece, as they are usual but for one column."""
    names = [column.name for column in kind.columns]
    rows = [tuple(column.heading.removesuffix("*") for column in kind.columns)]
    for number in range(2):
        example = kind.examples[number] if number < len(kind.examples) else USUAL
        cells = {known: excel_value(str(example.get(known, "")), "") for known in names}
        rows += [tuple((cells | {name: excel_value(piece, "")}).values()) for piece in garbage]
    sheet = DataSheet("", tuple(SheetRow(at, row) for at, row in enumerate(rows, 1)), "ตาราง")
    return ImportSource("ตาราง", (sheet,))


@pytest.mark.in_turn
@pytest.mark.parametrize(("kind", "name"), list(_tables()))
def test_no_cell_ends_in_an_error_of_ours(workspace, kind, name) -> None:
    ends = []

    def plan(*garbage) -> bool:
        with contextlib.suppress(ItaError):
            ends.append(plan_source(workspace, 2568, kind.name, _source(kind, name, *garbage)))
            return True
        return False

    # Every piece stands among others in a third of the columns of each kind, which takes a tenth
    # of the time, and alone in a twelfth; and wherever a sentence about one would hide the others.
    first = [column.name for column in kind.columns].index(name)
    pieces = (*TYPED, *STORED)[first % 3 :: 3]
    if plan(*pieces):
        pieces = pieces[first // 3 % 4 :: 4]
    for garbage in pieces:
        plan(garbage)
    assert ends
    assert all(isinstance(end, ImportPlan) for end in ends)


@pytest.mark.parametrize("number_format", FORMATS)
def test_any_number_can_be_shown_in_any_format(number_format: str) -> None:
    for value in (*STORED, -(10**30), 1e15, 1e19, 1e22, -1e22):
        assert excel_value(value, number_format) is not None


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("kind", "sign"),
    [
        *(("assignments", sign) for sign in ("(", "-", "1", "ก ", "\n", " .", "O1 ")),
        *(("people", sign) for sign in ("(", ", ", "นาย ", "0 ", "กข", "@")),
    ],
)
def test_cells_full_of_one_sign_are_read_soon(workspace, kind: str, sign: str) -> None:
    """As long as a cell may be; each took 3 to 40 s where a sign was looked through again from
    each one before it."""
    garbage = f"ก{sign * (19_000 // len(sign))}ก"
    started = process_time()
    read = kind_named(kind)
    for column in read.columns:
        with contextlib.suppress(ItaError):
            plan_source(workspace, 2568, kind, _source(read, column.name, garbage))
    assert process_time() - started < 3
