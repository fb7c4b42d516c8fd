"""A dialog shown on closing while files are being written: wait or stop."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ita_desktop.i18n import tr
from ita_desktop.ui.theme.tokens import Space
from ita_desktop.ui.widgets.label import ThaiLabel
from ita_desktop.ui.widgets.sheet import Question
from ita_desktop.ui.widgets.status import Bar
from ita_desktop.ui.work_line import FollowedJob


class StillWriting(Question):
    """Accepted when everything is written, or was stopped by the clerk; rejected if the clerk
    stays, or a file failed, which the window shows."""

    about = "still-writing"

    def __init__(self, writing: Sequence[FollowedJob], parent: QWidget) -> None:
        """``writing``: the jobs, latest last."""
        super().__init__(
            tr("ยังทำงานที่สั่งไว้ไม่เสร็จ"),
            tr("รอได้ เมื่อเสร็จจะปิดให้เอง ถ้าหยุด ไฟล์ที่เสร็จแล้วยังอยู่ และไม่มีไฟล์ที่เขียนค้างไว้ครึ่งเดียว"),
            keep=tr("ไม่ปิด"),
            lose=tr("หยุดแล้วปิด"),
            parent=parent,
        )
        self._left = list(writing)
        self.label = ThaiLabel("", self)
        self.bar = Bar(self)
        self.below.setContentsMargins(0, Space.M, 0, 0)
        self.below.setSpacing(Space.XS)
        self.below.addWidget(self.label)
        self.below.addWidget(self.bar)
        for watched in writing:
            watched.job.progressed.connect(self._show_progress)
            watched.job.done.connect(self._end)
            watched.job.stopped.connect(self._end)
            watched.job.failed.connect(self.reject)
        self._show_progress()
        self.fit()

    def accept(self) -> None:
        """Stops the running jobs (หยุดแล้วปิด); the window closes when they have ended."""
        self.lose_button.block(tr("กำลังหยุด"))
        for watched in self._left:
            watched.job.stop()

    def _show_progress(self) -> None:
        """Updates text and progress; the bar keeps its space if progress is unknown."""
        last = self._left[-1]
        count = tr("{done} จาก {total}", done=last.done, total=last.of) if last.of else ""
        self.label.setText(" ".join(filter(None, (last.sentence, count))))
        self.bar.set_fraction(last.done / last.of if last.of else 0)

    def _end(self) -> None:
        if self.isHidden():
            # The clerk chose to stay before the last file was finished.
            return
        self._left = [watched for watched in self._left if watched.job is not self.sender()]
        if self._left:
            self._show_progress()
        else:
            super().accept()
