"""Where an import goes: its list, fiscal year, committee and unit, each to be changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ita_desktop.i18n import caption, tr
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.fields.choices import Choice
from ita_desktop.ui.widgets.label import ThaiLabel

if TYPE_CHECKING:
    from ita_desktop.domain.year import YearData
    from ita_desktop.services.imports.found.part import Part

_OF_BODIES: Final = frozenset({"roster", "duties", "meetings"})
"""Kinds whose rows are of a committee."""
_OF_UNITS: Final = frozenset({"people"})
"""Kinds whose rows are of the unit that a person names, if they name none."""


class _Width:
    """A place that is chosen."""

    CHOICE: Final = 190
    LEAST: Final = 90
    """In a narrow window."""


class _Field(NamedTuple):
    label: ThaiLabel
    choice: Choice

    def offer(self, choices: Iterable[tuple[str, object]], chosen: object) -> None:
        """Shows these choices, texts with values; nothing for none."""
        self.choice.clear()
        for text, value in choices:
            self.choice.addItem(text, value)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        for widget in self:
            widget.setVisible(self.choice.count() > 0)


class Destination(QObject):
    """The choices in the head of a preview."""

    kind_chosen = Signal(str)
    changed = Signal(object)
    """Carries the part with what was chosen."""

    def __init__(self, row: QHBoxLayout, parent: QWidget, kind: str) -> None:
        """Adds the choices to a ``row``; ``kind`` is shown while nothing else is known."""
        super().__init__(parent)
        row.setContentsMargins(0, 0, Space.XS, 0)
        self._kinds = _field(row, tr("นำเข้าเป็น"), parent)
        self._years = _field(row, tr("ลงในปี"), parent)
        self._bodies = _field(row, tr("ลงในคณะ"), parent)
        self._units = _field(row, tr("สังกัด"), parent)
        self.kinds, self.years = self._kinds.choice, self._years.choice
        self.bodies, self.units = self._bodies.choice, self._units.choice
        self._part: Part | None = None
        self._year = 0
        self.kinds.activated.connect(lambda _at: self.kind_chosen.emit(self.kinds.currentData()))
        for field in (self._years, self._bodies, self._units):
            field.choice.activated.connect(lambda _at: self._change())
            field.offer((), None)
        self.show_kind(kind)

    def show_kind(self, kind: str) -> None:
        """Shows a kind, also while nothing else is known."""
        from ita_desktop.exchange.kinds.registry import KIND_TITLES

        if not self.kinds.count():
            self._kinds.offer([(caption(title), name) for name, title in KIND_TITLES.items()], kind)
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def show_part(self, part: "Part", data: "YearData", known: Iterable[int]) -> None:
        """Shows where a part goes that is compared with the year ``data``; ``known`` are the
        Buddhist fiscal years of the workspace."""
        self._part, self._year = part, data.year
        self.show_kind(part.kind)
        stored = set(known)
        years = sorted({*stored, *filter(None, (part.year, part.asked_year, data.year))})
        self._years.offer(((_year(year, stored), year) for year in years), data.year)
        as_said = (tr("ตามไฟล์"), "")
        named = [body.name for body in data.bodies]
        bodies = [(name, name) for name in named]
        if part.body and part.body not in named:  # it was chosen for another year
            bodies.append((tr("{name} (เพิ่มคณะนี้)", name=part.body), part.body))
        units = ((unit.name, unit.id) for unit in data.units)
        self._bodies.offer((as_said, *bodies) if part.kind in _OF_BODIES else (), part.body)
        self._units.offer((as_said, *units) if part.kind in _OF_UNITS else (), part.unit)

    def _change(self) -> None:
        if self._part is not None:
            year = self.years.currentData()
            moved = replace(
                self._part,
                asked_year=year if year != self._year else self._part.asked_year,
                body=self.bodies.currentData() or "",
                unit=self.units.currentData() or "",
            )
            self.changed.emit(moved)

    def set_enabled(self, enabled: bool) -> None:
        """Sets whether something else can be chosen."""
        for field in (self._kinds, self._years, self._bodies, self._units):
            field.choice.setEnabled(enabled)


def _year(year: int, stored: Iterable[int]) -> str:
    return str(year) if year in stored else tr("{year} (เพิ่มปีนี้)", year=year)


def _field(row: QHBoxLayout, words: str, parent: QWidget) -> _Field:
    label = ThaiLabel(words, parent, style=Text.LABEL, tone=Tone.TEXT2)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    choice = Choice(parent)
    choice.setAccessibleName(words)
    label.setBuddy(choice)
    choice.setMinimumWidth(_Width.LEAST)
    choice.setMaximumWidth(_Width.CHOICE)
    row.addWidget(label)
    row.addWidget(choice)
    return _Field(label, choice)
