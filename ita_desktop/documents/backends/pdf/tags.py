"""The structure of a PDF file: marked content on its pages, and the tree that orders it (ISO
32000-1, 14.7 and 14.8; ISO 14289-1, PDF/UA)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ita_desktop.documents.layout.pages import Region
from ita_desktop.documents.layout.structure import Element, Kid, StructureRole

if TYPE_CHECKING:
    from ita_desktop.documents.backends.pdf.raw import RawObject

_SPANS = {"RowSpan": "rows", "ColSpan": "columns"}
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


class Tags:
    """The marked content of a file's pages, in the order in which they are written."""

    def __init__(self) -> None:
        self._pages: list[list[Element]] = []
        """The elements of each page by the number of their marked content."""
        self._places: dict[int, tuple[int, int]] = {}
        """Page and number of what was marked, by the id of its region."""

    def begin_page(self) -> None:
        """Counts the page that is written from now on."""
        self._pages.append([])

    def marked(self, region: Region, operators: str) -> str:
        """Returns the operators as content of the region's element; as an artifact, which nobody
        hears, without one."""
        if not operators:
            return ""
        begin, end = self.around(region)
        return f"{begin}{operators}{end}"

    def around(self, region: Region) -> tuple[str, str]:
        """Returns the operators before and after the content of a region."""
        element, here = region.element, self._pages[-1]
        if element is None:
            return "/Artifact BMC\n", "EMC\n"
        self._places[id(region)] = (len(self._pages) - 1, len(here))
        here.append(element)
        return f"/{element.role}<</MCID {len(here) - 1}>>BDC\n", "EMC\n"

    def add_to(self, document: Any, roots: list[Element], title: str) -> None:
        """Adds the tree to reportlab's document, whose pages are all written. ``roots`` are the
        structures of its parts."""
        from ita_desktop.documents.backends.pdf.raw import RawObject

        root = Element(StructureRole.DOCUMENT, kids=[kid for part in roots for kid in part.kids])
        tree = _Tree(document, self._places)
        catalog = document.Catalog
        catalog.StructTreeRoot = tree.written(root, self._pages)
        catalog.MarkInfo = RawObject("<</Marked true>>")
        catalog.Metadata = _metadata(title)
        for number, page in enumerate(document.Pages.pages):
            page.StructParents, page.Tabs = number, "/S"
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]


def artifact(operators: str) -> str:
    """Returns the operators as something that is no text of the document: rules of a table."""
    return f"/Artifact BMC\n{operators}EMC\n" if operators else ""


class _Tree:
    """Writes elements as objects of reportlab's document."""

    def __init__(self, document: Any, places: dict[int, tuple[int, int]]) -> None:
        self._document = document
        self._places = places
        self._pages = [self._refer(page) for page in document.Pages.pages]
        self._references: dict[int, str] = {}
        self._objects: dict[int, RawObject] = {}

    def written(self, root: Element, marked: list[list[Element]]) -> Any:
        """Returns the root of the tree, which is to be referred to."""
        from ita_desktop.documents.backends.pdf.raw import RawObject

        top = RawObject()
        parent = self._refer(top)
        self._number(root)
        self._write(root, parent)
        numbers = " ".join(
            f"{number} [{' '.join(self._references[id(element)] for element in page)}]"
            for number, page in enumerate(marked)
        )
        top.text = (
            f"<</Type/StructTreeRoot/K {self._references[id(root)]}"
            f"/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {len(marked)}>>"
        )
        return top

    def _refer(self, made: Any) -> str:
        return str(self._document.Reference(made).format(self._document), "ascii")

    def _number(self, element: Element) -> None:
        from ita_desktop.documents.backends.pdf.raw import RawObject

        made = self._objects[id(element)] = RawObject()
        self._references[id(element)] = self._refer(made)
        for kid in self._kids(element):
            if isinstance(kid, Element):
                self._number(kid)

    def _kids(self, element: Element) -> Iterator[Kid]:
        """Yields what has content, and the cells of tables, which may be empty."""
        for kid in element.kids:
            if id(kid) in self._places or (isinstance(kid, Element) and self._has_content(kid)):
                yield kid

    def _has_content(self, element: Element) -> bool:
        return element.role in {
            StructureRole.ROW,
            StructureRole.HEADING_CELL,
            StructureRole.CELL,
        } or any(self._kids(element))

    def _write(self, element: Element, parent: str) -> None:
        own, kids = self._references[id(element)], []
        page = -1
        for kid in self._kids(element):
            if isinstance(kid, Element):
                kids.append(self._references[id(kid)])
                self._write(kid, own)
                continue
            place, number = self._places[id(kid)]
            page = place if page < 0 else page
            kids.append(
                str(number)
                if place == page
                else f"<</Type/MCR/Pg {self._pages[place]}/MCID {number}>>"
            )
        at = f"/Pg {self._pages[page]}" if page >= 0 else ""
        self._objects[
            id(element)
        ].text = f"<</S/{element.role}/P {parent}{at}{_attributes(element)}/K[{' '.join(kids)}]>>"


def _attributes(element: Element) -> str:
    alt = f"/Alt<feff{element.alt.encode('utf-16-be').hex()}>" if element.alt else ""
    spans = "".join(
        f"/{name} {getattr(element, of)}" for name, of in _SPANS.items() if getattr(element, of) > 1
    )
    scope = "/Scope/Column" if element.role == StructureRole.HEADING_CELL else ""
    return f"{alt}/A<</O/Table{scope}{spans}>>" if scope or spans else alt


def _metadata(title: str) -> Any:
    from ita_desktop.documents.backends.pdf.raw import PlainStream

    return PlainStream("/Type/Metadata/Subtype/XML", _XMP.format(title=escape(title)).encode())
