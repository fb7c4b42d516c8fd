"""Findings that are chosen: those that a measure addresses, in a popup, and those suggested from
the last result, with their evidence.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ita_desktop.domain.analysis import PreviousResults
from ita_desktop.domain.errors import InputError
from ita_desktop.domain.records import Measure
from ita_desktop.domain.rich import plain
from ita_desktop.domain.scores.results import FindingSource
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import in_language, tr
from ita_desktop.services import findings
from ita_desktop.services.finding_drafts import FindingDraft
from ita_desktop.ui.dialogs.previews.rows import ADD, CHANGE, PreviewRow
from ita_desktop.ui.dialogs.previews.sheet import ALL, PreviewSheet
from ita_desktop.ui.editors.listing import ENTRY, MOST_SHOWN, EntryList, EntrySearch
from ita_desktop.ui.keyboard import is_enter
from ita_desktop.ui.shared.editor_events import StoredOutsideEvent, tell
from ita_desktop.ui.table.values import ListChoice
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import hbox, nest
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.fields.field import SearchField
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.popup import FormPopup

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: MOST_SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - MOST_SHOWN,
}
_MORE = frozenset(";,")


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


def finding_choices(data: YearData, measure: Measure) -> list[ListChoice]:
    """Returns all findings of the year: those addressed by the measure, then those of its
    indicators, then the others."""
    answered = {finding.id for finding in data.findings_of_measure(measure.id)}
    items = data.framework.item_by_code
    codes = [item.item_code for item in data.items_of_measure(measure.id)]
    near = {measure.indicator, *(items[code].indicator for code in codes if code in items)}
    ordered = sorted(data.findings, key=lambda finding: (finding.id not in answered,
                                                     finding.indicator not in near))  # fmt: skip
    choices = []
    for finding in ordered:
        label = in_language(findings.label_of(data, finding))
        texts = (finding.issue, finding.weakness, finding.practice)
        words = [line for text in texts for line in plain(text).split("\n") if line]
        also = (*words[1:], *(item.item_code for item in data.items_of_finding(finding.id)))
        choices.append(
            ListChoice(finding.id, words[0] if words else label, label, (*also, finding.indicator))
        )
    return choices


class FindingsPopup(FormPopup):
    """Typing searches, ↑ and ↓ move, Space toggles the selected entry; ``;`` checks the best match
    and continues, Enter checks it and closes. The choice is stored when the popup closes, except on
    Esc, where it is a draft.

    ``save`` is called with the ids of the checked findings.
    """

    about = "findings"
    span = FloatSize.FINDINGS

    def __init__(
        self, choices: Sequence[ListChoice], ticked: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(tr("ประเด็นที่มาตรการนี้ตอบ"), parent, gap=Space.S)
        self.save: Callable[[tuple[str, ...]], object] = lambda _keys: None
        self._search = EntrySearch(choices)
        self._ticked = list(ticked)
        self._walked = self._is_escaped = False
        self.field = self.start = SearchField(tr("ค้นประเด็นหรือรหัสข้อ"), self)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.inner.addWidget(self.field)
        self.list = EntryList(self)
        self.list.setFixedHeight(min(max(len(choices), 1), MOST_SHOWN) * ENTRY)
        self.list.picked.connect(self._toggle)
        self.inner.addWidget(self.list)
        self.note = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox((self.note, 1), self.done, gap=None))
        self._show()

    # -- the list

    def _show(self, at: int | None = None) -> None:
        typed = self.field.text().strip()
        found = self._search.find(typed)
        on = frozenset(at for at, choice in enumerate(found) if choice.value in self._ticked)
        self.list.entry_model.show_entries(found, on)
        first = 0 if typed and found else -1
        self.list.choose(first if at is None else at)
        self._update_note()

    def _update_note(self) -> None:
        typed = self.field.text().strip()
        none = bool(typed) and not self.list.entry_model.rows
        self.note.set_tone(Tone.LATE if none else Tone.TEXT2)
        if none:
            self.note.setText(tr("ไม่มี “{text}” ในการวิเคราะห์ของปีนี้", text=typed))
        else:
            keys = tr("Enter รับ · ; เพิ่มอีก · ↓ Space เลือก")
            count = len(self._ticked)
            self.note.setText(tr("เลือก {count} · {keys}", count=count, keys=keys))

    def _find(self, text: str) -> None:
        if text and text[-1] in _MORE:
            taken = self._check_selected(text[:-1])
            self.field.setText("" if taken else text[:-1])
            return
        self._walked = False
        self._show()

    def _key(self, row: int) -> str:
        entries = self.list.entry_model.rows
        return str(entries[row].value) if 0 <= row < len(entries) else ""

    def _toggle(self, row: int) -> None:
        """Toggles an entry."""
        key = self._key(row)
        if key in self._ticked:
            self._ticked.remove(key)
        elif key:
            self._ticked.append(key)
        self._show(row)

    def _check_selected(self, typed: str) -> bool:
        """Checks the selected entry; returns False if the typed text has no match."""
        key = self._key(self.list.at)
        if key and key not in self._ticked:
            self._ticked.append(key)
        return bool(key) or not typed.strip()

    # -- closing

    def accept(self) -> None:
        """Stores the choice and closes."""
        if self.is_changed:
            self.save(self.draft())
        self.settle()

    def draft(self) -> tuple[str, ...]:
        return tuple(self._ticked)

    def show_draft(self, draft: tuple[str, ...]) -> None:
        self._ticked = list(draft)
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_settled and not self._is_escaped:
            # A click elsewhere.
            self._is_settled = True
            if self.is_changed:
                self.save(self.draft())
                tell(self, StoredOutsideEvent(tr("บันทึกประเด็นของมาตรการแล้ว")))
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._press(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _press(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            self.list.step(_STEPS[key])
            self._walked = True
        elif key == Qt.Key.Key_Space and self._walked:
            self._toggle(self.list.at)
        elif is_enter(key):
            if self._check_selected(self.field.text()):
                self.accept()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._is_escaped = True
        super().keyPressEvent(event)
