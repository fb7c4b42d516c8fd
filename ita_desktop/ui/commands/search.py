"""The search (Ctrl+K): finds items, measures, people, documents and commands, and opens them."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.text import one_line
from ita_desktop.domain.year import YearData
from ita_desktop.i18n import english, in_language, language, tr
from ita_desktop.services.places import PageKey, Place
from ita_desktop.services.search.entries import ResultKind, SearchEntry, entries_of, only_of
from ita_desktop.services.search.index import Index, making
from ita_desktop.services.search.keys import words_of
from ita_desktop.services.search.said_of_manual import said_about
from ita_desktop.services.search.synonyms import synonyms_of, written_out
from ita_desktop.services.search.vocabulary import GO_TO, NOT_CLERKS, SCORES_OF
from ita_desktop.settings import stored_texts
from ita_desktop.ui.commands.command import Command
from ita_desktop.ui.commands.search_results import ENTRY, ResultList, Section, kind_name
from ita_desktop.ui.editors.base import EditorPopup, anchor_of
from ita_desktop.ui.frame.main_frame import MainFrame
from ita_desktop.ui.keyboard import page_keys
from ita_desktop.ui.loading.asked import load
from ita_desktop.ui.loading.idle import pieces
from ita_desktop.ui.loading.pages import let_paint
from ita_desktop.ui.navigation import PAGES, Navigation
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space, Stroke, Text, Tone
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.section import HairLine


class SearchPopupSize:
    SEARCH_LEAST: Final = 398


CurrentTheme = tuple[Command, str, str]
"""A command with its text and shortcut."""
Run = Callable[[str, str], None]
"""Runs a command with an argument."""
_SHARE = 0.42
"""Width of the popup as a share of the window's."""
_RECENT: Final = "search.recent"
_MOST_RECENT, _PARTS = 5, 4
_BIT = 0.006
"""Duration in seconds of one step of indexing."""
_NEEDED: Final = (
    "ita_desktop.documents.registry",
    "ita_desktop.exchange.kinds.registry",
    "ita_desktop.services.documents.wordings",
    "ita_desktop.ui.commands.reading_window",
    "ita_desktop.ui.pages.measures.page",
    "ita_desktop.ui.pages.meetings.page",
    "ita_desktop.ui.pages.roster.page",
    "ita_desktop.ui.pages.settings.page",
    "ita_desktop.ui.pages.settings.wording_editor",
    "ita_desktop.ui.pages.year.page",
)
"""Modules with the names of searchable things."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


_COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Focus reasons after which nothing needs to be refreshed."""


