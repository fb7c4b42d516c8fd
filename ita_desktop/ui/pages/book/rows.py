"""The rows of the list of chapters."""

from collections.abc import Sequence
from typing import Final

from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents.book import ChapterEntry
from ita_desktop.ui.table.column import Column, ColumnKind
from ita_desktop.ui.theme.tokens import Tone


class _Width:
    """The chapters of the book of measures."""

    SHOWN: Final = 52
    NUMBER: Final = 60
    TITLE: Final = 240
    ORIGIN: Final = 104
    ORIGIN_WIDE: Final = 220


TITLE, SHOWN = "title", "shown"


class ListedChapter(ChapterEntry):
    """A chapter; ``id`` does not change when a generated part is first stored."""

    @property
    def id(self) -> str:
        return f"part:{self.part}" if self.part else self.key

    @property
    def is_text(self) -> bool:
        """Whether its text is the office's own."""
        return not self.file_name and (not self.part or bool(self.text))

    @property
    def can_be_written(self) -> bool:
        """Whether its generated content can be replaced by the office's text."""
        return bool(self.part) and not self.front

    @property
    def origin(self) -> str:
        """The origin of its content."""
        if self.front:
            return tr("ก่อนทุกบท")
        if self.part and not self.text:
            return tr("จากข้อมูล")
        return self.file_name or tr("พิมพ์เอง")


def chapter_rows(entries: Sequence[ChapterEntry]) -> list[ListedChapter]:
    """Returns the chapters in order."""
    return [ListedChapter(*entry._replace(title=in_language(entry.title))) for entry in entries]


def chapter_columns() -> list[Column[ListedChapter]]:
    """Returns the columns: shown, number, title, origin."""
    return [
        Column(SHOWN, tr("ใส่"), lambda row: row.shown, _Width.SHOWN, kind=ColumnKind.CHECK,
               editable=True, hideable=False),
        Column("number", tr("บทที่"), lambda row: str(row.number) if row.number else "",
               _Width.NUMBER, tone=Tone.TEXT2),
        Column(TITLE, tr("ชื่อบท"), lambda row: row.title, _Width.TITLE, stretch=True, editable=True,
               empty="", hideable=False, tone=lambda row: Tone.TEXT if row.shown else Tone.TEXT2),
        Column("origin", tr("เนื้อหา"), lambda row: row.origin, _Width.ORIGIN,
               wide=_Width.ORIGIN_WIDE, tone=Tone.TEXT2),
    ]  # fmt: skip
