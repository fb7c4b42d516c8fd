"""Suggested findings from the last result with their evidence."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.domain.analysis import PreviousResults
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.findings import FindingSource
from ita_desktop.domain.rich import plain
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.finding_drafts import FindingDraft
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet


class SuggestionSheet(PreviewSheet):
    """Suggestions as rows; those without an existing finding are checked."""

    about = "suggestions"

    def __init__(
        self, drafts: Sequence[FindingDraft], results: PreviousResults, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._drafts = {draft.key: draft for draft in drafts}
        headings = [tr("ข้อ"), tr("ประเด็นที่ต้องปรับปรุง"), tr("มาจาก")]
        self.show_rows(headings, [_row(draft, results, headings) for draft in drafts])
        shown = [filter_ for filter_ in self.filters() if filter_.count]
        # With a single kind of row, besides the chip for all, there is nothing to filter.
        self.set_filters(shown if len(shown) > 2 else [], ALL)
        self.set_remark(tr("ร่างจากผลคะแนน แก้ถ้อยคำได้ภายหลัง · เลิกทำได้"))

    @property
    def chosen(self) -> list[FindingDraft]:
        """Returns the checked suggestions in order."""
        return [draft for key, draft in self._drafts.items() if key in self.ticked]


def _row(draft: FindingDraft, results: PreviousResults, headings: Sequence[str]) -> PreviewRow:
    cells = (
        ", ".join(draft.items) or draft.indicator,
        plain(draft.issue) or tr("เพิ่มที่มา ไม่เปลี่ยนถ้อยคำที่พิมพ์ไว้"),
        "\n".join(_described(results, source.kind, source.ref) for source in draft.sources),
    )
    action = CHANGE if draft.into else ADD
    return PreviewRow(draft.key, action, True, dict(zip(headings, cells, strict=True)))


def _described(results: PreviousResults, kind: object, ref: str) -> str:
    source = FindingSource(id="", finding_id="", kind=kind, ref=ref)  # type: ignore[arg-type]
    return in_language(results.describe(source).text)


def open_suggestions(
    drafts: Sequence[FindingDraft],
    results: PreviousResults,
    over: QWidget,
    accept: Callable[[list[FindingDraft]], object],
    refusal: Callable[[list[FindingDraft]], InputError | None],
    back: Callable[[], QWidget],
) -> SuggestionSheet:
    """Opens the dialog; ``accept`` is called with the checked suggestions, ``refusal`` before,
    whether they can be. The focus then goes to the widget that ``back`` returns."""
    sheet = SuggestionSheet(drafts, results, over.window())
    sheet.check_by(lambda: refusal(sheet.chosen))
    year = results.before.year if results.before is not None else 0
    sheet.set_title(
        tr("เสนอจากผลคะแนน"), tr("จากผลการประเมินปี {year} เลือกสิ่งที่จะนำไปวิเคราะห์ต่อ", year=year)
    )
    sheet.accepted.connect(lambda: accept(sheet.chosen))

    def leave(_result: int) -> None:
        sheet.deleteLater()
        if isValid(over):  # the window may be closing
            over.activateWindow()
            back().setFocus()

    sheet.finished.connect(leave)
    sheet.open()
    return sheet
