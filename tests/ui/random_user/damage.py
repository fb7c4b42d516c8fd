"""Spoilt things on the clipboard, from broken tables to files that are no tables; the same for the
same draw."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from tests.support.places import FIXTURES
from tests.ui.random_user.words import TYPED

_HEADINGS: Final = (
    ("ข้อ", "หน่วยงานที่รับผิดชอบ", "กำหนดส่ง"),
    ("ลำดับ", "ชื่อ-สกุล", "ตำแหน่ง", "หน่วยงาน"),
    ("ตัวชี้วัด", "มาตรการ", "ผู้รับผิดชอบ", "กำหนดเวลา"),
    ("ข้อ", "คะแนน"),
)
_SECTIONS: Final = (
    "ตัวชี้วัดย่อยที่ 9.1 ข้อมูลพื้นฐาน",
    "9.3 การบริหารเงินงบประมาณ",
    "ส่วนที่ 2",
    "รวม",
)
_CODES: Final = ("O1", "o 2", "๐3", "0O4", "O1-O9", "O5, O6", "O99", "I1", "E15", "", "-12", "9.2")
_CONTROL: Final = "\0\x01\x07\x08\x0b\x0c\x1b\x7f\x85\u200b\u200e\u202e\u2028\ufeff\ufffe\ufffd"
_LONE: Final = ("\ud800", "\udfff", "ก\udc80ข", "\udbff\udbff")
_LONG: Final = 20_000, 200_000
"""Letters of a very long cell."""
_MANY: Final = 1_000, 3_000
"""Rows of a very long table."""
_FIXTURES: Final = FIXTURES


def damaged(draw: random.Random) -> tuple[str, QMimeData]:
    """Something spoilt, and what it is."""
    kind = draw.choice(_KINDS)
    return kind.__name__.strip("_").replace("_", " "), kind(draw)


def _rows(draw: random.Random, count: int) -> list[list[str]]:
    """A table of a kind that is known, with wrong codes, section rows and cells of any length."""
    headings = draw.choice(_HEADINGS)
    rows = [list(headings)] if draw.random() < 0.7 else []
    for _ in range(count):
        if draw.random() < 0.15:
            rows.append([draw.choice(_SECTIONS)] + [""] * draw.randrange(3))
            continue
        rest = [draw.choice(TYPED) for _ in headings[1:]]
        rows.append([draw.choice(_CODES), *rest])
    return rows


def _text(rows: list[list[str]]) -> QMimeData:
    data = QMimeData()
    data.setText("\n".join("\t".join(row) for row in rows))
    return data


def _html(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _as_html(draw: random.Random, html: str) -> QMimeData:
    """As a browser or an office program gives it: perhaps with the text beside it."""
    data = QMimeData()
    data.setHtml(html)
    if draw.random() < 0.5:
        data.setText(draw.choice(TYPED))
    return data


def _section_rows(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.randint(3, 20))
    return _text(rows) if draw.random() < 0.5 else _as_html(draw, _html(rows))


def _cut_html(draw: random.Random) -> QMimeData:
    html = _html(_rows(draw, draw.randint(1, 30)))
    begin = draw.choice((0, 0, draw.randrange(len(html))))
    return _as_html(draw, html[begin : draw.randrange(begin, len(html)) + 1])


def _odd_spans(draw: random.Random) -> QMimeData:
    spans = ("rowspan=0", "rowspan=-1", "colspan=99999", "rowspan=3 colspan=2", "colspan=ก", "")
    html = _html(_rows(draw, draw.randint(2, 12)))
    return _as_html(draw, html.replace("<td>", f"<td {draw.choice(spans)}>", draw.randint(1, 9)))


def _ragged_rows(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.randint(2, 20))
    return _text([row[: draw.randrange(len(row) + 1)] + ["x"] * draw.randrange(9) for row in rows])


def _very_long_cells(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.randint(1, 4))
    long = draw.choice(("ก", "น้ำท่วมที่ปู่ญูอยู่ ", "W")) * 20
    rows[-1][-1] = (long * (draw.choice(_LONG) // len(long) + 1)).strip()
    return _text(rows)


def _control_letters(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.randint(1, 9))
    for row in rows:
        at = draw.randrange(len(row))
        row[at] += "".join(draw.choices(_CONTROL, k=draw.randint(1, 4)))
    return _text(rows)


def _lone_surrogates(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.randint(1, 9))
    for row in rows:
        row[draw.randrange(len(row))] += draw.choice(_LONE)
    text = "\n".join("\t".join(row) for row in rows)
    data = QMimeData()
    if draw.random() < 0.5:
        return _as_html(draw, _html(rows).encode("ascii", "xmlcharrefreplace").decode("ascii"))
    # As a program of Windows gives them; Python's own way to Qt leaves them out.
    data.setData("text/plain;charset=utf-16", QByteArray(text.encode("utf-16", "surrogatepass")))
    data.setData("text/plain", QByteArray(text.encode("utf-8", "surrogatepass")))
    return data


def _wrong_letters(draw: random.Random) -> QMimeData:
    """Bytes that are none of the encoding that is named."""
    text = "\n".join("\t".join(row) for row in _rows(draw, draw.randint(1, 9)))
    spoilt = text.encode(draw.choice(("cp874", "utf-16", "utf-8")), "replace")[1:]
    data = QMimeData()
    data.setData(draw.choice(("text/plain", "text/html", "text/csv")), QByteArray(spoilt))
    return data


def _thousands_of_rows(draw: random.Random) -> QMimeData:
    rows = _rows(draw, draw.choice(_MANY))
    return _text(rows) if draw.random() < 0.7 else _as_html(draw, _html(rows))


def _picture(draw: random.Random) -> QMimeData:
    picture = QImage(draw.randint(1, 900), draw.randint(1, 900), QImage.Format.Format_RGB32)
    picture.fill(QColor(draw.randrange(256), draw.randrange(256), 0))
    data = QMimeData()
    data.setImageData(picture)
    return data


def _files(draw: random.Random) -> QMimeData:
    """Files that are no tables, a folder, one that is not there, and a page of the net."""
    photographs = sorted((_FIXTURES / "photographs").iterdir())
    places = [*photographs, Path(__file__), _FIXTURES, _FIXTURES / "ไม่มี.xlsx"]
    urls = [QUrl.fromLocalFile(str(path)) for path in draw.sample(places, draw.randint(1, 3))]
    if draw.random() < 0.3:
        urls.append(QUrl("https://district.example/o1.xlsx"))
    data = QMimeData()
    data.setUrls(urls)
    return data


def _unclosed_quotes(draw: random.Random) -> QMimeData:
    text = "\n".join("\t".join(row) for row in _rows(draw, draw.randint(2, 9)))
    at = draw.randrange(len(text))
    data = QMimeData()
    data.setText(f'{text[:at]}"{text[at:]}')
    return data


_KINDS: Final[tuple[Callable[[random.Random], QMimeData], ...]] = (
    _section_rows,
    _cut_html,
    _odd_spans,
    _ragged_rows,
    _very_long_cells,
    _control_letters,
    _lone_surrogates,
    _wrong_letters,
    _thousands_of_rows,
    _picture,
    _files,
    _unclosed_quotes,
)
