"""Cells on the clipboard as Excel puts them there: as text with tabs and as a page."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse'>
<!--StartFragment-->
{rows}
<!--EndFragment-->
</table>
</body>
</html>"""


def copy_from_excel(rows: Sequence[Sequence[str]]) -> None:
    """Puts cells on the clipboard."""
    data = QMimeData()
    data.setText("".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows))
    lines = (
        " <tr height=19>" + "".join(f"<td>{_in_page(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    data.setHtml(PAGE.replace("{rows}", "\n".join(lines)))
    QApplication.clipboard().setMimeData(data)


def _quoted(cell: str) -> str:
    """A cell of several lines stands in quotes."""
    if "\n" not in cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _in_page(cell: str) -> str:
    return html.escape(cell).replace("\n", "<br>\n    ")
