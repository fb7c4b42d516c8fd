"""What is wrong with the structure of a PDF file, by the rules of ISO 14289-1 (PDF/UA-1) that can
be told from the file: all on a page is text with a place in the tree, or an artifact."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream

PAINTS = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do"}
WITHIN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
"""What elements of these kinds may contain (ISO 14289-1, 7.2)."""


class TaggedElement(NamedTuple):
    """An element as it is read aloud: its kind, its depth, and its text."""

    role: str
    depth: int
    text: str


class TaggedPdf:
    """The structure of a file."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]
        self.faults: list[str] = []
        self._texts: list[dict[int, str]] = []
        """What each marked content of each page says."""
        self._pages = {
            page.indirect_reference.idnum: at for at, page in enumerate(self.reader.pages)
        }
        self._read: set[tuple[int, int]] = set()
        self._heading = 0
        self._read_pages()
        self.elements = list(self._elements(self.root["/StructTreeRoot"]["/K"], 0))
        self._compare()

    def _fault(self, text: str) -> None:
        self.faults.append(text)

    def _read_pages(self) -> None:
        for number, page in enumerate(self.reader.pages):
            texts: dict[int, str] = {}
            self._texts.append(texts)
            if page.get("/StructParents") != number:
                self._fault(f"page {number + 1} is not in the tree")
            stack: list[Any] = []
            for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
                if operator in {b"BDC", b"BMC"}:
                    given = operands[1] if operator == b"BDC" else {}
                    mark = "Artifact" if operands[0] == "/Artifact" else given.get("/MCID")
                    stack.append(mark)
                    texts.setdefault(mark, "") if isinstance(mark, int) else None
                    owner = next((mark for mark in stack if isinstance(mark, int)), None)
                    if owner is not None and "/ActualText" in given:
                        texts[owner] += given["/ActualText"]
                    if mark == "Artifact" and owner is not None:
                        self._fault(f"an artifact within content of page {number + 1}")
                elif operator == b"EMC":
                    stack.pop()
                elif operator in PAINTS and not any(mark is not None for mark in stack):
                    self._fault(f"{operator!r} on page {number + 1} has no place")

    def _elements(self, given: Any, depth: int, parent: str = "") -> Iterator[TaggedElement]:
        element = given.get_object()
        role = element["/S"][1:]
        if role not in WITHIN.get(parent, {role}):
            self._fault(f"{role} in {parent}")
        if role == "Figure" and not element.get("/Alt"):
            self._fault("a figure without a text")
        if role == "TH" and element.get("/A", {}).get("/Scope") is None:
            self._fault("a heading cell without a scope")
        if role[0] == "H":
            if int(role[1:]) > self._heading + 1:
                self._fault(f"{role} follows H{self._heading}")
            self._heading = int(role[1:])
        own, below = "", []
        for kid in element["/K"]:
            found = kid.get_object() if not isinstance(kid, int) else kid
            if isinstance(found, int) or "/MCID" in found:
                own += self._content(element, found)
            else:
                below.append(found)
        yield TaggedElement(role, depth, own if role != "Figure" else element.get("/Alt", ""))
        for found in below:
            yield from self._elements(found, depth + 1, role)
        if role == "Table":
            self._check_grid(element)

    def _content(self, element: Any, kid: Any) -> str:
        page = (element if isinstance(kid, int) else kid).raw_get("/Pg").idnum
        number = kid if isinstance(kid, int) else kid["/MCID"]
        place = self._pages[page], int(number)
        if place in self._read:
            self._fault(f"content {place} is in the tree twice")
        self._read.add(place)
        return self._texts[place[0]][place[1]]

    def _check_grid(self, table: Any) -> None:
        """Every row has as many columns, spans counted."""
        parts = [kid.get_object() for kid in table["/K"]]
        for part in parts if any(part["/S"] != "/TR" for part in parts) else [table]:
            rows = [kid.get_object() for kid in part["/K"]]
            taken = [0] * len(rows)
            for at, row in enumerate(rows):
                for kid in row["/K"]:
                    spans = kid.get_object().get("/A", {})
                    for below in range(at, at + int(spans.get("/RowSpan", 1))):
                        taken[below] += int(spans.get("/ColSpan", 1))
            if len(set(taken)) > 1:
                self._fault(f"rows of {sorted(set(taken))} columns")

    def _compare(self) -> None:
        marked = {(at, number) for at, texts in enumerate(self._texts) for number in texts}
        if marked != self._read:
            self._fault(f"not in the tree: {sorted(marked - self._read)[:5]}")
        parents = self.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        for number, listed in zip(parents[::2], parents[1::2], strict=True):
            if len(listed) != len(self._texts[number]):
                self._fault(f"page {number + 1} has other content than its list of parents")
        if not self.root.get("/MarkInfo", {}).get("/Marked"):
            self._fault("not marked")
        metadata = self.root["/Metadata"].get_object().get_data().decode()
        if "<pdfuaid:part>1</pdfuaid:part>" not in metadata:
            self._fault("no identification")
        if not self.root.get("/Lang") or not self.root["/ViewerPreferences"]["/DisplayDocTitle"]:
            self._fault("no language or no title")
