"""The detail pane of the framework: location of a part, checklist, and long texts."""

from PySide6.QtCore import Signal

from ita_desktop.domain.framework import (
    TOTAL,
    Framework,
    Indicator,
    Instrument,
    Item,
    Scale,
)
from ita_desktop.frameworks.editing import Part, part_of
from ita_desktop.i18n import tr
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.frameworks import editing as framework_editing
from ita_desktop.ui.pages.frameworks.points import PointSection
from ita_desktop.ui.pages.frameworks.rows import named
from ita_desktop.ui.pages.parts.pane_text import PaneText
from ita_desktop.ui.session import Session
from ita_desktop.ui.widgets.page.pane import DetailPane, PaneSection

HEAD_TEXTS = ("code", "response_system", "notes")
NAMED_TEXTS = ("name_en", "note")


class FrameworkPane(DetailPane):
    """Shows a part; long texts and the checklist are edited here, other values in the table."""

    edit_requested = Signal(str)
    """A value should be edited in the table; carries its column's key."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._code = ""
        self._place = self.add_row(tr("อยู่ใต้"), editable=True)
        self._place.edit_requested.connect(lambda: self.edit_requested.emit("indicator"))
        self._entries = self.add_row(tr("กรอกแล้ว"))
        self.points = PointSection(session, self.ui.body)
        self.ui.sections.addWidget(self.points)
        self._sections: dict[str, PaneSection] = {}
        self.texts: dict[str, PaneText] = {}
        for field, title in (
            ("code", tr("รหัสกรอบ")),
            ("response_system", tr("ระบบที่ใช้ตอบ")),
            ("name_en", tr("ชื่อภาษาอังกฤษ")),
            ("note", tr("หมายเหตุ")),
            ("notes", tr("หมายเหตุ")),
        ):
            section = self._sections[field] = self.add_section(title)
            text = self.texts[field] = PaneText(title, self.ui.body, section)
            text.edited.connect(lambda typed, field=field: self._write(field, typed))
            section.column.addWidget(text)

    def show_part(self, code: str) -> None:
        """Shows the part with this code, or the framework itself."""
        framework = self._session.data.framework
        part = part_of(framework, code)
        if part is None and code != TOTAL:
            return
        self._code = code
        title = part.title if isinstance(part, Item) else getattr(part, "name", framework.title)
        self.set_head(tr("กรอบ") if part is None else code, None, title)
        self._show_rows(framework, part)
        is_listed = isinstance(part, Item) and (
            bool(part.requirements) or part.scale in {Scale.DISCLOSURE, Scale.UNKNOWN}
        )
        self.points.setVisible(is_listed)
        if isinstance(part, Item) and is_listed:
            self.points.show_item(part)
        self._show_texts(framework, part)

    def _show_rows(self, framework: Framework, part: Part | None) -> None:
        locked = self._session.is_locked
        above = ""
        if isinstance(part, Item):
            above = part.indicator
        elif isinstance(part, Indicator):
            above = part.parent or part.instrument
        self._place.setVisible(bool(above))
        self._place.set_value(named(framework, above))
        self._place.set_editable(isinstance(part, Item) and not locked)
        self._entries.setVisible(part is not None)
        if part is not None:
            count = framework_editing.entries_on(
                self._session.data, _codes_in(framework, part)
            ).total
            self._entries.set_value(tr("{count} รายการ", count=count) if count else "")

    def _show_texts(self, framework: Framework, part: Part | None) -> None:
        locked = self._session.is_locked
        if part is None:
            shown: tuple[str, ...] = HEAD_TEXTS
        else:
            shown = NAMED_TEXTS if isinstance(part, Instrument | Indicator) else ("note",)
        source = framework if part is None else part
        code = f"{framework.code} {part.code if part is not None else ''}"
        for field, section in self._sections.items():
            section.setVisible(field in shown)
            if field in shown:
                value = getattr(source, field)
                text = "\n".join(value) if isinstance(value, tuple) else str(value)
                self.texts[field].set_text(text, locked=locked, thing=code)

    def _write(self, field: str, typed: str) -> None:
        self._session.write(framework_editing.edit, [CellEdit(self._code, field, typed)])


def _codes_in(framework: Framework, part: Part) -> list[str]:
    """Returns the part's code, for an instrument also those of its indicators."""
    if not isinstance(part, Instrument):
        return [part.code]
    return [part.code, *(indicator.code for indicator in framework.indicators_of(part.code))]
