"""The pane of เอกสาร: the preview of the selected document, its actions, which the menu of the list
offers, too, and a text of the office, edited in a popup where it was clicked in the preview."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.documents.kinds import OPTION_NAMES, Profile, ReportContext
from ita_desktop.documents.wordings.templates import Template
from ita_desktop.domain.documents import DocumentOption
from ita_desktop.domain.text import Digits, to_thai
from ita_desktop.i18n import in_language, tr
from ita_desktop.services.documents import wordings
from ita_desktop.services.documents.wordings import ADJUSTABLE
from ita_desktop.services.meetings.papers import PACK
from ita_desktop.services.places import BOOK, FILING, Place
from ita_desktop.typography.lines import beginning
from ita_desktop.ui.keyboard import SAVE_DOCUMENT, is_enter
from ita_desktop.ui.pages.documents.list import DocumentRow, Gap
from ita_desktop.ui.pages.documents.preview import PageView, PreviewPages
from ita_desktop.ui.pages.documents.printing import orientation_words
from ita_desktop.ui.pages.page import PageKey
from ita_desktop.ui.pages.settings.wording_editor import MadeText, display_name
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import WrapLayout, add, hbox, nest, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind, take_out
from ita_desktop.ui.widgets.chip import Chip
from ita_desktop.ui.widgets.fields.text import TextArea
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import Mend, MendList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import Leavable
from ita_desktop.ui.widgets.page.section import HairLine, RoomScroll
from ita_desktop.ui.widgets.popup import FormPopup

Spot = tuple[int, float, float]
"""A page index, and the position on it as shares of its width and height."""


FORMATS: Mapping[str, tuple[str, str]] = {
    "docx": ("บันทึก Word", "file-text"),
    "xlsx": ("บันทึก Excel", "sheet"),
    "pdf": ("บันทึก PDF", "download"),
    "pptx": ("บันทึก PowerPoint", "presentation"),
}
"""Text and icon of the button that saves a format."""

MOST_LETTERS = 48
"""Greatest length of a subject on its chip."""

PAPERS = {(595, 842): "A4", (420, 595): "A5"}
"""The names of sizes of paper, by short and long side in points."""


class DocumentPane(Leavable):
    """Title, page information and buttons, with the preview below."""

    print_requested = Signal()
    save_requested = Signal(str)
    """The format: docx, xlsx, pdf or pptx."""
    digits_chosen = Signal(object)
    profile_chosen = Signal(object)
    """The readers of a confidential document were selected (:class:`Profile`)."""
    subject_requested = Signal()
    """The menu of subjects is about to open: :meth:`offer` fills it."""
    subject_chosen = Signal(str)
    """A subject was selected; carries the key of the order, meeting or letter."""
    all_items_requested = Signal()
    due_chosen = Signal(bool)
    choice_made = Signal(object, bool)
    """An option of the document was toggled (:class:`DocumentOption`), and whether it is on."""
    gap_opened = Signal(object)
    fold_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._row: DocumentRow | None = None
        self.pages: PreviewPages | None = None
        """The shown PDF."""
        self.title = ThaiLabel("", style=Text.PANE_TITLE)
        self.note = ThaiLabel("", style=Text.LABEL, tone=Tone.TEXT2)
        self.subject_chip = Chip("")
        self._subjects = QMenu(self.subject_chip)
        self.items_chip = Chip("")
        self.due_chip = Chip(tr("กำหนดส่ง"))
        self.choice_chips = {
            option: Chip(in_language(name)) for option, name in OPTION_NAMES.items()
        }
        self.digits_chip = Chip("")
        self.profile_chip = Chip("")
        self.fold_button = Button("", kind=ButtonKind.QUIET, icon_name="panel-right-close")
        self.back = Button("", kind=ButtonKind.QUIET, icon_name="chevron-left")
        self.forward = Button("", kind=ButtonKind.QUIET, icon_name="chevron-right")
        self.pager = ThaiLabel("", style=Text.LABEL, tone=Tone.TEXT2)
        self.print_button = Button(tr("พิมพ์"), kind=ButtonKind.PRIMARY, icon_name="printer")
        self.save_buttons = {
            form: Button(tr(words), icon_name=icon) for form, (words, icon) in FORMATS.items()
        }
        self.chapters_button = Button(tr("จัดบท"), icon_name="list-ordered")
        self.parts_button = Button(tr("ส่วนของชุด"), icon_name="list-ordered")
        self.filing_button = Button(tr("ยื่นข้อมูล"))
        self.widths_button = Button(tr("ความกว้างคอลัมน์"), kind=ButtonKind.QUIET, icon_name="table")
        self.gaps = MendList(
            Mark.DOING, lambda count: tr("และอีก {count} อย่าง", count=count), (0, Space.S, 0, 0)
        )
        self.signed = ThaiLabel("", style=Text.LABEL, tone=Tone.TEXT2)
        self.changes = MendList(Mark.DOING, str, (0, Space.XS, 0, 0))
        self.show_signed("")
        self.view = PageView()
        self.setMinimumWidth(Width.PANE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = vbox(margins=(Space.PANE_EDGE, Space.S, Space.PANE_EDGE, Space.M))
        chips, buttons = WrapLayout(Space.XS, Space.XS), WrapLayout(Space.S, Space.XS)
        options = self.choice_chips.values()
        for chip in (self.subject_chip, self.items_chip, self.due_chip, *options):
            chips.addWidget(chip)
        for button in (self.print_button, *self.save_buttons.values()):
            buttons.addWidget(button)
        add(
            head,
            hbox(
                (self.title, 1), self.profile_chip, self.digits_chip, self.fold_button, gap=Space.S
            ),
            hbox(
                (chips, 1),
                self.chapters_button,
                self.parts_button,
                self.filing_button,
                self.widths_button,
                gap=Space.XS,
            ),
            hbox((self.note, 1), self.back, self.pager, self.forward, gap=Space.XS),
            Space.XS,
            buttons,
            self.gaps,
            self.signed,
            self.changes,
        )
        vbox(head, HairLine(), (self.view, 1), on=self)

    def _connect(self) -> None:
        self.print_button.setToolTip(tr("พิมพ์ (Ctrl+P)"))
        self.back.setToolTip(tr("หน้าก่อน"))
        self.forward.setToolTip(tr("หน้าถัดไป"))
        self.chapters_button.setToolTip(tr("เลือก เรียงลำดับ และเพิ่มบทของเล่ม"))
        self.parts_button.setToolTip(tr("เลือกและเรียงเอกสารในชุดของการประชุม"))
        self.fold_button.setToolTip(tr("พับตัวอย่าง (F4)"))
        self.view.setToolTip(tr("คลิกข้อความของแบบเพื่อแก้เป็นถ้อยคำของสำนักงาน"))
        self.print_button.clicked.connect(self.print_requested)
        self.fold_button.clicked.connect(self.fold_requested)
        self.gaps.opened.connect(self.gap_opened)
        for form, button in self.save_buttons.items():
            button.clicked.connect(lambda _=False, form=form: self.save_requested.emit(form))
        self.back.clicked.connect(lambda: self.view.go_to(self.view.current - 1))
        self.forward.clicked.connect(lambda: self.view.go_to(self.view.current + 1))
        self.view.page_changed.connect(self._show_page)
        self.items_chip.setToolTip(tr("เอาออกเพื่อพิมพ์ทุกข้อ"))
        self.items_chip.clicked.connect(self.all_items_requested)
        self.due_chip.setToolTip(tr("เพิ่มคอลัมน์กำหนดส่ง ซึ่งแบบของทางราชการไม่มี"))
        self.due_chip.clicked.connect(self.due_chosen)
        shown = {
            DocumentOption.RUNNING_NUMBERS: tr("ใส่เลขต่อกันทั้งตัวชี้วัดให้ขั้นที่ไม่ได้พิมพ์เลขไว้"),
            DocumentOption.SIGNED_PAGES: tr(
                "ไฟล์ Word แบ่งหน้าเหมือน PDF สำหรับลงนาม มีคำต่อท้ายหน้า หรือช่องที่ใช้ร่วมกันพิมพ์ซ้ำในหน้าถัดไป "
                "ไม่เลือกคือฉบับที่แก้ต่อได้"
            ),
            DocumentOption.PRINTED_SHEET: tr("ไฟล์ Excel แบ่งหน้าเหมือนที่พิมพ์ แทนตารางสำหรับทำงาน"),
            DocumentOption.INTERNAL_NOTES: tr(
                "พิมพ์ข้อสงสัย เครื่องหมาย * และวิธีคำนวณของโปรแกรม สำหรับใช้ภายในเท่านั้น"
            ),
            DocumentOption.NO_DRAFT_MARK: tr(
                "ไม่พิมพ์บรรทัดบนสุดที่บอกว่ากรอบการประเมินของปีเป็นร่าง ซึ่งพิมพ์ไว้จนกว่าจะยืนยันครบ"
            ),
            DocumentOption.CHANGES_SINCE: tr("เพิ่มคอลัมน์ที่บอกว่าแต่ละข้อยื่นเมื่อใด และเปลี่ยนอะไรหลังยื่น"),
        }
        for choice, chip in self.choice_chips.items():
            chip.setToolTip(shown[choice])
            chip.clicked.connect(lambda on, chosen=choice: self.choice_made.emit(chosen, on))
        self.subject_chip.setMenu(self._subjects)
        self.subject_chip.setCheckable(False)
        self._subjects.aboutToShow.connect(self.subject_requested)
        menu = QMenu(self.digits_chip)
        for digits in Digits:
            menu.addAction(digit_words(digits), partial(self.digits_chosen.emit, digits))
        self.digits_chip.setMenu(menu)
        self.digits_chip.setCheckable(False)
        readers = QMenu(self.profile_chip)
        for profile in Profile:
            readers.addAction(profile_words(profile), partial(self.profile_chosen.emit, profile))
        self.profile_chip.setMenu(readers)
        self.profile_chip.setCheckable(False)
        self.profile_chip.setToolTip(tr("ฉบับใช้ภายในมีความเห็นของผู้ตอบแบบวัด ห้ามเผยแพร่"))

    # -- content

    def show_document(self, row: DocumentRow, digits: Digits, profile: Profile) -> None:
        """Sets the document; its pages follow by :meth:`show_pages`."""
        if self._row is None or (row.id, row.subject) != (self._row.id, self._row.subject):
            self.show_pages(None)
        self._row = row
        self.title.setText(row.title)
        self.subject_chip.setText(cut(row.about))
        self.subject_chip.setToolTip(tr("เลือกฉบับ: {about}", about=row.about))
        self.subject_chip.setVisible(bool(row.subject))
        self.digits_chip.setText(digit_words(digits))
        self.profile_chip.setText(profile_words(profile))
        self.profile_chip.setVisible(row.confidential)
        for form, button in self.save_buttons.items():
            button.setVisible(form in row.formats)
        self.chapters_button.setVisible(row.id == BOOK)
        self.parts_button.setVisible(row.id == PACK)
        self.filing_button.setVisible(row.id == FILING)
        self.widths_button.setVisible(row.id in ADJUSTABLE)
        self.gaps.show_mends(
            [Mend(gap.sentence, tr("ไปที่{place}", place=gap.place), gap) for gap in row.gaps]
        )
        self.setAccessibleName(row.title)

    def show_signed(self, sentence: str) -> None:
        """Shows when the document was signed; empty if it was not."""
        self.signed.setText(sentence)
        self.signed.setVisible(bool(sentence))
        self.show_changes("")

    def show_changes(self, sentence: str) -> None:
        """Shows that the data differs from the signed document; empty if it does not."""
        self.changes.show_mends([Mend(sentence, tr("ดูสิ่งที่เปลี่ยน"))] if sentence else [])

    def show_choices(self, items: Sequence[str] | None, *, due: bool, shown: bool) -> None:
        """Shows the options of the table of items if ``shown``: only some ``items``, and due
        dates."""
        self.items_chip.setText(tr("เฉพาะ {count} ข้อ", count=len(items or ())))
        self.items_chip.setChecked(items is not None)
        self.items_chip.setVisible(items is not None)
        self.due_chip.setChecked(due)
        self.due_chip.setVisible(shown)

    def show_chosen(
        self,
        offered: Collection[DocumentOption],
        chosen: Collection[DocumentOption],
        *,
        locked: bool,
    ) -> None:
        """Shows the options of the document, and which are on."""
        for choice, chip in self.choice_chips.items():
            chip.setVisible(choice in offered)
            chip.setChecked(choice in chosen)
            chip.setEnabled(not locked)

    def offer(self, subjects: Sequence[tuple[str, str, bool]]) -> None:
        """Fills the menu of subjects: keys, texts, and whether the document is complete for
        each."""
        take_out(self._subjects)
        for key, words, ready in subjects:
            state = tr("พร้อมพิมพ์") if ready else tr("ยังไม่ครบ")
            act = self._subjects.addAction(
                f"{words} · {state}", partial(self.subject_chosen.emit, key)
            )
            act.setCheckable(True)
            act.setChecked(self._row is not None and key == self._row.subject)

    def show_pages(self, pages: PreviewPages | None) -> None:
        """Sets the document's PDF; None while there is none."""
        self.pages = pages
        title = self._row.title if self._row is not None else ""
        self.view.show_pages(pages, title)
        ready = pages is not None
        waits = tr("รอสักครู่ กำลังจัดหน้า")
        for button in (self.print_button, *self.save_buttons.values()):
            button.block("" if ready else waits)
        lost = [in_language(sentence) for sentence in pages.lost] if pages is not None else []
        summary = _page_summary(pages) if pages is not None else waits
        self.note.setText(" · ".join((*lost[:1], summary)))
        self.note.setToolTip("\n".join(lost))
        self._show_page(self.view.current, self.view.count)

    def show_failure(self, sentence: str) -> None:
        """Shows why the document could not be made."""
        self.show_pages(None)
        self.note.setText(sentence)

    def _show_page(self, page: int, count: int) -> None:
        for part in (self.back, self.pager, self.forward):
            part.setVisible(count > 0)
        self.pager.setText(tr("หน้า {page} จาก {count}", page=page, count=count))
        self.back.setEnabled(page > 1)
        self.forward.setEnabled(page < count)


