"""The detail pane of งาน OIT: an item's requirements, evidence, references and history."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.framework import Item, RequirementsBasis
from ita_desktop.domain.framework_draft import DraftBlock, part_key, unconfirmed
from ita_desktop.domain.oit import parts
from ita_desktop.domain.oit.proofs import is_address
from ita_desktop.domain.records import Evidence
from ita_desktop.domain.scores.progress import State, required_codes
from ita_desktop.i18n import tr
from ita_desktop.services import history
from ita_desktop.services.edits import CellEdit
from ita_desktop.services.oit import assignments, evidence
from ita_desktop.services.oit.evidence import EvidencePlace, file_at, format_of, new_ones
from ita_desktop.services.overview import members_of
from ita_desktop.ui.accessible import announce
from ita_desktop.ui.background import Job
from ita_desktop.ui.keyboard import TICK_ALL
from ita_desktop.ui.language import short_date
from ita_desktop.ui.opening.dropped_files import take_copies
from ita_desktop.ui.outside import offer_kept, open_kept, open_link, open_or_report
from ita_desktop.ui.pages.oit.evidence_form import EvidenceForm
from ita_desktop.ui.pages.oit.evidence_given import evidence_in, may_hold_evidence
from ita_desktop.ui.pages.oit.remarks_section import RemarksSection
from ita_desktop.ui.pages.oit.rows import (
    MARKS,
    ReasonPart,
    contradicted_word,
    counted_words,
    is_contradicted,
    verdict_text,
    verdicts_of,
)
from ita_desktop.ui.pages.parts.chips import MenuChip
from ita_desktop.ui.pages.parts.pane_sections import LinkSection, PaneText, PastSection
from ita_desktop.ui.session import Session
from ita_desktop.ui.table.values import DoneCount
from ita_desktop.ui.theme.tokens import Space, Text, Tone
from ita_desktop.ui.widgets.boxes import add, at_once
from ita_desktop.ui.widgets.fields.choices import CheckList, RequirementPoint
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.lines import ProofLine, ProofList
from ita_desktop.ui.widgets.marks import Mark
from ita_desktop.ui.widgets.page.pane import DetailPane
from ita_desktop.ui.widgets.status import DropVeil


class OitPane(DetailPane):
    """Shows an item; the clerk can check requirements and add evidence."""

    edit_requested = Signal(str)
    """A value should be edited in the table: ``owners`` or ``due``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.item: Item | None = None
        """The shown item."""
        self._unit_id = ""
        self._owners = self.add_row(tr("ผู้รับผิดชอบ"), editable=True)
        self._due = self.add_row(tr("กำหนดส่ง"), editable=True)
        self._score = self.add_row(tr("คะแนน"))
        self._owners.edit_requested.connect(lambda: self.edit_requested.emit("owners"))
        self._due.edit_requested.connect(lambda: self.edit_requested.emit("due"))
        self._required = self.add_section(tr("สิ่งที่ต้องเผยแพร่"))
        self._required.about = "proof"
        self._required.acted.connect(self.tick_all)
        self._required.action.setToolTip(f"{tr('ทำเครื่องหมายทุกรายการ')}  {TICK_ALL.keys}")
        self.whose = MenuChip(tr("หน่วยที่ทำเครื่องหมายให้"), tr("ทุกหน่วย"), self._ticking_units, self)
        self.whose.chosen.connect(self._show_whose)
        self._required.column.addWidget(self.whose, alignment=Qt.AlignmentFlag.AlignLeft)
        self.checks = CheckList(self)
        self.checks.toggled.connect(self._tick)
        self._basis = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT3, most=3)
        self.reason = ReasonPart(session, self)
        add(self._required.column, self.checks.verdict, self.checks, self._basis, self.reason)
        self.form = EvidenceForm(session, self)
        self.form.hide()
        self.form.accepted.connect(self._take_evidence)
        self.ui.scroll.verticalScrollBar().rangeChanged.connect(self._keep_form_in_sight)
        self.missing = ThaiLabel("", self, style=Text.NOTE, tone=Tone.TEXT2, most=4)
        self.proofs = ProofList(self)
        self.proofs.opened.connect(self._open_evidence)
        self.proofs.edited.connect(self._edit_evidence)
        self.proofs.removed.connect(self._remove_evidence)
        self.proofs.menu_requested.connect(self._show_menu)
        content = (self.missing, self.proofs, self.form)
        action = tr("+ เพิ่มลิงก์หรือไฟล์")
        self._published = self.add_section(tr("หลักฐาน"), *content, action=action)
        self._published.about = "evidence"
        self._published.acted.connect(self.add_evidence)
        self.form.exited.connect(lambda: self.enter(ticking=False))
        self._veil: DropVeil | None = None
        self.details = PaneText(tr("รายละเอียดในตารางมอบหมาย"), self.ui.body)
        self.details.edited.connect(self._write_details)
        self.add_section(tr("รายละเอียดในตารางมอบหมาย"), self.details).about = "details"
        self.remarks = RemarksSection(session, self.ui.body)
        self.ui.sections.addWidget(self.remarks)
        self.links = LinkSection(self.ui.body)
        self.ui.sections.addWidget(self.links)
        self._done = PastSection(session, self.ui.body)
        self.ui.sections.addWidget(self._done)
        self.past = self._done.list

    def show_item(self, code: str, unit_id: str = "") -> None:
        """Shows the item ``code``; ``unit_id`` is the unit that the table is narrowed to."""
        data = self._session.data
        item = data.framework.item_by_code.get(code)
        if item is None:
            return
        other = not self.form.is_about(self._session.year, code)
        if other:
            self._leave_form()
            self.item = None
        if other or unit_id != self._unit_id:
            self._unit_id = unit_id
            ticking = {unit.id for unit in parts.units_of_rows(data, item)}
            label = data.unit_by_id[unit_id].label if unit_id in ticking else ""
            self.whose.choose(unit_id if label else "", label)
        self.item = item
        with at_once(self.ui.column):
            self._fill(item)

    def _fill(self, item: Item) -> None:
        data, code = self._session.data, item.code
        progress = self._session.progress[code]
        mark, word = Mark.of(progress.state), ""
        own = members_of(data, data.unit_by_id.get(self._unit_id))
        if progress.state is not progress.state_of(*own):
            word = tr("ทั้งข้อ: {state}", state=mark.word)
        if progress.state is State.DONE and is_contradicted(self._session, code):
            mark, word = Mark.DOING, contradicted_word()
        self.set_head(code, mark, item.title, word=word)
        owners = ", ".join(data.owner_label(owner) for owner in data.owners_of_item(code))
        self._owners.set_value(owners)
        late = progress.state is State.LATE
        due = short_date(progress.due) if progress.due else ""
        tone = Tone.LATE if late else Tone.TEXT
        open_days = progress.days_left if progress.state is not State.DONE else None
        self._due.set_value(due, _in_days(open_days), tone)
        self._show_score(code)
        self._show_requirements(item)
        assignment = data.assignment_by_item.get(code)
        details = assignment.details if assignment is not None else ""
        locked, thing = self._session.is_locked, f"{data.year} {code}"
        self.details.set_text(details, locked=locked, thing=thing)
        self._show_evidence(item)
        self.remarks.show_item(code)
        self._show_links(code)
        self._show_history(code)
        self.setEnabled(True)

    def _show_score(self, code: str) -> None:
        node = self._session.tree.nodes[code]
        progress = self._session.progress[code]
        if node.official is not None:
            self._score.set_value(f"{node.official:.2f}", tr("ผลทางการ"))
            return
        shown = "" if node.value is None else f"{node.value:.2f}"
        open_ = progress.state is not State.DONE
        self._score.set_value(shown, self._gain(code) if open_ else "")

    def _gain(self, code: str) -> str:
        """Returns what completing the item adds to the OIT score and the total."""
        gain = self._session.step_context().score_gains.get(code)
        if gain is None:
            return ""
        return tr(
            "ทำครบ OIT +{oit} รวม +{total}", oit=f"{gain.instrument:.2f}", total=f"{gain.total:.2f}"
        )

    def _ticking_units(self) -> list[tuple[str, str]]:
        """Returns the units that meet the requirements of the item one by one."""
        item, data = self.item, self._session.data
        units = parts.units_of_rows(data, item) if item is not None else ()
        return [(unit.id, unit.label) for unit in units]

    def _show_whose(self) -> None:
        if self.item is not None:
            self._show_requirements(self.item)

    def _met(self, item: Item) -> frozenset[str]:
        """Returns the requirements that the chosen unit meets, or all units."""
        data, unit = self._session.data, self.whose.key
        own = {row.part for row in data.ticks_of(item.code) if unit and row.unit_id == unit}
        return data.met_requirements | parts.met_by_units(data, item) | own

    def _met_by_some(self, item: Item, code: str) -> str:
        """Returns how many units meet a requirement that not all do; empty if none does."""
        units = {key for key, _ in self._ticking_units()}
        ticks = self._session.data.ticks_of(item.code)
        some = units & {row.unit_id for row in ticks if row.part == code}
        if not some or self.whose.key or code in self._met(item):
            return ""
        return tr(" · {count}/{of} หน่วย", count=len(some), of=len(units))

    @property
    def _is_locked(self) -> bool:
        """Whether what is delivered for the item cannot be written here."""
        session = self._session
        owners = session.data.owners_of_item(self.item.code) if self.item is not None else ()
        return bool(session.locked_to(owners))

    def _show_requirements(self, item: Item) -> None:
        units = self._ticking_units()
        self.whose.setVisible(bool(units and item.requirements))
        if self.whose.key and self.whose.key not in dict(units):
            self.whose.choose("")
        met, verdicts = self._met(item), verdicts_of(self._session, item)
        progress = self._session.progress[item.code]
        part = DoneCount(progress.met, progress.required) if item.requirements else None
        if self.whose.key:
            needed = required_codes(item)
            part = DoneCount(len(met.intersection(needed)), len(needed))
        counted = f"{part.done}/{part.of}" if part is not None else ""
        self._required.set_count(counted, counted_words(part, self._session.today))
        locked = self._is_locked
        points = []
        last = ""
        for requirement in item.requirements:
            lead = f"{requirement.part}: " if requirement.part and requirement.part != last else ""
            last = requirement.part
            note = tr(" (ถ้ามี)") if requirement.optional else ""
            note += self._met_by_some(item, requirement.code)
            points.append(
                RequirementPoint(
                    requirement.code,
                    f"{lead}{requirement.text}{note}",
                    requirement.code in met,
                    MARKS[verdicts[requirement.code].judgement],
                    verdict_text(verdicts[requirement.code]),
                )
            )
        self.checks.set_points(points, locked=locked)
        several = len(self._unmet_requirements()) > 1 and not locked
        for_all = units and not self.whose.key
        words = tr("ครบทุกรายการ ทุกหน่วย") if for_all else tr("ครบทุกรายการ")
        self._required.set_action(words if several else "")
        self._published.set_action("" if locked else tr("+ เพิ่มลิงก์หรือไฟล์"))
        text = ""
        if not item.requirements:
            text = tr("กรอบปีนี้ไม่มีรายการตรวจของข้อนี้ กรอกคะแนนในช่องคะแนนของตาราง")
        elif item.requirements_basis is RequirementsBasis.DISTRICT_MEASURES:
            text = tr("สรุปจากมาตรการของเขตหนึ่ง ไม่ใช่เกณฑ์ของผู้ประเมิน")
        if part_key(DraftBlock.ITEMS, item.code) in unconfirmed(self._session.data):
            source = self._session.data.framework.drafted_from
            draft = tr("ข้อนี้คัดลอกจากกรอบ {source} ยังไม่ยืนยัน", source=source)
            text = " · ".join(filter(None, (draft, text)))
        self._basis.setText(text)
        self._basis.setVisible(bool(text))
        self.reason.show_item(item.code)

    def _show_evidence(self, item: Item) -> None:
        rows = self._session.data.evidence_of(item.code)
        self.proofs.set_proofs(
            [
                ProofLine(
                    row.id,
                    " · ".join(filter(None, (*self._whose(item, row), row.title))),
                    " · ".join((*line_notes(row), row.location)),
                    result=" · ".join(
                        filter(
                            None,
                            (
                                row.format,
                                short_date(row.published) if row.published else "",
                            ),
                        )
                    ),
                    is_file=not is_address(row.location),
                )
                for row in rows
            ],
            locked=self._is_locked,
        )
        self.setAcceptDrops(not self._is_locked)
        self.form.show_item(item)
        self._show_rows(item)

    def _show_rows(self, item: Item) -> None:
        """Shows how many units, months and processes have delivered, and which have not."""
        progress = self._session.progress[item.code]
        rows = progress.rows if progress.by_row or parts.parts_of(item) else ()
        given = sum(row.is_given for row in rows)
        shown = {"done": given, "of": len(rows), "day": short_date(self._session.today)}
        counted = tr("มีหลักฐานแล้ว {done} จาก {of} หน่วย เดือน หรือกระบวนงาน ณ {day}", **shown)
        self._published.set_count(*(f"{given}/{len(rows)}", counted) if rows else ("", ""))
        missing = parts.open_words(item, rows) if progress.state is not State.DONE else ""
        self.missing.setText(tr("ยังขาด {what}", what=missing) if missing else "")
        self.missing.setVisible(bool(missing))

    def _whose(self, item: Item, row: Evidence) -> tuple[str, str]:
        """Returns the unit and part of evidence, where it is delivered by these."""
        data = self._session.data
        if not self._session.progress[item.code].rows:
            return data.unit_name(row.unit_id), ""
        unit = data.unit_by_id.get(row.unit_id or "")
        whose = unit.label if unit is not None else ""
        return whose, parts.part_title(item, row.part) if row.part else ""

    def _show_links(self, code: str) -> None:
        data = self._session.data
        if not (data.duties or data.meetings or data.letters):
            self.links.show_links(code, ())
            return
        from ita_desktop.services.links import of_item

        found = self._session.cached(("links", data.year, code), lambda: of_item(data, code))
        self.links.show_links(code, found)

    def _show_history(self, code: str) -> None:
        workspace, data = self._session.workspace, self._session.data
        self._done.show_past(
            f"{data.year} {code}", lambda most: history.of_item(workspace, data, code, most)
        )

    # -- actions

    def _tick(self, requirement: str, met: bool) -> None:
        unit_id = self.whose.key or None
        self._session.write(evidence.tick, [requirement], met=met, unit_id=unit_id)
        if self.item is not None:
            self.show_item(self.item.code)

    def _write_details(self, typed: str) -> None:
        if self.item is not None:
            self._session.write(assignments.edit, [CellEdit(self.item.code, "details", typed)])

    def _unmet_requirements(self) -> list[str]:
        """Returns the required points of the item that are not checked."""
        met = self._met(self.item) if self.item is not None else frozenset()
        points = self.item.requirements if self.item is not None else ()
        return [point.code for point in points if not point.optional and point.code not in met]

    def tick_all(self) -> None:
        """Checks all required points of the item, for the chosen unit or for all at once."""
        session, item, unmet = self._session, self.item, self._unmet_requirements()
        if item is None or not unmet or self._is_locked:
            return
        count, unit_id = len(self._ticking_units()), self.whose.key or None
        done = session.could_write(evidence.tick, unmet, met=True, unit_id=unit_id)
        if done and count and unit_id is None:
            text = "ทำเครื่องหมายทุกรายการของ {item} ให้ทั้ง {count} หน่วยแล้ว"
            session.notified.emit(tr(text, item=item.code, count=count), True)

    def add_evidence(self) -> None:
        """Opens the form for a new link or file."""
        if self.item is not None and not self._is_locked:
            self._begin_form()

    def _begin_form(self, row: Evidence | None = None) -> None:
        self.form.begin(row)
        self._keep_form_in_sight()

    def _keep_form_in_sight(self) -> None:
        """Scrolls to the form, again after the pane's layout has settled: where it is higher than
        the pane, to its buttons and to what has the keyboard."""
        focused = self.window().focusWidget()
        if focused is not None and self.form.isAncestorOf(focused):
            for part in (self.form, self.form.ui.accept, focused):
                self.ui.scroll.ensureWidgetVisible(part, 0, Space.S)

    def _take_evidence(self, year: int, item: str, key: str, fields: Mapping[str, Any]) -> None:
        session, workspace = self._session, self._session.workspace
        edits = [CellEdit(key, name, value) for name, value in fields.items()]

        def write() -> None:
            if key:
                self.form.write(lambda: evidence.edit(workspace, year, edits))
            else:
                evidence.add(workspace, year, item, fields)

        if fields.get(evidence.FILE) is None:
            if session.do(write):
                self._end_form(year, item, key)
            return
        # To store a large file takes longer than the window may stand still.
        self.form.setEnabled(False)
        job = Job(lambda _progress: write(), session, finishes=True)
        for end in (job.done, job.failed, job.stopped):
            end.connect(lambda _end=None: self.form.go_on())
        job.done.connect(lambda _row: self._end_form(year, item, key))
        job.failed.connect(session.failed)
        job.start()

    def _end_form(self, year: int, item: str, key: str) -> None:
        """Hides the form once its evidence is stored, unless it has become another's."""
        self.form.forget(year, item)
        if self.form.is_about(year, item, key):
            if not key:
                self._announce_standing(_added(item, 1))
            # A new link usually fulfils a point that is not checked yet.
            self.enter(ticking=not key)
            self.form.hide()

    def enter(self, *, ticking: bool = True) -> None:
        """Goes to the first point that is not ticked, else to adding evidence."""
        stop = (ticking and self.checks.first_unmet()) or self._published.action
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.ui.scroll.ensureWidgetVisible(stop, 0, Space.L)

    def _announce_standing(self, *words: str) -> None:
        """Announces ``words`` on what was added, and how far the item is with it."""
        if self.item is None:
            return
        progress = self._session.progress[self.item.code]
        part = DoneCount(progress.met, progress.required)
        words = (*words, counted_words(part, self._session.today), self._score.accessibleName())
        announce(self, " · ".join(filter(None, words)))

    def _leave_form(self) -> None:
        if self.form.leave() and self.item is not None:
            text = tr("หลักฐานของ {item} ที่พิมพ์ไว้ยังไม่ได้เพิ่ม", item=self.item.code)
            self._session.notified.emit(text, False)

    def _edit_evidence(self, key: str) -> None:
        row = self._session.data.evidence_by_id.get(key)
        if row is not None:
            self._begin_form(row)

    def _remove_evidence(self, key: str) -> None:
        self._session.write(evidence.remove, [key])

    def _open_evidence(self, key: str) -> None:
        row = self._session.data.evidence_by_id.get(key)
        if row is None:
            return
        if row.media and not is_address(row.location):
            open_kept(self._session, row.media, row.file_name)
        else:
            open_place(self._session, row.location)

    # -- dropped and pasted evidence

    def paste(self) -> None:
        """Takes the copied files and links as evidence, on Ctrl+V."""
        if self._is_locked:
            return
        given = self._given(QGuiApplication.clipboard().mimeData())
        if not given:
            self._session.failed.emit(
                tr(
                    "คลิปบอร์ดไม่มีไฟล์หรือลิงก์ที่เป็นหลักฐานได้ "
                    "คัดลอกลิงก์จากเว็บเบราว์เซอร์ หรือคัดลอกไฟล์ แล้ววางอีกครั้ง"
                )
            )
        self.take(given)

    def _given(self, data: QMimeData) -> Sequence[EvidencePlace]:
        return evidence_in(data, self._session.workspace.path)

    def _add_given(self, given: Sequence[EvidencePlace]) -> None:
        """Adds new evidence in one step, ignoring existing one."""
        session, item = self._session, self.item
        if item is None or not given:
            return
        fresh = new_ones(given, [entry.location for entry in session.data.evidence_of(item.code)])
        fields = [
            {"location": place.location, "title": place.title, "format": format_of(place.location)}
            for place in fresh
        ]
        known, code = len(given) - len(fresh), item.code
        if all(is_address(place.location) for place in fresh):
            added = session.write(evidence.add_all, code, fields) if fields else []
            self._show_added(code, added or [], known)
            return
        workspace, year = session.workspace, session.year
        session.run(
            lambda _progress: evidence.add_files(workspace, year, code, fields),
            lambda added: self._show_added(code, added, known),
            finishes=True,
        )

    def _show_added(self, item: str, added: Sequence[Evidence], known: int) -> None:
        texts = []
        if added:
            texts.append(_added(item, len(added)))
        if names := [row for row in added if not row.media and not is_address(row.location)]:
            texts.append(tr("จดไว้แต่ชื่อไฟล์ {count} รายการ", count=len(names)))
        if known:
            texts.append(tr("มีอยู่แล้ว {count} รายการ", count=known))
        if texts:
            self._session.notified.emit(" · ".join(texts), bool(added))
        if added:
            self._announce_standing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.item is None or not may_hold_evidence(event.mimeData()):
            return
        take_copies(event)
        self._veil = self._veil or DropVeil(self)
        self._veil.show_words(tr("วางที่นี่ เพิ่มเป็นหลักฐานของ {item}", item=self.item.code))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._lift_veil()

    def dropEvent(self, event: QDropEvent) -> None:
        self._lift_veil()
        take_copies(event)
        self.take(self._given(event.mimeData()), self.childAt(event.position().toPoint()))

    def take(self, given: Sequence[EvidencePlace], place: QWidget | None = None) -> None:
        """Adds what was dropped at a ``place`` or pasted as evidence, or fills the open form with
        it: a form that changes other evidence only where it has the keyboard or the place."""
        form = self.form
        places = (self.window().focusWidget(), place)
        is_meant = form.is_new or any(one and form.isAncestorOf(one) for one in places)
        if form.isVisible() and len(given) == 1 and is_meant:
            form.fill(given[0])
        else:
            self._add_given(given)

    def _lift_veil(self) -> None:
        if self._veil is not None:
            self._veil.hide()

    def _show_menu(self, key: str, line: QWidget) -> None:
        menu = QMenu(line)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("เปิด"), lambda: self._open_evidence(key))
        row = self._session.data.evidence_by_id.get(key)
        if row is not None and row.media:
            offer_kept(menu, self._session, row.media, row.file_name)
        if row is not None and row.placed_by:
            menu.addAction(tr("วางโดย {who}", who=row.placed_by)).setEnabled(False)
        if not self._is_locked:
            menu.addAction(tr("แก้ไข…"), lambda: self._edit_evidence(key))
            menu.addAction(tr("เอาออก"), lambda: self._remove_evidence(key))
        menu.popup(line.mapToGlobal(line.rect().bottomLeft()))


