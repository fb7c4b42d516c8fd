"""Where the lines of a PDF stand."""

import re
import subprocess
from pathlib import Path

from lxml import etree

_MM = 25.4 / 72
_SHOWN = re.compile(r"\s+")


def lines(content: bytes, tmp_path: Path) -> list[tuple[int, float, float, str]]:
    """Page, distance from the left and from the top of the page in millimetres, and text."""
    path, boxes = tmp_path / "placed.pdf", tmp_path / "placed.html"
    path.write_bytes(content)
    subprocess.run(["pdftotext", "-bbox-layout", path, boxes], check=True)
    root = etree.parse(boxes, etree.HTMLParser(encoding="utf-8"))
    found = []
    for number, page in enumerate(root.iter("page"), 1):
        for line in page.iter("line"):
            # Without what is between the line and the next one.
            words = re.sub(r"\s\Z", "", " ".join(word.text or "" for word in line.iter("word")))
            text = _SHOWN.sub(" ", words)
            left, top = (float(line.get(name)) * _MM for name in ("xmin", "ymin"))
            found.append((number, left, top, text))
    return sorted(found, key=lambda pair: (pair[0], round(pair[2]), pair[1]))


def places(content: bytes, tmp_path: Path) -> str:
    """The lines of a PDF with their pages and places, whole millimetres, one a line."""
    return "".join(
        f"{page} {left:4.0f} {top:4.0f}  {text}\n"
        for page, left, top, text in lines(content, tmp_path)
    )
