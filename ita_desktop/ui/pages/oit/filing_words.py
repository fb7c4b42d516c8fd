"""What changed since an item was filed, in words."""

from ita_desktop.domain.oit.filings import FilingChange
from ita_desktop.i18n import tr


def change_words(change: FilingChange) -> str:
    """Returns what changed, a line each; empty if nothing did, or the item was never filed."""
    lines = []
    if change.added:
        lines.append(tr("ลิงก์ใหม่ {count}", count=len(change.added)))
    if change.removed:
        lines.append(tr("ลิงก์ที่หายไป {count}", count=len(change.removed)))
    if change.explanation:
        lines.append(tr("คำอธิบาย"))
    if change.published:
        lines.append(tr("วันที่เผยแพร่"))
    return "\n".join(lines)
