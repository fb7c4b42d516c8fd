"""The parts of a docx and how they hang together."""

from xml.sax.saxutils import escape, quoteattr

from ita_desktop.documents.backends.docx_xml import R
from ita_desktop.documents.backends.package import MOMENT_ISO, packed

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP = (
    f"{_START}<Properties xmlns="
    '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>ITA Desktop</Application></Properties>"
)


class DocxPackage:
    """Parts by name; everything in ``word/`` belongs to the document part."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, bytes]] = []
        self._types: list[tuple[str, str]] = []
        self._relations: list[tuple[str, str]] = []

    def add(self, name: str, content: bytes, kind: str) -> str:
        """Add ``word/<name>`` and give the id that the document refers to it by.

        ``kind`` is the last word of its relation (``styles``, ``header``, ``image``).
        """
        self._parts.append((f"word/{name}", content))
        if kind != "image":
            self._types.append((f"/word/{name}", f"{_TYPES}.{kind}+xml"))
        self._relations.append((f"{R}/{kind}", name))
        return f"rId{len(self._relations)}"

    def file(self, document: bytes, title: str, author: str) -> bytes:
        """The whole file around ``word/document.xml``."""
        heads = [
            ("[Content_Types].xml", self._content_types()),
            ("_rels/.rels", _relations(_ROOT)),
            ("docProps/core.xml", _core(title, author)),
            ("docProps/app.xml", _APP),
            ("word/_rels/document.xml.rels", _relations(self._relations)),
        ]
        parts = [(name, text.encode()) for name, text in heads]
        return packed([*parts, ("word/document.xml", document), *self._parts])

    def _content_types(self) -> str:
        defaults = {
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
            "png": "image/png",
            "jpeg": "image/jpeg",
        }
        overrides = [
            ("/word/document.xml", f"{_TYPES}.document.main+xml"),
            *self._types,
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            (
                "/docProps/app.xml",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            ),
        ]
        lines = [
            *(f'<Default Extension="{end}" ContentType="{of}"/>' for end, of in defaults.items()),
            *(f'<Override PartName="{name}" ContentType="{of}"/>' for name, of in overrides),
        ]
        return f'{_START}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'


_ROOT = [
    (f"{R}/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{R}/extended-properties", "docProps/app.xml"),
]


def _relations(relations: list[tuple[str, str]]) -> str:
    lines = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return (
        f'{_START}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
    )


def _core(title: str, author: str) -> str:
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{MOMENT_ISO}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{_START}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>th-TH</dc:language>{dates}</cp:coreProperties>"
    )
