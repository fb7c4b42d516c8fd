"""Trial scores on คะแนน, kept by year and separate from scores until cleared."""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ita_desktop.domain.errors import Phrase
from ita_desktop.domain.framework import Level
from ita_desktop.domain.scores.results import Scenario
from ita_desktop.i18n import tr
from ita_desktop.services.edits import names
from ita_desktop.services.scores import trials
from ita_desktop.services.scores.trials import Trial, WhatIfScores
from ita_desktop.settings import stored_entries
from ita_desktop.ui.session import Session
from ita_desktop.ui.theme.measures import FloatSize
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.transient_undo import UndoStep

MEMORY = "scores.tried"
_AIMED_AT = 3
"""So many of the best levels are something to aim at: ผ่าน, ผ่านดี, ผ่านดีเยี่ยม."""
FEW = 4
"""Number of tried items listed in the line above the table."""


class WhatIfController(QObject):
    """The trial of the shown year. ``changed`` is emitted when trial scores change."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._place = parent
        self._scores: dict[int, WhatIfScores] = {}
        """Trial scores by year, once requested."""
        self._chosen: dict[int, str] = {}
        """The last selected scenario by year."""
        self._trial: Trial | None = None

    @property
    def trial(self) -> Trial:
        """The trial of the shown year with its resulting scores."""
        if self._trial is None:
            scores = self._scores_in(self._session.year)
            untried = self._session.cached_today("scores.untried", self._begin)
            data = self._session.data
            self._trial = trials.with_scores(data, untried, scores) if scores else untried
        return self._trial

    def _begin(self) -> Trial:
        """Returns a trial without trial scores."""
        data = self._session.data
        return trials.with_scores(data, trials.begin(data, self._session.previous), {})

    @property
    def active(self) -> bool:
        """Whether there are trial scores in the shown year."""
        return bool(self.trial.scores)

    @property
    def scenario(self) -> Scenario | None:
        """The scenario whose scores are tried, if they were not changed."""
        data = self._session.data
        tried, chosen = dict(self.trial.scores), self._chosen.get(data.year)
        kept = sorted(data.scenarios, key=lambda scenario: scenario.id != chosen)
        return next(
            (scenario for scenario in kept if trials.scores_of(data, scenario.id) == tried),
            None,
        )

    def renew(self) -> None:
        """Recomputes the trial after the year or its data has changed."""
        self._trial = None

    # -- trying

    def change(self, changes: Mapping[str, Decimal | None], *, part_of: Hashable = None) -> None:
        """Sets trial scores of some nodes; None removes one. Changes with the same ``part_of`` are
        one undo step."""
        which = names(list(changes), "{count} ข้อ")
        scores = trials.put(self.trial, self.trial.scores, changes)
        self._set_scores(scores, Phrase("ลองปรับ {which}", which=which), part_of)

    @property
    def aims(self) -> list[Level]:
        """The levels above that of the year, the next one first; while it is not known, those that
        are aimed at."""
        bar = self._session.score_bar
        levels = self._session.data.framework.levels.levels
        if bar.target is None:
            return list(reversed(levels[:_AIMED_AT]))
        if bar.level.level == bar.target:
            return []
        return list(reversed(levels[: levels.index(bar.target) + 1]))

    @property
    def aim(self) -> Level | None:
        """The level that the trial was filled in for; the best, if it does for several."""
        best_first = reversed(self.aims)
        return next(
            (level for level in best_first if self.trial.scores == self._filled(level)), None
        )

    def _filled(self, level: Level) -> WhatIfScores:
        session = self._session
        return session.cached_today(
            f"scores.filled.{level.code}",
            lambda: trials.filled(session.data, session.previous, level.code),
        )

    def fill(self, level: Level | None = None) -> str:
        """Fills in the scores missing for a level; without one for the next, unless the trial
        reaches that. Returns the code of the first node to look at, empty if nothing is missing."""
        session = self._session
        target = level or session.score_bar.target
        filled = self._filled(target) if target is not None else {}
        if target is None or not filled:
            return ""
        tried = self.trial.tree.level.level
        if level is not None or not (self.active and tried == target):
            self._set_scores(filled, Phrase("กรอกข้อที่ขาดให้ถึง{level}", level=target.name))
        return next(iter(sorted(self.trial.scores, key=self._order)), "")

    def clear(self) -> None:
        """Removes all trial scores."""
        self._set_scores({}, Phrase("ล้างค่าที่ลอง"))

    def choose(self, scenario_id: str) -> None:
        """Loads a saved scenario."""
        session = self._session
        self._chosen[session.year] = scenario_id
        name = next(
            scenario.name for scenario in session.data.scenarios if scenario.id == scenario_id
        )
        scores = trials.scores_of(session.data, scenario_id)
        self._set_scores(scores, Phrase("ลองชุด “{name}”", name=name))

    def _set_scores(self, scores: WhatIfScores, label: str, part_of: Hashable = None) -> None:
        session, before = self._session, self.trial.scores
        now = trials.with_scores(session.data, self.trial, scores).scores
        if now == before:
            self.changed.emit()
            return
        self._try(session.year, now)
        undo, redo = (partial(self._try, session.year, trial) for trial in (before, now))
        session.note(UndoStep(label, undo, redo, part_of))

    def _try(self, year: int, scores: WhatIfScores) -> None:
        """Sets the trial scores of a year. They are stored with the window's state, not with the
        scores."""
        self._scores[year] = scores
        shown = {code: str(value) for code, value in scores.items()}
        known: dict[str, object] = self._session.memory.get(MEMORY, {})
        self._session.memory.set(MEMORY, known | {str(year): shown})
        if year == self._session.year:
            self._trial = None
            self.changed.emit()

    def _scores_in(self, year: int) -> WhatIfScores:
        if year not in self._scores:
            known = stored_entries(self._session.memory.get(MEMORY, {}).get(str(year)))
            self._scores[year] = {
                code: score for code, kept in known.items() if (score := _score(kept)) is not None
            }
        return self._scores[year]

    def _order(self, code: str) -> int:
        return list(self.trial.start.nodes).index(code)

    # -- texts

    def words(self) -> str:
        """The trial scores: ``E4 E5 E6 94.88 · O5 100.00``, and that they are not actual."""
        by_value: dict[Decimal, list[str]] = {}
        for code in sorted(self.trial.scores, key=self._order):
            by_value.setdefault(self.trial.scores[code], []).append(code)
        texts = []
        for value, codes in by_value.items():
            shown = " ".join(codes[:FEW])
            if len(codes) > FEW:
                shown = tr("{codes} และอีก {count} ข้อ", codes=shown, count=len(codes) - FEW)
            texts.append(tr("{codes} เป็น {value}", codes=shown, value=f"{value:.2f}"))
        scenario = self.scenario
        name = [tr("ชุด “{name}”", name=scenario.name)] if scenario is not None else []
        return " · ".join([*name, *texts])

    # -- menu

    def fill_menu(self, menu: QMenu, at: QPoint) -> None:
        """Fills the menu of trial actions; the popup for a name opens at the global position
        ``at``."""
        session = self._session
        writable = not session.is_locked
        for level in self.aims:
            words = tr("กรอกข้อที่ขาดให้ถึง{level}", level=level.name)
            menu.addAction(words, partial(self.fill, level))
        menu.addSeparator()
        current = self.scenario
        for scenario in session.data.scenarios:
            action = menu.addAction(scenario.name, partial(self.choose, scenario.id))
            action.setCheckable(True)
            action.setChecked(scenario == current)
        if not session.data.scenarios:
            menu.addAction(tr("ยังไม่มีชุดที่บันทึกไว้")).setEnabled(False)
        menu.addSeparator()
        if self.active:
            save = menu.addAction(tr("บันทึกค่าที่ลอง…"), lambda: self.ask_save(at))
            save.setEnabled(writable)
        if current is not None and writable:
            name = current.name
            menu.addAction(
                tr("เปลี่ยนชื่อ “{name}”…", name=name), lambda: self._ask_rename(current, at)
            )
            menu.addAction(tr("เอา “{name}” ออก", name=name), lambda: self._remove(current))
        if self.active:
            menu.addAction(tr("ล้างค่าที่ลอง"), self.clear)

    def ask_save(self, at: QPoint) -> None:
        """Asks for a name and saves the trial as a scenario."""
        known = self._chosen.get(self._session.year)
        names = (scenario.name for scenario in self._session.data.scenarios if scenario.id == known)
        self._ask(next(names, ""), tr("บันทึก"), self._save, at)

    def _ask_rename(self, scenario: Scenario, at: QPoint) -> None:
        session = self._session

        def rename(name: str) -> None:
            session.write(trials.rename, scenario.id, name)

        self._ask(scenario.name, tr("เปลี่ยนชื่อ"), rename, at)

    def _ask(self, name: str, action: str, done: Callable[[str], None], at: QPoint) -> None:
        from ita_desktop.ui.pages.parts.popups import NamePopup

        popup = NamePopup(tr("ชื่อชุดที่ลอง"), name, action, self._place)
        popup.field.set_example(tr("เช่น ยก E4 ถึง E6"))
        popup.named.connect(done)
        window = self._place.window()
        most = window.mapToGlobal(QPoint(window.width() - FloatSize.NAME, 0)).x()
        popup.open_below(QPoint(min(at.x(), most), at.y()), window)

    def _save(self, name: str) -> None:
        session = self._session
        kept = session.write(trials.save, name, self.trial.scores)
        if kept is not None:
            self._chosen[session.year] = kept
            session.notified.emit(tr("บันทึกชุดที่ลองแล้ว คะแนนจริงไม่เปลี่ยน"), True)
            self.changed.emit()

    def _remove(self, scenario: Scenario) -> None:
        if self._session.could_write(trials.remove, scenario.id):
            self._session.notified.emit(tr("เอาชุดที่ลอง “{name}” ออกแล้ว", name=scenario.name), True)


def _score(kept: object) -> Decimal | None:
    """Returns a stored score; None if it is invalid."""
    try:
        score = Decimal(str(kept))
    except InvalidOperation:
        return None
    return score if score.is_finite() else None


def position_below(button: QWidget) -> QPoint:
    """Returns the global position below a button."""
    return button.mapToGlobal(QPoint(0, button.height() + Space.XS))
