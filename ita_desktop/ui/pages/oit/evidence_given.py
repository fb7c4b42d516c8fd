"""Evidence in dragged or copied data: files, links, and text lines with links."""

from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QMimeData

from ita_desktop.domain.oit.locations import is_address
from ita_desktop.services.oit.evidence import EvidencePlace, links_in, of_file


class _Anchors(HTMLParser):
    """Collects the link texts in HTML from the clipboard."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._link:
            text = f"{self.words.get(self._link, '')} {data}"
            self.words[self._link] = " ".join(text.split())


def may_hold_evidence(data: QMimeData) -> bool:
    """Returns whether the data may contain evidence; called for each drag move."""
    return data.hasUrls() or data.hasText()


def evidence_in(data: QMimeData, workspace: Path | None) -> tuple[EvidencePlace, ...]:
    """Returns the files and web addresses in dragged or copied data."""
    titles = _titles(data)
    found = []
    for url in data.urls():
        location = url.toString()
        if url.isLocalFile():
            found.append(of_file(Path(url.toLocalFile()), workspace))
        elif is_address(location):
            found.append(EvidencePlace(location, _title(titles, location)))
    if found:
        return tuple(found)
    return tuple(
        link if link.title else EvidencePlace(link.location, _title(titles, link.location))
        for link in links_in(data.text())
    )


def _titles(data: QMimeData) -> dict[str, str]:
    reader = _Anchors()
    if data.hasHtml():
        reader.feed(data.html())
    return reader.words


def _title(titles: dict[str, str], location: str) -> str:
    words = titles.get(location, "")
    return "" if is_address(words) else words