def _in_days(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return tr("วันนี้")
    return tr("อีก {days} วัน", days=days) if days > 0 else tr("เลย {days} วัน", days=-days)


def _added(item: str, count: int) -> str:
    return tr("เพิ่มหลักฐานของ {item} แล้ว {count} รายการ", item=item, count=count)


# Opens evidence: pages in the browser, files in their programs, never an executable.


def open_place(session: Session, location: str) -> None:
    """Opens a web address or a file; on failure shows a message with a remedy."""
    if is_address(location):
        if not open_link(location):
            session.failed.emit(tr("เปิด {link} ไม่ได้ คัดลอกลิงก์ไปวางในเว็บเบราว์เซอร์", link=location))
        return
    path = file_at(location, session.workspace.path)

    def report(is_there: bool) -> None:
        if is_there:
            open_or_report(session, path)
        else:
            session.failed.emit(
                tr("ไม่พบไฟล์ {file} ตามที่จดไว้ กดดินสอแล้วเลือกไฟล์ใหม่ หรือวางลิงก์แทน", file=path.name)
            )

    # A network share that does not respond would block the window.
    session.run(lambda _progress: path.is_file(), report)


def line_notes(row: Evidence) -> Iterator[str]:
    """Yields what a line of evidence tells besides: its as-of day, and that its file is
    kept."""
    if row.as_of is not None:
        yield tr("ณ {day}", day=short_date(row.as_of))
    if row.media:
        yield tr("เก็บไฟล์ไว้")