class SearchPopup(EditorPopup):
    """The popup below the search field: results, and a hint below."""

    def __init__(self, frame: MainFrame) -> None:
        super().__init__(frame)
        self._field = frame.top_bar.search
        self.list = ResultList(self)
        self.nothing = ThaiLabel("", self, tone=Tone.TEXT2)
        self._line = HairLine(self)
        self._foot = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2)

    def show_results(
        self, found: Sequence[Section], text: str, *, ready: bool, again: bool
    ) -> None:
        """Shows results, ``again`` for the same text, or that there are none; unless ``ready``,
        that more may follow."""
        wanted, _ = only_of(text)
        words = [part for word in words_of(wanted) for part in {word, *written_out(word)}]
        self.list.show_found(found, words, again=again)
        nothing = tr("ไม่พบ “{text}”", text=wanted.strip())
        self.nothing.setText(nothing if ready else tr("กำลังเตรียมรายการ…"))
        self.nothing.setVisible(not found)
        self.list.setVisible(bool(found))
        self._foot.setText(tr("↑↓ เลือก · Enter เปิด · > เฉพาะคำสั่ง · @ เฉพาะคน"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.inner()
        foot = inner.bottom() + 1 - FloatSize.FOOT
        results = inner.adjusted(0, Space.XS, 0, -FloatSize.FOOT - Stroke.HAIR)
        self.list.setGeometry(results)
        self.nothing.setGeometry(results.adjusted(Space.M, 0, -Space.M, 0))
        self._line.setGeometry(inner.left(), foot - Stroke.HAIR, inner.width(), Stroke.HAIR)
        self._foot.setGeometry(
            inner.left() + Space.M, foot, inner.width() - 2 * Space.M, FloatSize.FOOT
        )

    def show_under_field(self) -> None:
        """Shows the popup below the field, as high as its results."""
        window = self._field.window()
        anchor = anchor_of(self._field)
        frame = FloatSize.FOOT + Space.S + 3 * Stroke.HAIR
        most = window.height() - anchor.bottom() - Space.XXL - frame - 2 * FloatSize.SHADOW
        height = self.list.wanted_height(most) if self.list.results.rows else ENTRY
        width = min(
            max(round(window.width() * _SHARE), SearchPopupSize.SEARCH_LEAST), FloatSize.LIST_MOST
        )
        # Left-aligned with the field, and inside the page's right margin.
        room = window.width() - Space.PAGE_EDGE - anchor.left()
        width = max(min(width, room), SearchPopupSize.SEARCH_LEAST)
        self.show_by(anchor, QSize(width, height + frame))


class Search(QObject):
    """Connects the search field, the popup, and the opening of results.

    The index is built in steps between events. Until it is complete, the previous one is used.
    """

    def __init__(
        self, navigation: Navigation, commands: Callable[[], Sequence[CurrentTheme]], run: Run
    ) -> None:
        """``commands`` returns the enabled commands, ``run`` runs one."""
        frame = navigation.frame
        super().__init__(frame)
        self._navigation = navigation
        self._usable = commands
        self._run = run
        self._field = frame.top_bar.search
        self._index = Index()
        self._made_of: tuple[YearData, tuple[SearchEntry, ...]] | None = None
        self._making: Generator[None, None, Index] | None = None
        self._bits = QTimer(self, singleShot=True, interval=0)
        self._bits.timeout.connect(self._go_on)
        self.popup = SearchPopup(frame)
        self.popup.list.picked.connect(self.open)
        frame.top_bar.search_edited.connect(self.find)
        frame.top_bar.search_entered.connect(self._enter)
        self._field.installEventFilter(self)
        if self._field.hasFocus():
            self.find(self._field.text())

    @property
    def ready(self) -> bool:
        """Whether the index is complete."""
        return self._making is None

    def find(self, text: str) -> None:
        """Searches for ``text``; without text shows recently opened entries and commands."""
        if self._navigation.session is None:
            return
        self.prepare()
        self._show(text)
        self.popup.show_under_field()

    def _show(self, text: str, *, again: bool = False) -> None:
        found = self._index.search(text if text.strip() else ">")
        sections: list[Section] = [(kind_name(kind), some) for kind, some in found]
        if not text.strip() and (recent := self._recent()):
            sections.insert(0, (tr("เปิดล่าสุด"), recent))
        self.popup.show_results(sections, text, ready=self.ready, again=again)
        self._show_chosen()

    # -- index

    def prepare(self) -> None:
        """Starts rebuilding the index if the year or the commands have changed."""
        session = self._navigation.session
        if session is None:
            return
        made_of = session.data, tuple(self._commands())
        known = self._made_of
        if known is not None and known[0] is made_of[0] and known[1] == made_of[1]:
            return
        self._made_of = made_of
        from ita_desktop.ui.theme.lines import words

        self._making = making(self._entries(*made_of), words.breaker.parts, self._index)
        self._go_on()

    def _go_on(self) -> None:
        """Performs a step of indexing; shows the results when the index is complete."""
        until = time.perf_counter() + _BIT
        while self._making is not None and time.perf_counter() < until:
            try:
                next(self._making)
            except StopIteration as end:
                self._making = None
                self._index = end.value
        if not self.ready:
            self._bits.start()
        elif self.popup.isVisible():
            self._show(self._field.text(), again=True)
            self.popup.show_under_field()

    def _entries(
        self, data: YearData, commands: Sequence[SearchEntry]
    ) -> Iterator[SearchEntry | None]:
        # Commands first, because they are most requested and quickest.
        yield from map(_in_both, commands)
        yield from pieces(*_NEEDED)
        yield from map(_in_both, _documents(data))
        yield from map(_in_both, _parts())
        yield from map(_in_both, _sections())
        yield from map(_in_both, _imports(self._usable()))
        yield from entries_of(data)
        yield from _wordings(data)
        yield from _guide()

    def _commands(self) -> Iterator[SearchEntry]:
        for number, (key, page) in enumerate(PAGES.items(), 1):
            words = tr("ไปที่ {page}", page=tr(page.title))
            also = synonyms_of(page.title)
            yield SearchEntry(ResultKind.COMMAND, "", words, page_keys(number), Place(key), also)
        session = self._navigation.session
        years = sorted(session.years, reverse=True) if session is not None else ()
        # Last year's scores are asked for most.
        for year in sorted(years, key=lambda year: session is None or year != session.year - 1):
            words = tr("ไปที่ผลคะแนนปี {year}", year=year)
            place = Place(PageKey.SCORES, str(year), Command.SHOW_YEAR)
            yield SearchEntry(ResultKind.COMMAND, "", words, "", place, synonyms_of(SCORES_OF))
        for command, words, keys in self._usable():
            place = Place(PageKey.OVERVIEW, command=command)
            plain = words.rstrip("…")
            yield SearchEntry(ResultKind.COMMAND, "", plain, keys, place, synonyms_of(plain))

    # -- opening

    def _enter(self, text: str) -> None:
        """Opens the selected entry; what was typed is answered first. Keys and clicks that follow
        wait, as they are meant for what opens."""
        if not self.popup.isVisible():
            self.find(text)
        while not self.ready:
            self._go_on()
            let_paint()
        self._show(text, again=True)
        self.open(self.popup.list.chosen)

    def open(self, entry: SearchEntry | None) -> None:
        """Navigates to a result, or runs its command."""
        if entry is None:
            return
        self.close()
        if self._navigation.session is None:
            return
        self._note_opened(entry)
        if entry.place.command:
            self._run(entry.place.command, entry.place.target)
        else:
            self._navigation.visit(entry.place.page, entry.place.target)

    def _note_opened(self, entry: SearchEntry) -> None:
        session = self._navigation.session
        if session is not None:
            named = [entry.kind.value, *entry.place]
            kept = [group for group in self._remembered() if group != named]
            session.memory.set(_RECENT, [named, *kept][:_MOST_RECENT])

    def _remembered(self) -> list[list[str]]:
        """Returns kind, page, target and command of recently opened entries, as stored."""
        session = self._navigation.session
        kept = session.memory.get(_RECENT) if session is not None else None
        groups = [stored_texts(group) for group in kept] if isinstance(kept, list) else []
        return [group for group in groups if len(group) == _PARTS]

    def _recent(self) -> list[SearchEntry]:
        """Returns the recently opened entries that still exist."""
        found = []
        for kind, page, target, command in self._remembered():
            if kind in set(ResultKind) and page in set(PageKey):
                place = Place(PageKey(page), target, command)
                found.append(self._index.entry_at(ResultKind(kind), place))
        return [entry for entry in found if entry is not None]

    def close(self) -> None:
        """Closes the popup, clears the field, and returns the focus to the page."""
        self.popup.hide()
        self._field.clear()
        frame = self._navigation.frame
        if self._field.hasFocus() and frame.current_page:
            frame.show_page(frame.current_page)

    def _show_chosen(self) -> None:
        chosen = self.popup.list.chosen
        words = (chosen.code, chosen.text, in_language(chosen.note)) if chosen is not None else ()
        self._field.setAccessibleDescription(" ".join(filter(None, words)))

    # -- keyboard handling of the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._field:
            return False
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            if event.reason() not in _COMES_BACK:
                self.find(self._field.text())
        elif event.type() == QEvent.Type.FocusOut:
            if QApplication.activePopupWidget() is None:
                self.popup.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            if not self.popup.isVisible():
                self.find(self._field.text())
            else:
                self.popup.list.step(step)
                self._show_chosen()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return False


def _in_both(entry: SearchEntry | None) -> SearchEntry | None:
    """Returns an entry that is found by its English name, too."""
    if entry is None or language.code != "th":
        return entry
    names = entry.text, *entry.text.split(": "), entry.text.removeprefix(f"{GO_TO} ")
    found = (english(name) or english(f"{name}…") for name in dict.fromkeys(names))
    called = " ".join(filter(None, found)).rstrip("…")
    return replace(entry, called=called) if called else entry


def _documents(data: YearData) -> Iterator[SearchEntry | None]:
    from ita_desktop.services.documents.exporting import listed

    for paper in listed(data):
        yield None  # finding missing data may take a while
        note = tr("พร้อมพิมพ์") if paper.ready else tr("ยังขาดข้อมูล")
        place = Place(PageKey.DOCUMENTS, paper.name)
        yield SearchEntry(
            ResultKind.DOCUMENT, "", tr(paper.title), note, place, synonyms_of(f"พิมพ์{paper.title}")
        )


def _wordings(data: YearData) -> Iterator[SearchEntry | None]:
    """Yields the editable texts by title and current text."""
    from ita_desktop.services.documents.wordings import listing
    from ita_desktop.ui.pages.settings.wording_editor import display_name

    for worded in listing(data):
        place = Place(PageKey.SETTINGS, f"wordings#{worded.template.name}")
        title, paper = display_name(worded.template), tr(worded.template.papers)
        if "{" in title:
            continue  # a form of words that nobody would look for
        yield SearchEntry(ResultKind.WORDING, "", title, paper, place, one_line(worded.text))


def _guide() -> Iterator[SearchEntry]:
    """Yields the paragraphs of the manual; of what is said to administrators, the first ones."""
    load("ita_desktop.ui.commands.reading_window")
    from ita_desktop.ui.commands.reading_window import chapters

    other = "en" if language.code == "th" else "th"
    for chapter, twin in zip(chapters(language.code), chapters(other), strict=False):
        about = [NOT_CLERKS[each] for each in chapter.about if each in NOT_CLERKS]
        pages = [page for page in PageKey if page in chapter.about]
        page = pages[0] if pages else PageKey.OVERVIEW
        topics = {opening: topic for topic, opening in chapter.places.items()}
        also = " ".join(map(synonyms_of, about))
        # Paragraph by paragraph they say the same (tests/ui/help).
        paragraphs = [*zip(chapter.paragraphs, twin.paragraphs, strict=False)]
        for (opening, words), (_, same) in paragraphs[: 1 if about else None]:
            place = Place(page, opening, Command.HELP)
            said = f"{said_about(topics.get(opening, ''))} {same}"
            yield SearchEntry(ResultKind.GUIDE, "", words, chapter.title, place, also, said=said)


def _sections() -> Iterator[SearchEntry]:
    """Yields the sections of the settings and year pages."""
    from ita_desktop.ui.pages.settings.page import FOLDED, SETTINGS_HELD, SETTINGS_TITLES
    from ita_desktop.ui.pages.year.page import YEAR_HELD, YEAR_TITLES

    for section, title in SETTINGS_TITLES.items():
        words = tr("ตั้งค่า: {section}", section=tr(title))
        held = (title, *SETTINGS_HELD.get(section, ()))
        shown = [tr(text) for text in SETTINGS_HELD.get(section, ())]
        yield _section(words, shown, held, Place(PageKey.SETTINGS, section))
    for target, (title, folded) in FOLDED.items():
        words = tr("ตั้งค่า: {section}", section=tr(title))
        shown = [tr(text) for text in folded]
        yield _section(words, shown, folded, Place(PageKey.SETTINGS, target))
    for section, title in YEAR_TITLES.items():
        words = tr("ปี: {section}", section=tr(title))
        held = (title, *YEAR_HELD.get(section, ()))
        shown = [tr("ตั้งค่า"), *(tr(text) for text in YEAR_HELD.get(section, ()))]
        yield _section(words, shown, held, Place(PageKey.YEAR, section))


def _parts() -> Iterator[SearchEntry]:
    """Yields the tabs of pages, but for those that are shown first, and the orders beside the
    roster."""
    from ita_desktop.ui.pages.measures.page import TITLES as MEASURES
    from ita_desktop.ui.pages.meetings.page import TITLES as MEETINGS
    from ita_desktop.ui.pages.roster.page import TITLES as ROSTER
    from ita_desktop.ui.pages.roster.pane import PanePart

    parts: list[tuple[PageKey, Sequence[tuple[str, str]]]] = [
        (PageKey.ROSTER, [*ROSTER.items(), (PanePart.ORDERS, "คำสั่งแต่งตั้ง")]),
        (PageKey.MEASURES, [(f"{tab}:", title) for tab, title in MEASURES.items()]),
        (PageKey.MEETINGS, [*MEETINGS.items()]),
    ]
    for key, titles in parts:
        for target, title in titles:
            if target.rstrip(":") != key:
                words = f"{tr(PAGES[key].title)}: {tr(title)}"
                place = Place(key, target)
                yield SearchEntry(ResultKind.COMMAND, "", words, "", place, synonyms_of(title))


def _section(words: str, shown: Sequence[str], held: Sequence[str], place: Place) -> SearchEntry:
    """Returns an entry for a section, found by its settings and their synonyms."""
    also = f"{' '.join(shown)} {synonyms_of(' '.join(held))}".strip()
    return SearchEntry(ResultKind.COMMAND, "", words, "", place, also, said=" ".join(shown))


def _imports(usable: Sequence[CurrentTheme]) -> Iterator[SearchEntry]:
    """Yields an entry for each kind of list to import."""
    from ita_desktop.exchange.kinds.registry import KIND_TITLES

    if not any(command == Command.IMPORT for command, *_ in usable):
        return
    for kind, title in KIND_TITLES.items():
        words = Phrase("นำเข้า{title}", title=Phrase(title))
        place = Place(PageKey.OVERVIEW, kind, Command.IMPORT)
        yield SearchEntry(ResultKind.COMMAND, "", in_language(words), "", place, synonyms_of(words))
