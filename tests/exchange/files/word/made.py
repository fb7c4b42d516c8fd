"""Word files made for tests, from XML as Word writes it."""

import io
import zipfile
from pathlib import Path

from docx import Document

from ita_desktop.exchange.blocks import SourceBlocks
from ita_desktop.exchange.files.reading import content_in
from ita_desktop.exchange.sheets import Value, WorkProgress

_NAMESPACES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; ``parts`` are the contents of other parts (``numbering``)."""
    made = io.BytesIO()
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{kinds}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(parts, 1)
    )
    home = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{home}"><Relationship Id="rId1" Type="{kinds}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{home}">{links}</Relationships>'
        )
        archive.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", _part(name, content))
    return made.getvalue()


def _part(name: str, content: str) -> str:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of text, or of runs given as XML."""
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>" * bool(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    inside = "".join(part if part.startswith("<w:") and "<w:r>" not in part[:5] else p(part)
                     for part in content or ("",))  # fmt: skip
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, or of texts."""
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read(data: bytes, name: str = "งาน.docx") -> SourceBlocks:
    return content_in(data, name, WorkProgress())


def values(blocks: SourceBlocks) -> list[list[tuple[Value, ...]]]:
    """The cells of each table."""
    return [[row.values for row in sheet.rows if row.number > 0] for sheet in blocks.sheets]


def saved(document: Document, folder: Path | None = None) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
