"""The part of the OIT pane with the assessor's remarks: rounds, answers, and last year's."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ita_desktop.domain.dates import parse_date
from ita_desktop.domain.oit.filing import EarlierRemarks, is_open, rounds_of
from ita_desktop.domain.scores.results import AssessorRemark, RemarkState
from ita_desktop.exchange.kinds.results import STATE_WORDS
from ita_desktop.i18n import caption, in_language, tr
from ita_desktop.services.oit import filing
from ita_desktop.ui.language import short_date
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.pages.parts.pane_sections import PaneText
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.tokens import Space, Text, Tone, Width
from ita_desktop.ui.widgets.boxes import WrapLayout, hbox, vbox
from ita_desktop.ui.widgets.button import Button, ButtonKind
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.page.pane import PaneSection

_FIELDS: Final = {
    "text": "ข้อสังเกต",
    "day": "วันที่",
    "answer": "คำชี้แจง",
    "mend": "การแก้ไข",
    "proof": "หลักฐาน",
}
_PRINTED: Final = "printed"
"""Key of the remark that an official result prints, which is no round yet."""
_NEW: Final = "new"


class RemarksSection(PaneSection):
    """Shows one round with its fields, each typed over in its place; a chip chooses the round."""

    about = "remarks"

    def __init__(self, session: Session, over: QWidget) -> None:
        """``over`` is the parent of the fields' editors."""
        super().__init__(caption("ข้อสังเกตของผู้ตรวจ"), over, action=tr("+ เพิ่มข้อสังเกต"))
        self._session = session
        self._code = ""
        self._rounds: Sequence[AssessorRemark] = ()
        self._adding = False
        self.acted.connect(self.begin)
        self.which = MenuChip(tr("ข้อสังเกต"), tr("ข้อสังเกตที่ยังค้าง"), self._round_names, self)
        self.which.chosen.connect(lambda _key: self._show_round())
        self.state = MenuChip(
            tr("สถานะของข้อสังเกต"),
            in_language(STATE_WORDS[RemarkState.OPEN]),
            self._states,
            self,
        )
        self.state.chosen.connect(self._set_state)
        self.remove = Button("", self, kind=ButtonKind.QUIET, icon_name="trash-2")
        self.remove.clicked.connect(self._remove)
        self._fields = QWidget(self)
        self.texts = {field: PaneText(tr(title), over, self) for field, title in _FIELDS.items()}
        self._rows = {field: self._row(field, text) for field, text in self.texts.items()}
        self.texts["text"].exited.connect(lambda _how: self._stop_adding())
        chips = WrapLayout(Space.XS, Space.XS)
        chips.addWidget(self.which)
        chips.addWidget(self.state)
        head = hbox((chips, 1), self.remove, gap=Space.XS)
        vbox(head, *self._rows.values(), on=self._fields, margins=(0, Space.XS, 0, 0))
        self.earlier = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=0)
        self.column.addWidget(self._fields)
        self.column.addWidget(self.earlier)

    def _row(self, field: str, text: PaneText) -> QWidget:
        text.edited.connect(partial(self._write, field))
        row = QWidget(self)
        label = ThaiLabel(tr(_FIELDS[field]), row, style=Text.LABEL, tone=Tone.TEXT2)
        label.setFixedWidth(Width.PANE_LABEL)
        hbox((label, 0, Qt.AlignmentFlag.AlignTop), (text, 1), on=row, gap=Space.S)
        return row

    def show_item(self, code: str) -> None:
        """Shows the remarks on an item: the first open round, unless another was chosen."""
        session = self._session
        if code != self._code:
            self._code, self._adding = code, False
            self._forget_round()
        self._rounds = rounds_of(session.data, code)
        earlier = filing.of_last_year(session.data, session.previous, code)
        waiting = sum(map(is_open, self._rounds))
        told = {"count": waiting, "of": len(self._rounds), "day": short_date(session.today)}
        counted = tr("ข้อสังเกตที่ยังค้าง {count} จาก {of} ของข้อนี้ ณ {day}", **told)
        self.set_count(*(tr("ค้าง {count}", count=waiting), counted) if waiting else ("", ""))
        locked = session.is_locked
        self.set_action("" if locked else tr("+ เพิ่มข้อสังเกต"))
        self._show_round()
        words = self._earlier_words(earlier)
        self.earlier.setText(words)
        self.earlier.setVisible(bool(words))
        self.setVisible(bool(self._rounds or words or not locked))

    def _earlier_words(self, earlier: Sequence[EarlierRemarks]) -> str:
        before = self._session.previous
        if before is None:
            return ""
        return "\n".join(
            tr(
                "ปี {year} {item}: {text} ({state})",
                year=before.year,
                item=earlier_remark.item.code,
                text=" ".join(remark.text.split()),
                state=in_language(STATE_WORDS[remark.state]),
            )
            for earlier_remark in earlier
            for remark in earlier_remark.remarks
        )

    @property
    def current(self) -> AssessorRemark | None:
        """The shown round; None while there is none, or a new one is typed."""
        if self._adding or not self._rounds:
            return None
        chosen = next((round_ for round_ in self._rounds if _key(round_) == self.which.key), None)
        return chosen or next(filter(is_open, self._rounds), self._rounds[-1])

    def _show_round(self) -> None:
        current, locked = self.current, self._session.is_locked
        self._fields.setVisible(self._adding or current is not None)
        self.which.setVisible(len(self._rounds) > 1 and not self._adding)
        self.remove.setVisible(current is not None and bool(current.id) and not locked)
        self.state.setVisible(current is not None)
        if current is not None:
            self.state.setText(in_language(STATE_WORDS[current.state]))
            name = self._name(current)
            self.which.setText(name)
            self.remove.setToolTip(tr("เอา “{name}” ออก", name=f"{self._code} {name}"))
        for field, text in self.texts.items():
            shown = _shown(current, field) if current is not None else ""
            fixed = field == "text" and current is not None and not current.id
            about = f"{self._session.year} {self._code} {_key(current) if current else _NEW}"
            text.set_text(shown, locked=bool(locked or fixed), thing=about, ghost="")
            self._rows[field].setVisible(current is not None or field == "text")

    def _name(self, remark: AssessorRemark) -> str:
        number = self._rounds.index(remark) + 1
        day = short_date(remark.day) if remark.day is not None else ""
        return " · ".join(filter(None, (tr("ข้อสังเกตที่ {number}", number=number), day)))

    def _round_names(self) -> list[tuple[str, str]]:
        return [(_key(round_), self._name(round_)) for round_ in self._rounds]

    def _states(self) -> list[tuple[str, str]]:
        return [
            (state.value, in_language(words)) for state, words in STATE_WORDS.items() if state.value
        ]

    def _forget_round(self) -> None:
        self.which.key = ""

    # -- editing

    def begin(self) -> None:
        """Opens the field of a new remark."""
        self._adding = True
        self._show_round()
        self.texts["text"].begin()

    def _stop_adding(self) -> None:
        """Shows the rounds again where a new remark was given up."""
        if self._adding:
            self._adding = False
            self._show_round()

    def _set_state(self, key: str) -> None:
        current = self.current
        if current is not None and RemarkState(key) is not current.state:
            self._store(current, {"state": RemarkState(key)})

    def _write(self, field: str, typed: str) -> None:
        session, current = self._session, self.current
        if current is None:
            added = session.write(filing.add_remark, self._code, {"text": typed})
            if added is not None:
                self._adding = False
                self.which.key = added.id
                self.show_item(self._code)
            return
        if field == "day":
            day = session.attempt(lambda: self._day(typed))
            if day is not None:
                self._store(current, {"day": day[0]})
            return
        self._store(current, {field: typed})

    def _day(self, typed: str) -> list[object]:
        if not typed.strip():
            return [None]
        return [parse_date(typed, fiscal_year=self._session.year, today=self._session.today)]

    def _store(self, remark: AssessorRemark, fields: Mapping[str, object]) -> None:
        kept = self._session.write(filing.edit_remarks, self._code, remark.id, fields)
        if kept is not None:
            self.which.key = kept.id
            self.show_item(self._code)

    def _remove(self) -> None:
        current = self.current
        if current is not None and current.id:
            self._forget_round()
            self._session.write(filing.remove_remarks, [current.id])
            self.show_item(self._code)


def _shown(remark: AssessorRemark, field: str) -> str:
    if field == "day":
        return short_date(remark.day) if remark.day is not None else ""
    value: str = getattr(remark, field)
    return value


def _key(remark: AssessorRemark) -> str:
    return remark.id or _PRINTED
