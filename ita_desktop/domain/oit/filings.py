"""Records of what was filed for OIT items, and how it differs from what there is to file now."""

from datetime import date
from typing import Annotated, Any, NamedTuple

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.frozen import dataclass
from ita_desktop.domain.personal.marks import FreeText, NotPersonal
from ita_desktop.domain.records import LINES, Position, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Record):
    """What was filed of an item on a day; several rows of an item are its history."""

    year_id: str
    item_code: Annotated[NotPersonal, Phrase("ข้อ")]
    filed: Annotated[date, Phrase("วันที่ยื่น")]
    links: Annotated[FreeText, Phrase("ลิงก์"), LINES] = ""
    """The addresses, one a line."""
    explanation: Annotated[FreeText, Phrase("คำชี้แจง"), LINES] = ""
    """The explanation with its numbers, in Arabic digits."""
    published: Annotated[date | None, Phrase("วันที่เผยแพร่")] = None
    """The last day of publication that was filed."""
    position: Position = 0

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.filed, self.position, self.id)


class FilingChange(NamedTuple):
    """How what there is to file differs from what was filed last."""

    last: Filing | None
    """None if the item was never filed."""
    added: tuple[str, ...] = ()
    """Addresses that are new since."""
    removed: tuple[str, ...] = ()
    """Addresses that are gone since."""
    explanation: bool = False
    """Whether the explanation is another one."""
    published: bool = False
    """Whether the day of publication is another one."""

    @property
    def has_changed(self) -> bool:
        """Whether the item was filed, and differs now."""
        return bool(self.added or self.removed or self.explanation or self.published)


def change_since(
    last: Filing | None, links: str, explanation: str, published: date | None
) -> FilingChange:
    """Return how the present texts of an item differ from its last filing."""
    if last is None:
        return FilingChange(None)
    now, before = links.splitlines(), last.links.splitlines()
    return FilingChange(
        last,
        tuple(link for link in now if link not in before),
        tuple(link for link in before if link not in now),
        explanation != last.explanation,
        published != last.published,
    )


@dataclass(frozen=True, kw_only=True)
class FilingRows:
    """The fields of :class:`~ita_desktop.domain.year.YearData` that hold these records."""

    filings: tuple[Filing, ...] = ()