def save_words() -> dict[str, str]:
    """Returns what saving in each format is called in a menu."""
    return {form: f"{tr(words)}…" for form, (words, _icon) in FORMATS.items()}


def cut(words: str) -> str:
    """Returns a text elided for a chip."""
    return beginning(words, MOST_LETTERS)


def digit_words(digits: Digits) -> str:
    """Returns the name of the digits with an example."""
    if digits is Digits.THAI:
        return tr("เลขไทย {figures}", figures=to_thai("123"))
    return tr("เลขอารบิก {figures}", figures="123")


def profile_words(profile: Profile) -> str:
    """Returns the name of a document's readers."""
    return tr("ฉบับใช้ภายใน") if profile is Profile.INTERNAL else tr("ฉบับเผยแพร่")


def _page_summary(pages: PreviewPages) -> str:
    """Returns ``A4 แนวตั้ง · 7 หน้า · ข้อมูลขณะนี้``."""
    width, height = pages.sizes[0]
    size = (round(min(width, height)), round(max(width, height)))
    return tr(
        "{paper} · {count} หน้า · ข้อมูลขณะนี้",
        paper=" ".join(filter(None, (PAPERS.get(size, ""), orientation_words(pages)))),
        count=len(pages),
    )


def add_actions(
    menu: QMenu,
    row: DocumentRow,
    prints: Callable[[], None],
    save: Callable[[str], None],
    opened: Callable[[Gap], None],
) -> None:
    """Adds printing, saving in each of its formats, and the places where what it lacks is entered,
    each once."""
    menu.addAction(tr("พิมพ์…"), "Ctrl+P", prints)
    for form, words in save_words().items():
        if form in row.formats:
            action = menu.addAction(words, partial(save, form))
            if form == row.usual_format:
                action.setShortcut(SAVE_DOCUMENT.sequence)

    menu.addSeparator()
    first: dict[str, Gap] = {}
    for gap in row.gaps:
        first.setdefault(gap.place, gap)
    for place, gap in first.items():
        menu.addAction(tr("ไปที่{place}", place=place), partial(opened, gap))
    menu.addSeparator()


class WordingPopupSize:
    WORDING_WIDTH: Final = 460
    WORDING_HEIGHT: Final = 300


class WordingPopup(FormPopup):
    """ใช้ or Ctrl+Enter stores the text.

    ``save`` is called with the text, and returns whether it was stored.
    """

    about = "wordings"
    reset = Signal()
    listed = Signal()
    """The text should be shown in the list of all texts."""

    def __init__(self, template: Template, words: str, parent: QWidget, *, own: bool) -> None:
        super().__init__(display_name(template), parent)
        self.save: Callable[[str], bool] = lambda _words: True
        self._stored = words
        self.area = TextArea()
        self.area.setAccessibleName(self.accessibleName())
        self.area.setPlainText(words)
        self.inner.addWidget(RoomScroll.around(self.area), 1)
        fields = " ".join(f"{{{field}}}" for field in template.own_fields)
        if fields:
            text = tr("ช่องเติม: {fields}", fields=fields)
            self.inner.addWidget(ThaiLabel(text, self, style=Text.NOTE, tone=Tone.TEXT2, most=2))
        self.back = Button(tr("ใช้ถ้อยคำตามแบบ"), self, kind=ButtonKind.QUIET)
        self.back.setVisible(own)
        self.back.clicked.connect(self._reset)
        self.more = Button(tr("ดูทั้งหมด"), self, kind=ButtonKind.QUIET)
        self.more.clicked.connect(self._list)
        self.done = Button(tr("ใช้"), self, kind=ButtonKind.PRIMARY)
        self.done.clicked.connect(self.accept)
        nest(self.inner, hbox(self.back, self.more, None, self.done, gap=None))

    def open_near(self, at: QPoint, window: QWidget) -> None:
        """Opens below the global position ``at``, on the screen, with the focus."""
        self.setFixedSize(WordingPopupSize.WORDING_WIDTH, WordingPopupSize.WORDING_HEIGHT)
        screen = window.screen().availableGeometry()
        right, bottom = screen.right() - self.width(), screen.bottom() - self.height()
        left = max(screen.left(), min(at.x() - self.width() // 2, right))
        self.open_at(QPoint(left, max(screen.top(), min(at.y() + Space.L, bottom))), window)
        self.area.setFocus()

    def accept(self) -> None:
        """Stores the text and closes; a rejected one is kept for correction."""
        words = self.area.toPlainText()
        if words == self._stored or self.save(words):
            self.settle()

    def _reset(self) -> None:
        self.reset.emit()
        self.settle()

    def _list(self) -> None:
        self.settle()
        self.listed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter alone is for the text.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not is_enter(event.key()):
            super().keyPressEvent(event)


class WordingController(QObject):
    """Opens the editable text at a position of the preview in ``pane``."""

    list_requested = Signal(object)
    """The text should be shown in the list of all texts, at this Place."""

    def __init__(self, session: Session, pane: DocumentPane) -> None:
        super().__init__(pane)
        self._session = session
        self._pane = pane
        self.made_text = MadeText(session, self)

    def word(self, context: ReportContext, spot: Spot) -> None:
        """Opens the editable text at ``spot`` of the document made from ``context``, if there is
        one."""
        session, pages = self._session, self._pane.pages
        name = pages.wording_at(*spot) if pages is not None else ""
        if not name or session.is_locked:
            return
        from ita_desktop.documents.wordings.catalogue import template

        found, data = template(name), session.data
        own = data.own_words.get(found.key(data))
        if own is not None:
            self._open(found, own, spot, own=True)
            return

        def begin(words: str) -> None:
            if self._pane.isVisible() and self._pane.pages is pages:
                self._open(found, words, spot, own=False)

        self.made_text.find(context, found, begin)

    def _open(self, template: "Template", words: str, spot: Spot, *, own: bool) -> None:
        session, view, name = self._session, self._pane.view, template.name
        popup = WordingPopup(template, words, self._pane, own=own)
        popup.thing = name
        popup.save = lambda typed: session.could_write(wordings.put, name, typed)
        popup.reset.connect(lambda: session.could_write(wordings.reset, name))
        place = Place(PageKey.SETTINGS, f"wordings#{name}")
        popup.listed.connect(lambda: self.list_requested.emit(place))
        popup.open_near(view.viewport().mapToGlobal(view.place_of(*spot)), view.window())
